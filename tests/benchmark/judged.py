"""The alarms of the number checks on right translations, as a person judged them who read both texts."""

from collections import Counter, defaultdict

from audit.quantity_check import QuantityCheck
from tests.benchmark.datasets import CLEAN, HALVES, Half, halved
from tests.benchmark.evidence import checks, findings, verdicts
from tests.benchmark.tables import table

FAULT, FALSE, UNREAD = "a fault of the translation", "false", "not read"


def section() -> str:
    """How many pairs that were spoken on have a fault, by half and set; one false finding makes the pair false."""
    rows = []
    for part in HALVES:
        total: Counter[str] = Counter()
        pairs = 0
        for name in CLEAN:
            told, size = _judged(name, part)
            total += told
            pairs += size
            if told:
                rows.append([name, part, *(str(told[kind]) for kind in (FAULT, FALSE, UNREAD)), _share(told, size)])
        told_of_all = (f"**{total[kind]}**" for kind in (FAULT, FALSE, UNREAD))
        rows.append(["**all**", part, *told_of_all, f"**{_share(total, pairs)}**"])
    return table(["set", "half", FAULT, FALSE, UNREAD, "false or not read, of all pairs"], rows)


def _share(told: Counter[str], pairs: int) -> str:
    return f"{100 * (told[FALSE] + told[UNREAD]) / pairs:.1f} %"


def _judged(name: str, part: Half) -> tuple[Counter[str], int]:
    segments = halved(CLEAN[name](), part)
    read: dict[str, list[bool | None]] = defaultdict(list)
    for finding in findings(segments, [check for check in checks() if isinstance(check, QuantityCheck)]):
        read[finding.segment].append(verdicts().get(finding.fingerprint))
    return Counter(FALSE if False in said else UNREAD if None in said else FAULT for said in read.values()), len(
        segments
    )
