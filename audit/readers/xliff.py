"""XLIFF, the exchange format of translation tools: versions 1.2, 2.0 and 2.1."""

from collections.abc import Callable, Iterator
from pathlib import Path

from msgspec import Struct

from audit.model import Segment, Side
from audit.reader import Reader, naming, read_text
from audit.text.formats.annotations import OWNER, bare_xliff
from audit.text.formats.inline import pair, place, words
from audit.text.formats.written import Place
from audit.text.formats.xml import Element, NotXml, parse, root_name
from audit.text.scripts import spoken

CODE = {"bpt", "ept", "it", "ph"}
"""Elements of XLIFF 1.2 whose content is code of the original document."""
UNFINISHED = ("new", "initial", "needs-")
"""How the states of a translation begin that is not done."""
LANGUAGES = (("source-language", "target-language"), ("srcLang", "trgLang"))


class Unit(Struct, frozen=True):
    """A pair as the file has it."""

    id: str
    source: Element
    target: Element | None
    element: Element
    """What has both: `trans-unit`, or `unit`."""
    notes: tuple[str, ...] = ()


class Xliff(Reader):
    """XLIFF 1.2 and 2: a segment for each pair, also where a unit has several.

    Inline elements stay in the text as they are written, as protected spans; what `audit annotate` wrote is left out.
    Notes of the file and states that are not
    done become notes; units that are not to be translated are left out, and counted in a note.
    """

    name = "xliff"
    suffixes = (".xlf", ".xliff", ".mxliff", ".sdlxliff", ".mqxliff")
    files = 1

    def accepts(self, *heads: str) -> bool:
        return len(heads) == 1 and root_name(heads[0]) == "xliff"

    def read(self, *paths: Path) -> Iterator[Segment]:
        (path,) = paths
        with naming(path):
            text = bare_xliff(read_text(path))
            found, left_out = _read(text)
        for number, unit in enumerate(found):
            notes = (*(left_out if number == 0 else ()), *unit.notes)
            yield pair(text, unit.source, unit.target, CODE, unit.id, notes)


def places(text: str) -> Callable[[int, Side], Place | None]:
    """Where each side of the segments of a file is written, by their number from 0. Raises NotXml."""
    if bare_xliff(text) != text:
        line = text.count("\n", 0, text.index(OWNER)) + 1
        raise NotXml(line, "findings are written into the file", "take them out with `audit clean --write` first")
    found = units(text)

    def find(number: int, side: Side) -> Place | None:
        element = found[number].source if side == "source" else found[number].target
        return None if element is None else place(text, element, CODE)

    return find


def units(text: str) -> list[Unit]:
    """What each segment of a file is made of, in their order. Raises NotXml."""
    return _read(text)[0]


def _read(text: str) -> tuple[list[Unit], tuple[str, ...]]:
    """The units, and what to say of those that are left out. Raises NotXml."""
    root = parse(text)
    version = root.attributes.get("version", "")
    if root.name != "xliff" or version[:2] not in ("1.", "2."):
        found = f"version “{version}” of XLIFF" if root.name == "xliff" else f"the outermost element is “{root.name}”"
        raise NotXml(root.line, f"{found}; expected XLIFF 1.2, 2.0 or 2.1", "export the file in one of them")
    units: list[Unit] = []
    left_out: list[int] = []
    for file in root.named("file"):
        _check_languages(root, file)
        for unit, translated in _units(file, True):
            if not translated:
                left_out.append(unit.line)
            elif unit.name == "trans-unit":
                units += _pairs(text, unit)
            else:
                units += _segments(text, unit)
    if not left_out:
        return units, ()
    return units, (f"line {left_out[0]}: units not to be translated, from here on: {len(left_out)}, left out",)


def _check_languages(root: Element, file: Element) -> None:
    for one, other in LANGUAGES:
        tags = [file.attributes.get(name) or root.attributes.get(name, "") for name in (one, other)]
        if all(tags) and {spoken(tag) for tag in tags} != {"en", "zh"} and "und" not in tags:
            problem = f"it translates from “{tags[0]}” to “{tags[1]}”"
            raise NotXml(file.line, problem, "give a file of English and Chinese, in either direction")


def _units(element: Element, translated: bool) -> Iterator[tuple[Element, bool]]:
    """The units inside, and whether they are to be translated."""
    for child in element.named("body", "group", "trans-unit", "unit"):
        here = {"yes": True, "no": False}.get(child.attributes.get("translate", ""), translated)
        if child.name in ("body", "group"):
            yield from _units(child, here)
        else:
            yield child, here


def _pairs(text: str, unit: Element) -> Iterator[Unit]:
    """Version 1.2: one source and target, or the parts of both that are marked as segments."""
    name = unit.attributes.get("id", "")
    source, target = unit.first("source"), unit.first("target")
    if source is None:
        raise NotXml(unit.line, f"unit “{name}” has no source", "export the file again")
    notes = (*_state(target, "state"), *_notes(text, unit.named("note")))
    parts = _parts(unit.first("seg-source"))
    found = _parts(target)
    if not parts or not (found or target is None):
        yield Unit(name, source, target, unit, notes)
        return
    for number, (mark, part) in enumerate(parts.items()):
        own = f"{name}/{mark}" if len(parts) > 1 else name
        yield Unit(own, part, found.get(mark), unit, () if number else notes)
    for mark in found.keys() - parts.keys():
        problem = f"the target of unit “{name}” has a segment “{mark}”, its source has none"
        raise NotXml(found[mark].line, problem, "segment the file again")


def _parts(element: Element | None) -> dict[str, Element]:
    if element is None:
        return {}
    marked = (mark for mark in element.below("mrk") if mark.attributes.get("mtype") == "seg")
    return {mark.attributes.get("mid", ""): mark for mark in marked}


def _segments(text: str, unit: Element) -> Iterator[Unit]:
    """Version 2: a unit is made of segments."""
    name = unit.attributes.get("id", "")
    segments = list(unit.named("segment"))
    notes = tuple(note for group in unit.named("notes") for note in _notes(text, group.named("note")))
    for number, segment in enumerate(segments, start=1):
        source, target = segment.first("source"), segment.first("target")
        if source is None:
            raise NotXml(segment.line, f"a segment of unit “{name}” has no source", "export the file again")
        own = segment.attributes.get("id", str(number))
        identity = f"{name}/{own}" if len(segments) > 1 else name
        yield Unit(identity, source, target, unit, (*_state(segment, "state"), *(notes if number == 1 else ())))


def _state(element: Element | None, name: str) -> Iterator[str]:
    state = element.attributes.get(name, "") if element else ""
    if element and state.startswith(UNFINISHED):
        yield f"line {element.line}: the state is “{state}”"


def _notes(text: str, notes: Iterator[Element]) -> Iterator[str]:
    for note in notes:
        if said := words(text, note).text.strip():
            yield f"line {note.line}: note of the file: “{said}”"
