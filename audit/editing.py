"""What the commands share that change the files they read: whole files or none, and nothing but what was meant."""

import difflib
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from audit import inputs, outputs, registry
from audit.config import Config
from audit.model import Input, Report, Segment, Side
from audit.outputs import OutputError
from audit.pipeline import audit
from audit.reader import STANDARD_INPUT, Fields, Reader, ReadError, lines, naming, raw_bytes
from audit.text.formats.encodings import decode
from audit.text.formats.repacking import repacked
from audit.text.formats.unpacking import ARCHIVE, archive, member, unpacked
from audit.text.visible import visible


class Audited(Struct, frozen=True):
    """Files, and what was found in them."""

    segments: Sequence[Segment]
    """As they were read."""
    read: Sequence[Input]
    report: Report
    fields: Fields
    side: Side
    """The side of the files that the target of the report is: they may have them the other way round."""

    def groups(self) -> Iterator[tuple[Reader, list[Path], list[Segment]]]:
        """The files that were read together, with their reader and their segments."""
        rest = list(self.segments)
        for reader, group in registry.read_together(self.read, self.fields):
            count = group[0].segments
            mine, rest = rest[:count], rest[count:]
            yield reader, [Path(part.path) for part in group], mine


def audited(files: Sequence[Path], format: str | None, settings: Config) -> Audited:  # noqa: A002
    """Read the files and check them; nothing is scored. Raises ReadError."""
    segments, read = inputs.read(files, format, settings.input)
    directed = inputs.directed(segments, settings.direction, settings.target_locale)
    report = audit(directed, replace(settings.plan(), metrics=()), track=outputs.progress)
    same = [one.target for one in segments] == [one.target for one in directed]
    return Audited(segments, read, report, settings.input, "target" if same else "source")


class Rewrite(Struct, frozen=True):
    """What a file has, and what it is to have."""

    path: Path
    old: str
    new: str
    content: bytes
    """The new text in the encoding of the old one."""
    is_text: bool = True
    """Whether the content is that text, and nothing around it."""


def settle(changes: Iterable[Rewrite], outcome: str, *, write: bool) -> None:
    """Make the changes, or show them as differences between a file and its `outcome`. Raises OutputError."""
    for change in changes:
        if write:
            with outputs.whole(change.path.resolve()) as file:
                file.write(change.content)
        else:
            old, new = _shown(change.old, change), _shown(change.new, change)
            names = (str(change.path), f"{change.path}, {outcome}")
            shown = difflib.unified_diff(old, new, *names, n=1, lineterm="")
            outputs.say("\n".join([*(visible(line, keep="\t") for line in shown), ""]))


class Opened(Struct, frozen=True):
    """A text that can be changed in place: a file, or one of the files that are packed in it."""

    path: Path
    raw: bytes
    """What the text stands in, as bytes."""
    text: str
    encoding: str
    package: bytes | None = None
    """The whole file, where the text is one of several in it."""
    member: str = ""
    """What that text is called there."""

    def changed(self, new: str, missing: str = "strict") -> Rewrite:
        """The file with another text. Raises OutputError and ReadError."""
        change = rewritten(self.path, self.raw, self.encoding, self.text, new, missing)
        if self.package is None:
            return change
        with naming(self.path):
            content = repacked(self.package, archive(self.package), self.member, change.content)
        return replace(change, content=content, is_text=False)


def opened(path: Path, part: Callable[[Path, zipfile.ZipFile], str] | None = None) -> Opened:
    """A file, or the part of a package with the words, to be changed in place. Raises ReadError and OutputError."""
    raw = raw_bytes(path)
    with naming(path):
        if path == STANDARD_INPUT or unpacked(raw) != raw or (part and not raw.startswith(ARCHIVE)):
            problem = "standard input" if path == STANDARD_INPUT else "a compressed file"
            raise OutputError(f"{path}: {problem} cannot be changed in place; give the file itself")
        if part is None:
            return Opened(path, raw, *decode(raw))
        package = archive(raw)
        if len(package.namelist()) != len(set(package.namelist())):
            raise ReadError(path, None, "it has two files of one name in it", "save it again with another program")
        name = part(path, package)
        content = member(package, name)
        return Opened(path, content, *decode(content), raw, name)


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


def _shown(text: str, change: Rewrite) -> list[str]:
    """The lines of a text as differences show them; XML inside a package often has no line ends at all."""
    return lines(text if change.is_text else text.replace("><", ">\n<"))
