"""The table of figures: doing nothing, scenario, difference, basis."""

from collections.abc import Sequence
from html import escape

import streamlit as st

from biwaq_geo.domain.catalogue import Band
from biwaq_geo.domain.comparison import KpiRow, Measured
from biwaq_geo.texts import Texts
from biwaq_geo.texts.figures import band_figures, basis, figure_name

STYLE = """<style>
.kpi { width: 100%; border-collapse: collapse; font-variant-numeric: tabular-nums; }
.kpi th, .kpi td { padding: .45em .6em; border-bottom: 1px solid #d5d2c8; text-align: right;
  vertical-align: top; }
.kpi th:first-child, .kpi td:first-child { text-align: left; }
.kpi thead th { font-weight: 600; border-bottom: 2px solid #6b6759; }
.kpi tbody th { font-weight: 500; }
.kpi td:not(.basis) { white-space: nowrap; }
.kpi small { display: block; color: #57534a; font-size: .8em; white-space: nowrap; }
.kpi .diff { font-weight: 700; }
.kpi .basis { color: #57534a; font-size: .85em; }
.kpi-scroll { overflow-x: auto; }
.kpi-large { font-size: 1.55rem; }
</style>"""


def kpi_table(rows: Sequence[KpiRow], texts: Texts, *, large: bool = False) -> None:
    """Show the rows; `large` for a room with a projector."""
    head = "".join(
        f'<th scope="col">{escape(texts(f"scenario.{column}"))}</th>'
        for column in ("kpi", "before", "after", "difference", "basis")
    )
    body = "".join(_row(row, texts) for row in rows)
    size = "kpi kpi-large" if large else "kpi"
    table = f'<table class="{size}"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>'
    st.html(f'{STYLE}<div class="kpi-scroll" tabindex="0">{table}</div>')


def _row(row: KpiRow, texts: Texts) -> str:
    name = escape(figure_name(row, texts))
    hint = escape(texts(f"kpi_help.{row.key}"), quote=True)
    return (
        f'<tr><th scope="row" title="{hint}">{name}</th>'
        f"<td>{_cell(row.before, row.measured, texts)}</td>"
        f"<td>{_cell(row.after, row.measured, texts)}</td>"
        f'<td class="diff">{_cell(row.difference, row.measured, texts, signed=True)}</td>'
        f'<td class="basis">{escape(basis(row, texts))}</td></tr>'
    )


def _cell(band: Band | None, measured: Measured, texts: Texts, *, signed: bool = False) -> str:
    expected, span = band_figures(band, measured, texts, signed=signed)
    small = f"<small>{escape(span)}</small>" if span else ""
    return f"{escape(expected)}{small}"
