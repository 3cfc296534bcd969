"""The contract of a writer: a report in, bytes out, the same bytes for the same report."""

from typing import BinaryIO, ClassVar, Protocol

from audit.model import Report


class Writer(Protocol):
    """A form in which people or programs read a report."""

    name: ClassVar[str]
    """As given to `--output`."""
    suffix: ClassVar[str | None]
    """As in the file name given to `--report`, with its dot; None where there is none."""

    def write(self, report: Report, out: BinaryIO) -> None:
        """Write the whole report. Text of segments is data: escape it for the form at hand."""
