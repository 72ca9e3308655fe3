"""What a scenario changes in the modelled footfall, section by section."""

from collections.abc import Sequence
from datetime import date

import streamlit as st

from biwaq_geo.domain.catalogue import Band
from biwaq_geo.domain.comparison import Comparison, FootfallRow, Measured
from biwaq_geo.domain.scenarios import Scenario
from biwaq_geo.services.baseline import baseline_day
from biwaq_geo.services.ports import Town
from biwaq_geo.texts import MISSING, Texts
from biwaq_geo.texts.figures import figure
from biwaq_geo.ui.parts.figure_table import Cell, figure_table
from biwaq_geo.ui.parts.scenario_results import access_table

TITLES = ("section", "index_before", "index_after", "index_change", "per_hour")


def who_comes(town: Town, scenario: Scenario, comparison: Comparison, texts: Texts) -> None:
    """Show who gains or loses services, and how the footfall changes."""
    access_table(comparison.access, texts)
    day = baseline_day(town, scenario)
    footfall_table(town, comparison.footfall, texts, counted_until=day)


def footfall_table(
    town: Town, rows: Sequence[FootfallRow] | None, texts: Texts, *, counted_until: date
) -> None:
    """Show the change of each section with its interval, what was counted apart from it.

    Parameters
    ----------
    counted_until
        Day of the baseline: what was counted later calibrates nothing here.
    """
    st.subheader(texts("footfall.change"))
    if rows is None:
        st.caption(texts("footfall.no_model_yet"))
        return
    st.caption(texts("footfall.change_help"))
    st.caption(texts("footfall.counts_until", day=texts.day(counted_until)))
    if not rows:
        st.caption(texts("footfall.no_change"))
        return
    names = {str(key): str(name) for key, name in town.layer("sections")["name"].items()}
    body: list[list[str | Cell]] = [
        [
            names.get(row.section, row.section),
            _span(row.before, texts),
            _span(row.after, texts),
            _span(row.difference, texts, signed=True),
            MISSING if row.per_hour is None else texts.number(row.per_hour),
        ]
        for row in rows
    ]
    figure_table([texts(f"footfall.{one}") for one in TITLES], body)


def _span(band: Band, texts: Texts, *, signed: bool = False) -> Cell:
    low, expected, high = (
        figure(value, Measured.POINTS, texts, signed=signed)
        for value in (band.low, band.expected, band.high)
    )
    return Cell(expected, f"{low} – {high}")
