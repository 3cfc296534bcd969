"""What every reader keeps: samples read as expected, broken files named by line, nothing worse than a ReadError.

A format is tested by the files in `tests/samples/FORMAT`: NAME.* is read and compared with NAME.expected.jsonl, and
broken/NAME.* must fail with the message in broken/NAME.error.
"""

import contextlib
from collections.abc import Sequence
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from audit import registry
from audit.model import Segment
from audit.reader import ReadError

SAMPLES = Path(__file__).parents[1] / "samples"
READERS = registry.readers()
NOTHING = Segment(id="", source="", target="")
Case = tuple[str, tuple[Path, ...]]


def cases(folder: str = "") -> list[Case]:
    """Each format with the files of a sample, in alphabetical order."""
    found: list[Case] = []
    for name in READERS:
        files = sorted(path for path in (SAMPLES / name / folder).glob("*.*") if path.is_file())
        inputs = [path for path in files if not path.name.endswith((".expected.jsonl", ".error"))]
        for stem in dict.fromkeys(path.stem for path in inputs):
            found += [(name, tuple(path for path in inputs if path.stem == stem))]
    return found


def label(case: Case) -> str:
    return f"{case[0]}-{case[1][0].stem}"


def shown(segment: Segment) -> dict[str, object]:
    """The fields of a segment that say something, as JSON has them."""
    plain, default = (msgspec.json.decode(msgspec.json.encode(one)) for one in (segment, NOTHING))
    return {field: value for field, value in plain.items() if field in ("source", "target") or value != default[field]}


@pytest.mark.parametrize("name", READERS)
def test_has_samples(name: str) -> None:
    assert name in {name for name, _ in cases()}
    assert name in {name for name, _ in cases("broken")}


@pytest.mark.parametrize("case", cases(), ids=label)
def test_reads_its_samples(case: Case) -> None:
    name, paths = case
    expected = paths[0].with_suffix(".expected.jsonl").read_text(encoding="utf-8").splitlines()
    found = [shown(segment) for segment in READERS[name]().read(*paths)]
    assert found == [msgspec.json.decode(line) for line in expected]


@pytest.mark.parametrize("case", cases(), ids=label)
def test_samples_are_taken_by_their_own_reader_only(case: Case) -> None:
    name, paths = case
    heads = [path.read_text(encoding="utf-8-sig") for path in paths]
    takers = [other for other, reader in READERS.items() if reader.files == len(paths) and reader().accepts(*heads)]
    assert takers == [name]


@pytest.mark.parametrize("case", cases("broken"), ids=label)
def test_names_the_line_of_a_fault(case: Case) -> None:
    name, paths = case
    with pytest.raises(ReadError) as caught:
        list(READERS[name]().read(*paths))
    message = str(caught.value).replace(f"{paths[0].parent}/", "")
    assert message == paths[0].with_suffix(".error").read_text(encoding="utf-8").rstrip("\n")


@pytest.mark.parametrize("name", READERS)
def test_reports_what_cannot_be_opened(name: str, tmp_path: Path) -> None:
    reader = READERS[name]()
    for missing in (tmp_path / "missing.txt", tmp_path):
        with pytest.raises(ReadError, match=r"cannot be read: .*; give the path"):
            list(reader.read(*[missing] * reader.files))


TABLES = [b"source\ttarget\n", b"source,target\n", b'{"source": "', b'"target": "', b'"}', b'"', b"\t", b","]
TALK = [b"Hello.\n", b"\xe5\xa5\xbd\n", b"Operator\n", b"Jane Doe\n", b"\r", b"\n", b"\0", b"\xff\xfe", b"\xa4\x6a"]
PIECES = st.sampled_from(TABLES + TALK) | st.binary(max_size=4)
ANYTHING = st.one_of(st.binary(), st.lists(PIECES).map(b"".join))


@pytest.mark.parametrize("name", READERS)
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(contents=st.lists(ANYTHING, min_size=2, max_size=2))
def test_no_bytes_raise_anything_else(name: str, tmp_path: Path, contents: Sequence[bytes]) -> None:
    paths = [tmp_path / str(number) for number in range(READERS[name].files)]
    for path, content in zip(paths, contents, strict=False):
        path.write_bytes(content)
    with contextlib.suppress(ReadError):
        list(READERS[name]().read(*paths))
