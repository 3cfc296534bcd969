"""What every reader keeps: samples read as expected, broken files named by line, nothing worse than a ReadError.

A format is tested by the files in `tests/samples/FORMAT`: NAME.* is read and compared with NAME.expected.jsonl, and
broken/NAME.* must fail with the message in broken/NAME.error. Those of the plug-in are in `tests/plugin/samples`.
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
from audit.reader import ReadError, head

SAMPLES = [Path(__file__).parents[1] / folder for folder in ("samples", "plugin/samples")]
READERS = registry.readers()
ASKED = {"aligned"}
"""Formats that no content shows: they are read where a person asks for them."""
NOTHING = Segment(id="", source="", target="")
Case = tuple[str, tuple[Path, ...]]


def cases(folder: str = "") -> list[Case]:
    """Each format with the files of a sample, in alphabetical order."""
    found: list[Case] = []
    for name in READERS:
        files = sorted(path for samples in SAMPLES for path in (samples / name / folder).glob("*.*") if path.is_file())
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
    heads = [head(path) for path in paths]
    takers = [other for other, reader in READERS.items() if reader.files == len(paths) and reader().accepts(*heads)]
    assert takers == [name] or name in ASKED


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
XML = [
    b'<xliff version="1.2">',
    b'<xliff version="2.0">',
    b"<file>",
    b"<body>",
    b"<trans-unit>",
    b"<unit>",
    b"<segment>",
]
XML += [
    b"<source>",
    b"</source>",
    b"<target>",
    b"</target>",
    b"<mrk mtype='seg'>",
    b"<g id='1'>",
    b"</g>",
    b"<x/>",
    b"</",
]
XML += [b"<tmx>", b"<tu>", b"<tuv xml:lang='en'>", b"<seg>", b"</seg></tuv>", b"&amp;", b"&#x0;", b"&#55296;", b"&a;"]
XML += [b"<!DOCTYPE a [", b'<!ENTITY a "b">', b"]>", b"<![CDATA[", b"]]>", b"<!--", b"-->", b"<?xml?>", b"\xe2\x80\xa8"]
PO = [b"msgid ", b"msgstr ", b"msgid_plural ", b"msgstr[1] ", b"msgctxt ", b'"a"', b'"\\', b"#, fuzzy\n", b"#~ msgid"]
ARCHIVES = [b"PK\x03\x04", b"\x1f\x8b\x08\x00", b"BZh9", b"\xfd7zXZ\x00", b"PK\x05\x06" + bytes(18)]
PIECES = st.sampled_from(TABLES + TALK + XML + PO + ARCHIVES) | st.binary(max_size=4)
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


@pytest.mark.parametrize("case", cases(), ids=label)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_damaged_samples_raise_nothing_else(case: Case, tmp_path: Path, data: st.DataObject) -> None:
    name, originals = case
    paths = [tmp_path / path.name for path in originals]
    for path, original in zip(paths, originals, strict=True):
        content = original.read_bytes()
        for _ in range(data.draw(st.integers(1, 3))):
            start = data.draw(st.integers(0, len(content)))
            end = data.draw(st.integers(start, min(len(content), start + 40)))
            content = content[:start] + data.draw(PIECES) * data.draw(st.integers(0, 3)) + content[end:]
        path.write_bytes(content)
    with contextlib.suppress(ReadError):
        for segment in READERS[name]().read(*paths):
            for span in segment.protected:
                assert 0 <= span.start < span.end <= len(segment.source if span.side == "source" else segment.target)
