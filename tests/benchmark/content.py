"""Plants omissions and additions in right translations, and knows which parts are left without a counterpart."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from random import Random
from typing import NamedTuple

import numpy as np
from msgspec.structs import replace
from numpy.typing import NDArray

from audit.coverage import Side, sides
from audit.encoder.matching import match
from audit.encoder.use import encode
from audit.model import Segment
from audit.text.clauses import clauses
from audit.text.scripts import Language
from audit.text.sentences import Place, sentences

LOST = ("half", "last 30 %", "sentence", "clause", "swapped")
"""What is taken out of a side, so that the other has too much."""
PUT_IN = ("appended", "inserted", "swapped")
"""What is put into a side, so that it has too much; a clause exchanged for another is both."""
SURE, UNSURE = 0.7, 0.2
"""Share of the windows of a part that must have lost their counterpart; between these, nobody can tell."""
_FINAL = tuple('.!?。！？”"」』）)')
_OPEN_END = re.compile(r"[，,；;、:：]\s*$")


class Edit(NamedTuple):
    """A side with something taken out, or put in, or both."""

    kind: str
    text: str
    lost: Place | None
    put_in: Place | None


class Planted(NamedTuple):
    """A pair that is wrong in a known way, and for both sides whether each part has too much: 1, 0, or -1 unknown."""

    kind: str
    edited: str
    segment: Segment
    excess: dict[Language, NDArray[np.float64]]


def planted(
    segments: Sequence[Segment], rng: Random, kinds: int | None = None
) -> Iterator[tuple[Segment, list[Planted]]]:
    """Yield each pair with wrong versions of it: those of `kinds` kinds drawn for each side, or of all."""
    documents: dict[str, list[Segment]] = defaultdict(list)
    for segment in segments:
        documents[segment.origin or ""].append(segment)
    for segment in segments:
        if (both := sides(segment)) is None:
            continue
        near = documents[segment.origin or ""]
        found = []
        for one, other in (both, both[::-1]):
            pool = [getattr(each, one.side) for each in (near if len(near) > 3 else segments)]
            edits = [edit for edit in _edits(one, rng, pool) if edit.text != one.text]
            if kinds is not None:
                edits = rng.sample(edits, min(kinds, len(edits)))
            for edit in edits:
                wrong = replace(segment, **{one.side: edit.text})
                if (after := sides(wrong)) is not None:
                    new = after[0] if after[0].side == one.side else after[1]
                    excess = {
                        other.language: _left_alone(other, one, edit.lost),
                        one.language: _strange(new, edit.put_in),
                    }
                    found.append(Planted(edit.kind, one.side, wrong, excess))
        yield segment, found


def _edits(side: Side, rng: Random, pool: Sequence[str]) -> Iterator[Edit]:
    text, parts = side.text.rstrip(), side.parts
    if len(parts) > 1:
        middle = parts[len(parts) // 2][0]
        yield Edit("half", _closed(text[:middle]), (middle, len(text)), None)
        start, end = rng.choice(parts)
        yield Edit("clause", _closed(_without(text, start, end)), (start, end), None)
    cut = int(len(text) * 0.7)
    cut = text.rfind(" ", 0, cut) if side.language == "en" else cut
    if cut > 0:
        yield Edit("last 30 %", rng.choice([text[:cut].rstrip(), _closed(text[:cut])]), (cut, len(text)), None)
    whole = sentences(text, side.language)
    if len(whole) > 1:
        start, end = rng.choice(whole)
        yield Edit("sentence", _without(text, start, end), (start, end), None)
    yield from _with_strange(text, parts, side.language, rng, pool)


def _with_strange(
    text: str, parts: Sequence[Place], language: Language, rng: Random, pool: Sequence[str]
) -> Iterator[Edit]:
    """Edits that put in a clause of another pair of the document."""
    strange = [other for other in pool if other.strip() != text.strip()]
    if not strange:
        return
    other = rng.choice(strange)
    start, end = rng.choice(clauses(other, language) or [(0, len(other))])
    clause, blank = other[start:end], "" if language == "zh" else " "
    yield Edit("appended", _closed(text + blank + clause), None, (len(text + blank), len(text + blank + clause)))
    if len(parts) > 1:
        place = parts[rng.randrange(1, len(parts))][0]
        yield Edit("inserted", text[:place] + clause + blank + text[place:], None, (place, place + len(clause)))
        start, end = rng.choice(parts)
        yield Edit("swapped", text[:start] + clause + text[end:], (start, end), (start, start + len(clause)))


def _without(text: str, start: int, end: int) -> str:
    before, after = text[:start].rstrip(), text[end:].lstrip()
    return before + (" " if before.isascii() and before and after else "") + after


def _closed(text: str) -> str:
    """The text with a full stop at its end, if it has none."""
    text = _OPEN_END.sub("", text.rstrip())
    return text if text.endswith(_FINAL) else text + ("." if text[-1:].isascii() else "。")


def _left_alone(one: Side, other: Side, lost: Place | None) -> NDArray[np.float64]:
    """The parts of `one` whose counterpart in the untouched other side was lost, by the matching of windows."""
    if lost is None:
        return np.zeros(len(one.parts))
    matching = match(encode(one.text), encode(other.text))
    gone = (matching.partners >= lost[0]) & (matching.partners < lost[1])
    shares = np.array([_share(gone, matching.middles, part) for part in one.parts])
    return np.where(shares >= SURE, 1.0, np.where(shares <= UNSURE, 0.0, -1.0))


def _share(gone: NDArray[np.bool_], middles: NDArray[np.float32], part: Place) -> float:
    own = (middles >= part[0]) & (middles < part[1])
    return float(gone[own].mean()) if own.any() else float(gone[np.abs(middles - sum(part) / 2).argmin()])


def _strange(side: Side, put_in: Place | None) -> NDArray[np.float64]:
    if put_in is None:
        return np.zeros(len(side.parts))
    shares = np.array(
        [max(0, min(end, put_in[1]) - max(start, put_in[0])) / (end - start) for start, end in side.parts]
    )
    return np.where(shares > 1 - UNSURE, 1.0, np.where(shares < UNSURE, 0.0, -1.0))
