"""`audit fix`: the corrected words change, and not one byte beside them."""

import csv
import io
import json
import os
import stat
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from audit import Finding, Severity, registry
from audit.fixing.edits import choose
from audit.fixing.rewriting import rewrite
from audit.model import Suggestion, Verdict
from audit.outputs import OutputError
from tests.command import audit

ROOT = Path(__file__).parent.parent
FIXED, TO_FIX, USAGE = range(3)
WRONG, RIGHT = "營收為1.28億美元", "營收為12.8億美元"
SOURCE = "Revenue was US$1.28 billion."
TRANSCRIPT = f"""\
Operator
Good morning, everyone.
大家早安。

Jane Doe - CFO
{SOURCE}
{WRONG}。
Thank you.  \t
謝謝。\u3000
Earlier, revenue was US$128 million.
{WRONG}。
"""
TSV = f'id\tsource\ttarget\tnote\n7\t{SOURCE}\t{WRONG}。\tan "odd" one\t\n\n8\tThank you.\t謝謝。\t\n'
QUOTED_TSV = f'"source"\t"target"\n"{SOURCE}"\t"他說「""{WRONG}""」。"\n'
CSV = f'target,source,note\r"{WRONG}，\n他說""好""。","{SOURCE} He said, ""Good""."," ""x"" "\r{WRONG}。,{SOURCE},y\r'
SEMICOLON = f"source;target\n{SOURCE};{WRONG}。\n"
JSONL = (
    f'{{"meta": {{"target": "{WRONG}"}}, "source": "{SOURCE}" , '
    f'"target" :"\\ud83d\\ude00{WRONG}\\n。", "x": [1.0, 1e2]}}\n'
    f'\n{{"target":"{WRONG}。","source":"{SOURCE}"}}'
)
ASCII = json.dumps({"source": SOURCE, "target": f"{WRONG}。"}) + "\n"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def once(text: str, wrong: str = WRONG, right: str = RIGHT) -> str:
    """The text as it should be after the fix: only the first error is one in the transcript."""
    return text.replace(wrong, right, 1)


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("talk.txt", TRANSCRIPT, once(TRANSCRIPT)),
        ("talk.txt", TRANSCRIPT.rstrip("\n"), once(TRANSCRIPT).rstrip("\n")),
        ("talk.txt", TRANSCRIPT.replace("\n", "\r\n"), once(TRANSCRIPT).replace("\n", "\r\n")),
        ("talk.txt", TRANSCRIPT.replace("\n", "\n\n"), once(TRANSCRIPT).replace("\n", "\n\n")),
        ("pairs.tsv", TSV, once(TSV)),
        ("pairs.tsv", TSV.replace("\n", "\r\n"), once(TSV).replace("\n", "\r\n")),
        ("pairs.tsv", QUOTED_TSV, once(QUOTED_TSV)),
        ("pairs.csv", CSV, CSV.replace(WRONG, RIGHT)),
        ("pairs.csv", SEMICOLON, once(SEMICOLON)),
        ("pairs.jsonl", JSONL, JSONL.replace(WRONG, RIGHT).replace(RIGHT, WRONG, 1)),
        ("pairs.jsonl", ASCII, ASCII.replace("1.28\\u5104", "12.8\\u5104")),
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-be", "big5"])
def test_nothing_else_changes(name: str, text: str, expected: str, encoding: str) -> None:
    mark = "\ufeff" if encoding == "utf-16-be" else ""
    before, after = ((mark + words).encode(encoding) for words in (text, expected))
    assert before != after
    path = Path(name)
    path.write_bytes(before)
    only = ("--select", "accuracy/number")
    assert audit("fix", name, *only) == TO_FIX
    assert path.read_bytes() == before
    assert audit("fix", name, *only, "--write") == FIXED
    assert path.read_bytes() == after
    assert audit("fix", name, *only) == FIXED
    assert [path.name for path in Path.cwd().iterdir()] == [name]


def test_parallel_texts() -> None:
    Path("talk.en").write_text(f"Good morning.\n{SOURCE}\n", encoding="utf-8")
    Path("talk.zh").write_text(f"{WRONG}。\n{WRONG}。\n", encoding="utf-8")
    assert audit("fix", "talk.en", "talk.zh", "--write", "--select", "number-mismatch") == FIXED
    assert Path("talk.en").read_text(encoding="utf-8") == f"Good morning.\n{SOURCE}\n"
    assert Path("talk.zh").read_text(encoding="utf-8") == f"{WRONG}。\n{RIGHT}。\n"


