"""What a glossary holds: things, and what each language calls them."""

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
    """A thing with its terms by BCP 47 tag in lower case, or by "source" and "target" where no language is named."""

    wordings: Mapping[str, Wording]
    place: str
    """Where it stands: file and line."""
    exact_case: bool | None = None
    """Whether the case of the term counts; None for only where it is all capitals."""
    may_be_part: bool = False
    """Whether the term counts inside a longer word."""

    def wording(self, language: str, side: Literal["source", "target"]) -> Wording | None:
        """The wording for a language: with its very tag, or else without a region, or else of any region.

        >>> concept = Concept({"en-us": Wording(("bank",)), "zh-cn": Wording(("银行",))}, place="terms.tsv:2")
        >>> concept.wording("en", "source")
        Wording(allowed=('bank',), forbidden=())
        >>> concept.wording("zh-TW", "target") is None
        True
        """
        language = language.lower()
        for tag in (side, language, language.partition("-")[0]):
            if tag in self.wordings:
                return self.wordings[tag]
        return next((wording for tag, wording in self.wordings.items() if _may_stand_for(tag, language)), None)


def _may_stand_for(tag: str, language: str) -> bool:
    """Whether terms of one region may be asked of another: not across the two scripts of Chinese.

    >>> _may_stand_for("zh-hant-tw", "zh-hk"), _may_stand_for("zh-hans", "zh-hk"), _may_stand_for("en-gb", "en")
    (True, False, True)
    """
    (primary, *parts), (wanted, *regions) = tag.split("-"), language.split("-")
    is_one_script = SIMPLIFIED.isdisjoint(parts) == SIMPLIFIED.isdisjoint(regions)
    return primary == wanted and (wanted != "zh" or not regions or is_one_script)
