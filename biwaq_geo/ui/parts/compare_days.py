"""Two days of the register on the map: which day, what differs, and the list of it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING
from uuid import UUID

import streamlit as st

from biwaq_geo.domain.street_audits import StreetAudit
from biwaq_geo.domain.unit_changes import UnitChange, unit_changes
from biwaq_geo.domain.units import UnitState
from biwaq_geo.mapping.comparing import Changed, changes_layer, changes_of_units, is_of_units, marks
from biwaq_geo.mapping.gl.compare import Mode, Side
from biwaq_geo.mapping.query import CHANGES
from biwaq_geo.reports.days_scene import TwoDays
from biwaq_geo.services.ports import Town
from biwaq_geo.texts import MISSING, Texts
from biwaq_geo.ui import state
from biwaq_geo.ui.parts.compare_map import can_compare, compare_map, mode_choice
from biwaq_geo.ui.parts.compare_pictures import days_pictures
from biwaq_geo.ui.parts.compare_print import print_days
from biwaq_geo.ui.parts.compare_table import Row, changes_legend, changes_table
from biwaq_geo.ui.parts.day_picker import EARLIEST, LATEST, Shown, day_picker, shown_at
from biwaq_geo.ui.parts.day_slider import day_slider
from biwaq_geo.ui.parts.map_click import MapClick, MapFrame
from biwaq_geo.ui.parts.town_map import map_spec, town_map
from biwaq_geo.ui.parts.unit_words import label

if TYPE_CHECKING:
    from datetime import date


def days_picker(town: Town, look: Shown, texts: Texts, *, key: str) -> Shown | None:
    """Let the person choose the day, and one to compare it with; return that one, or None."""
    day_picker(look, texts, key=key, slider=False)
    return _other(town, look, texts, key=key)


def _other(town: Town, look: Shown, texts: Texts, *, key: str) -> Shown | None:
    day: date | None = st.session_state.get(state.COMPARE_DAY)
    words = texts("compare.with_day", day=texts.day(day)) if day else texts("compare.with")
    typed = f"{key}_compare_day"
    with st.popover(words, icon=":material/compare:"):
        st.session_state.setdefault(typed, day or look.begun or look.day)
        st.date_input(
            texts("compare.day"),
            key=typed,
            min_value=EARLIEST,
            max_value=LATEST,
            format="DD.MM.YYYY",
        )
        st.button(
            texts("compare.start"),
            key=f"{key}_compare_start",
            on_click=_start,
            args=(typed,),
            type="primary",
            width="stretch",
        )
        st.button(
            texts("compare.end"),
            key=f"{key}_compare_end",
            disabled=day is None,
            on_click=_end,
            width="stretch",
        )
        st.caption(texts("compare.help"))
    return shown_at(town, day) if day else None


def _start(widget: str) -> None:
    st.session_state[state.COMPARE_DAY] = st.session_state[widget]


def _end() -> None:
    st.session_state[state.COMPARE_DAY] = None


def map_of_days(
    town: Town,
    texts: Texts,
    days: tuple[Shown, Shown | None],
    *,
    visible: frozenset[str],
    only: Collection[UUID] | None,
    frame: MapFrame,
) -> None:
    """Show the day on the work map, or both days if there is another."""
    look, other = days
    if other is not None:
        click = days_map(town, texts, (look, other), visible=visible, only=only)
        if click is not None and frame.on_click:
            frame.on_click(click)
            st.rerun()
        return
    town_map(town, texts, key="map", visible=visible, only=only, look=look, frame=frame)
    day_slider(town, look, texts, key="map")


def days_map(
    town: Town,
    texts: Texts,
    days: tuple[Shown, Shown],
    *,
    visible: frozenset[str],
    only: Collection[UUID] | None,
) -> MapClick | None:
    """Show the two days; return what was clicked on the map or chosen in the list, once."""
    shown = sorted(days, key=lambda one: one.day)
    two = _two_days(town, (shown[0], shown[1]), visible=visible, only=only)
    layer = changes_layer(one.change for one in two.changes)
    marked = changes_of_units(two.changes, epsg=town.profile.epsg)
    click: MapClick | None = None
    if can_compare():
        mode = mode_choice(texts, key="map_compare_mode")
        told = marks(marked, layer)
        sides = _side(shown[0], told, texts), _side(shown[1], told, texts)
        click = _on_maps(town, two, sides, texts, mode=mode, only=only)
    else:
        st.info(texts("compare.no_webgl"))
        mode = mode_choice(texts, key="map_compare_mode", modes=(Mode.DIFFERENCE, Mode.SIDE))
        days_pictures(town, two, texts, difference=mode is Mode.DIFFERENCE)
    changes_legend(layer, marked, texts)
    rows = _rows(two.changes, texts)
    row = changes_table(rows, texts, key="compare_days", chosen=two.selected)
    print_days(town, two, texts, mode=mode)
    if click is None and row is not None:
        return _from_list(two.changes, row)
    return click


def _two_days(
    town: Town,
    days: tuple[Shown, Shown],
    *,
    visible: frozenset[str],
    only: Collection[UUID] | None,
) -> TwoDays:
    before, after = (
        [
            unit
            for unit in town.store.units(at_revision=one.revision)
            if only is None or unit.unit_id in only
        ]
        for one in days
    )
    chosen = st.session_state.get(state.SELECTED_UNIT)
    return TwoDays(
        days=(days[0].day, days[1].day),
        before=before,
        after=after,
        changes=unit_changes(before, after),
        layers=state.layers()[0],
        visible=visible,
        selected=str(chosen) if chosen else None,
        audits=(
            town.store.records(StreetAudit, at_revision=days[0].revision),
            town.store.records(StreetAudit, at_revision=days[1].revision),
        ),
    )


def _on_maps(
    town: Town,
    two: TwoDays,
    sides: tuple[Side, Side],
    texts: Texts,
    *,
    mode: Mode,
    only: Collection[UUID] | None,
) -> MapClick | None:
    layer = changes_layer(one.change for one in two.changes)
    spec = map_spec(town, texts, visible=two.visible | {CHANGES})
    click = compare_map(
        town,
        replace(spec, layers=(*spec.layers, layer)),
        sides,
        texts,
        mode=mode,
        differing=frozenset(str(one.unit.unit_id) for one in two.changes),
        key=f"compare_{town.profile.key}",
        only=None if only is None else frozenset(map(str, only)),
        tools=("print",),
        height=None,
    )
    if click is None:
        return None
    known = {str(unit.unit_id): unit.unit_id for unit in (*two.before, *two.after)}
    hit = spec.layer(click.layer) if click.layer else None
    of_units = click.layer == CHANGES or (hit is not None and is_of_units(hit))
    unit_id = known.get(click.feature_id or "") if of_units else None
    st.session_state[state.COMPARE_CLICKED] = unit_id and str(unit_id)
    return MapClick(unit_id, None if unit_id else hit, click.feature_id, click.point)


def _from_list(found: Sequence[UnitChange], key: str) -> MapClick:
    unit = next(x.unit for x in found if str(x.unit.unit_id) == key)
    return MapClick(unit.unit_id, None, key, unit.location)


def _side(day: Shown, told: Mapping[str, Changed], texts: Texts) -> Side:
    words = "compare.caption_past" if day.past else "compare.caption_today"
    return Side(texts(words, day=texts.long_day(day.day)), day.revision, day.day, told)


def _rows(found: Sequence[UnitChange], texts: Texts) -> list[Row]:
    def said(state: UnitState | None) -> str:
        return MISSING if state is None else texts(f"state.{state}")

    return [
        Row(str(x.unit.unit_id), x.change, label(x.unit, texts), said(x.before), said(x.after))
        for x in found
    ]
