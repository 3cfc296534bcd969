"""BLEU, through sacreBLEU."""

from importlib.metadata import version
from typing import Annotated, Any, Literal

from msgspec import Meta

from audit.metrics.reference import ReferenceMetric, yes
from audit.text.words.chinese import words


class Bleu(ReferenceMetric, frozen=True):
    """Share of word sequences of the translation that the reference has too, 0 to 100.

    A corpus score is no mean of segment scores. Those are computed with effective order
    (`eff:yes` in their signature), for a short sentence may have no sequence of four words.

    >>> str(Bleu(lowercase=True).signature).rpartition("|")[0]
    'BLEU|nrefs:1|bs:1000|seed:12345|case:lc|eff:no|tok:zh|smooth:exp'
    """

    name = "bleu"
    title = "BLEU"

    tokenize: Annotated[
        Literal["zh", "char", "jieba", "13a", "intl", "none"],
        Meta(
            description="What counts as a word. zh: each Chinese character is one, English is cut as by 13a. "
            "char: each character is one. jieba: words of its dictionary, which is of Simplified Chinese: fold "
            "Traditional first. For an English target take 13a. sacreBLEU's zh counts — “ ” … as Chinese and rare "
            "characters beyond U+FFFF not; published scores depend on that, so it is left alone."
        ),
    ] = "zh"
    lowercase: Annotated[bool, Meta(description="Whether A equals a.")] = False

    def choices(self, *, sentence: bool) -> dict[str, str]:
        case = "lc" if self.lowercase else "mixed"
        tok = f"jieba-{version('jieba')}" if self.tokenize == "jieba" else self.tokenize
        return {"case": case, "eff": yes(sentence), "tok": tok, "smooth": "exp"}

    def scorer(self, *, sentence: bool) -> Any:
        from sacrebleu.metrics.bleu import BLEU

        own = "none" if self.tokenize == "jieba" else self.tokenize
        scorer = BLEU(tokenize=own, lowercase=self.lowercase, effective_order=sentence)
        if self.tokenize == "jieba":
            scorer.tokenizer = lambda text: " ".join(words(text))
        return scorer
