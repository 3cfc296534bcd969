"""Figures written in two styles, or in one that is not at home."""

import re
from collections.abc import Iterator, Sequence
from typing import Annotated

from msgspec import Meta

from audit.check import CorpusCheck, Example, Tally, by_document
from audit.model import Finding, Segment, Severity, Span
from audit.text.literals import prose

UNIT = r"(?=\s?(?:[萬万億亿兆元名人家個个間间噸吨戶户股]|[美港日歐欧英]元|人民[幣币]|公里|公斤|平方))"
"""What a figure counts: without it, four figures may be a year, a code or a page."""
DIGITS = re.compile(r"[0-9０-９]{2}|[0-9][.,][0-9]")
GROUPED = re.compile(rf"(?<![\d.,，])[0-9]{{1,3}}(?:,[0-9]{{3}})+(?:\.[0-9]+)?(?![\d,]){UNIT}")
PLAIN = re.compile(rf"(?<![\d.,，A-Za-z])[1-9][0-9]{{3,}}(?:\.[0-9]+)?(?![\d,]){UNIT}")
FOREIGN = re.compile(
    r"(?<![A-Za-z0-9_.,])(?:[0-9]{1,3}(?:\.[0-9]{3}){2,}(?![A-Za-z0-9_.])|[0-9]{1,2}(?:,[0-9]{2})+,[0-9]{3}(?![A-Za-z0-9_,]))"
)
"""1.234.567 and 12,34,567."""
WIDE = re.compile("[０-９](?:[０-９．，]*[０-９])?")
NARROW = str.maketrans("０１２３４５６７８９．，", "0123456789.,")


class NumberFormat(CorpusCheck, frozen=True):
    """A figure of the Chinese text is written in a style that its readers do not use.

    That is one whose groups are not of three (1.234.567 or 12,34,567), figures in full width (２８８０), and an amount
    of four digits or more with commas where the document has none, or without where it has them: 2880萬 beside
    9,440萬. The last counts only before a unit, as years and codes have no commas, and only where one style is usual.

    Why: a reader who compares two amounts must not have to count digits, and takes 1.234 for little more than one.

    Fix: write the figure as the others are written.
    """

    name = "number-format"
    category = "locale/number"
    examples = (
        Example("It cost 9,440, 3,150, 5,210 and 2,880 yuan.", "費用分別為9,440元、3,150元、5,210元和⟦2880⟧元。"),
        Example("It has 1,234,567 users.", "用户有⟦1.234.567⟧个。"),
        Example("It cost 2,880 yuan.", "费用为⟦２８８０⟧元。"),
        Example("In 2023 it cost 9,440, 3,150 and 5,210 yuan.", "2023年的費用為9,440元、3,150元和5,210元。"),
        Example("It cost 9,440 and 2,880 yuan.", "費用為9,440元和2880元。"),
    )

    severity: Severity = Severity.MINOR
    usual: Annotated[
        int,
        Meta(description="How many amounts, if they are three times the others, make the style of a document.", ge=1),
    ] = 3

    def find_all(self, segments: Sequence[Segment]) -> Iterator[Finding]:
        for document in by_document(segments):
            styles = {GROUPED: Tally(), PLAIN: Tally()}
            for number, segment in enumerate(document):
                text = prose(segment, "target") if segment.side_in("zh") == "target" else ""
                if DIGITS.search(text):
                    yield from self._not_at_home(segment, text)
                    for style, tally in styles.items():
                        tally.add(number, sum(1 for _ in style.finditer(text)))
            rarer, usual = sorted(styles, key=lambda style: styles[style].count)
            if styles[usual].count >= max(self.usual, 3 * styles[rarer].count):
                for segment in (document[number] for number in styles[rarer].segments):
                    for match in rarer.finditer(prose(segment, "target")):
                        commas = "," in match[0]
                        yield self._finding(segment, match, match[0].replace(",", "") if commas else _grouped(match[0]))

    def _not_at_home(self, segment: Segment, text: str) -> Iterator[Finding]:
        for match in FOREIGN.finditer(text):
            if match[0] not in segment.source:
                yield self._finding(segment, match, _grouped(re.sub("[.,]", "", match[0])))
        for match in WIDE.finditer(text):
            yield self._finding(segment, match, match[0].translate(NARROW))

    def _finding(self, segment: Segment, match: re.Match[str], right: str) -> Finding:
        message = f"“{match[0]}” should be written “{right}”"
        return self.finding(segment, message, Span("target", *match.span()), suggestion=right)


def _grouped(digits: str) -> str:
    """The figure with commas.

    >>> _grouped("2880"), _grouped("1234567.5")
    ('2,880', '1,234,567.5')
    """
    whole, point, rest = digits.partition(".")
    return f"{int(whole):,}{point}{rest}"
