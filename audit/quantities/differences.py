"""Compares the quantities of a source and its translation, by meaning."""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any, NamedTuple

from msgspec import Struct

from audit.model import Quantity, Segment, Suggestion, Verdict
from audit.quantities.atoms import atoms
from audit.quantities.correction.render import correction
from audit.quantities.exchange.clues import exchanged_parts
from audit.quantities.exchange.surroundings import Side
from audit.quantities.exchange.swaps import swaps
from audit.quantities.exchange.years import exchanged_years
from audit.quantities.extraction import readings
from audit.quantities.faults.agreement import said
from audit.quantities.faults.allowances import allowed
from audit.quantities.faults.attributes import Fault, faults
from audit.quantities.faults.eras import before_christ
from audit.quantities.faults.rates import told
from audit.quantities.faults.results import may_turn
from audit.quantities.messages import describe
from audit.quantities.pairing.matching import Matching, Pair, match
from audit.quantities.pairing.slips import slip

_DIRECTIONS = {("en", "zh"), ("zh", "en")}
_THOUSANDS = re.compile(r"\d{1,3}(?:\.\d{3})+")


class Difference(Struct, frozen=True, kw_only=True):
    """Where two texts disagree about a quantity."""

    check: str
    """Name of the check that reports it."""
    verdict: Verdict
    source: tuple[Quantity, ...] = ()
    target: tuple[Quantity, ...] = ()
    diagnosis: str = ""
    message: str = ""
    facts: Mapping[str, Any] = {}


class Compared(NamedTuple):
    """Everything that the comparison of a pair found."""

    pairs: tuple[Pair, ...] = ()
    differences: tuple[Difference, ...] = ()


_NOTHING = Compared()


def differences(segment: Segment) -> tuple[Difference, ...]:
    """Every disagreement of a pair about a quantity; all checks of the number family read this.

    >>> pair = Segment(id="1", source="RMB 450 million", target="450億元")
    >>> [(found.check, found.diagnosis) for found in differences(pair)]
    [('number-mismatch', 'scale')]
    """
    return compare(segment).differences


def compare(segment: Segment) -> Compared:
    """What stands for what in a pair of English and Chinese, and where that is a disagreement."""
    return _compare(segment.source, segment.target, segment.source_language, segment.target_language)


@lru_cache(maxsize=64)
def _compare(source: str, target: str, source_language: str, target_language: str) -> Compared:
    """Two texts compared; remembered, since a dozen checks ask in turn."""
    if (source_language.partition("-")[0], target_language.partition("-")[0]) not in _DIRECTIONS:
        return _NOTHING
    ours, theirs = readings(source, source_language), readings(target, target_language)
    if not ours and not theirs:
        return _NOTHING
    matching = match(here := atoms(ours), there := atoms(theirs))
    if not any(matching):
        return _NOTHING
    pairs, english_first = matching.pairs, source_language.startswith("en")
    alike = matching.in_step and all(said(pair.source.quantity) == said(pair.target.quantity) for pair in pairs)
    english, chinese = (source, target) if english_first else (target, source)
    quiet = alike and not may_turn(english, chinese) and not told(chinese) and not before_christ(source, target)
    sides = Side(source, here), Side(target, there)
    if quiet and not any(exchanged_parts(pairs, sides, english_first)):
        return Compared(tuple(pairs))
    locale = target_language if english_first else source_language
    found = list(_differences(matching, *sides, english_first, locale))
    found += [_mismatch(Pair(one, other, "different", True)) for one, other in exchanged_years(here, there)]
    return Compared(tuple(pairs), tuple(_unique(found)) if found else ())


def suggestion(difference: Difference, segment: Segment) -> Suggestion | None:
    """The right Chinese figure as an edit of the target, where one stands for one and it is sure."""
    single = len(difference.source) == len(difference.target) == 1
    if difference.verdict is not Verdict.MISMATCH or not single or segment.side_in("zh") != "target":
        return None
    return correction(difference.source[0], difference.target[0], segment.target, segment.target_language)


def _differences(
    matching: Matching, source: Side, target: Side, english_first: bool, chinese: str
) -> Iterator[Difference]:
    for pair in matching.pairs:
        if pair.how == "different":
            yield _mismatch(pair, _verdict(pair, chinese))
        elif pair.source.kind == pair.target.kind == "multiple" and pair.source.value != pair.target.value:
            yield _mismatch(pair, Verdict.AMBIGUOUS)
        else:
            for fault in faults(pair, source.text, target.text, english_first):
                yield _fault(pair, fault)
    for first, second in swaps(matching.pairs, (source, target), english_first):
        yield _swapped(first, second)
    for atom in matching.source:
        if not allowed(atom, source.text, target.text, target_side=False):
            yield _alone("missing", atom.quantity)
    for atom in matching.target:
        if not allowed(atom, target.text, source.text):
            yield _alone("added", atom.quantity)


def _alone(what: str, quantity: Quantity) -> Difference:
    """A quantity that is missing from the translation, or added to it."""
    return Difference(
        check=f"{what}-number",
        verdict=Verdict.MISMATCH,
        source=(quantity,) if what == "missing" else (),
        target=(quantity,) if what == "added" else (),
        diagnosis=what,
        message=describe(what, quantity),
    )


def _swapped(first: Pair, second: Pair) -> Difference:
    one, other = first.source.quantity, second.source.quantity
    spans = (first.target.quantity, second.target.quantity)
    return Difference(
        check="swapped-figures",
        verdict=Verdict.MISMATCH,
        source=(one, other),
        target=spans,
        diagnosis="swapped",
        message=describe("swapped", one, other),
    )


def _mismatch(pair: Pair, verdict: Verdict = Verdict.MISMATCH) -> Difference:
    one, other = pair.source.quantity, pair.target.quantity
    diagnosis = slip(pair.source.value, pair.target.value) or "value"
    message = describe(diagnosis, one, other)
    return Difference(
        check="number-mismatch", verdict=verdict, source=(one,), target=(other,), diagnosis=diagnosis, message=message
    )


def _fault(pair: Pair, fault: Fault) -> Difference:
    one, other = pair.source.quantity, pair.target.quantity
    message = describe(fault.check, one, other, fault.source, fault.target)
    facts = {"source": fault.source, "target": fault.target}
    return Difference(
        check=fault.check,
        verdict=fault.verdict,
        source=(one,),
        target=(other,),
        diagnosis=fault.check,
        message=message,
        facts=facts,
    )


def _verdict(pair: Pair, chinese: str) -> Verdict:
    """In Mainland usage 兆 is a million or a million million, and 42.000 is forty-two thousand to many Europeans."""
    texts = (pair.source.quantity.text, pair.target.quantity.text)
    mega = chinese == "zh-CN" and any("兆" in text for text in texts)
    points = [text for text in texts if _THOUSANDS.fullmatch(text)]
    thousandfold = len(points) == 1 and any(points[0].replace(".", ",") == text for text in texts)
    return Verdict.AMBIGUOUS if mega or thousandfold else Verdict.MISMATCH


def _unique(differences: list[Difference]) -> Iterator[Difference]:
    """A date that differs in two parts is one difference, and so is a figure with its 年增."""
    seen = set()
    figures = any(
        difference.check == "period-mismatch" and difference.source[0].kind != "relative time"
        for difference in differences
    )
    for difference in differences:
        if figures and difference.check == "period-mismatch" and difference.source[0].kind == "relative time":
            continue
        key = (difference.check, difference.source, difference.target)
        if key not in seen:
            seen.add(key)
            yield difference
