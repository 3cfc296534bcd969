"""Says in one line what is wrong with a figure."""

from audit.model import Quantity

_SAYS = {
    "missing": "“{source}” is missing from the translation",
    "added": "“{target}” is not in the source",
    "scale": "“{source}” became “{target}”: wrong by a power of ten",
    "digit": "“{source}” became “{target}”: a digit is wrong",
    "transposed": "“{source}” became “{target}”: digits changed places",
    "value": "“{source}” became “{target}”",
    "currency-mismatch": "“{source}” became “{target}”: the currency is {right}, not {wrong}",
    "unit-mismatch": "“{source}” became “{target}”: the unit is {right}, not {wrong}",
    "percent-point-confusion": "“{source}” became “{target}”: {right}s are not {wrong}s",
    "sign-flip": "“{source}” is {right}, its translation “{target}” is {wrong}",
    "direction-flip": "“{source}” goes {right}, its translation “{target}” goes {wrong}",
    "by-to-confusion": "the source says {right} “{source}”, the translation {wrong} “{target}”",
    "period-mismatch": "“{source}” is {right}, its translation “{target}” is {wrong}",
    "bound-mismatch": "the source says {right} “{source}”, the translation {wrong} “{target}”",
    "swapped": "“{source}” and “{other_source}” changed places",
}

_WORDS = {
    "over": "more than",
    "under": "less than",
    "at-least": "at least",
    "at-most": "at most",
    "percent": "percent figure",
}
_WORDS |= {
    "year-over-year": "year over year",
    "quarter-over-quarter": "quarter over quarter",
    "month-over-month": "month over month",
}


def describe(diagnosis: str, one: Quantity, other: Quantity | None = None, right: str = "", wrong: str = "") -> str:
    """The message of a difference.

    >>> describe("missing", Quantity(kind="percent", value=5, text="5%"))
    '“5%” is missing from the translation'
    """
    texts = {"source": one.text, "target": (other or one).text, "other_source": (other or one).text}
    return _SAYS[diagnosis].format(**texts, right=_WORDS.get(right, right), wrong=_WORDS.get(wrong, wrong))
