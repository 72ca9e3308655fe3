"""Putting a unit in another place: a click on the map, a look at both places, a confirmation."""

import streamlit as st
from shapely import Point

from biwaq_geo.domain.units import CommercialUnit
from biwaq_geo.services.move_unit import building_at, move_unit
from biwaq_geo.services.ports import Town
from biwaq_geo.texts import Texts
from biwaq_geo.ui import state
from biwaq_geo.ui.parts.conflict import Saved, conflict_desk, save
from biwaq_geo.ui.parts.draft_form import DraftForm
from biwaq_geo.ui.parts.draft_notice import draft_notice
from biwaq_geo.ui.parts.map_click import MapFrame
from biwaq_geo.ui.parts.map_table import map_heading
from biwaq_geo.ui.parts.plain import plain
from biwaq_geo.ui.parts.town_map import town_map
from biwaq_geo.ui.parts.unit_picker import house_by_address


def unit_move(town: Town, unit: CommercialUnit, texts: Texts, done: Saved[CommercialUnit]) -> None:
    """Ask for the new place and save it when it is confirmed."""
    # the map is heavy: it comes when it is asked for
    step = st.expander(
        texts("move.title"),
        state.kept(state.MOVING, default=False),
        key=state.box(state.MOVING),
        on_change="rerun",
        icon=":material/wrong_location:",
    )
    if step.open:
        with step:
            _step(town, unit, texts, done)


def _step(town: Town, unit: CommercialUnit, texts: Texts, done: Saved[CommercialUnit]) -> None:
    form = DraftForm(town.store, "move", unit, {"location": None}, whole=True)
    form.prepare()
    if conflict_desk(form, texts, done):
        return
    st.caption(texts("move.help"))
    # the list of houses beside the map does what a click does
    map_heading(town, town.store.units(), texts)
    where, what = st.columns([2, 1], gap="medium")
    new = form.values["location"]
    with where:
        frame = MapFrame(height=420, place=new if isinstance(new, Point) else None)
        click = town_map(town, texts, key="move_map", frame=frame)
    if click is not None:
        _take(form, click.point)
    with what:
        st.markdown(texts("move.old", place=_place(town, unit.location, texts)))
        _by_address(town, form, texts)
        if not isinstance(new, Point):
            st.info(texts("move.click"), icon=":material/touch_app:")
            return
        st.markdown(texts("move.new", place=_place(town, new, texts)))
        length = texts.number(unit.location.distance(new), unit="m")
        st.markdown(texts("move.length", length=length))
        asked = st.button(texts("move.save"), key=f"{form.key}_save", type="primary")
        draft_notice(form, texts)
    if asked:
        save(
            form,
            lambda: move_unit(
                town,
                unit_id=unit.unit_id,
                to=new,
                seen_version=form.seen_version,
                actor=state.actor(),
                act=form.act,
            ),
            texts,
            done,
        )


def _by_address(town: Town, form: DraftForm[CommercialUnit], texts: Texts) -> None:
    """Offer a house by its address: what a click does, for those who do not click."""
    key = f"{form.key}_house"
    chosen = house_by_address(town, texts, key=key)
    # a click that comes later stands against a house that was chosen before
    if chosen is not None and chosen != st.session_state.get(f"{key}_taken"):
        st.session_state[f"{key}_taken"] = chosen
        _take(form, town.layer("buildings").geometry.loc[chosen].representative_point())


def _take(form: DraftForm[CommercialUnit], point: Point) -> None:
    st.session_state[form.box_key("location")] = point
    form.keep("location")
    # the click is spent, and the map must not show it as news again
    st.rerun()


def _place(town: Town, point: Point, texts: Texts) -> str:
    """Return the house at the point, as people call it, and its coordinates."""
    building = building_at(town, point)
    address = town.layer("buildings")["address"].get(building) if building else None
    if not isinstance(address, str) or not address:
        address = texts("mark.no_address") if building else texts("move.no_building")
    return f"{plain(address)} ({point.x:.0f} / {point.y:.0f})"
