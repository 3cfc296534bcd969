"""Keys of labels that the translation lost."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Annotated, Any

from msgspec import Meta

from audit.check import Example, GatheringCheck
from audit.model import Finding, Segment, Severity, Span

KEY = re.compile(r"(?<![^\s(])[_&](?=[A-Za-z](?!\w*;))")
LONGEST = 100
"""Characters of a label, above which a text is prose."""


class LostAccelerator(GatheringCheck, frozen=True):
    """The key that opens a menu or presses a button is missing from its label.

    The key is the letter behind _ or & in labels such as `_File`, `Save &As...`, where a word begins and no other such
    sign stands. Chinese has no letter to put the sign before, so it is added in brackets: 檔案(_F). Only documents that
    keep most of their keys are asked for the others.

    Why: who works with the keyboard cannot get there.

    Fix: put the letter in brackets behind the words, with its sign: 文件(&F)。
    """

    name = "lost-accelerator"
    category = "markup/accelerator"
    examples = (
        Example("⟦_⟧Open", "打开", options={"least": 0}),
        Example("Save ⟦&⟧As...", "另存为...", options={"least": 0}),
        Example("_Open", "打开(_O)", options={"least": 0}),
        Example("Rock && _Roll", "摇滚(_R)", options={"least": 0}),
        Example("the _id of _blank", "_blank 的编号", options={"least": 0}),
        Example("_Open", "打开"),
    )

    severity: Severity = Severity.MINOR
    least: Annotated[
        int,
        Meta(description="How many keys a document must keep for each one that it loses, to be asked for it.", ge=0),
    ] = 2

    each_document = True
    fact = int

    def gather(self, segment: Segment) -> int | None:
        """Where the key of a label stands that the translation lost; -1 if it has it, None for no label."""
        source, target = segment.source, segment.target
        if ("_" not in source and "&" not in source) or len(source) > LONGEST or not target.strip():
            return None
        keys = list(KEY.finditer(source))
        if len(keys) != 1 or source.count(keys[0][0]) > 1 or segment.side_in("zh") != "target" or source == target:
            return None
        return -1 if keys[0][0] in target else keys[0].start()

    def weigh(self, segments: Sequence[Segment], gathered: Iterable[tuple[int, Any]]) -> Iterator[Finding]:
        """Yield each label without its key, in a document that keeps most."""
        kept = sum(place < 0 for _, place in gathered)
        lost = sum(place >= 0 for _, place in gathered)
        if lost and kept >= self.least * lost:
            for number, place in gathered:
                if place >= 0:
                    key = segments[number].source[place : place + 2]
                    message = f"the key “{key}” is missing from the translation"
                    yield self.finding(segments[number], message, Span("source", place, place + 1))
