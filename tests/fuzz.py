"""Readers under inputs that atheris makes up, led by the code that each of them reaches: `make fuzz`, never in CI.

Nothing but a ReadError may come out, and nothing may take longer than ten seconds or more than two gigabytes.
"""

import contextlib
import platform
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import atheris

RUNS = 100_000
ROOT = Path(__file__).parent.parent
REPORT = ROOT / "reports" / "fuzz.md"
BETWEEN = b"\n%%%\n"
"""Between the files of one input."""


def fuzz(name: str, runs: int, folder: Path) -> None:
    """Give a reader so many inputs; ends the process."""
    with atheris.instrument_imports(include=["audit"]):
        from audit import registry
        from audit.reader import ReadError

        reader = registry.readers()[name]()
    paths = [folder / f"{number}{reader.suffixes[0] if reader.suffixes else ''}" for number in range(reader.files)]

    def read(data: bytes) -> None:
        contents = (data.split(BETWEEN) + [b""] * reader.files)[: reader.files]
        for path, content in zip(paths, contents, strict=True):
            path.write_bytes(content)
        with contextlib.suppress(ReadError):
            for segment in reader.read(*paths):
                for span in segment.protected:
                    text = segment.source if span.side == "source" else segment.target
                    assert 0 <= span.start < span.end <= len(text), "a tag outside its text"

    seeds = folder / "seeds"
    seeds.mkdir()
    for number, content in enumerate(_samples(name)):
        (seeds / str(number)).write_bytes(content)
    options = [
        f"-runs={runs}",
        "-max_len=8192",
        "-timeout=10",
        "-rss_limit_mb=2048",
        f"-artifact_prefix={tempfile.gettempdir()}/fuzz-{name}-",
    ]
    atheris.Setup([sys.argv[0], str(seeds), *options, "-seed=7", "-print_final_stats=1"], read)
    atheris.Fuzz()


def _samples(name: str) -> list[bytes]:
    """What the samples have, the sound and the broken, of several files one after another."""
    found: dict[str, list[bytes]] = {}
    for path in sorted((ROOT / "tests" / "samples" / name).rglob("*")):
        if path.is_file() and not path.name.endswith((".expected.jsonl", ".error")):
            found.setdefault(str(path.with_suffix("")), []).append(path.read_bytes())
    return [BETWEEN.join(contents) for contents in found.values()]


def main() -> None:
    """Fuzz the readers that are named, or all, each in a process of its own, and write down how that went."""
    from audit import registry

    rows = []
    for name in sys.argv[1:] or registry.readers():
        began = time.monotonic()
        memory = Path("/dev/shm")  # no disk is as fast
        with tempfile.TemporaryDirectory(dir=memory if memory.is_dir() else None) as folder:
            command = [sys.executable, "-m", "tests.fuzz", "one", name, folder]
            done = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", errors="replace")
        took = time.monotonic() - began
        ran = re.search(r"number_of_executed_units: (\d+)", done.stderr)
        reached = re.findall(r"cov: (\d+)", done.stderr)
        outcome = "nothing" if done.returncode == 0 else "a fault"
        if done.returncode:
            print(done.stderr[-3000:], file=sys.stderr)
        count = int(ran[1]) if ran else 0
        rows.append(f"| `{name}` | {count:,} | {took:.0f} | {reached[-1] if reached else '?'} | {outcome} |")
        print(rows[-1], flush=True)
    REPORT.write_text(PAGE.format(python=platform.python_version(), rows="\n".join(rows)), encoding="utf-8")


PAGE = """# Readers under made-up inputs

Written by `make fuzz`: atheris (libFuzzer) with the samples of each format as seeds, in Python {python}.
Times are those of one run on whatever machine it was, with the tracing of coverage: they say nothing of the speed of a
reader.

| reader | inputs | seconds | places reached | found |
|---|---|---|---|---|
{rows}
"""

if __name__ == "__main__":
    if sys.argv[1:2] == ["one"]:
        fuzz(sys.argv[2], RUNS, Path(sys.argv[3]))
    else:
        main()
