"""Where people are counted: a section, or a point on the map or where one stands."""

import re
from dataclasses import dataclass
from functools import partial

import geopandas as gpd
import streamlit as st
from shapely import Point

from biwaq_geo.analysis.nearby import nearest_street
from biwaq_geo.domain.foot_counts import FootCount
from biwaq_geo.services.foot_counts import foot_counts, middle_of
from biwaq_geo.services.footfall import place_of
from biwaq_geo.services.ports import Town
from biwaq_geo.texts import Texts
from biwaq_geo.ui import state
from biwaq_geo.ui.parts.audit_pick import pick_section
from biwaq_geo.ui.parts.map_click import MapClick, MapFrame
from biwaq_geo.ui.parts.plain import plain
from biwaq_geo.ui.parts.record_words import section_name
from biwaq_geo.ui.parts.town_map import town_map

SECTION, POINT = "section", "point"
STREET_M = 60.0
"""A point farther from every street is called by its coordinates alone."""

_IN_ADDRESS = "punkt"
_COORDINATES = re.compile(r"(-?\d{1,9})_(-?\d{1,9})")


@dataclass(frozen=True, slots=True)
class Spot:
    """A place to count at; `key` is the same for the same place."""

    key: str
    place: Point
    section_id: str | None


def count_place(town: Town, sections: gpd.GeoDataFrame, texts: Texts) -> Spot | None:
    """Ask where is counted; None as long as nobody has said. The address keeps it."""
    if "count_where" not in st.session_state:
        first = POINT if _IN_ADDRESS in st.query_params or sections.empty else SECTION
        st.session_state["count_where"] = first
    where = st.segmented_control(
        texts("count.where"),
        [SECTION, POINT],
        key="count_where",
        required=True,
        format_func=lambda one: texts(f"count.where_{one}"),
    )
    if where == POINT:
        return _point(town, texts)
    st.query_params.pop(_IN_ADDRESS, None)
    section_id = pick_section(sections, texts, key="count_section")
    if section_id is None:
        st.info(texts("count.choose"), icon=":material/touch_app:")
        return None
    return Spot(section_id, middle_of(town, section_id), section_id)


def spot_names(town: Town, texts: Texts) -> dict[str, str]:
    """Return what each place that was counted is called, by `place_of`."""
    return {place_of(one): spot_name(town, one, texts) for one in foot_counts(town.store)}


def spot_name(town: Town, count: FootCount, texts: Texts) -> str:
    """Return the name of the section, or of the street and the coordinates of a free point."""
    if count.section_id is not None:
        return section_name(count.section_id)
    return _point_name(town, count.place, texts)


def _point(town: Town, texts: Texts) -> Spot | None:
    if state.STOOD_AT in st.session_state:
        key, stood = st.session_state.pop(state.STOOD_AT)
        if key == town.profile.key and isinstance(stood, Point):
            _remember(stood)
    point = _remembered()
    said = texts("count.point_choose")
    if point is not None:
        said = texts("count.point_at", place=plain(_point_name(town, point, texts)))
    st.info(said, icon=":material/touch_app:" if point is None else ":material/location_on:")
    town_map(
        town,
        texts,
        key="count_map",
        frame=MapFrame(height=380, tools=("stand",), place=point, on_click=partial(_clicked)),
    )
    if point is None:
        return None
    return Spot(f"{point.x:.0f}_{point.y:.0f}", point, None)


def _clicked(click: MapClick) -> None:
    _remember(click.point)


def _remember(point: Point) -> None:
    st.query_params[_IN_ADDRESS] = f"{point.x:.0f}_{point.y:.0f}"


def _remembered() -> Point | None:
    found = _COORDINATES.fullmatch(st.query_params.get(_IN_ADDRESS, ""))
    return Point(float(found[1]), float(found[2])) if found else None


def _point_name(town: Town, point: Point, texts: Texts) -> str:
    at = f"{point.x:.0f} / {point.y:.0f}"
    street = nearest_street(town.layer("streets"), point, within_m=STREET_M)
    return texts("count.point_in", street=street, at=at) if street else texts("count.point", at=at)
