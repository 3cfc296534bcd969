"""English words that are quantities by themselves: ordinals, doubled, half a year, Louis XVI."""

import re
from decimal import Decimal
from fractions import Fraction

from audit.quantities.english.context import COMPARED, attributes
from audit.quantities.lexicon import Word
from audit.quantities.numerals import plus, simple
from audit.quantities.reading import Reading

OF_LIFE = re.compile(r"(?:his|her|their|your|my)(?: (?:early|mid|late))?[ -]$")
PART_OF_TIME = re.compile(r" of an? (hour|day|year|decade|century)\b")
"""What makes a duration of three-quarters of an hour."""
_HALF_OF = re.compile(r"[ -](?:a |an |of a )?(year|month|day|hour|decade|century|dozen)(?![a-z])")
_ONE_AND = re.compile(r"\ban? ([a-z]+) and a $")
"""What makes 1.5 of an hour."""
_BY_PART = re.compile(
    r"\b([a-z]+) (?:(?:about|around|roughly|nearly|almost|approximately|some|over|more than|less than|just over"
    r"|just under) )?(?:an?|one) $"
)
_PART_ENDS = re.compile(
    r"[^\w -]|$| (?:and|or|to|from|in|on|over|since|compared|this|last|year|within|after|during|as|at|while|when|but)\b"
)
"""What may follow in "by a third", but not in "by a third party"."""
_PART = re.compile(r"\ban? $")
_PART_OF = re.compile(r" of (?:an?|the|its|their|his|her|all|that|what|[a-z]+s)\b")


def ordinal(reader: Reading, value: int, start: int, end: int) -> int:
    """An ordinal, with the century, quarter or run of periods that it counts; or a part, as in "a third of"."""
    if value > 2 and (
        (_PART_OF.match(reader.folded, end) and _PART.search(reader.folded, max(0, start - 4), start))
        or (_PART_ENDS.match(reader.folded, end) and _by_part(reader, start))
    ):
        said = attributes(reader.folded, reader.words, start, end)
        return reader.add("fraction", Fraction(1, value), start, end, **said)
    word = reader.words.after(reader.folded, end)
    means = word.means if word else {}
    if word and word.start - end <= 1:
        if "century" in means:
            return reader.add("ordinal", value, start, word.end, unit="century")
        if means.get("duration") == "quarter" and value <= 4:
            return reader.add("quarter", value, start, word.end)
        if "consecutive" in means:
            after = reader.words.after(reader.folded, word.end)
            end = after.end if after and "duration" in after.means else word.end
            return reader.add("ordinal", value, start, end, unit=after.means.get("duration") if after else None)
        if means.get("duration") in ("year", "month", "week", "day", "quarter"):
            return reader.add("ordinal", value, start, end, unit=means["duration"])
    return reader.add("ordinal", value, start, end)


def _by_part(reader: Reading, start: int) -> bool:
    """Whether something changes by what begins here: by a third, up nearly a fifth."""
    found = _BY_PART.search(reader.folded, max(0, start - 40), start)
    return found is not None and (found[1] == "by" or reader.words.direction(found[1]) is not None)


def word_quantity(reader: Reading, word: Word) -> int:
    """Note what a free word of the lexicon says; returns where reading goes on."""
    means, start, end = word.means, word.start, word.end
    if "skip" in means:
        return end
    if "ordinal" in means:
        return ordinal(reader, int(means["ordinal"]), start, end)
    if "roman" in means:
        return _roman(reader, word)
    if "decadeword" in means:
        if OF_LIFE.search(reader.folded, max(0, start - 14), start):
            return reader.add("age", int(means["decadeword"]) - 1900, start, end, unit="year", approximate=True)
        return reader.add("year", int(means["decadeword"]), start, end, unit="decade", approximate=True)
    if "vague" in means:
        return reader.add("count", int(means["vague"]), start, end, approximate=True)
    if "multiple" in means:
        return _multiple(reader, word)
    if "spell" in means:
        value, unit = means["spell"].split()
        bound = attributes(reader.folded, reader.words, start, end).get("bound")
        return reader.add("duration", int(value), start, end, unit=unit, bound=bound)
    if "portion" in means:
        if time := PART_OF_TIME.match(reader.folded, end - len(" of")):
            return reader.add("duration", Decimal("0.25"), start, time.end(), unit=time[1])
        return reader.add("fraction", Decimal("0.25"), start, end)
    if "points" in means:
        said = attributes(reader.folded, reader.words, start, end)
        return reader.add("percentage point", Decimal(means["points"]), start, end, **said)
    if "halfword" in means:
        return _half(reader, word)
    return reader.plain_word(word) or start + 1


def _roman(reader: Reading, word: Word) -> int:
    """Louis XVI: capital Roman numerals after a name."""
    before = reader.text[max(0, word.start - 2) : word.start]
    if not reader.text[word.start : word.end].isupper() or not (before[:1].islower() and before[1:] == " "):
        return word.end
    return reader.add("ordinal", int(word.means["roman"]), word.start, word.end)


def _half(reader: Reading, word: Word) -> int:
    after = _HALF_OF.match(reader.folded, word.end)
    bound = attributes(reader.folded, reader.words, word.start, after.end() if after else word.end).get("bound")
    if after and after[1] != "dozen":
        return reader.add("duration", Decimal("0.5"), word.start, after.end(), unit=after[1], bound=bound)
    if after:
        return reader.add("count", 6, word.start, after.end())
    if more := _ONE_AND.search(reader.folded, max(0, word.start - 30), word.start):
        unit = reader.words.after(reader.folded, more.start(1))
        for kind, name in (("duration", "duration"), ("unit", "measure")):
            if unit is not None and kind in unit.means:
                return reader.add(name, Decimal("1.5"), more.start(), word.end, unit=unit.means[kind])
    even = reader.folded.startswith("fifty", word.start)
    return reader.add("fraction", Decimal("0.5"), word.start, word.end, bound=bound, approximate=even)


def _multiple(reader: Reading, word: Word) -> int:
    if word.means["multiple"] == "halve":
        return reader.add("multiple", Decimal("0.5"), word.start, word.end)
    value = simple(Decimal(word.means["multiple"]))
    form = reader.folded[word.start : word.end]
    ambiguous = form.endswith("fold")
    said = attributes(reader.folded, reader.words, word.start, word.end)
    if form in ("twice", "thrice") and not COMPARED.match(reader.folded, word.end):
        return reader.add("count", value, word.start, word.end, unit="times", **said)
    return reader.add("multiple", value, word.start, word.end, readings=(plus(value, 1),) if ambiguous else (), **said)
