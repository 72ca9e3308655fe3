"""What is reached on foot: the table first, then the map, then what it rests on."""

from dataclasses import replace

import streamlit as st

from biwaq_geo.domain.errors import BiwaqError
from biwaq_geo.services.ports import Town
from biwaq_geo.services.reach import Reach, Walkers, nearest_services
from biwaq_geo.texts import Texts
from biwaq_geo.ui import state
from biwaq_geo.ui.parts.map_click import MapClick, MapFrame
from biwaq_geo.ui.parts.plain import error_words, plain
from biwaq_geo.ui.parts.reach_ask import UNIT, Places, Walking
from biwaq_geo.ui.parts.reach_count import reached, reached_by, walked_by
from biwaq_geo.ui.parts.reach_legend import ring_legend
from biwaq_geo.ui.parts.reach_paper import paper_button
from biwaq_geo.ui.parts.reach_tables import (
    inhabitants_table,
    nearest_table,
    network_words,
    participants_table,
)
from biwaq_geo.ui.parts.town_map import town_map

MAP = MapFrame(height=520)


def show(town: Town, places: Places, walking: Walking, texts: Texts) -> None:
    """Show who reaches the places; a sentence where nobody does."""
    try:
        walked = walked_by(
            town, walking.profile, speed_kmh=walking.speed_kmh, perceived=walking.perceived
        )
        found = reached(walked, places.at, towards=walking.towards)
    except BiwaqError as error:
        st.error(error_words(error, texts), icon=":material/error:")
        return
    st.subheader(plain(places.title))
    _tables(town, places, walking, found, texts)
    _note(town, walked, walking, texts)
    if found.lost:
        named = ", ".join(str(one) for one in found.lost)
        st.warning(texts("reach.lost", named=plain(named)))
    ring_legend(texts)
    town_map(town, texts, key="reach_map", frame=replace(MAP, rings=found.rings, on_click=_clicked))
    st.caption(texts("reach.picture"))
    paper_button(town, found, paper_note(town, places, walking, texts), texts)
    _nearest(town, walked, places, texts)


def paper_note(town: Town, places: Places, walking: Walking, texts: Texts) -> str:
    """Say on one line of paper what the map shows."""
    return texts(
        "reach.note",
        place=places.title,
        who=texts.of(walking.profile.title),
        speed=texts.number(walking.speed_kmh, digits=1, unit="km/h"),
        day=texts.day(town.profile.as_of),
    )


def _tables(town: Town, places: Places, walking: Walking, found: Reach, texts: Texts) -> None:
    profiles = state.app().catalogues.walking
    how = {"towards": walking.towards, "perceived": walking.perceived}
    rows = [
        (profile, walking.speed_kmh, found)
        if key == walking.profile.key
        else (profile, profile.speed_kmh.value, reached_by(town, profile, places.at, **how))
        for key, profile in profiles.items()
    ]
    inhabitants_table(rows, texts)
    for profile in profiles.values():
        if profile.surfaces and _no_surface_known(town):
            who = texts.of(profile.title)
            st.caption(texts("reach.no_surface", who=plain(who)))
    if not town.layer("areas").empty:
        participants_table(found, texts)
        st.caption(texts("reach.participants_help"))


def _no_surface_known(town: Town) -> bool:
    return bool(town.layer("streets")["surface"].isna().all())


def _note(town: Town, walked: Walkers, walking: Walking, texts: Texts) -> None:
    profile = town.profile
    words = network_words(
        walked, texts, day=texts.day(profile.as_of), source=plain(texts.source(profile.source))
    )
    felt = f" {texts('reach.felt')}" if walking.perceived else ""
    st.caption(f"{words}{felt} {texts('reach.not_known')}")


def _nearest(town: Town, walked: Walkers, places: Places, texts: Texts) -> None:
    services = town.layer("services")
    if len(places.at) != 1 or services.empty:
        return
    with st.expander(texts("reach.nearest")):
        listed = nearest_services(walked, places.at, services)
        if listed:
            nearest_table(listed, texts)
        else:
            st.info(texts("reach.nearest_none"))


def _clicked(click: MapClick) -> None:
    if click.unit_id is not None:
        state.select_unit(click.unit_id)
        state.change("reach_what", UNIT)
