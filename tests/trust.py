"""The tables of the page “Trust”, from the committed benchmark and from what the checks declare."""

import re
from collections.abc import Iterator
from pathlib import Path

from audit import registry
from audit.selftest import Share
from tests.benchmark.tables import table

PAGE = Path("audit/docs/trust.md")
BENCHMARK = Path("reports/benchmark.md")
JUDGED = Path("reports/checks.md")
CHECKS = {
    "dropped": "missing-number",
    "added": "added-number",
    "digit": "number-mismatch",
    "transposition": "number-mismatch",
    "decimal-point": "number-mismatch",
    "times-10": "number-mismatch",
    "times-100": "number-mismatch",
    "times-1000": "number-mismatch",
    "times-10000": "number-mismatch",
    "swap": "swapped-figures",
    "currency": "currency-mismatch",
    "unit": "unit-mismatch",
    "percent-point": "percent-point-confusion",
    "sign": "sign-flip",
    "direction": "direction-flip",
    "by-to": "by-to-confusion",
    "period": "period-mismatch",
    "bound": "bound-mismatch",
}
"""The check that each kind of planted error is for."""


def trust(root: Path) -> bytes:
    """The page, with its tables as they should be."""
    benchmark = (root / BENCHMARK).read_text(encoding="utf-8")
    judged = (root / JUDGED).read_text(encoding="utf-8")
    tables = {"Beside others": section(benchmark, "Beside others"), "By check": by_check(benchmark, judged)}
    page = (root / PAGE).read_text(encoding="utf-8")
    for name, rows in tables.items():
        mark = f"<!-- table: {name} -->\n"
        before, _, after = page.partition(mark)
        page = f"{before}{mark}\n{rows}\n\n<!-- end -->{after.partition('<!-- end -->')[2]}"
    return page.encode()


def section(benchmark: str, title: str) -> str:
    """The first table under a title of the benchmark."""
    text = benchmark.partition(f"\n## {title}\n")[2].partition("\n## ")[0]
    rows = re.search(r"^\|.*\n(?:^\|.*\n)+", text, re.MULTILINE)
    assert rows, f"no table under {title}"
    return rows[0].rstrip("\n")


def by_check(benchmark: str, judged: str) -> str:
    """Every check with the errors that were noticed in its kinds, and its precision."""
    shares = dict[str, Share]()
    for kind, share in _planted(benchmark):
        shares[CHECKS[kind]] = shares.get(CHECKS[kind], Share(0, 0)) + share
    rows = (row.strip("|").split("|") for row in section(judged, "Alarms by check").splitlines()[2:])
    alarms = {name.strip(): report.strip() for name, _, report in rows}
    return table(
        ["check", "category", "noticed", "95 % interval", "alarms of 1,000 right pairs", "precision"],
        [
            [
                name,
                check.category,
                *_told(shares.get(name)),
                alarms.get(name, "–"),
                "–" if (told := check.precision()) is None else f"{told:.0%}",
            ]
            for name, check in sorted(registry.checks().items(), key=lambda item: (item[1].category, item[0]))
        ],
    )


def _planted(benchmark: str) -> Iterator[tuple[str, Share]]:
    """The report half of the table of planted errors."""
    for row in section(benchmark, "Planted errors").splitlines()[2:]:
        kind, _, _, cell, _ = (cell.strip() for cell in row.strip("|").split("|"))
        if kind in CHECKS and (found := re.search(r"\((\d+)/(\d+)\)", cell)):
            yield kind, Share(int(found[1]), int(found[2]))


def _told(share: Share | None) -> tuple[str, str]:
    if share is None:
        return "–", "–"
    low, high = share.interval
    return f"{100 * share.value:.1f} % ({share.count}/{share.of})", f"{100 * low:.1f} to {100 * high:.1f}"
