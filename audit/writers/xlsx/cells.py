"""Cells of a workbook: no text in them is a formula or a link."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from audit.model import Span
from audit.text.pieces import pieces
from audit.text.visible import visible

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

LONGEST = 32_000
"""UTF-16 units shown of a text: a cell can hold 32,767."""
MOST = 500
"""Pieces of a text that get their colours, at most."""


def put(sheet: "Worksheet", row: int, column: int, value: Any, cell: "Format | None") -> None:
    """Write a value as what it is; text as text alone."""
    if isinstance(value, str):
        sheet.write_string(row, column, _fitting(value), cell)
    elif value is not None:
        sheet.write_number(row, column, value, cell)


def put_marked(
    sheet: "Worksheet", row: int, column: int, text: str, spans: Sequence[Span], cell: "Format", ink: "Format"
) -> None:
    """Write a text with its marked places in colour."""
    bits = [(bit or "‸", covering) for bit, covering in pieces(_fitting(text), _moved(text, spans)) if bit or covering]
    if not 2 <= len(bits) <= MOST:
        put(sheet, row, column, text, ink if len(bits) == 1 and bits[0][1] else cell)
        return
    parts = [part for bit, covering in bits for part in ((ink, bit) if covering else (bit,))]
    sheet.write_rich_string(row, column, *parts, cell)


def _moved(text: str, spans: Sequence[Span]) -> list[Span]:
    """The spans in the text as it is shown."""
    return [Span(span.side, len(_shown(text[: span.start])), len(_shown(text[: span.end]))) for span in spans]


def _shown(text: str) -> str:
    return visible(text, keep="\n\t")


def _fitting(text: str) -> str:
    units = _shown(text).encode("utf-16-le")
    return units[: 2 * LONGEST].decode("utf-16-le", "ignore") + ("…" if len(units) > 2 * LONGEST else "")
