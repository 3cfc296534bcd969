"""Amounts whose currency changed."""

from typing import Annotated

from msgspec import Meta

from audit.check import Example
from audit.model import Verdict
from audit.quantities import Difference
from audit.quantity_check import QuantityCheck


class CurrencyMismatch(QuantityCheck, frozen=True):
    """An amount is in another currency than the one it translates.

    A bare 元 takes the currency of the document and is no fault, unless `strict` demands the word.

    Why: HK$100 and RMB 100 are different sums, and the figures alone look right.

    Fix: write the currency of the source: 人民幣, 美元, 港元, 新台幣.
    """

    name = "currency-mismatch"
    examples = (
        Example("Net cash was ⟦US$350 million⟧.", "淨現金為⟦3.5億港元⟧。"),
        Example("The dividend is ⟦HK$2.40⟧ per share.", "每股派息⟦人民币2.40元⟧。"),
        Example("罚款⟦500万欧元⟧。", "The fine was ⟦US$5 million⟧.", "zh", "en"),
        Example("Net cash was RMB 350 million.", "净现金为3.5亿元。"),
        Example("The fee is NT$1,200.", "費用為新台幣1,200元。"),
    )

    strict: Annotated[bool, Meta(description="Whether a bare 元 where the source names a currency is a fault too.")] = (
        False
    )

    def is_fault(self, difference: Difference) -> bool:
        """What cannot be told from the words is a fault only for those who demand the word."""
        return super().is_fault(difference) or (self.strict and difference.verdict is Verdict.UNVERIFIABLE)
