"""TMX, the exchange format of translation memories, version 1.4 and before."""

from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

from msgspec import Struct

from audit.model import Segment, Side
from audit.reader import Reader, naming, read_text
from audit.text.formats.inline import pair, place, words
from audit.text.formats.written import Place
from audit.text.formats.xml import XML, Element, NotXml, parse, root_name
from audit.text.scripts import Language, spoken

CODE = {"bpt", "ept", "it", "ph", "ut"}
"""Elements whose content is code of the original document."""
LANGUAGES: tuple[Language, Language] = ("en", "zh")


class Unit(Struct, frozen=True):
    """A pair as the file has it."""

    id: str
    source: Element
    target: Element
    notes: tuple[str, ...] = ()


class Tmx(Reader):
    """The English and the Chinese of each unit, whatever other languages it has.

    Which is the source, the header says, or else the order of a unit. Of several kinds of one language that is taken
    which the file has most. What is left out is counted in a note; notes of the file become notes.
    """

    name = "tmx"
    suffixes = (".tmx",)
    files = 1

    def accepts(self, *heads: str) -> bool:
        return len(heads) == 1 and root_name(heads[0]) == "tmx"

    def read(self, *paths: Path) -> Iterator[Segment]:
        (path,) = paths
        text = read_text(path)
        with naming(path):
            units, notes = _read(text)
        for unit in units:
            yield pair(text, unit.source, unit.target, CODE, unit.id, (*notes, *unit.notes))
            notes = ()


def places(text: str) -> Callable[[int, Side], Place | None]:
    """Where each side of the segments of a file is written, by their number from 0."""
    found = units(text)
    return lambda number, side: place(text, getattr(found[number], side), CODE)


def units(text: str) -> list[Unit]:
    """What each segment of a file is made of, in their order. Raises NotXml."""
    return _read(text)[0]


def _read(text: str) -> tuple[list[Unit], tuple[str, ...]]:
    """The units, and what to say of what is left out. Raises NotXml."""
    root = parse(text, doctype=True)
    header, body = root.first("header"), root.first("body")
    if root.name != "tmx" or body is None:
        raise NotXml(root.line, "this has no body of a translation memory", "export the file again")
    found = list(body.named("tu"))
    tags = Counter(_language(one) for unit in found for one in unit.named("tuv"))
    rank = {tag: number for number, (tag, _) in enumerate(tags.most_common())}
    units: list[Unit] = []
    left_out: Counter[str] = Counter()
    for unit in found:
        variants = sorted(unit.named("tuv"), key=lambda one: rank[_language(one)])
        chosen = {spoken(_language(one)): one for one in reversed(variants) if one.first("seg")}
        if set(LANGUAGES) <= chosen.keys():
            first = spoken(unit.attributes.get("srclang", header.attributes.get("srclang", "") if header else ""))
            units.append(_unit(text, unit, [chosen[name] for name in LANGUAGES], first))
            variants = [one for one in variants if one not in (chosen["en"], chosen["zh"])]
        left_out.update(_language(one) or "no language" for one in variants)
    if not units:
        known = ", ".join(f"“{tag}”" for tag in list(tags)[:20]) or "none"
        raise NotXml(body.line, f"no unit has both English and Chinese; languages found: {known}", "give one that has")
    said = ", ".join(f"{tag} {count}" for tag, count in sorted(left_out.items()))
    return units, (f"texts that are not one of a pair of English and Chinese, left out: {said}",) if left_out else ()


def _language(variant: Element) -> str:
    return (variant.attributes.get(f"{XML} lang") or variant.attributes.get("lang", "")).lower()


def _unit(text: str, unit: Element, variants: list[Element], first: Language | None) -> Unit:
    by_header = variants[::-1] if first == "zh" else variants
    variants = by_header if first else sorted(variants, key=lambda one: one.start)
    notes = tuple(
        f"line {note.line}: note of the file: “{words(text, note).text.strip()}”"
        for place in (unit, *variants)
        for note in place.named("note")
    )
    source, target = (variant.first("seg") for variant in variants)
    assert source is not None
    assert target is not None  # only variants with a text are chosen
    return Unit(unit.attributes.get("tuid", ""), source, target, notes)