def test_sides_that_stand_the_other_way_round() -> None:
    """The translation is what `--direction` says it is, whatever its column is called."""
    text = f"source\ttarget\n{WRONG}。\t{SOURCE}\n"
    Path("pairs.tsv").write_text(text, encoding="utf-8")
    assert audit("fix", "pairs.tsv", "--direction", "en-zh", "--write") == FIXED
    assert Path("pairs.tsv").read_text(encoding="utf-8") == once(text)


def test_several_files(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    Path("a.tsv").write_text(TSV, encoding="utf-8")
    Path("b.jsonl").write_text(ASCII, encoding="utf-8")
    Path("clean.txt").write_text("Thank you.\n謝謝。\n", encoding="utf-8")
    assert audit("fix", "a.tsv", "b.jsonl", "clean.txt", "--write") == FIXED
    assert Path("a.tsv").read_text(encoding="utf-8") == once(TSV)
    assert json.loads(Path("b.jsonl").read_text(encoding="utf-8"))["target"] == f"{RIGHT}。"
    assert b"Made 2 corrections in a.tsv, b.jsonl.\n" in capsysbinary.readouterr().out


def test_shows_what_would_change(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    Path("talk.tsv").write_text(f"source\ttarget\n{SOURCE}\t\x1b[31m{WRONG}。\n", encoding="utf-8")
    assert audit("fix", "talk.tsv") == TO_FIX
    shown = capsysbinary.readouterr().out.decode().splitlines()
    assert shown[:2] == ["--- talk.tsv", "+++ talk.tsv, corrected"]
    assert f"-{SOURCE}\t␛[31m{WRONG}。" in shown
    assert f"+{SOURCE}\t␛[31m{RIGHT}。" in shown
    assert "1 correction to make in talk.tsv; nothing is written without --write." in shown


def test_what_somebody_allowed_stays() -> None:
    Path("talk.tsv").write_text(TSV, encoding="utf-8")
    Path("audit.toml").write_text(
        '[[allow]]\ncheck = "number-mismatch"\nsegment = "7"\nreason = "as in the release"\n', encoding="utf-8"
    )
    assert audit("fix", "talk.tsv", "--write") == FIXED
    assert Path("talk.tsv").read_text(encoding="utf-8") == TSV


@pytest.mark.skipif(os.name != "posix", reason="permissions and links are those of POSIX")
def test_permissions_and_links_stay(tmp_path: Path) -> None:
    real = tmp_path / "real.tsv"
    real.write_text(TSV, encoding="utf-8")
    real.chmod(0o640)
    link = tmp_path / "link.tsv"
    link.symlink_to(real)
    assert audit("fix", "link.tsv", "--write") == FIXED
    assert link.is_symlink()
    assert stat.S_IMODE(real.stat().st_mode) == 0o640
    assert real.read_text(encoding="utf-8") == once(TSV)


def test_a_reader_that_stops_early_is_no_error() -> None:
    Path("talk.tsv").write_text(TSV + f"\t{SOURCE}\t{WRONG}\t\n" * 2000, encoding="utf-8")
    with subprocess.Popen(
        [sys.executable, "-m", "audit", "fix", "talk.tsv", "--select", "unpaired-mark,number-mismatch"],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        assert running.stdout.readline() == b"--- talk.tsv\n"
        running.stdout.close()
        assert running.stderr.read() == b""
        assert running.wait() == TO_FIX


def test_no_input(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    assert audit("fix") == USAGE
    assert b"no input given" in capsysbinary.readouterr().err


def finding(severity: Severity, start: int, end: int, text: str, **fields: object) -> Finding:
    settled = {"check": "c", "category": "accuracy/number", "segment": "1", "message": "m", **fields}
    return Finding(severity=severity, suggestion=Suggestion(start, end, text), **settled)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("findings", "texts", "overlapping", "unsure"),
    [
        ([(Severity.MINOR, 0, 3, "a"), (Severity.MAJOR, 2, 4, "b")], ["b"], 1, 0),
        ([(Severity.MAJOR, 0, 2, "a"), (Severity.MAJOR, 2, 4, "b")], ["a", "b"], 0, 0),
        ([(Severity.MAJOR, 0, 2, "a"), (Severity.MINOR, 0, 2, "a")], ["a"], 0, 0),
        ([(Severity.MAJOR, 2, 2, "a"), (Severity.MINOR, 2, 4, "b")], ["a"], 1, 0),
        ([(Severity.MAJOR, 2, 2, "a"), (Severity.MINOR, 2, 2, "b")], ["a"], 1, 0),
        ([(Severity.MAJOR, 4, 6, "b"), (Severity.CRITICAL, 0, 2, "a")], ["a", "b"], 0, 0),
        ([(Severity.MAJOR, 0, 2, "a", {"confidence": 0.9})], ["a"], 0, 0),
        ([(Severity.MAJOR, 0, 2, "a", {"confidence": 0.89})], [], 0, 1),
        ([(Severity.MAJOR, 0, 2, "a", {"category": "terminology"})], [], 0, 1),
        ([(Severity.MAJOR, 0, 2, "a", {"category": "terminology", "confidence": 0.95})], ["a"], 0, 0),
        ([(Severity.MAJOR, 0, 2, "a", {"category": "accuracy/numbering"})], [], 0, 1),
        ([(Severity.MAJOR, 0, 2, "a", {"suppressed": "so it is"})], [], 0, 0),
        ([(Severity.MAJOR, 0, 2, "a", {"verdict": Verdict.AMBIGUOUS})], [], 0, 0),
    ],
)
def test_choice(
    findings: Sequence[tuple[Severity, int, int, str]], texts: list[str], overlapping: int, unsure: int
) -> None:
    found = [finding(*one[:4], **(one[4] if len(one) > 4 else {})) for one in findings]
    choice = choose(found)
    assert [edit.text for edit in choice.edits] == texts
    assert (choice.overlapping, choice.unsure) == (overlapping, unsure)
    everything = choose(found, all_of_them=True)
    assert everything.unsure == 0
    assert len(everything.edits) == len(texts) + unsure


@pytest.mark.parametrize(
    ("name", "content", "words", "problem"),
    [
        ("tsv", TSV.encode(), "一\t二", "would not be read as the same pairs"),
        ("transcript", TRANSCRIPT.encode(), "一\n\nTwo.", "would not be read as the same pairs"),
        ("jsonl", ASCII.replace('"target"', '"t\\u0061rget"').encode(), "", None),
        ("tsv", TSV.encode("big5"), "亿", "big5 has no “亿”"),
        ("csv", CSV.encode(), '1,2"', None),
        ("csv", SEMICOLON.encode(), "1;2", None),
    ],
)
def test_refuses_what_it_cannot_promise(name: str, content: bytes, words: str, problem: str | None) -> None:
    path = Path("pairs")
    path.write_bytes(content)
    reader = registry.readers()[name]()
    number = next(at for at, segment in enumerate(reader.read(path)) if WRONG in segment.target)
    if problem is None:
        change = rewrite(reader, [path], {number: [Suggestion(0, 1, words)]})
        path.write_bytes(change.content)
        assert list(reader.read(path))[number].target.startswith(f"{words}收" if words else "收")
    else:
        with pytest.raises(OutputError, match=problem):
            rewrite(reader, [path], {number: [Suggestion(0, 1, words)]})
        assert path.read_bytes() == content


WORDS = st.text(st.sampled_from("營收5％é😀𠮷,;\"\\/\t\n\r'{}:u \u2028"), min_size=1, max_size=12)
PAIRS = st.lists(st.tuples(WORDS, WORDS), min_size=1, max_size=4)


def as_json(pairs: Sequence[tuple[str, str]], ascii_only: bool) -> str:
    rows = ({"target": target, "source": source} for source, target in pairs)
    return "".join(json.dumps(row, ensure_ascii=ascii_only) + "\n" for row in rows)


def as_csv(pairs: Sequence[tuple[str, str]], quote_all: bool) -> str:
    out = io.StringIO()
    writer = csv.writer(out, quoting=csv.QUOTE_ALL if quote_all else csv.QUOTE_MINIMAL, lineterminator="\r\n")
    writer.writerows([("source", "target"), *pairs])
    return out.getvalue()


@pytest.mark.parametrize("name", ["jsonl", "csv"])
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(pairs=PAIRS, words=WORDS, flag=st.booleans(), data=st.data())
def test_any_words_in_any_file(
    name: str, tmp_path: Path, pairs: list[tuple[str, str]], words: str, flag: bool, data: st.DataObject
) -> None:
    pairs = [(source, target) for source, target in pairs if source.strip() or target.strip()]
    assume(pairs)
    path = tmp_path / "pairs"
    path.write_bytes((as_json if name == "jsonl" else as_csv)(pairs, flag).encode())
    number = data.draw(st.integers(0, len(pairs) - 1))
    source, target = pairs[number]
    start = data.draw(st.integers(0, len(target)))
    end = data.draw(st.integers(start, len(target)))
    new = target[:start] + words + target[end:]
    assume(source.strip() or new.strip())
    reader = registry.readers()[name]()
    path.write_bytes(rewrite(reader, [path], {number: [Suggestion(start, end, words)]}).content)
    pairs[number] = (source, new)
    assert [(segment.source, segment.target) for segment in reader.read(path)] == pairs
