"""The grammar of Chinese numerals: digits, Han characters, scales and the words for more or less."""

import re
from fractions import Fraction

from audit.model import Exact
from audit.quantities.han_characters import BIG, HAN_DIGITS, MORE, SMALL, or_one_more, tells_time
from audit.quantities.numerals import DIGITS, MAX_DIGITS, SPACED, Number, plus, shifted, simple, times

_LARGEST = 10**24
PREFIXED = re.compile(r"千 ?(?:[瓦米克卡焦赫字伏帕碱升]|兆 ?[赫字位比网光])|兆 ?[瓦赫字位帕欧焦伏电吨]|百[帕科]|万国")
"""Kilo-, mega- and hecto-units, and 万国: 450千瓦 is not 450,000 watts written another way."""
_REST = re.compile(r"\d[\d,.]* ?[万千]|[1-9]\d{3}(?![\d,.]| ?[年%])")
_SCALES = set(SMALL) | set(BIG)
_AFTER_SPACE = (_SCALES - {"十", "拾", "廿", "卅"}) | {"多", "余"}


class HanReader:
    """One pass over a numeral: `done` + `section` + `pending`, the largest scale last seen in `scale`."""

    def __init__(self, folded: str, start: int) -> None:
        self.text, self.start, self.at = folded, start, start
        self.done: Exact = 0
        self.section: Exact = 0
        self.pending: Exact | None = None
        self.scale = 0
        self.unit = 0
        self.high: Exact | None = None
        self.digits = ""
        self.bound: str | None = None
        self.vague = self.arabic = self.han = self.zero = False

    def read(self) -> Number | None:
        while self.at < len(self.text) and self._step(self.text[self.at]):
            pass
        return self._number()

    def _step(self, character: str) -> bool:
        """Take in one more part; False where the numeral ends."""
        if "0" <= character <= "9" or character == ".":
            return self._arabic()
        if character in HAN_DIGITS:
            return self.pending is None and self._han()
        if PREFIXED.match(self.text, self.at):
            return False
        if character in SMALL:
            return self._small(SMALL[character])
        if character in BIG:
            return self._big(BIG[character])
        if character in "几数":
            return self._few(character)
        if character in MORE:
            return self._more()
        if character == "点":
            return self._decimals()
        if character == " " and self._spaced():
            self.at += 1
            return True
        return False

    def _spaced(self) -> bool:
        """A space inside "14 亿 1200 万" belongs to the numeral; one before another figure does not."""
        if self.pending is not None:
            return self.arabic and self.text[self.at + 1 : self.at + 2] in _AFTER_SPACE
        return self.scale >= 10**4 and _REST.match(self.text, self.at + 1) is not None

    def _arabic(self) -> bool:
        match = DIGITS.match(self.text, self.at)
        if self.pending is not None or match is None or len(match[0]) > MAX_DIGITS or match[0].count(".") > 1:
            return False
        if self.section and not self.scale:
            return False
        if (spaced := SPACED.match(self.text, self.at)) and len(spaced[0]) < MAX_DIGITS:
            self.pending, self.at, self.arabic = int(re.sub(r"\D", "", spaced[0])), spaced.end(), True
            return True
        self.pending, self.at, self.arabic = shifted(match[0]), match.end(), True
        self.digits = match[0] if match[0].isdigit() and not (self.done or self.section) else ""
        return True

    def _han(self) -> bool:
        end = self._after_digits(self.at)
        run = [HAN_DIGITS[character] for character in self.text[self.at : end]]
        self.han = True
        if len(run) == 1 and (stop := or_one_more(self.text, self.at, self.at > self.start)):
            run, end = [run[0], run[0] + 1], stop
        if self.done or self.section:
            if run[0] == 0 and len(run) > 1:
                run, self.zero = run[1:], True
            elif run == [0]:
                self.zero, self.at = True, end
                return True
        self.at = end
        if self.text[end : end + 1] == "点" and self.text[end + 1 : end + 2] in HAN_DIGITS:
            self._point(run)
        elif len(run) == 2 and run[1] == run[0] + 1 and run[0]:
            self.pending, self.high = run[0], plus(self.section, run[1]) if self.unit == 10 else run[1]
        else:
            self.pending = int("".join(map(str, run)))
            self.digits = "".join(map(str, run)) if not (self.done or self.section) else ""
        return True

    def _after_digits(self, end: int) -> int:
        """Where the digits end that begin here."""
        while end < len(self.text) and end - self.at < MAX_DIGITS and self.text[end] in HAN_DIGITS:
            end += 1
        return end

    def _point(self, run: list[int]) -> None:
        end = self._after_digits(self.at + 1)
        if tells_time(self.text[end : end + 2]):
            self.pending = int("".join(map(str, run)))
            return
        decimals = "".join(str(HAN_DIGITS[character]) for character in self.text[self.at + 1 : end])
        self.pending, self.at = shifted("".join(map(str, run)) + "." + decimals), end

    def _decimals(self) -> bool:
        """十点四: decimals after a ten or a hundred; 十点四十分 is a time."""
        end = self._after_digits(self.at + 1)
        clock = tells_time(self.text[end : end + 2])
        if self.pending is not None or not self.section or self.scale or end == self.at + 1 or clock:
            return False
        digits = "".join(str(HAN_DIGITS[character]) for character in self.text[self.at + 1 : end])
        self.pending, self.at, self.zero = shifted("0." + digits), end, True
        return True

    def _small(self, unit: int) -> bool:
        if unit in (20, 30):
            if self.pending is not None:
                return False
            self.section, unit = times(self.section, 1) + unit, 10
        else:
            if self.pending is None and self.section and self.unit <= unit:
                return False
            if self.pending is not None and self.arabic and not isinstance(self.pending, int) and unit < 100:
                return False
            self.section += times(1 if self.pending is None else self.pending, unit)  # type: ignore[operator]
            if self.high is not None:
                self.high = times(self.high, unit)
        self.vague = self.vague or (self.pending is None and unit > 10 and not self.scale and self.at == self.start)
        self.pending, self.unit, self.zero, self.han, self.digits = None, unit, False, True, ""
        self.at += 1
        return True

    def _big(self, unit: int) -> bool:
        section = self.section + (self.pending or 0)  # type: ignore[operator]
        if not section:
            if self.scale >= unit * 10**4 or self.done > _LARGEST:
                return False
            self.vague = self.vague or not self.done
            self.done = times(self.done or 1, unit)
        elif self.scale and unit > self.scale:
            self.done = times(self.done + section, unit)  # type: ignore[operator]
        else:
            self.done += times(section, unit)  # type: ignore[operator]
        if self.high is not None:
            self.high = times(self.high, unit)
        self.section, self.pending, self.scale, self.unit, self.zero, self.digits = 0, None, unit, unit, False, ""
        self.at += 1
        return True

    def _few(self, character: str) -> bool:
        following = self.text[self.at + 1 : self.at + 2]
        if self.pending is not None or (character == "数" and (self.section or self.done or following not in _SCALES)):
            return False
        if not (self.section or self.done):
            self.pending = 1
            if following not in _SCALES and character == "数":
                return False
            if following not in _SCALES:
                self.pending = 3
        self.vague, self.at = True, self.at + 1
        return True

    def _more(self) -> bool:
        if self.pending is None and not (self.section or self.done):
            return False
        following = self.text[self.at + 1 : self.at + 2]
        if self.text[self.at] == "来" and (following not in "个家名位人次年岁" or self.unit != 10 or not following):
            return False
        self.bound, self.at, self.digits = "over", self.at + 1, ""
        if following in BIG:
            return self._big(BIG[following])
        self._close()
        return False

    def _close(self) -> None:
        """Three ten-thousands and a bare five, 三万五, is 35,000."""
        shorthand = self.pending is not None and self.unit >= 100 and not self.zero
        if shorthand and isinstance(self.pending, int) and self.pending < 10 and self.han and self.high is None:
            self.pending = simple(Fraction(self.pending * self.unit, 10))

    def _number(self) -> Number | None:
        if self.pending is None and not self.section and not self.done:
            return None
        if self.bound is None:
            self._close()
        value = plus(self.done, self.section, self.pending or 0)
        written = "mixed" if self.arabic and self.han else "digits" if self.arabic else "words"
        high = self.high if self.high is not None and self.high > value else None
        return Number(value, self.start, self.at, self.digits, written, self.scale > 0, high, self.bound, self.vague)
