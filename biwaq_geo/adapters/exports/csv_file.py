"""CSV as Excel opens it by double-click: semicolons, UTF-8 with mark, decimal comma."""

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date

from biwaq_geo.adapters.exports.cells import Cell, headings, rows
from biwaq_geo.services.export_units import UnitTable
from biwaq_geo.texts import Texts

FORMULA_STARTS = frozenset("=+-@\t\r\n\0＝＋－＠")
"""A text that begins so is a formula to some spreadsheet (OWASP ASVS 5.0, 1.2.10)."""


def csv_bytes(table: UnitTable, texts: Texts) -> bytes:
    """Return the table: one line of titles, one line for each unit, days as YYYY-MM-DD.

    A text that a spreadsheet would calculate gets an apostrophe in front; numbers stay
    numbers, negative ones too. The marks are the same in both languages.
    """
    return csv_lines(headings(table, texts), rows(table, texts))


def csv_lines(titles: Sequence[str], lines: Iterable[Sequence[Cell]]) -> bytes:
    """Return any table in the same form."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow([_written(title) for title in titles])
    writer.writerows([_written(cell) for cell in line] for line in lines)
    return out.getvalue().encode("utf-8-sig")


def neutral(text: str) -> str:
    """Return the text so that no spreadsheet takes it for a formula."""
    return f"'{text}" if text[:1] in FORMULA_STARTS else text


def _written(cell: Cell) -> str:
    match cell:
        case None:
            return ""
        case str():
            return neutral(cell)
        case float():
            return f"{cell:.15g}".replace(".", ",")
        case date():
            return cell.isoformat()
    return str(cell)
