"""What waiting costs, by street and by unit."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from uuid import UUID

import streamlit as st

from biwaq_geo.analysis.permit import PermitHint, permit_hint
from biwaq_geo.analysis.waiting import StreetWaiting, UnitWaiting
from biwaq_geo.domain.catalogue import Band
from biwaq_geo.domain.comparison import Measured
from biwaq_geo.domain.units import CommercialUnit
from biwaq_geo.texts import MISSING, Texts
from biwaq_geo.texts.figures import band_figures, based_on
from biwaq_geo.ui.parts.figure_table import Cell, Last, euro_cell, figure_table
from biwaq_geo.ui.parts.unit_words import label

FIRST = 12
"""Units that are shown at first: as many as somebody reads who did not ask for all."""

COLUMNS = ("unit", "months", "left", "monthly", "so_far", "from", "permit")


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
    """Show the empty units in a chosen order: at first the few that come first in it."""
    hints = {one.unit_id: permit_hint(units[one.unit_id], None, day=day) for one in waiting}
    order = st.segmented_control(
        texts("waiting.order"),
        list(ORDERS),
        default=COSTS,
        required=True,
        key="waiting_order",
        format_func=lambda one: texts(f"waiting.order_{one}"),
    )
    ranked = sorted(waiting, key=lambda one: ORDERS[order](one, hints[one.unit_id].lapses_on, day))
    every = len(ranked) <= FIRST or st.session_state.get("waiting_every", False)
    with st.container(key="waiting_units"):
        figure_table(
            [texts(f"waiting.unit_{name}") for name in COLUMNS],
            [
                _unit_row(one, units[one.unit_id], hints[one.unit_id], texts, day=day)
                for one in (ranked if every else ranked[:FIRST])
            ],
            last=Last.WORDS,
        )
    if len(ranked) > FIRST:
        st.toggle(texts("waiting.every", count=len(ranked)), key="waiting_every")


def _unit_row(
    one: UnitWaiting, unit: CommercialUnit, hint: PermitHint, texts: Texts, *, day: date
) -> list[str | Cell]:
    return [
        label(unit, texts),
        MISSING if one.months is None else texts.number(one.months),
        _unit_lapse(hint.lapses_on, day, texts),
        euro_cell(one.monthly, texts),
        euro_cell(one.so_far, texts),
        _from(one, texts),
        texts(f"permit_light.{hint.light}"),
    ]


def euros(band: Band | None, texts: Texts) -> str:
    """Return the expected euros with their span, a dash for what nobody knows."""
    expected, span = band_figures(band, Measured.EUR, texts)
    return f"{expected} ({span})" if span else expected


def _from(one: UnitWaiting, texts: Texts) -> str:
    if one.monthly is None:
        return texts("waiting.no_area")
    return texts("waiting.own") if one.own else texts("waiting.assumed")


def _lapse_cell(lapse: date | None, day: date, texts: Texts) -> Cell:
    if lapse is None:
        return Cell(MISSING)
    days = (lapse - day).days
    if days <= 0:
        return Cell(texts("waiting.days_over", day=texts.day(lapse)))
    return Cell(texts.day(lapse), texts("waiting.days_yet", count=texts.number(days)))


def _unit_lapse(lapse: date | None, day: date, texts: Texts) -> Cell:
    """Return the day above and how it stands to today below, as narrow as can be."""
    if lapse is not None and lapse <= day:
        return Cell(texts.day(lapse), texts("waiting.over"))
    return _lapse_cell(lapse, day, texts)


def _dearest(one: UnitWaiting, _lapse: date | None, _day: date) -> tuple[float, ...]:
    return (0.0, 0.0) if one.monthly is None else (-1.0, -one.monthly.expected)


def _next_deadline(_one: UnitWaiting, lapse: date | None, day: date) -> tuple[float, ...]:
    """Return what puts deadlines to come first, then those that are over, then unknown ones."""
    if lapse is None:
        return (2.0, 0.0)
    days = (lapse - day).days
    return (0.0, days) if days > 0 else (1.0, -days)


def _longest(one: UnitWaiting, _lapse: date | None, _day: date) -> tuple[float, ...]:
    return (0.0, 0.0) if one.months is None else (-1.0, -one.months)


COSTS = "costs"
ORDERS: Mapping[str, Callable[[UnitWaiting, date | None, date], tuple[float, ...]]] = {
    COSTS: _dearest,
    "deadline": _next_deadline,
    "longest": _longest,
}
"""What the units can be put in order by; words live under `waiting.order_<key>`."""
