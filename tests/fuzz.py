"""Readers and writers under inputs that atheris makes up, led by the code that each of them reaches: `make fuzz`.

Never in CI. Out of a reader nothing but a ReadError may come, out of a writer nothing at all, and nothing may take
longer than ten seconds or more than two gigabytes. Of formats that are ZIP archives, the inputs are archives too, or
else the file inside one that has the words.
"""

import contextlib
import io
import platform
import re
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import atheris

RUNS = 100_000
ROOT = Path(__file__).parent.parent
REPORT = ROOT / "reports" / "fuzz.md"
BETWEEN = b"\n%%%\n"
"""Between the files of one input."""
INSIDE = {"docx": "word/document.xml", "ods": "content.xml", "xlsx": "xl/worksheets/sheet1.xml"}
"""The file with the words in an archive."""


def fuzz(room: str, name: str, folder: Path) -> None:
    """Give a reader or a writer all inputs; ends the process."""
    with atheris.instrument_imports(include=["audit"]):
        target = (_reader if room == "readers" else _writer)(name, folder)
    seeds = folder / "seeds"
    seeds.mkdir()
    for number, content in enumerate(_samples(name) if room == "readers" else []):
        (seeds / str(number)).write_bytes(content)
    options = [
        f"-runs={RUNS}",
        "-max_len=8192",
        "-timeout=10",
        "-rss_limit_mb=2048",
        f"-artifact_prefix={tempfile.gettempdir()}/fuzz-{name}-",
    ]
    atheris.Setup([sys.argv[0], str(seeds), *options, "-seed=7", "-print_final_stats=1"], target)
    atheris.Fuzz()


def _reader(name: str, folder: Path) -> Callable[[bytes], None]:
    from audit import registry
    from audit.reader import ReadError, naming
    from audit.text.formats.encodings import decode

    reader = registry.readers()[name]()
    paths = [folder / f"{number}{reader.suffixes[0] if reader.suffixes else ''}" for number in range(reader.files)]

    def read(data: bytes) -> None:
        contents = (data.split(BETWEEN) + [b""] * reader.files)[: reader.files]
        for path, content in zip(paths, contents, strict=True):
            path.write_bytes(_packed(name, content) if name in INSIDE else content)
        with contextlib.suppress(ReadError):
            if reader.files == 1 and name not in INSIDE and name != "parquet":
                with naming(paths[0]):
                    reader.accepts(decode(contents[0])[0])
            for segment in reader.read(*paths):
                for span in segment.protected:
                    text = segment.source if span.side == "source" else segment.target
                    assert 0 <= span.start < span.end <= len(text), "a tag outside its text"

    for content in _samples(name)[:1]:  # what is loaded once, as the encoder, is not part of the time of an input
        read(content)
    return read


def _writer(name: str, folder: Path) -> Callable[[bytes], None]:
    from audit import registry
    from tests.worst import a_report

    writer = registry.writers()[name]()

    def write(data: bytes) -> None:
        made = atheris.FuzzedDataProvider(data)
        texts = {made.ConsumeUnicode(8): made.ConsumeUnicode(made.ConsumeIntInRange(0, 200)) for _ in range(3)}
        out = io.BytesIO()
        writer.write(a_report(texts), out)
        assert out.getvalue().startswith(b"PK") or out.getvalue().decode() is not None

    return write


def _packed(name: str, content: bytes) -> bytes:
    """An archive as it is, or else a sample in which this is the file with the words."""
    if content.startswith(b"PK"):
        return content
    out = io.BytesIO()
    with zipfile.ZipFile(_sample(name)) as sample, zipfile.ZipFile(out, "w") as archive:
        for member in sample.namelist():
            archive.writestr(member, content if member == INSIDE[name] else sample.read(member))
    return out.getvalue()


def _sample(name: str) -> Path:
    return next((ROOT / "tests" / "samples" / name).glob(f"plain.{name}"))


def _samples(name: str) -> list[bytes]:
    """What the samples have, the sound and the broken, of several files one after another."""
    found: dict[str, list[bytes]] = {}
    for path in sorted((ROOT / "tests" / "samples" / name).rglob("*")):
        if path.is_file() and not path.name.endswith((".expected.jsonl", ".error")):
            found.setdefault(str(path.with_suffix("")), []).append(path.read_bytes())
    inside = [zipfile.ZipFile(_sample(name)).read(INSIDE[name])] if name in INSIDE else []
    return [BETWEEN.join(contents) for contents in found.values()] + inside


def main() -> None:
    """Fuzz the parts that are named, or all, each in a process of its own, and write down how that went."""
    from audit import registry

    parts = [("readers", name) for name in registry.readers()] + [("writers", name) for name in registry.writers()]
    chosen = [part for part in parts if not sys.argv[1:] or part[1] in sys.argv[1:] or part[0] in sys.argv[1:]]
    for room, name in chosen:
        began = time.monotonic()
        memory = Path("/dev/shm")  # no disk is as fast
        with tempfile.TemporaryDirectory(dir=memory if memory.is_dir() else None) as folder:
            command = [sys.executable, "-m", "tests.fuzz", "one", room, name, folder]
            done = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", errors="replace")
        took = time.monotonic() - began
        ran = re.search(r"number_of_executed_units: (\d+)", done.stderr)
        reached = re.findall(r"cov: (\d+)", done.stderr)
        outcome = "nothing" if done.returncode == 0 else "a fault"
        if done.returncode:
            print(done.stderr[-3000:], file=sys.stderr)
        count = int(ran[1]) if ran else 0
        row = f"| {room} | `{name}` | {count:,} | {took:.0f} | {reached[-1] if reached else '?'} | {outcome} |"
        print(row, flush=True)
        _write(room, name, row)


def _write(room: str, name: str, row: str) -> None:
    """Put a row into the report, in the place of the one there was."""
    said = REPORT.read_text(encoding="utf-8") if REPORT.is_file() else ""
    rows = {tuple(one.split("|")[1:3]): one for one in said.splitlines() if one.startswith(("| readers", "| writers"))}
    rows[tuple(row.split("|")[1:3])] = row
    page = PAGE.format(python=platform.python_version(), rows="\n".join(rows[key] for key in sorted(rows)))
    REPORT.write_text(page, encoding="utf-8")


PAGE = """# Readers and writers under made-up inputs

Written by `make fuzz`: atheris (libFuzzer) with the samples of each format as seeds, in Python {python}. Writers get
reports with made-up text wherever a report has text. Times are those of one run on whatever machine it was, with the
tracing of coverage: they say nothing of the speed of a part.

| room | part | inputs | seconds | places reached | found |
|---|---|---|---|---|---|
{rows}
"""

if __name__ == "__main__":
    if sys.argv[1:2] == ["one"]:
        fuzz(sys.argv[2], sys.argv[3], Path(sys.argv[4]))
    else:
        main()
