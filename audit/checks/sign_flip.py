"""Figures whose sign changed."""

from audit.check import Example
from audit.quantity_check import QuantityCheck


class SignFlip(QuantityCheck, frozen=True):
    """A negative figure became positive, or a positive one negative.

    A figure in words of loss or decline needs no minus: a margin of -4% may be 負4% or a loss of 4%. An amount
    that is called the opposite belongs here, too (a profit told as a loss, a deficit as a surplus, an outflow as an
    inflow, a discount as a premium, interest expense as interest income), and so does a year before Christ told as one
    after.

    Why: a loss reads as a profit.

    Fix: write the minus as 負 or -, or name the loss.
    """

    name = "sign-flip"
    examples = (
        Example("Operating margin was negative ⟦4.7%⟧.", "營業利益率為⟦4.7%⟧。"),
        Example("Growth was negative ⟦3%⟧ in the quarter.", "本季度增速为⟦3%⟧。"),
        Example("Operating margin was ⟦6%⟧.", "營業利益率為負⟦6%⟧。"),
        Example("The trade deficit was ⟦$45 billion⟧.", "貿易順差為⟦450億美元⟧。"),
        Example("It was built in ⟦221 BC⟧.", "它建於⟦公元221年⟧。"),
        Example("Operating margin was -4.7%.", "營業利益率為負4.7%。"),
        Example("The net loss was RMB 5 million.", "净亏损500万元。"),
    )
