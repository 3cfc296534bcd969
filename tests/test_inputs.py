"""Inputs of any format, alone or several: which reader, which ids, which languages, which references."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit.inputs import directed, read, with_references
from audit.model import Segment, Span
from audit.reader import ReadError
from audit.registry import UnknownName

ENGLISH = "Revenue rose.\nCosts fell.\n"
CHINESE = "營收成長。\n成本下降。\n"
TRANSCRIPT = "Revenue rose.\n營收成長。\nCosts fell.\n成本下降。\n"
TSV = "source\ttarget\nRevenue rose.\t營收成長。\nCosts fell.\t成本下降。\n"
CSV = TSV.replace("\t", ",")
JSONL = '{"source": "Revenue rose.", "target": "營收成長。"}\n{"source": "Costs fell.", "target": "成本下降。"}\n'


def write(folder: Path, *files: tuple[str, str]) -> list[Path]:
    for name, content in files:
        (folder / name).write_text(content, encoding="utf-8")
    return [folder / name for name, _ in files]


@pytest.mark.parametrize(
    ("files", "formats"),
    [
        ([("a.txt", TRANSCRIPT)], ["transcript"]),
        ([("a.tsv", TSV)], ["tsv"]),
        ([("a.csv", CSV)], ["csv"]),
        ([("a.jsonl", JSONL)], ["jsonl"]),
        ([("a.txt", TSV)], ["tsv"]),
        ([("a.txt", JSONL)], ["jsonl"]),
        ([("no-suffix", TRANSCRIPT)], ["transcript"]),
        ([("a.en", ENGLISH), ("a.zh", CHINESE)], ["parallel", "parallel"]),
        ([("en.txt", ENGLISH), ("zh.txt", CHINESE)], ["parallel", "parallel"]),
        ([("a.TSV", TSV), ("b.txt", TRANSCRIPT)], ["tsv", "transcript"]),
        ([("b.txt", TRANSCRIPT), ("en", ENGLISH), ("zh", CHINESE)], ["transcript", "parallel", "parallel"]),
    ],
)
def test_formats_are_detected(tmp_path: Path, files: list[tuple[str, str]], formats: list[str]) -> None:
    segments, inputs = read(write(tmp_path, *files))
    assert [each.format for each in inputs] == formats
    assert [segment.id for segment in segments] == [str(number) for number in range(1, len(segments) + 1)]
    texts = [(segment.source, segment.target) for segment in segments[:2]]
    assert texts == [("Revenue rose.", "營收成長。"), ("Costs fell.", "成本下降。")]


def test_a_given_format_beats_the_suffix(tmp_path: Path) -> None:
    [path] = write(tmp_path, ("a.jsonl", TSV))
    assert read([path], "tsv")[1][0].format == "tsv"


def test_inputs_are_described(tmp_path: Path) -> None:
    [path] = write(tmp_path, ("a.tsv", TSV))
    [described] = read([path])[1]
    assert (described.path, described.segments, len(described.sha256)) == (str(path), 2, 64)


def test_the_origin_is_told_only_where_there_are_several(tmp_path: Path) -> None:
    paths = write(tmp_path, ("a.tsv", TSV), ("b.tsv", TSV))
    assert {segment.origin for segment in read(paths)[0]} == {str(path) for path in paths}
    assert {segment.origin for segment in read(paths[:1])[0]} == {None}


@pytest.mark.parametrize(
    ("ids", "unique"),
    [
        (["x", "y"], ["x", "y"]),
        (["", "", ""], ["1", "2", "3"]),
        (["x", "", "x"], ["x", "2", "x#2"]),
        (["x", "x", "x#2", "x"], ["x", "x#2", "x#2#2", "x#3"]),
    ],
)
def test_ids_of_the_input_are_kept_and_made_unique(tmp_path: Path, ids: list[str], unique: list[str]) -> None:
    rows = "".join(f"{each}\tRevenue.\t營收。\n" for each in ids)
    [path] = write(tmp_path, ("a.tsv", f"id\tsource\ttarget\n{rows}"))
    assert [segment.id for segment in read([path])[0]] == unique


@given(st.lists(st.sampled_from(["", "1", "2", "3", "1#2", "1#3", "2#2"]), max_size=12))
def test_ids_are_always_unique(tmp_path_factory: pytest.TempPathFactory, ids: list[str]) -> None:
    rows = "".join(f"{each}\tRevenue.\t營收。\n" for each in ["first", *ids])
    [path] = write(tmp_path_factory.mktemp("ids"), ("a.tsv", f"id\tsource\ttarget\n{rows}"))
    found = [segment.id for segment in read([path])[0]]
    assert len(found) == len(set(found)) == len(ids) + 1


@pytest.mark.parametrize(
    ("name", "content", "problem"),
    [
        ("gone.txt", None, "no such file"),
        ("folder", "", "directory"),
        ("empty.txt", "", "empty"),
        ("blank.txt", " \n\n", "empty"),
        ("image.png", "\x89PNG\0\0\0", "binary"),
        ("a.tsv", "english\tchinese\na\tb\n", "no column “source”"),
        ("a.xyz", "Only English here.\nNo Chinese.\n", "not in a known format"),
        ("a.txt", "Only English here.\nNo Chinese.\n", ""),
    ],
)
def test_what_cannot_be_read_is_named(tmp_path: Path, name: str, content: str | None, problem: str) -> None:
    path = tmp_path / name
    if name == "folder":
        path.mkdir()
    elif content is not None:
        path.write_bytes(content.encode("latin-1") if "PNG" in content else content.encode())
    with pytest.raises(ReadError, match=name) as caught:
        read([path])
    assert problem in str(caught.value)


def test_parallel_needs_both_files(tmp_path: Path) -> None:
    paths = write(tmp_path, ("en.txt", ENGLISH))
    with pytest.raises(ReadError, match="parallel needs 2 files"):
        read(paths, "parallel")


def test_an_unknown_format_names_the_nearest(tmp_path: Path) -> None:
    with pytest.raises(UnknownName, match="did you mean “tsv”"):
        read(write(tmp_path, ("a.tsv", TSV)), "tvs")


@pytest.mark.parametrize(
    "reference", [("r.txt", "甲\n\n"), ("r.txt", "甲\r\n\r\n"), ("r.tsv", "source\ttarget\na\t甲\nb\t\n")]
)
def test_references_come_as_lines_or_as_pairs(tmp_path: Path, reference: tuple[str, str]) -> None:
    talk, path = write(tmp_path, ("a.tsv", TSV), reference)
    assert [segment.reference for segment in with_references(read([talk])[0], path)] == ["甲", None]


def test_several_files_of_references(tmp_path: Path) -> None:
    talk, one, other = write(tmp_path, ("a.tsv", TSV), ("r.txt", "甲\n\n"), ("s.txt", "乙\n丙\n"))
    assert [segment.references for segment in with_references(read([talk])[0], one, other)] == [("甲", "乙"), ("丙",)]


def test_references_must_be_as_many_as_segments(tmp_path: Path) -> None:
    talk, path = write(tmp_path, ("a.tsv", TSV), ("r.txt", "Revenue rose.\n營收成長。\nOne.\n一。\nTwo.\n二。\n"))
    with pytest.raises(ReadError, match="3 references for 2 segments"):
        with_references(read([talk])[0], path)


@pytest.mark.parametrize(
    ("source", "target", "direction", "locale", "languages"),
    [
        ("Revenue rose.", "營收成長。", "auto", "auto", ("en", "zh-TW")),
        ("Revenue rose.", "营收增长。", "auto", "auto", ("en", "zh-CN")),
        ("Revenue rose.", "好。", "auto", "auto", ("en", "zh")),
        ("Revenue rose.", "营收增长。", "auto", "zh-HK", ("en", "zh-HK")),
        ("營收成長。", "Revenue rose.", "auto", "auto", ("zh-TW", "en")),
        ("營收成長。", "Revenue rose.", "zh-en", "auto", ("zh-TW", "en")),
        ("Revenue rose.", "Revenue rose.", "auto", "auto", ("en", "zh")),
        ("營收成長。", "營收成長。", "zh-en", "auto", ("zh-TW", "en")),
        ("", "", "auto", "auto", ("en", "zh")),
    ],
)
def test_languages(source: str, target: str, direction: str, locale: str, languages: tuple[str, str]) -> None:
    [segment] = directed([Segment(id="1", source=source, target=target)], direction, locale)  # type: ignore[arg-type]
    assert (segment.source, segment.target) == (source, target)
    assert (segment.source_language, segment.target_language) == languages


@pytest.mark.parametrize(
    ("own", "target", "locale", "found"),
    [
        ("zh-HK", "營收成長。", "auto", "zh-HK"),
        ("zh-HK", "营收增长。", "auto", "zh-CN"),
        ("zh-CN", "營收成長。", "auto", "zh-TW"),
        ("zh-CN", "好。", "auto", "zh-CN"),
        ("zh-HK", "營收成長。", "zh-TW", "zh-TW"),
    ],
)
def test_the_locale_of_a_file_is_kept_in_its_script(own: str, target: str, locale: str, found: str) -> None:
    [segment] = directed([Segment(id="1", source="Revenue rose.", target=target, target_language=own)], "auto", locale)
    assert segment.target_language == found


def test_sides_that_stand_the_other_way_round_are_swapped() -> None:
    pair = Segment(id="1", source="營收成長。", target="<b>Revenue rose.", protected=(Span("target", 0, 3),))
    [turned] = directed([pair], "en-zh")
    assert (turned.source, turned.target, turned.protected) == (pair.target, pair.source, (Span("source", 0, 3),))


@pytest.mark.parametrize(
    ("targets", "locale", "found"),
    [
        (["净利润增长。", "淨利潤成長。"], "auto", ["zh-CN", "zh-TW"]),
        (["软件很好。", "謝謝。", "软件。"], "auto", ["zh-CN", "zh-TW", "zh-CN"]),
        (["軟體和網路。", "質素遠勝以往。"], "auto", ["zh-TW", "zh-TW"]),
        (["净利润增长。", "大家好。"], "auto", ["zh-CN", "zh-CN"]),
        (["净利润增长。", "淨利潤成長。"], "zh-HK", ["zh-HK", "zh-HK"]),
    ],
)
def test_inputs_in_two_scripts_keep_their_own_locale(targets: list[str], locale: str, found: list[str]) -> None:
    pairs = [
        Segment(id=str(number), source="Hello.", target=target, origin=str(number))
        for number, target in enumerate(targets)
    ]
    assert [pair.target_language for pair in directed(pairs, "auto", locale)] == found
