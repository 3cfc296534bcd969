"""chrF and chrF++, through sacreBLEU."""

from typing import Annotated, Any

from msgspec import Meta

from audit.metrics.reference import ReferenceMetric, yes


class Chrf(ReferenceMetric, frozen=True):
    """F-score of character sequences that translation and reference share, 0 to 100.

    >>> str(Chrf(word_order=2).signature).rpartition("|")[0]
    'chrF2++|nrefs:1|bs:1000|seed:12345|case:mixed|eff:yes|nc:6|nw:2|space:no'
    """

    name = "chrf"

    char_order: Annotated[int, Meta(description="Longest sequence of characters.", ge=1)] = 6
    word_order: Annotated[int, Meta(description="Longest sequence of words; 2 makes it chrF++.", ge=0)] = 0
    beta: Annotated[int, Meta(description="How many times recall weighs precision.", ge=1)] = 2
    lowercase: Annotated[bool, Meta(description="Whether A equals a.")] = False
    whitespace: Annotated[bool, Meta(description="Whether spaces are characters.")] = False

    @property
    def title(self) -> str:  # type: ignore[override]
        """As sacreBLEU names the metric: chrF2, chrF2++."""
        return f"chrF{self.beta}{'+' * self.word_order}"

    def choices(self, *, sentence: bool) -> dict[str, str]:
        return {
            "case": "lc" if self.lowercase else "mixed",
            "eff": "yes",
            "nc": str(self.char_order),
            "nw": str(self.word_order),
            "space": yes(self.whitespace),
        }

    def scorer(self, *, sentence: bool) -> Any:
        from sacrebleu.metrics.chrf import CHRF

        return CHRF(
            char_order=self.char_order,
            word_order=self.word_order,
            beta=self.beta,
            lowercase=self.lowercase,
            whitespace=self.whitespace,
        )
