"""Figures written in two styles, or in one that is not at home."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Annotated, Any

from msgspec import Meta

from audit.check import Example, GatheringCheck
from audit.model import Finding, Segment, Severity, Span
from audit.text.literals import prose

UNIT = r"(?=\s?(?:[萬万億亿兆元名人家個个間间噸吨戶户股]|[美港日歐欧英]元|人民[幣币]|公里|公斤|平方))"
"""What a figure counts: without it, four figures may be a year, a code or a page."""
DIGITS = re.compile(r"[0-9０-９](?:[0-9０-９]|(?<=[0-9])[.,][0-9])")
# What stands before a figure is looked at behind its first digit, for digits are quick to find.
GROUPED = re.compile(rf"[0-9](?<![\d.,，].)[0-9]{{0,2}}(?:,[0-9]{{3}})+(?:\.[0-9]+)?(?![\d,]){UNIT}")
PLAIN = re.compile(rf"[1-9](?<![\d.,，A-Za-z].)[0-9]{{3,}}(?:\.[0-9]+)?(?![\d,]){UNIT}")
FOREIGN = re.compile(
    r"[0-9](?<![A-Za-z0-9_.,].)"
    r"(?:[0-9]{0,2}(?:\.[0-9]{3}){2,}(?![A-Za-z0-9_.])|[0-9]?(?:,[0-9]{2})+,[0-9]{3}(?![A-Za-z0-9_,]))"
)
"""1.234.567 and 12,34,567."""
WIDE = re.compile("[０-９](?:[０-９．，]*[０-９])?")
NARROW = str.maketrans("０１２３４５６７８９．，", "0123456789.,")

Change = tuple[int, int, str]
"""Where a figure stands, and how it should be written."""


class NumberFormat(GatheringCheck, frozen=True):
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

    each_document = True
    fact = tuple[int, int, tuple[Change, ...]]

    def gather(self, segment: Segment) -> tuple[int, int, tuple[Change, ...]] | None:
        """How many amounts have commas, and how many have none; and the figures that are at home nowhere."""
        text = prose(segment, "target") if segment.side_in("zh") == "target" else ""
        if not DIGITS.search(text):
            return None
        grouped, plain = (sum(1 for _ in style.finditer(text)) for style in (GROUPED, PLAIN))
        changes = tuple(_not_at_home(segment, text))
        return (grouped, plain, changes) if grouped or plain or changes else None

    def weigh(self, segments: Sequence[Segment], gathered: Iterable[tuple[int, Any]]) -> Iterator[Finding]:
        """Yield each figure that is at home nowhere, and those of the rarer style."""
        grouped = plain = 0
        for number, (more_grouped, more_plain, changes) in gathered:
            grouped, plain = grouped + more_grouped, plain + more_plain
            yield from (self._finding(segments[number], *change) for change in changes)
        if max(grouped, plain) < max(self.usual, 3 * min(grouped, plain)):
            return
        rarer = PLAIN if plain < grouped else GROUPED
        for segment in (segments[number] for number, told in gathered if told[rarer is PLAIN]):
            for match in rarer.finditer(prose(segment, "target")):
                right = match[0].replace(",", "") if "," in match[0] else _grouped(match[0])
                yield self._finding(segment, *match.span(), right)

    def _finding(self, segment: Segment, start: int, end: int, right: str) -> Finding:
        message = f"“{segment.target[start:end]}” should be written “{right}”"
        return self.finding(segment, message, Span("target", start, end), suggestion=right)


def _not_at_home(segment: Segment, text: str) -> Iterator[Change]:
    for match in FOREIGN.finditer(text):
        if match[0] not in segment.source:
            yield *match.span(), _grouped(re.sub("[.,]", "", match[0]))
    for match in WIDE.finditer(text):
        yield *match.span(), match[0].translate(NARROW)


def _grouped(digits: str) -> str:
    """The figure with commas.

    >>> _grouped("2880"), _grouped("1234567.5")
    ('2,880', '1,234,567.5')
    """
    whole, point, rest = digits.partition(".")
    return f"{int(whole):,}{point}{rest}"
