"""What the checks say of the transcript, beside what the annotator says."""

from collections import Counter
from collections.abc import Iterator, Sequence

from audit import registry
from audit.model import Finding, Severity
from audit.selftest import Share
from tests.benchmark.annotation import ANNOTATED, Row, annotation, document, found, judgements, wanted
from tests.benchmark.evidence import checks, findings, verdicts
from tests.benchmark.tables import percent, table

TRANSCRIPT = """\
## The transcript

Default checks on pairs 1 to 48: findings that are not neutral, and those that say what the annotator says. Recall is
over rows that should be found and are not marked as for people only; half of the rows on the whole document were kept
back. *By neutral ones* counts rows that only a neutral finding says, such as the one on halfwidth marks."""


def sections() -> Iterator[str]:
    """Precision and recall on the annotated pairs, and what is said of the others."""
    marked = annotation()
    every = findings(document(), checks())
    by_default = {name for name, check in registry.checks().items() if check.default}
    said = [finding for finding in every if finding.check in by_default]
    yield TRANSCRIPT
    yield precision(judgements([finding for finding in said if finding.severity > Severity.NEUTRAL], marked))
    yield recall(said, every, wanted(marked))
    others = [finding for finding in every if int(finding.segment) not in ANNOTATED]
    read = [verdicts()[each.fingerprint] for each in others if each.fingerprint in verdicts()]
    yield (
        f"On the other {len(document()) - len(ANNOTATED)} pairs, all checks have {len(others)} findings. "
        f"A person read {len(read)} of them and found {sum(read)} right."
    )
    yield table(["check", "findings"], sorted(Counter(finding.check for finding in others).items()))


def precision(judged: Sequence[tuple[Finding, bool]]) -> str:
    """Findings that the annotator agrees with, by check and in all."""
    names = ["**all**", *sorted({finding.check for finding, _ in judged})]
    rights = {name: [right for finding, right in judged if name in (finding.check, "**all**")] for name in names}
    return table(["check", "right"], ([name, percent(Share(sum(each), len(each)))] for name, each in rights.items()))


def recall(said: Sequence[Finding], every: Sequence[Finding], rows: Sequence[Row]) -> str:
    """Rows that are found, by category: by default, of those by neutral findings alone, and with all checks."""
    loud = [finding for finding in said if finding.severity > Severity.NEUTRAL]
    lines = []
    for name in ("**all**", *sorted({row.category for row in rows})):
        of = [row for row in rows if name in (row.category, "**all**")]
        counts = [len(found(each, of)) for each in (said, loud, every)]
        lines.append(
            [name, percent(Share(counts[0], len(of))), counts[0] - counts[1], percent(Share(counts[2], len(of)))]
        )
    return table(["category", "found by default", "by neutral ones", "found with all checks"], lines)
