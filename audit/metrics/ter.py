"""TER, the translation edit rate, through sacreBLEU."""

from typing import Annotated, Any

from msgspec import Meta

from audit.metrics.reference import ReferenceMetric, yes


class Ter(ReferenceMetric, frozen=True):
    """Edits that turn the translation into the reference, per 100 words of it: 0 is best.

    >>> str(Ter().signature).rpartition("|")[0]
    'TER|nrefs:1|bs:1000|seed:12345|case:lc|tok:tercom|norm:yes|punct:yes|asian:yes'
    """

    name = "ter"
    title = "TER"
    lower_is_better = True

    asian_support: Annotated[
        bool, Meta(description="Whether each Chinese character is a word. Without it, a sentence between spaces is.")
    ] = True
    normalized: Annotated[bool, Meta(description="Whether marks are words of their own.")] = True
    no_punct: Annotated[bool, Meta(description="Whether marks are left out.")] = False
    case_sensitive: Annotated[bool, Meta(description="Whether A differs from a.")] = False

    def choices(self, *, sentence: bool) -> dict[str, str]:
        return {
            "case": "mixed" if self.case_sensitive else "lc",
            "tok": "tercom",
            "norm": yes(self.normalized),
            "punct": yes(not self.no_punct),
            "asian": yes(self.asian_support),
        }

    def scorer(self, *, sentence: bool) -> Any:
        from sacrebleu.metrics.ter import TER

        return TER(
            normalized=self.normalized,
            no_punct=self.no_punct,
            asian_support=self.asian_support,
            case_sensitive=self.case_sensitive,
        )
