"""What goes out: reports, whole or not at all, and progress."""

import os
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, TypeVar

from audit import cache, registry
from audit.model import Failure, Report, Segment
from audit.registry import UnknownName
from audit.text.visible import visible
from audit.writer import Writer

Item = TypeVar("Item")

PASSED, FAILED, USAGE, CRASHED = range(4)
"""Exit statuses of every command."""


class OutputError(Exception):
    """A report that cannot be written: where, why, what to do."""


def writer(name: str) -> Writer:
    """The writer for `--output`. Raises UnknownName, and OutputError for the name of a file."""
    writers = registry.writers()
    if name not in writers and Path(name).suffix:
        raise OutputError(f"--output names a format, no file; say --report {visible(name)} to write that file")
    if name not in writers:
        raise UnknownName("output", name, writers)
    return writers[name]()


def destination(path: Path, inputs: Sequence[Path] = ()) -> tuple[Path, Writer]:
    """Where a report goes, and its writer by suffix; found out before any work. Raises OutputError."""
    path = path.resolve()
    by_suffix = {kind.suffix: kind for kind in registry.writers().values() if kind.suffix}
    if path.suffix.lower() not in by_suffix:
        raise OutputError(
            f"{path}: no report has the suffix “{path.suffix}”; use one of {', '.join(sorted(by_suffix))}"
        )
    if path in {source.resolve() for source in inputs}:
        raise OutputError(f"{path}: this is an input; give the report another name")
    if path.exists() and not path.is_file():
        raise OutputError(f"{path}: this is not a file; give the report another name")
    if not path.parent.is_dir():
        raise OutputError(f"{path}: there is no folder {path.parent}; create it first")
    if not os.access(path.parent, os.W_OK):
        raise OutputError(f"{path}: the folder {path.parent} is not writable; choose another")
    return path, by_suffix[path.suffix.lower()]()


def save(report: Report, path: Path, writer: Writer) -> None:
    """Write a report, whole or not at all. Raises OutputError."""
    with whole(path) as file:
        writer.write(report, file)


@contextmanager
def whole(path: Path) -> Iterator[BinaryIO]:
    """A file written beside its place and moved there at the end: no reader ever sees half of it. Raises OutputError.

    A file that was there keeps its permissions.
    """
    try:
        mode = path.stat().st_mode if path.exists() else 0o666 & ~_umask()
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        try:
            with os.fdopen(handle, "wb") as file:
                yield file
            Path(name).chmod(mode)
            Path(name).replace(path)
        finally:
            Path(name).unlink(missing_ok=True)
    except OSError as error:
        raise OutputError(f"{path}: cannot be written: {str(error.strerror).lower()}; choose another place") from error


def show(report: Report, writer: Writer) -> None:
    """Write a report to standard output. Raises OutputError."""
    with _standard_output():
        writer.write(report, sys.stdout.buffer)


def say(text: str) -> None:
    """Write a text to standard output, and end its line. Raises OutputError."""
    with _standard_output():
        sys.stdout.write(f"{text}\n")


@contextmanager
def _standard_output() -> Iterator[None]:
    """A reader that stops early, such as `head`, is no error."""
    try:
        yield
        sys.stdout.flush()
    except OSError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # what is left in buffers goes nowhere
        if not isinstance(error, BrokenPipeError):
            raise OutputError(f"standard output: {str(error.strerror).lower()}; send it elsewhere") from error


def note(notes: Iterable[str]) -> None:
    """Tell a person, on standard error, what is no fault of the text."""
    for said in notes:
        print("audit: note:", visible(said), file=sys.stderr)


def crash(failure: Failure) -> str:
    """A part that crashed, in a line for the terminal."""
    return f"{failure.check} crashed at segment {failure.segment}: {visible(failure.error)}"


def progress(items: Sequence[Item]) -> Iterable[Item]:
    """Show how far the work has come, on standard error and only to a person."""
    if not sys.stderr.isatty():
        return items
    from rich.console import Console
    from rich.progress import track

    return track(items, "Checking", console=Console(stderr=True), transient=True)


class Progress:
    """How far a run has come, shown and counted."""

    done = 0
    total = 0

    def __call__(self, segments: Sequence[Segment]) -> Iterator[int]:
        """Yield the numbers of the segments, and count: to look at a long text itself takes time."""
        self.total = len(segments)
        for number in progress(range(len(segments))):
            self.done += 1
            yield number


@contextmanager
def stoppable() -> Iterator[Progress]:
    """Where Ctrl-C stops what goes on inside, say how far it came and how to go on."""
    come = Progress()
    try:
        yield come
    except KeyboardInterrupt:
        how = "the same command with --resume goes on from there" if cache.keeps() else "nothing was kept"
        told = f"after {come.done:,} of {come.total:,} segments" if come.done else "before the first segment was done"
        print(f"\naudit: stopped {told}, and no report was written; {how}", file=sys.stderr)
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
