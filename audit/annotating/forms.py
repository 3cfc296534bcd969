"""How findings are written in each format that can carry them, and how they are taken out."""

import zipfile
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from msgspec import Struct

from audit.annotating import json, ods, po, tables, tmx, webvtt, xliff, xlsx
from audit.annotating.words import Found
from audit.model import Segment, Side
from audit.reader import Fields
from audit.readers.xlsx import sheet_of
from audit.text.formats.annotations import bare_xliff


class Form(Struct, frozen=True):
    """How annotations are written in a format."""

    annotated: Callable[[Path, str, Found, Sequence[Segment], Side, Fields], str]
    """The text of a file with findings; the path is where it is now."""
    bare: Callable[[str, Fields], str]
    missing: str = "backslashreplace"
    """How a letter is written that the encoding of a file lacks."""
    part: Callable[[Path, zipfile.ZipFile, Fields], str] | None = None
    """Which file of a package the text is."""


def _plain(
    annotated: Callable[[str, Found, Sequence[Segment], Side], str],
    bare: Callable[[str], str],
    missing: str = "backslashreplace",
    part: Callable[[Path, zipfile.ZipFile, Fields], str] | None = None,
) -> Form:
    """A form for which it does not matter where the file is and what its columns are called."""
    return Form(
        lambda path, text, found, segments, side, fields: annotated(text, found, segments, side),
        lambda text, fields: bare(text),
        missing,
        part,
    )


def _table(name: str) -> Form:
    annotated = partial(tables.annotated, name)
    return Form(
        lambda path, text, found, segments, side, fields: annotated(text, found, segments, side, fields),
        partial(tables.bare, name),
    )


FORMS = {
    "xliff": _plain(xliff.annotated, bare_xliff, "xmlcharrefreplace"),
    "tmx": _plain(tmx.annotated, tmx.bare, "xmlcharrefreplace"),
    "po": _plain(po.annotated, po.bare),
    "tsv": _table("tsv"),
    "csv": _table("csv"),
    "jsonl": _plain(json.annotated_lines, json.bare),
    "json": Form(json.annotated, lambda text, fields: json.bare(text)),
    "subtitles": _plain(webvtt.annotated, webvtt.bare),
    "xlsx": Form(
        xlsx.annotated,
        lambda text, fields: xlsx.bare(text),
        "xmlcharrefreplace",
        lambda path, package, fields: sheet_of(path, package, fields)[0],
    ),
    "ods": Form(
        ods.annotated,
        lambda text, fields: ods.bare(text),
        "xmlcharrefreplace",
        lambda path, package, fields: "content.xml",
    ),
}
"""The formats that findings can be written into."""
