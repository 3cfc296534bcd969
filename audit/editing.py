"""What the commands share that change the files they read: whole files or none, and nothing but what was meant."""

import difflib
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from audit import inputs, outputs, registry
from audit.config import Config
from audit.model import Input, Report, Segment, Side
from audit.outputs import OutputError
from audit.pipeline import audit
from audit.reader import STANDARD_INPUT, Reader, lines, naming, raw_bytes
from audit.text.encodings import decode
from audit.text.unpacking import unpacked
from audit.text.visible import visible


class Audited(Struct, frozen=True):
    """Files, and what was found in them."""

    segments: Sequence[Segment]
    """As they were read."""
    read: Sequence[Input]
    report: Report
    side: Side
    """The side of the files that the target of the report is: they may have them the other way round."""

    def groups(self) -> Iterator[tuple[Reader, list[Path], list[Segment]]]:
        """The files that were read together, with their reader and their segments."""
        rest = list(self.segments)
        for reader, group in registry.read_together(self.read):
            count = group[0].segments
            mine, rest = rest[:count], rest[count:]
            yield reader, [Path(part.path) for part in group], mine


def audited(files: Sequence[Path], format: str | None, settings: Config) -> Audited:  # noqa: A002
    """Read the files and check them; nothing is scored. Raises ReadError."""
    segments, read = inputs.read(files, format)
    directed = inputs.directed(segments, settings.direction, settings.target_locale)
    report = audit(directed, replace(settings.plan(), metrics=()), track=outputs.progress)
    same = [one.target for one in segments] == [one.target for one in directed]
    return Audited(segments, read, report, "target" if same else "source")


class Rewrite(Struct, frozen=True):
    """What a file has, and what it is to have."""

    path: Path
    old: str
    new: str
    content: bytes
    """The new text in the encoding of the old one."""


def settle(changes: Iterable[Rewrite], outcome: str, *, write: bool) -> None:
    """Make the changes, or show them as differences between a file and its `outcome`. Raises OutputError."""
    for change in changes:
        if write:
            with outputs.whole(change.path.resolve()) as file:
                file.write(change.content)
        else:
            old, new = lines(change.old), lines(change.new)
            names = (str(change.path), f"{change.path}, {outcome}")
            shown = difflib.unified_diff(old, new, *names, n=1, lineterm="")
            outputs.say("\n".join([*(visible(line, keep="\t") for line in shown), ""]))


def opened(path: Path) -> tuple[bytes, str, str]:
    """A file that can be changed in place: its bytes, its text, its encoding. Raises ReadError and OutputError."""
    raw = raw_bytes(path)
    with naming(path):
        if path == STANDARD_INPUT or unpacked(raw) != raw:
            problem = "standard input" if path == STANDARD_INPUT else "a compressed file"
            raise OutputError(f"{path}: {problem} cannot be changed in place; give the file itself")
        return raw, *decode(raw)


def rewritten(path: Path, raw: bytes, encoding: str, old: str, new: str, missing: str = "strict") -> Rewrite:
    """The new text as bytes, written in the way that turns the old text into the very bytes of the file.

    `missing` says how a letter is written that the encoding lacks, as `str.encode` has it. Raises OutputError.
    """
    for name in (encoding, f"{encoding}-le", f"{encoding}-be"):
        for mark in ("", "\ufeff"):
            try:
                if (mark + old).encode(name) == raw:
                    content = (mark + new).encode(name, missing)
                    return Rewrite(path, old, content.decode(name).removeprefix(mark), content)
            except LookupError:
                continue
            except UnicodeEncodeError as error:
                letter = error.object[error.start]
                raise refusal(path, None, f"{encoding} has no “{letter}”, which a correction needs") from None
    raise refusal(path, None, f"its {encoding} would not come out as it is")


def refusal(path: Path, line: int | None, problem: str) -> OutputError:
    """What to say of a file that cannot be changed as it was meant."""
    where = str(path) if line is None else f"{path}:{line}"
    return OutputError(f"{where}: left as it is: {problem}; correct it by hand, or save it as UTF-8 and try again")
