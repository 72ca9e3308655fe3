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
  vertical-align: baseline; }
.kpi th:first-child, .kpi td:first-child { text-align: left; }
.kpi thead th { font-weight: 600; white-space: nowrap; border-bottom: 2px solid #6b6759; }
.kpi tbody th { font-weight: 500; }
.kpi td:not(.basis) { white-space: nowrap; }
.kpi small { display: block; color: #57534a; font-size: .8em; white-space: nowrap; }
.kpi .diff { font-weight: 700; }
.kpi .basis { color: #57534a; font-size: .85em; }
.kpi-scroll { overflow-x: auto; }
/* in a narrow column of a small desk the figures go on below instead of out of sight */
.kpi-narrow { container-type: inline-size; }
@container (max-width: 27rem) {
  .kpi-alone :is(th, td, td small) { white-space: normal; font-size: .875rem; }
  .kpi-alone :is(th, td) { padding-inline: .25em; }
  .kpi-alone td small { font-size: .75rem; }
}
.kpi-large { font-size: 1.55rem; }
/* on a phone a figure is a line of its own, and below it what is compared */
@media (max-width: 640px) {
  .kpi-large { font-size: 1rem; }
  .kpi-compared tr { display: grid; grid-template-columns: 2fr 3fr 3fr; }
  .kpi-compared tbody tr { padding: .3rem 0; border-bottom: 1px solid #d5d2c8; }
  .kpi-compared :is(tbody th, td) { border: 0; }
  .kpi-compared :is(td, td small) { white-space: normal; }
  .kpi-compared :is(tbody th, .basis) { grid-column: 1 / -1; text-align: left; }
  .kpi-compared thead :is(th:first-child, th:last-child) {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
  }
}
</style>"""

_OF_A_SCENARIO = frozenset(
    {
        "inhabitants_5",
        "inhabitants_reached",
        "inhabitants_15",
        "cost_one_off",
        "cost_yearly",
        "grant",
        "own_share",
        "cost_per_m2",
        "cost_per_month",
    }
)
"""Figures that are nothing as long as nothing is planned."""


def kpi_table(
    rows: Sequence[KpiRow], texts: Texts, *, large: bool = False, only_before: bool = False
) -> None:
    """Show the rows.

    Parameters
    ----------
    large
        For a room with a projector.
    only_before
        Without a scenario: nothing to compare with, and no row of what only one brings.
    """
    compared = () if only_before else ("after", "difference")
    head = "".join(
        f'<th scope="col">{escape(texts(f"scenario.{column}"))}</th>'
        for column in ("kpi", "before", *compared, "basis")
    )
    shown = [row for row in rows if not only_before or row.key not in _OF_A_SCENARIO]
    body = "".join(_row(row, texts, compared=bool(compared)) for row in shown)
    size = "kpi kpi-large" if large else "kpi"
    size += " kpi-compared" if compared else " kpi-alone"
    kind = "kpi-scroll" if compared else "kpi-scroll kpi-narrow"
    table = f'<table class="{size}"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>'
    framed = f'<div class="{kind}" tabindex="0">{table}</div>'
    st.html(STYLE + framed)


def _row(row: KpiRow, texts: Texts, *, compared: bool) -> str:
    name = escape(figure_name(row, texts))
    hint = escape(texts(f"kpi_help.{row.key}"), quote=True)
    beside = (
        f"<td>{_cell(row.after, row.measured, texts)}</td>"
        f'<td class="diff">{_cell(row.difference, row.measured, texts, signed=True)}</td>'
    )
    return (
        f'<tr><th scope="row" title="{hint}">{name}</th>'
        f"<td>{_cell(row.before, row.measured, texts)}</td>"
        f"{beside if compared else ''}"
        f'<td class="basis">{escape(basis(row, texts))}</td></tr>'
    )


def _cell(band: Band | None, measured: Measured, texts: Texts, *, signed: bool = False) -> str:
    expected, span = band_figures(band, measured, texts, signed=signed)
    small = f"<small>{escape(span)}</small>" if span else ""
    return f"{escape(expected)}{small}"
