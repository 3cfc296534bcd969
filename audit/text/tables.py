"""Word lists in `audit/data`: a name, a tab, what belongs to it; lines that begin with # say where it is from."""

from functools import cache
from importlib.resources import files


@cache
def table(name: str) -> dict[str, str]:
    """The rows of a word list by name.

    >>> "which" in table("stop_words.tsv")["en"].split()
    True
    """
    lines = (files("audit") / "data" / name).read_text(encoding="utf-8").splitlines()
    rows = (line.partition("\t") for line in lines if line and not line.startswith("#"))
    return {key: value for key, _, value in rows}
