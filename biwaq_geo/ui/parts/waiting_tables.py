"""What waiting costs, by street and by unit."""

from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

import pandas as pd
import streamlit as st

from biwaq_geo.analysis.permit import permit_hint
from biwaq_geo.analysis.waiting import StreetWaiting, UnitWaiting
from biwaq_geo.domain.catalogue import Band
from biwaq_geo.domain.comparison import Measured
from biwaq_geo.domain.units import CommercialUnit
from biwaq_geo.texts import MISSING, Texts
from biwaq_geo.texts.figures import band_figures, based_on
from biwaq_geo.ui.parts.figure_table import Cell, Last, euro_cell, figure_table
from biwaq_geo.ui.parts.unit_words import label


def streets_table(streets: Sequence[StreetWaiting], texts: Texts, *, day: date) -> None:
    """Show the streets, the dearest first."""
    body: list[list[str | Cell]] = [
        [
            one.street or texts("mark.no_address"),
            texts.number(one.units),
            euro_cell(one.monthly if one.known else None, texts),
            euro_cell(one.monthly.times(12) if one.known else None, texts),
            _lapse_cell(one.next_lapse, day, texts),
            texts.number(one.lapsed),
            based_on(one.known, one.units, "units", texts),
        ]
        for one in streets
    ]
    titles = ("street", "units", "monthly", "yearly", "next_lapse", "lapsed", "basis")
    figure_table([texts(f"waiting.{one}") for one in titles], body, last=Last.BASIS)


def units_table(
    waiting: Sequence[UnitWaiting],
    units: Mapping[UUID, CommercialUnit],
    texts: Texts,
    *,
    day: date,
) -> None:
    """Show the empty units, the dearest first."""
    hints = [permit_hint(units[one.unit_id], None, day=day) for one in waiting]
    frame = pd.DataFrame(
        {
            "unit": [label(units[one.unit_id], texts) for one in waiting],
            "months": [None if one.months is None else round(one.months) for one in waiting],
            "left": [_left(hint.lapses_on, day, texts) for hint in hints],
            "monthly": [euros(one.monthly, texts) for one in waiting],
            "so_far": [euros(one.so_far, texts) for one in waiting],
            "from": [_from(one, texts) for one in waiting],
            "permit": [texts(f"permit_light.{hint.light}") for hint in hints],
        }
    )
    st.dataframe(
        frame,
        key="waiting_units",
        hide_index=True,
        height=min(420, 40 + 35 * max(1, len(waiting))),
        column_config={name: texts(f"waiting.unit_{name}") for name in frame.columns},
    )


def euros(band: Band | None, texts: Texts) -> str:
    """Return the expected euros with their span, a dash for what nobody knows."""
    expected, span = band_figures(band, Measured.EUR, texts)
    return f"{expected} ({span})" if span else expected


def _from(one: UnitWaiting, texts: Texts) -> str:
    if one.monthly is None:
        return texts("waiting.no_area")
    return texts("waiting.own") if one.own else texts("waiting.assumed")


def _lapse_cell(lapse: date | None, day: date, texts: Texts) -> Cell:
    if lapse is None or lapse <= day:
        return Cell(_left(lapse, day, texts))
    days = (lapse - day).days
    return Cell(texts.day(lapse), texts("waiting.days_yet", count=texts.number(days)))


def _left(lapse: date | None, day: date, texts: Texts) -> str:
    if lapse is None:
        return MISSING
    days = (lapse - day).days
    if days <= 0:
        return texts("waiting.days_over", day=texts.day(lapse))
    return texts("waiting.days_left", day=texts.day(lapse), count=texts.number(days))
