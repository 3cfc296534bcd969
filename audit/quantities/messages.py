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
    "percent-point-confusion": "“{source}” became “{target}”: {right} is not {wrong}",
    "sign-flip": "“{source}” became “{target}”: {right} became {wrong}",
    "direction-flip": "“{source}” goes {right}, “{target}” goes {wrong}",
    "by-to-confusion": "“{source}” is a change {right}, “{target}” a change {wrong}",
    "period-mismatch": "“{source}” is {right}, “{target}” is {wrong}",
    "bound-mismatch": "“{source}” is {right} the figure, “{target}” is {wrong} it",
    "swapped": "“{source}” and “{other_source}” changed places",
}


def describe(diagnosis: str, one: Quantity, other: Quantity | None = None, right: str = "", wrong: str = "") -> str:
    """The message of a difference.

    >>> describe("missing", Quantity(kind="percent", value=5, text="5%"))
    '“5%” is missing from the translation'
    """
    texts = {"source": one.text, "target": (other or one).text, "other_source": (other or one).text}
    return _SAYS[diagnosis].format(**texts, right=right.replace("-", " "), wrong=wrong.replace("-", " "))
