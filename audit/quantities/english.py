"""Reads the quantities of English text."""

import re
from decimal import Decimal
from fractions import Fraction

from audit.model import Exact, Quantity
from audit.quantities.codes import code, full_year
from audit.quantities.context import attributes
from audit.quantities.english_amounts import amount
from audit.quantities.english_dates import dates
from audit.quantities.english_numbers import digit_number, scaled, word_numbers
from audit.quantities.lexicon import Lexicon, Word, fold, lexicon
from audit.quantities.numerals import Number, simple, times

_DIGIT = re.compile(r"\d|(?<![^\s$€£¥(])\.(?=\d)|https?://|www\.|(?<=[a-z]) (?=[ivxl]{2,6}\b)")
_ROMAN = re.compile(r"(?<=[a-z]) (?P<roman>X{0,3}(?:IX|IV|V?I{0,3}))(?![\w’'-])")
_LINK = re.compile(r"(?:https?://|www\.)[!-~]*")
_DECADE_OF_LIFE = re.compile(r"(?:his|her|their|your|my)(?: (?:early|mid|late))?[ -]$")
_ORDINAL = re.compile(r"(\d[\d,]*)(?:st|nd|rd|th)(?![a-z0-9])")
_DECADE = re.compile(r"(?:')?((?:1\d|20)?\d0)(?:'?s)(?![a-z])")
_CLOCK = re.compile(r"(\d{1,2})[:.](\d\d)(?::\d\d)?(?!\d) ?(a\.?m\.?|p\.?m\.?)?|(\d{1,2}) ?(a\.?m\.?|p\.?m\.?)(?![a-z])")
_FRACTION = re.compile(r"(\d{1,3})/(\d{1,3})(?![\d/]|\.\d)")
_YEARS = re.compile(r"((?:19|20)\d\d)[/–-](\d\d)(?!\d|[/–-]\d)")
_DENOMINATOR = {"half": 2, "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10}
_OF = re.compile(r"[ -](half|halves|third|quarter|fourth|fifth|sixth|seventh|eighth|ninth|tenth)s?(?![a-z])(?! (?:quarter|half|century|place|time|day|year))")
_BASES = {"three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "ten": 10, "3": 3, "4": 4, "5": 5, "10": 10, "100": 100}
_IN = re.compile(r"(?: in | in every | out of |-in-| out of every )(three|four|five|six|seven|eight|ten|3|4|5|10|100)(?![\d,.:%]\d|\d|%|[ -](?:million|billion|thousand|hundred|year|month|week|day|hour|minute|per|quarter))",)
_SPAN_LEAD = re.compile(r"(?:first|last|past|next|final|previous|consecutive|these|those|following|straight|other|all|recent) $")
_AND_HALF = re.compile(r" and (?:a|one) (half|quarter|third)(?![a-z])")
_LETTER_AFTER = re.compile(r"[a-z\u0370-\u03ff_]|[-–_/.]?[a-z]+\d|-[a-z]\b(?!-)", re.IGNORECASE)


class EnglishReader:
    """One pass over a text; `found` grows in order of the words."""

    def __init__(self, text: str) -> None:
        self.text, self.folded = text, fold(text)
        self.words: Lexicon = lexicon("english")
        self.free = self.words.free(self.folded)
        self.found: list[Quantity] = []

    def read(self) -> list[Quantity]:
        folded = self.folded
        self.found = list(dates(self.text, folded, self.free)) if self.free or "/" in folded or "-" in folded else []
        taken = sorted((found.start, found.end) for found in self.found)
        numbers = {number.start: number for number, _ in word_numbers(folded, self.free)}
        places = sorted([word.start for word in self.free] + list(numbers))
        words = {word.start: word for word in self.free}
        at, free_index, taken_index = 0, 0, 0
        while True:
            match = _DIGIT.search(folded, at)
            digit = match.start() if match else len(folded)
            while free_index < len(places) and places[free_index] < at:
                free_index += 1
            place = places[free_index] if free_index < len(places) else len(folded)
            start = min(digit, place)
            if start >= len(folded):
                break
            while taken_index < len(taken) and taken[taken_index][1] <= start:
                taken_index += 1
            if taken_index < len(taken) and taken[taken_index][0] <= start:
                at = taken[taken_index][1]
                continue
            if start in numbers:
                at = self._number(numbers[start])
            elif start == place:
                at = max(self._word(words[start]), start + 1)
            else:
                at = max(self._digits(start), start + 1)
        return self.found

    def _add(self, kind: str, value: Exact | str, start: int, end: int, **facts: object) -> int:
        self.found.append(Quantity(kind=kind, value=value, start=start, end=end, text=self.text[start:end], **facts))  # type: ignore[arg-type]
        return end

    def _digits(self, start: int) -> int:
        folded = self.folded
        if link := _LINK.match(folded, start):
            return link.end()
        if folded[start] == " ":
            return self._roman(start)
        before = folded[start - 1] if start else ""
        if before == "+" and start > 1 and folded[start - 2].isalpha():
            return start + 1
        if before and (before.isalpha() or (before in "-_/.&" and start > 1 and self._joins(start))) and not self._prefix(start):
            found, end = code(self.text, folded, start)
            self.found += found
            return end
        if match := _ORDINAL.match(folded, start):
            return self._ordinal(int(match[1].replace(",", "")), start, match.end())
        if match := _DECADE.match(folded, start):
            if len(match[1]) == 2 and _DECADE_OF_LIFE.search(folded, max(0, start - 14), start):
                return self._add("age", int(match[1]), start, match.end(), unit="year", approximate=True)
            return self._add("year", full_year(match[1]), start, match.end(), unit="decade")
        if match := _YEARS.match(folded, start):
            if int(match[2]) == (int(match[1]) + 1) % 100:
                self._add("year", int(match[1]), start, start + 4)
                return self._add("year", int(match[1]) + 1, start + 5, match.end())
        if (match := _CLOCK.match(folded, start)) and self._clock(match):
            return match.end()
        if match := _FRACTION.match(folded, start):
            return self._slashed(match)
        number = digit_number(folded, start)
        if number is None:
            return start + 1
        if number.value == 0 and number.end - start > 30:
            return self._add("identifier", self.text[start : number.end], start, number.end)
        if number.digits or number.written == "digits":
            after = folded[number.end : number.end + 1]
            if after and _LETTER_AFTER.match(folded, number.end) and not self._known_after(number):
                found, end = code(self.text, folded, start)
                self.found += found
                return end
        return self._number(number)

    def _joins(self, start: int) -> bool:
        """COVID-19 is one name; mid-2019, "to-5" and 12.5 are not."""
        letter = self.text[start - 2]
        if self.folded[start - 1] == "." or not letter.isalpha():
            return False
        begin = start - 2
        while begin and start - begin < 24 and self.text[begin - 1].isalpha():
            begin -= 1
        name = self.text[begin : start - 1]
        return any(character.isupper() for character in name) and name.lower() not in {"mid", "end", "early", "late", "pre", "post", "us", "rmb"} and not (
            name.istitle() and len(name) > 6
        )

    def _prefix(self, start: int) -> bool:
        word = self.words.before(self.folded, start)
        return word is not None and bool(word.means.keys() & {"currency"})

    def _known_after(self, number: Number) -> bool:
        word = self.words.after(self.folded, number.end)
        return word is not None and word.start == number.end and word.end - word.start > (word.means.keys() <= {"per"})

    def _clock(self, match: re.Match[str]) -> bool:
        hour, minute, half = int(match[1] or match[4]), int(match[2] or 0), (match[3] or match[5] or "").replace(".", "")
        if hour > 24 or minute > 59 or (not half and (match[1] is None or ":" not in match[0])):
            return False
        if half == "pm" and hour < 12:
            hour += 12
        if half == "am" and hour == 12:
            hour = 0
        self._add("time", hour * 60 + minute, match.start(), match.end(), unit="clock" if half else "24-hour")
        return True

    def _slashed(self, match: re.Match[str]) -> int:
        top, bottom = int(match[1]), int(match[2])
        if not bottom or (top, bottom) in {(24, 7), (9, 11)}:
            return match.end()
        return self._add("fraction", simple(Fraction(top, bottom)), *match.span())

    def _ordinal(self, value: int, start: int, end: int, droppable: bool = False) -> int:
        word = self.words.after(self.folded, end)
        means = word.means if word else {}
        if word and word.start - end <= 1:
            if "century" in means:
                return self._add("ordinal", value, start, word.end, unit="century")
            if means.get("duration") == "quarter" and value <= 4:
                return self._add("quarter", value, start, word.end)
            if "consecutive" in means:
                after = self.words.after(self.folded, word.end)
                end = after.end if after and "duration" in after.means else word.end
                return self._add("ordinal", value, start, end, unit=after.means["duration"] if after and "duration" in after.means else None)
            if means.get("duration") in ("year", "month", "week", "day", "quarter"):
                return self._add("ordinal", value, start, end, unit=means["duration"])
        return self._add("ordinal", value, start, end)

    def _word(self, word: Word) -> int:
        means, start, end = word.means, word.start, word.end
        if "skip" in means:
            return end
        if "ordinal" in means:
            return self._ordinal(int(means["ordinal"]), start, end)
        if "vague" in means:
            return self._add("count", int(means["vague"]), start, end, approximate=True)
        if "multiple" in means:
            return self._multiple(word)
        if "half" in means:
            return self._add("half", int(means["half"]), start, end)
        if "both" in means:
            return self._add("count", 2, start, end, approximate=True)
        if "relative" in means:
            value, unit = means["relative"].split()
            return self._add("relative time", int(value), start, end, unit=unit)
        if "period" in means:
            unit = {"year-over-year": "year", "quarter-over-quarter": "quarter", "month-over-month": "month"}[means["period"]]
            return self._add("relative time", -1, start, end, unit=unit, period=means["period"])
        if "quarterly" in means:
            return self._add("quarter", int(means["quarterly"]), start, end)
        if "spell" in means:
            value, unit = means["spell"].split()
            return self._add("duration", int(value), start, end, unit=unit)
        if "fraction" in means and self.folded.startswith("half", start):
            return self._half(word)
        return start + 1

    def _roman(self, start: int) -> int:
        """Louis XVI: capital Roman numerals after a name."""
        match = _ROMAN.match(self.text, start)
        if match is None or len(match["roman"]) < 2:
            return start + 1
        value = sum({"X": 10, "V": 5, "I": 1}[letter] for letter in match["roman"])
        value -= 2 * (match["roman"].count("IV") + match["roman"].count("IX"))
        return self._add("ordinal", value, match.start("roman"), match.end())

    def _half(self, word: Word) -> int:
        after = re.compile(r" (?:a |an |of a )?(year|month|day|hour|decade|century|dozen)(?![a-z])").match(self.folded, word.end)
        if after and after[1] != "dozen":
            return self._add("duration", Decimal("0.5"), word.start, after.end(), unit=after[1])
        if after:
            return self._add("count", 6, word.start, after.end())
        return self._add("fraction", Decimal("0.5"), word.start, word.end)

    def _multiple(self, word: Word) -> int:
        value = word.means["multiple"]
        if value == "halve":
            return self._add("multiple", Decimal("0.5"), word.start, word.end)
        form = self.folded[word.start : word.end]
        ambiguous = form.endswith("fold")
        said = attributes(self.folded, self.words, word.start, word.end)
        return self._add("multiple", int(value), word.start, word.end, readings=(int(value) + 1,) if ambiguous else (), **said)

    def _number(self, number: Number) -> int:
        quantity, end = amount(self.text, self.folded, self._with_fraction(number), self.words)
        if quantity is not None:
            self.found.append(quantity)
        return end

    def _with_fraction(self, number: Number) -> Number:
        if match := _AND_HALF.match(self.folded, number.end):
            value = simple(Fraction(number.value) + Fraction(1, _DENOMINATOR[match[1]]))
            return scaled(self.folded, number._replace(value=value, end=match.end(), digits=""))
        if (match := _IN.match(self.folded, number.end)) and isinstance(number.value, int) and number.value < 10 and not number.scaled:
            return number._replace(value=simple(Fraction(number.value, _BASES[match[1]])), end=match.end(), digits="", written="fraction")
        match = _OF.match(self.folded, number.end)
        if match and match[1] == "quarter" and _SPAN_LEAD.search(self.folded, max(0, number.start - 14), number.start):
            return number
        if match and isinstance(number.value, int) and number.value < 10 and not number.scaled:
            bottom = _DENOMINATOR["half" if match[1].startswith("hal") else match[1]]
            return number._replace(value=simple(Fraction(number.value, bottom)), end=match.end(), digits="", written="fraction")
        return number


def read_english(text: str) -> list[Quantity]:
    """Every quantity of an English text, in order.

    >>> [(found.kind, found.text) for found in read_english("RMB 168.5 million, up 7.9% in Q4 2022")]
    [('money', 'RMB 168.5 million'), ('percent', '7.9%'), ('quarter', 'Q4'), ('year', '2022')]
    """
    return EnglishReader(text).read()
