"""The files that are meant: those named, those in a folder, those that fit a pattern."""

import glob
import os
import re
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from msgspec import Struct

from audit import registry
from audit.model import Segment
from audit.reader import STANDARD_INPUT, Reader, ReadError, head, naming, opened
from audit.text.formats.unpacking import ARCHIVE, archive, member
from audit.writers.csv import COLUMNS
from audit.writers.markdown import TITLES
from audit.writers.mqm import COLUMNS as MQM
from audit.writers.xlsx import TITLE

PACKED = (".gz", ".bz2", ".xz", ".zst", ".zip")
TABLES = (",".join(COLUMNS[:9]), "\t".join(MQM))
"""How reports in CSV and in the layout of MQM ratings begin."""
TEXT = re.compile(r".* ─+\n  (en|zh)\S* |─+ Summary ─+\n")
"""How a report for the terminal begins."""
JSON = re.compile(r'\{\n"schema": 1,\n"signature": "translation-auditor\|')
HTML = re.compile(
    r'<!doctype html>\n<html[^>]*>\n<head>\n(?:<meta[^>]*>\n)*?<meta name="generator" content="translation-auditor">'
)
"""How those for programs and for browsers begin."""
PROPERTIES = "docProps/core.xml"
WORKBOOK = f"<dc:title>{TITLE}</dc:title>"
"""What the properties of a report in XLSX have."""


class Files(Struct, frozen=True):
    """Files in the order they are to be read."""

    paths: tuple[Path, ...]
    found: frozenset[Path] = frozenset()
    """Those that nobody named: they may be left out where they are no pairs."""


def files(paths: Sequence[Path]) -> Files:
    """Look into folders, at all depths, and fill in the patterns of paths that are not there. Raises ReadError.

    From a folder come the files whose suffix a reader knows, in alphabetical order; hidden ones stay out.
    """
    chosen: list[Path] = []
    found: set[Path] = set()
    for path in paths:
        if path != STANDARD_INPUT and path.is_dir():
            inside = [one for one in _inside(path) if one not in chosen]
            if not inside:
                remedy = f"give files, or a folder that has some ending in {', '.join(_suffixes())}"
                raise ReadError(path, None, "this directory has no files of pairs", remedy)
            chosen += inside
            found.update(inside)
        elif glob.has_magic(str(path)) and not path.exists():
            fitting = sorted(filter(Path.is_file, map(Path, glob.glob(str(path), recursive=True))))  # noqa: PTH207
            if not fitting:
                raise ReadError(path, None, "no file fits this pattern", "give the path of a readable file")
            chosen += fitting
        else:
            chosen.append(path)
    return Files(tuple(chosen), frozenset(found))


def suffix(path: Path) -> str:
    """The suffix that tells the format, in small letters: that before the one of a packed file.

    >>> suffix(Path("talk.TSV.gz")), suffix(Path("talk.zip"))
    ('.tsv', '.zip')
    """
    last = path.suffix.lower()
    return Path(path.stem).suffix.lower() or last if last in PACKED else last


def is_report(path: Path) -> bool:
    """Whether a file is a report of ours that a reader would take for pairs. Raises ReadError."""
    with naming(path), opened(path) as file:
        if file.read(len(ARCHIVE)) == ARCHIVE:
            file.seek(0)
            book = archive(file.read())
            return PROPERTIES in book.namelist() and WORKBOOK.encode() in member(book, PROPERTIES)
    start = head(path)
    return start.startswith((*TABLES, *TITLES.values())) or any(form.match(start) for form in (TEXT, JSON, HTML))


def read_contents(reader: Reader, files: Iterable[tuple[Path, bytes]]) -> list[Segment]:
    """The segments of files that would have these contents. Raises ReadError."""
    with tempfile.TemporaryDirectory() as folder:
        paths = []
        for number, (path, content) in enumerate(files):
            paths.append(Path(folder, str(number), path.name))
            paths[-1].parent.mkdir()
            paths[-1].write_bytes(content)
        return list(reader.read(*paths))


def _inside(folder: Path) -> Iterator[Path]:
    known = _suffixes()
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if suffix(Path(name)) in known and not name.startswith("."):
                yield Path(place, name)


def _suffixes() -> list[str]:
    return sorted({suffix for reader in registry.readers().values() for suffix in reader.suffixes})
