"""Reads the quantities of English text."""

import re

from audit.quantities.codes import code, thousands
from audit.quantities.english.amounts import amount
from audit.quantities.english.clock import times
from audit.quantities.english.dates import dates
from audit.quantities.english.fractions import with_fraction
from audit.quantities.english.number_words import word_numbers
from audit.quantities.english.numbers import digit_number, digit_runs
from audit.quantities.english.scales import with_scales
from audit.quantities.english.shapes import shaped
from audit.quantities.english.words import ordinal, word_quantity
from audit.quantities.lexicon import Word
from audit.quantities.numerals import Number
from audit.quantities.reading import Reading

_LETTER_AFTER = re.compile(r"[a-z\u0370-\u03ff_]|'-[a-z]|[-–_/.]?[a-z]+\d|-[a-z]\b(?!-)", re.IGNORECASE)
_BEFORE_ORDINAL = re.compile(r"-| and | ")
_NO_NAME = {"", *" ,%)$;:"}
"""What ends a figure and cannot join it to a name, among much else."""
_PARTS = (" and ", "-and-", " hundredths", " thousandths", " one-hundredths", " one-thousandths")
"""What makes a fraction of a numeral of any size; of a small one, more does."""
_HOURS = {"a", "p", "u", "g"}
"""With what words begin that make an hour of digits: am, pm, UTC, GMT."""
_SHAPES = set("/-–.:,'snrdtap ")
"""What may follow the first digits of a date, an ordinal, a decade, a time or a fraction."""


class _English(Reading):
    """One pass over a text; `found` grows in order of the words."""

    def read(self) -> None:
        """Note every quantity, from the first digit or number word to the last."""
        runs = digit_runs(self.folded)
        told = times(self.text, self.folded)
        if not self.free and not told:
            at = 0
            for start, end in runs.items():
                if start >= at:
                    at = self._digits(start, end)
            return
        self.found = [*dates(self.text, self.folded, self.free), *told]
        taken = {found.start: found.end for found in self.found}
        numbers = {number.start: number for number in word_numbers(self.folded, self.free)}
        words = {word.start: word for word in self.free}
        self._read(runs, taken, numbers, words)

    def _read(
        self, runs: dict[int, int], taken: dict[int, int], numbers: dict[int, Number], words: dict[int, Word]
    ) -> None:
        """Note what stands at these places: dates that are known, numerals in words, other words, digits."""
        at = 0
        for start in sorted({*runs, *words, *taken}):
            if start < at:
                continue
            if start in taken:
                at = taken[start]
            elif start in numbers:
                at = self._compound(numbers[start], words) or self._number(numbers[start])
            elif start in words:
                at = word_quantity(self, words[start])
            else:
                at = self._digits(start, runs[start])

    def _compound(self, number: Number, words: dict[int, Word]) -> int:
        """Twenty-third, one hundred and first, two thousandth: a numeral that ends in an ordinal."""
        gap = _BEFORE_ORDINAL.match(self.folded, number.end)
        unit = words.get(gap.end()) if gap else None
        if (
            unit is None
            or "ordinal" not in unit.means
            or not isinstance(number.value, int)
            or number.written != "words"
        ):
            return 0
        last = int(unit.means["ordinal"])
        if last >= 100:
            rest = number.value % (last * (10 if last == 100 else 1000))
            value = number.value - rest + rest * last
        elif last < (10 if number.value % 100 else 100) and number.value >= 20 and not number.value % 10:
            value = number.value + last
        else:
            return 0
        return ordinal(self, value, number.start, unit.end)

    def _digits(self, start: int, end: int) -> int:
        """Note what begins with the digits at [start, end); returns its end."""
        folded = self.folded
        if start and folded[start - 1] != " " and (done := self._glued(start)):
            return done
        mark = folded[end : end + 1]
        if (
            mark in _SHAPES
            and (mark != " " or folded[end + 1 : end + 2] in _HOURS)
            and (done := shaped(self, start, mark))
        ):
            return done
        number = digit_number(folded, start)
        if number is None:
            return start + 1
        if number.value == 0 and number.end - start > 30:
            return self.add("identifier", self.text[start : number.end], start, number.end)
        if number.digits or number.written == "digits":
            after = folded[number.end : number.end + 1]
            if (
                after not in _NO_NAME
                and "," not in folded[start : number.end]
                and _LETTER_AFTER.match(folded, number.end)
                and not self._known_after(number)
            ):
                found, end = code(self.text, folded, start)
                self.found += found
                return end
        return self._number(number)

    def _glued(self, start: int) -> int:
        """Read the digits that join what stands before them: C++11, .5, COVID-19; 0 where they do not."""
        folded = self.folded
        before = folded[start - 1]
        if before == "'":
            return thousands(self, start)
        if before == "+" and start > 1 and folded[start - 2].isalpha():  # C++11, but HIBOR+1.2%
            number = digit_number(folded, start) or Number(0, start, start + 1)
            after = self.words.after(folded, number.end)
            return self._number(number) if after and "percent" in after.means else number.end
        if before == "." and (start < 2 or folded[start - 2] in " \n$€£¥("):
            return self._number(digit_number(folded, start - 1) or Number(0, start, start + 1))
        if (before.isalpha() or (before in "-_/.&" and start > 1 and self._joins(start))) and not self._prefix(start):
            found, end = code(self.text, folded, start)
            self.found += found
            return end
        return 0

    def _joins(self, start: int) -> bool:
        """COVID-19 is one name; mid-2019, "to-5" and 12.5 are not."""
        letter = self.text[start - 2]
        if self.folded[start - 1] == "." or not letter.isalpha():
            return False
        begin = start - 2
        while begin and start - begin < 24 and self.text[begin - 1].isalpha():
            begin -= 1
        name = self.text[begin : start - 1]
        return (
            any(character.isupper() for character in name)
            and name.lower() not in {"mid", "end", "early", "late", "pre", "post", "us", "rmb"}
            and not (name.istitle() and len(name) > 6)
        )

    def _prefix(self, start: int) -> bool:
        word = self.words.before(self.folded, start)
        return word is not None and bool(word.means.keys() & {"currency"})

    def _known_after(self, number: Number) -> bool:
        word = self.words.after(self.folded, number.end)
        if word and word.end - word.start == 1 and "unit" in word.means and self.text[word.start].isupper():
            return "suffix" in word.means
        return word is not None and word.start == number.end and word.end - word.start > (word.means.keys() <= {"per"})

    def _number(self, number: Number) -> int:
        if number.value < 10 or self.folded.startswith(_PARTS, number.end):
            number = with_fraction(self.folded, number)
        quantity, end = amount(self.text, self.folded, number, self.words)
        self.found.append(quantity)
        return end


def read_english(text: str) -> Reading:
    """Read every quantity of an English text, in order.

    >>> [(found.kind, found.text) for found in read_english("RMB 168.5 million, up 7.9% in Q4 2022").found]
    [('money', 'RMB 168.5 million'), ('percent', '7.9%'), ('quarter', 'Q4'), ('year', '2022')]
    """
    reading = _English(text, "english")
    reading.read()
    if "illion" in reading.folded:
        reading.found = with_scales(reading.folded, reading.found)
    return reading
