"""Which place the figures are for, and which earlier day they are held against."""

from collections.abc import Sequence
from datetime import date

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from biwaq_geo.analysis.kpis.places import Place, PlaceKind
from biwaq_geo.texts import Texts
from biwaq_geo.ui.parts.day_picker import Shown
from biwaq_geo.ui.parts.day_slider import month_from

QUARTER, YEAR, OTHER, NONE = "quarter", "year", "other", "none"

_BACK = {QUARTER: 3, YEAR: 12}
"""Months back to the earlier day."""


def ask_place(places: Sequence[Place], texts: Texts) -> Place:
    """Ask for the town, one of its axes or one of its areas."""
    known = {_key(place): place for place in places}
    if st.session_state.get("figures_place") not in known:
        # chosen in another town
        st.session_state.pop("figures_place", None)
    chosen = st.selectbox(
        texts("figures.place"),
        list(known),
        key="figures_place",
        format_func=lambda key: place_name(known[key], texts),
    )
    return known[chosen]


def place_name(place: Place, texts: Texts) -> str:
    """Return the name of a place, with what sort of place it is."""
    if place.kind is PlaceKind.TOWN:
        return texts("figures.town")
    return texts(f"figures.{place.kind}", name=place.name)


def ask_earlier(look: Shown, texts: Texts, *, told: DeltaGenerator) -> date | None:
    """Ask for the earlier day; None for none, and where the register knew nothing yet.

    Parameters
    ----------
    told
        Where it is said why there is nothing to compare with.
    """
    chosen = st.selectbox(
        texts("figures.against"),
        [QUARTER, YEAR, OTHER, NONE],
        index=1,
        key="figures_against",
        format_func=lambda key: texts(f"figures.against_{key}"),
    )
    if chosen == NONE:
        return None
    if look.begun is None:
        told.caption(texts("figures.nothing_earlier"))
        return None
    day = month_from(look.day, -_BACK.get(chosen, 12))
    if chosen == OTHER:
        day = st.date_input(
            texts("figures.earlier"),
            value=min(max(look.begun, day), look.day),
            max_value=look.day,
            min_value=date(1900, 1, 1),
            key="figures_earlier",
            format="DD.MM.YYYY",
        )
    if day < look.begun or day >= look.day:
        first = texts.day(look.begun)
        told.caption(texts("figures.no_earlier", day=texts.day(day), first=first))
        return None
    return day


def _key(place: Place) -> str:
    return place.kind if place.kind is PlaceKind.TOWN else f"{place.kind}:{place.key}"
