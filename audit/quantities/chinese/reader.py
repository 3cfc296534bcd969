"""Reads the quantities of Chinese text, in either script."""

import re
from decimal import Decimal

from audit.quantities.chinese.amounts import amount
from audit.quantities.chinese.calendar import five_year_plan
from audit.quantities.chinese.han import han_number
from audit.quantities.chinese.shapes import SHAPES
from audit.quantities.chinese.shares import half, half_of, mixed, one_in
from audit.quantities.chinese.suffixes import SIGNS, abbreviated
from audit.quantities.codes import code, thousands
from audit.quantities.han_characters import FINANCIAL, HAN_NUMERAL, HAN_START, NAMED_BY_NUMBER, NAMING
from audit.quantities.lexicon import Word
from audit.quantities.numerals import MAX_DIGITS, VULGAR, with_vulgar
from audit.quantities.reading import Reading

_NUMERAL = re.compile(f"[0-9{HAN_START}{FINANCIAL}]")
_DIGITS = re.compile(r"[0-9]+")
_FIGURES = set("0123456789")
_BARE_POINT = re.compile(
    r"(?<=[\u3400-\u9fff( ])\.\d{2,3}(?=[,。;:)的和与及至并並而但 ]|\Z)|(?:(?<=[( ])|(?<!.))\.\d(?=[,。;:) ]|\Z)"
)
"""A share of batters and of calibres: 打击率.205, or of anything: .5."""
_JOINS = {"-", "_", "/", "&"}


_MIXES = {" ", "又"}
"""What stands between a whole number and the fraction that belongs to it."""


class _Chinese(Reading):
    """One pass over a text; `found` grows in order of the words."""

    def read(self) -> None:
        folded = self.folded
        if not self.free:
            match = _NUMERAL.search(folded)
            while match:
                start = match.start()
                match = _NUMERAL.search(folded, max(self._numeral(start, None), start + 1))
            return
        size = len(folded)
        at, numeral, index = 0, -1, 0
        while True:
            if numeral < at:
                match = _NUMERAL.search(folded, at)
                numeral = match.start() if match else size
            while index < len(self.free) and self.free[index].start < at:
                index += 1
            free = self.free[index] if index < len(self.free) else None
            if free is not None and free.start <= numeral:
                end = self._word(free)
                if end:
                    at = end
                    continue
                index += 1
                at = max(at, free.start)
                if numeral > free.start:
                    continue
            if numeral >= size:
                return
            covering = (
                free if free is not None and free.start <= numeral < free.end and "number" not in free.means else None
            )
            at = max(self._numeral(numeral, covering), numeral + 1)

    def _word(self, word: Word) -> int:
        """Read a free word; 0 where a numeral at the same place says more."""
        means, start, end = word.means, word.start, word.end
        if "number" in means:
            return half(self, start)
        if "skip" in means:
            number = han_number(self.folded, start) if self.folded[start] in HAN_START else None
            told = self.folded.endswith("第", 0, start)
            if number and (told or number.end > end):
                return 0
            if number and number.value != 1:
                self.add("count", number.value, start, number.end, unit="idiom", approximate=True)
            return end
        if "weekday" in means:
            return self.add("weekday", int(means["weekday"]), start, end)
        if "half" in means:
            return self.plain_word(word) or half_of(self, start, end)
        if "overhalf" in means:
            unit = self.words.after(self.folded, end)
            share = unit is None or "duration" not in unit.means
            return half_of(self, start, end, means["overhalf"]) if share else half(self, end - 1)
        if "split" in means:
            for place, part in enumerate(means["split"].split()):
                self.add("count", int(part), start + place, start + place + 1)
            return end
        if "first" in means:
            return self.add("ordinal", int(means["first"]), start, end)
        if "whole" in means:
            return self.add("percent", 100, start, end)
        if "multiple" in means:
            value = Decimal("0.5") if means["multiple"] == "halve" else int(means["multiple"])
            return self.add("multiple", value, start, end)
        return self.plain_word(word)

    def _numeral(self, start: int, covering: Word | None) -> int:
        folded = self.folded
        first = folded[start]
        if first in _FIGURES:
            if folded[start - 1 : start] == "." and _BARE_POINT.match(folded, start - 1):
                start -= 1
            if end := self._name(start) or self._shaped(start):
                return end
        elif first in FINANCIAL and not HAN_NUMERAL.match(folded, start):
            return start + 1
        elif first in "百千" and folded.startswith("分之", start + 1):
            return start + 3
        elif folded.startswith("两两", start):
            return start + 2
        elif first == "十" and (end := five_year_plan(self, start)):
            return end
        number = han_number(folded, start)
        if number is None:
            return start + 1
        if folded[number.end : number.end + 1] in VULGAR:
            number = with_vulgar(folded, number)
        elif folded[number.end : number.end + 1] in _MIXES:
            number = mixed(folded, number)
        if (
            covering is not None
            and number.end <= covering.end
            and not folded.endswith("第", 0, start)
            and not folded.startswith("分之", number.end)
        ):
            return covering.end
        if folded[number.end : number.end + 1] in NAMING and NAMED_BY_NUMBER.match(folded, number.end):
            return self.add("count", number.value, start, number.end, unit="idiom", approximate=True)
        if folded.endswith(("每", "每 "), 0, start) and (end := one_in(self, number)):
            return end
        after = folded[number.end : number.end + 1]
        if after in SIGNS and (short := abbreviated(self, number, after)):
            return amount(self, short)
        if after.isascii() and after.isalpha() and number.written == "digits" and "," not in folded[start : number.end]:
            word = self.words.after(folded, number.end)
            if word is None or word.start != number.end:
                return self._code(start)
            if word.end - word.start == 1 and not self.text[word.start : word.end].islower():
                return self._code(start)
        return amount(self, number)

    def _name(self, start: int) -> int:
        """Read the name that these digits are a part of: COVID-19, B2; 0 where they are none."""
        folded, text = self.folded, self.text
        before = folded[start - 1 : start]
        if not before.isascii():
            return 0
        if before == "'":
            return thousands(self, start)
        if before.isalpha() or (before in _JOINS and start > 1 and _is_letter(text[start - 2])):
            word = self.words.before(folded, start)
            return 0 if word is not None and "currency" in word.means else self._code(start)
        if before != "+" or start < 2 or not _is_letter(folded[start - 2]):
            return 0
        number = han_number(folded, start)
        percent = number and (after := self.words.after(folded, number.end)) and "percent" in after.means
        return 0 if number is None or percent else number.end

    def _code(self, start: int) -> int:
        found, end = code(self.text, self.folded, start)
        self.found += found
        return end

    def _shaped(self, start: int) -> int:
        """Read what the mark after the digits makes of them, a date, a time, a fraction; 0 if nothing."""
        run = _DIGITS.match(self.folded, start)
        end = run.end() if run else start
        if end - start > MAX_DIGITS:
            return self.add("identifier", self.text[start:end], start, end)
        mark = self.folded[end : end + 1]
        for read in SHAPES.get(mark if mark != " " else self.folded[end : end + 2], ()):
            if end := read(self, start):
                return end
        return 0


def _is_letter(character: str) -> bool:
    return character.isascii() and character.isalpha()


def read_chinese(text: str) -> Reading:
    """Read every quantity of a Chinese text, in order.

    >>> [(found.kind, found.text) for found in read_chinese("第四季營收人民幣1.685億元，年增百分之七點九").found]
    [('quarter', '第四季'), ('money', '人民幣1.685億元'), ('relative time', '年增'), ('percent', '百分之七點九')]
    """
    reading = _Chinese(text, "chinese")
    reading.read()
    return reading
