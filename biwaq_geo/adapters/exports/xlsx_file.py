"""Excel workbooks: the units, what the columns mean, where the data come from."""

import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any

import xlsxwriter

from biwaq_geo.adapters.exports.cells import Cell, dictionary, headings, rows
from biwaq_geo.adapters.exports.readme import readme
from biwaq_geo.services.export_units import UnitTable
from biwaq_geo.texts import Texts

OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
"""No text is ever calculated or made a link."""

Sheet = tuple[Sequence[str], Iterable[Sequence[Cell]]]
"""Titles of the columns, and the lines below them."""

NARROW, WIDE = 8, 48
"""Widths of columns, in characters."""


def xlsx_bytes(table: UnitTable, texts: Texts) -> bytes:
    """Return a workbook of three sheets, numbers as numbers and days as days."""
    titles = [texts(f"export.column_{name}") for name in ("title", "field", "unit", "values")]
    about = [texts("export.about_what"), texts("export.about_said")]
    return workbook(
        {
            texts("export.sheet_units"): (headings(table, texts), rows(table, texts)),
            texts("export.sheet_fields"): (titles, dictionary(table, texts)),
            texts("export.sheet_about"): (about, readme(table, texts)),
        },
        made_on=table.made_on,
    )


def workbook(sheets: Mapping[str, Sheet], *, made_on: date) -> bytes:
    """Return a workbook of sheets by name, each its titles and lines."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, OPTIONS)
    book.set_properties({"created": datetime(made_on.year, made_on.month, made_on.day, tzinfo=UTC)})
    for name, (titles, lines) in sheets.items():
        _sheet(book, name, titles, lines)
    book.close()
    return out.getvalue()


def _sheet(book: Any, name: str, titles: Sequence[str], lines: Iterable[Sequence[Cell]]) -> None:
    sheet = book.add_worksheet(name)
    bold = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
    day = book.add_format({"num_format": "dd.mm.yyyy"})
    widths = [len(title) for title in titles]
    for column, title in enumerate(titles):
        sheet.write_string(0, column, title, bold)
    last = 0
    for last, line in enumerate(lines, start=1):
        for column, cell in enumerate(line):
            _write(sheet, last, column, cell, day=day)
            widths[column] = max(widths[column], len(str(cell)) if cell is not None else 0)
    for column, width in enumerate(widths):
        sheet.set_column(column, column, min(max(width + 2, NARROW), WIDE))
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, last, len(titles) - 1)


def _write(sheet: Any, row: int, column: int, cell: Cell, *, day: Any) -> None:
    match cell:
        case None:
            return
        case str():
            sheet.write_string(row, column, cell)
        case date():
            sheet.write_datetime(row, column, cell, day)
        case _:
            sheet.write_number(row, column, cell)
