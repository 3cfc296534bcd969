"""The command `audit demo`."""

from pathlib import Path

from audit import outputs
from audit.api import audit_files
from audit.outputs import CRASHED, PASSED

SAMPLE = Path(__file__).parent / "sample" / "earnings-call.txt"


def command(*, report: Path = Path("audit-demo.html")) -> int:
    """Audit the sample transcript, which has faults planted in it, and write the report.

    Parameters
    ----------
    report:
        Report file, the kind by its suffix.
    """
    path, kind = outputs.destination(report)
    found = audit_files(SAMPLE, track=outputs.progress)
    outputs.save(found, path, kind)
    outputs.show(found, outputs.writer("text"))
    print(f"\nThe report is in {path}", flush=True)
    return CRASHED if found.failures else PASSED
