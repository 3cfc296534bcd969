"""Markdown tables of what was measured."""

from collections.abc import Iterable, Sequence

from audit.selftest import Share


def table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A Markdown table; all but the first column are flush right.

    >>> print(table(["set", "pairs"], [["a", 12]]))
    | set | pairs |
    |---|--:|
    | a | 12 |
    """
    lines = [" | ".join(map(str, row)) for row in (head, *rows)]
    return "\n".join(
        [f"| {lines[0]} |", "|---" + "|--:" * (len(head) - 1) + "|", *(f"| {line} |" for line in lines[1:])]
    )


def percent(share: Share) -> str:
    """A share for a table cell.

    >>> percent(Share(1, 3)), percent(Share(0, 0))
    ('33.3 % (1/3)', '–')
    """
    return f"{100 * share.value:.1f} % ({share.count}/{share.of})" if share.of else "–"


def interval(share: Share) -> str:
    """The 95 % interval of a share for a table cell.

    >>> interval(Share(1, 2))
    '9.5 to 90.5'
    """
    low, high = share.interval
    return f"{100 * low:.1f} to {100 * high:.1f}" if share.of else "–"
