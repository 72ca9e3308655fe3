"""The table of key figures of a day, in groups, with what each rests on and how it changed."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape
from itertools import groupby

import streamlit as st

from biwaq_geo.analysis.kpis.kpi import Family, Kpi
from biwaq_geo.analysis.kpis.reading import Reading
from biwaq_geo.texts import MISSING, Texts
from biwaq_geo.texts.figures import change_words, reading_basis, reading_words
from biwaq_geo.ui.parts.kpi_table import STYLE

Readings = Mapping[str, Reading]

_GROUPS = """<style>
.kpi th[scope="rowgroup"] { padding-top: 1.1em; font-weight: 700; border-bottom-color: #6b6759; }
.kpi-day thead th:first-child { min-width: 15em; }
.kpi-day .then { display: none; }
/* on a phone a figure is a line of its own, and below it what is known of it */
@media (max-width: 640px) {
  .kpi-day thead { position: absolute; width: 1px; height: 1px; overflow: hidden;
    clip-path: inset(50%); }
  .kpi-day tbody tr { display: grid; grid-template-columns: 1fr 1fr; padding: .3rem 0;
    border-bottom: 1px solid #d5d2c8; }
  .kpi-day tbody :is(th, td) { border: 0; }
  .kpi-day tbody :is(td, td small) { white-space: normal; }
  .kpi-day tbody :is(th, .basis) { grid-column: 1 / -1; text-align: left; }
  .kpi-day tbody td:not(.basis) { text-align: left; }
  .kpi-day tbody :is(th, td) { padding-block: .15em; }
  .kpi-day td.diff::before { content: "Δ "; }
  .kpi-day .then { display: inline; }
}
</style>"""


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands beside the figures of the day.

    Attributes
    ----------
    now
        Figures of today, where the day is over.
    earlier, day
        Figures of an earlier day, which the change is from; None without one.
    """

    now: Readings | None = None
    earlier: Readings | None = None
    day: date | None = None


def kpi_day_table(
    kpis: Sequence[Kpi], found: Readings, texts: Texts, *, beside: Beside | None = None
) -> None:
    """Show the figures by family."""
    beside = beside or Beside()
    titles = [texts("figures.figure"), texts("figures.value")]
    if beside.now is not None:
        titles.append(texts("figures.now"))
    if beside.earlier is not None:
        titles.append(texts("figures.change", day=texts.day(beside.day)))
    titles.append(texts("figures.basis"))
    head = "".join(f'<th scope="col">{escape(title)}</th>' for title in titles)
    groups = "".join(
        _group(family, of_it, found, texts, beside=beside, width=len(titles))
        for family, of_it in groupby(kpis, key=lambda kpi: kpi.family)
    )
    table = f'<table class="kpi kpi-day"><thead><tr>{head}</tr></thead>{groups}</table>'
    st.html(f'{STYLE}{_GROUPS}<div class="kpi-scroll" tabindex="0">{table}</div>')


def explanations(kpis: Iterable[Kpi], texts: Texts) -> None:
    """Say of each figure what it counts, with a worked example."""
    with st.expander(texts("figures.counts")):
        for family, of_it in groupby(kpis, key=lambda kpi: kpi.family):
            st.markdown(f"#### {texts(f'kpi_family.{family}')}")
            for kpi in of_it:
                st.markdown(f"**{_name(kpi, texts)}**: {texts(f'kpi_help.{kpi.key}')}")


def _group(
    family: Family,
    kpis: Iterable[Kpi],
    found: Readings,
    texts: Texts,
    *,
    beside: Beside,
    width: int,
) -> str:
    name = escape(texts(f"kpi_family.{family}"))
    rows = "".join(_row(kpi, found, texts, beside=beside) for kpi in kpis)
    return f'<tbody><tr><th scope="rowgroup" colspan="{width}">{name}</th></tr>{rows}</tbody>'


def _row(kpi: Kpi, found: Readings, texts: Texts, *, beside: Beside) -> str:
    reading = found[kpi.key]
    cells = [_cell(kpi, reading, texts)]
    if beside.now is not None:
        # on a phone the column has no title
        then = f'<span class="then">{escape(texts("figures.now"))} </span>'
        cells.append(_cell(kpi, beside.now[kpi.key], texts, before=then))
    if beside.earlier is not None:
        words = change_words(reading, beside.earlier[kpi.key], kpi.measured, texts)
        cells.append(f'<td class="diff">{escape(words)}</td>')
    basis = escape(reading_basis(reading, kpi.of, texts))
    return (
        f'<tr><th scope="row">{escape(_name(kpi, texts))}</th>{"".join(cells)}'
        f'<td class="basis">{basis}</td></tr>'
    )


def _cell(kpi: Kpi, reading: Reading, texts: Texts, *, before: str = "") -> str:
    value, low, high = reading_words(reading, kpi.measured, texts)
    if not kpi.between or value == MISSING:
        return f"<td>{before}{escape(value)}</td>"
    span = texts(f"kpi_between.{kpi.between}", low=low, high=high)
    return f"<td>{before}{escape(value)}<small>{escape(span)}</small></td>"


def _name(kpi: Kpi, texts: Texts) -> str:
    return texts(f"kpi.{kpi.key}")
