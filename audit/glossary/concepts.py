"""What a glossary holds: things, and what each language calls them."""

import re
from collections.abc import Mapping
from typing import Literal

from msgspec import Struct

SIMPLIFIED = frozenset(["hans", "cn", "sg"])
"""Parts of the tags of Chinese in Simplified characters."""


class Wording(Struct, frozen=True):
    """What one language calls a thing, the preferred term first, and what it must not."""

    allowed: tuple[str, ...] = ()
    forbidden: tuple[str, ...] = ()


class Concept(Struct, frozen=True):
    """A thing with its terms by BCP 47 tag, or by "source" and "target" where the glossary names no language."""

    wordings: Mapping[str, Wording]
    place: str
    """Where it stands: file and line."""
    exact_case: bool | None = None
    """Whether the case of the term counts; None for only where it is all capitals."""
    may_be_part: bool = False
    """Whether the term counts inside a longer word."""

    def wording(self, language: str, side: Literal["source", "target"]) -> Wording | None:
        """The wording for a language: with its very tag, or else without a region, or else of any region.

        >>> concept = Concept({"en-US": Wording(("bank",)), "zh-CN": Wording(("银行",))}, place="terms.tsv:2")
        >>> concept.wording("en", "source")
        Wording(allowed=('bank',), forbidden=())
        >>> concept.wording("zh-TW", "target") is None
        True
        """
        for tag in (side, language, language.partition("-")[0]):
            if tag in self.wordings:
                return self.wordings[tag]
        return next((wording for tag, wording in self.wordings.items() if _may_stand_for(tag, language)), None)


def _may_stand_for(tag: str, language: str) -> bool:
    """Whether terms of one region may be asked of another: not across the two scripts of Chinese.

    >>> _may_stand_for("zh_hant_TW", "zh-HK"), _may_stand_for("zh-Hans", "zh-HK"), _may_stand_for("en-GB", "en")
    (True, False, True)
    """
    (primary, *parts), (wanted, *regions) = (re.split("[-_]", name.lower()) for name in (tag, language))
    if primary != wanted:
        return False
    return wanted != "zh" or not regions or SIMPLIFIED.isdisjoint(parts) != (not SIMPLIFIED.isdisjoint(regions))
