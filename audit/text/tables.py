"""The tables in `audit/data`: tab-separated; lines that begin with # say where one is from."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

_FOLDER = Path(__file__).parent.parent / "data"


def cells(name: str) -> Iterator[list[str]]:
    """The rows of a table.

    >>> next(cells("names.tsv"))
    ['kind', 'english', 'simplified', 'traditional']
    """
    for line in data(name).splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")


def rows(name: str) -> Iterator[dict[str, str]]:
    """The rows of a table by the names in its first one.

    >>> next(rows("renderings.tsv"))["class"]
    'currency'
    """
    table = cells(name)
    header = next(table)
    for row in table:
        yield dict(zip(header, row, strict=False))


@cache
def table(name: str) -> dict[str, str]:
    """The rows of a word list by name: a name, a tab, what belongs to it.

    >>> "which" in table("stop_words.tsv")["en"].split()
    True
    """
    return {key: "\t".join(rest) for key, *rest in cells(name)}


def data(name: str) -> str:
    """The text of a file in `audit/data`.

    >>> data("models.toml").startswith("#")
    True
    """
    return (_FOLDER / name).read_text(encoding="utf-8")
