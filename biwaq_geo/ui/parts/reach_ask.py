"""What reach is asked for: which places, and who walks how."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import geopandas as gpd
import streamlit as st

from biwaq_geo.domain.assumptions import RANGES, WALK_SPEED
from biwaq_geo.domain.catalogue import WalkProfile
from biwaq_geo.domain.units import CommercialUnit
from biwaq_geo.services.ports import Town
from biwaq_geo.texts import Texts
from biwaq_geo.ui import state
from biwaq_geo.ui.parts.catalogue_tables import evidence_words
from biwaq_geo.ui.parts.plain import plain
from biwaq_geo.ui.parts.unit_words import choices

if TYPE_CHECKING:
    from uuid import UUID

UNIT, SERVICE, KIND = "unit", "service", "kind"


@dataclass(frozen=True, slots=True)
class Places:
    """Where walks lead to or from.

    Attributes
    ----------
    title
        What they are, as typed or named.
    at
        Points in the town's CRS; the labels are what people call them.
    """

    title: str
    at: gpd.GeoSeries


@dataclass(frozen=True, slots=True)
class Walking:
    """Who walks how; `speed_kmh` is that of the profile unless somebody typed another."""

    profile: WalkProfile
    speed_kmh: float
    towards: bool
    perceived: bool


def ask_places(town: Town, units: Sequence[CommercialUnit], texts: Texts) -> Places | None:
    """Ask for a unit, a service or all services of a kind; None where nothing is chosen."""
    services = town.layer("services")
    offered = [UNIT] if units else []
    offered += [] if services.empty else [SERVICE, KIND]
    if not offered:
        st.info(texts("reach.no_places"))
        return None
    chosen = st.segmented_control(
        texts("reach.what"),
        offered,
        default=state.kept_of("reach_what", offered, offered[0]),
        key=state.box("reach_what"),
        required=True,
        format_func=lambda one: texts(f"reach.what_{one}"),
    )
    state.keep("reach_what")
    if chosen == SERVICE:
        return _service(services, texts)
    if chosen == KIND and not services.empty:
        return _kind(services, texts)
    return _unit(units, texts, epsg=town.profile.epsg)


def ask_walking(profiles: Mapping[str, WalkProfile], texts: Texts) -> Walking:
    """Ask who walks, how fast, which way, and whether ways feel longer or shorter."""
    key = st.selectbox(
        texts("reach.who"),
        list(profiles),
        _last_of("reach_who", list(profiles)),
        key=state.box("reach_who"),
        format_func=lambda one: texts.of(profiles[one].title),
    )
    state.keep("reach_who")
    profile = profiles[key]
    st.caption(plain(texts.of(profile.text)))
    low, high = RANGES[WALK_SPEED]
    # each profile remembers its own
    speed = st.number_input(
        texts("reach.speed"),
        low,
        high,
        state.kept(f"reach_speed_{key}", profile.speed_kmh.value),
        key=state.box(f"reach_speed_{key}"),
        step=0.1,
        format="%.1f",
        help=plain(evidence_words(profile.speed_kmh.evidence, texts)),
    )
    state.keep(f"reach_speed_{key}")
    towards = st.radio(
        texts("reach.way"),
        [True, False],
        [True, False].index(state.kept("reach_towards", default=True)),
        key=state.box("reach_towards"),
        format_func=lambda to: texts("reach.to" if to else "reach.from"),
        help=texts("reach.way_help"),
        horizontal=True,
    )
    state.keep("reach_towards")
    return Walking(profile, speed, bool(towards), perceived=_perceived(profile, texts))


def _perceived(profile: WalkProfile, texts: Texts) -> bool:
    if profile.quality is None:
        return False
    felt = st.checkbox(
        texts("reach.perceived"),
        state.kept("reach_perceived", default=False),
        key=state.box("reach_perceived"),
        help=texts(
            "reach.perceived_help",
            worst=texts.number(profile.quality.worst, digits=2),
            best=texts.number(profile.quality.best, digits=2),
            source=plain(evidence_words(profile.quality.evidence, texts)),
        ),
    )
    state.keep("reach_perceived")
    return felt


def _unit(units: Sequence[CommercialUnit], texts: Texts, *, epsg: int) -> Places | None:
    by_id: dict[UUID, CommercialUnit] = {unit.unit_id: unit for unit in units}
    lines = choices(units, texts)
    shown = state.kept_of(state.SELECTED_UNIT, list(by_id), None)
    st.selectbox(
        texts("reach.what_unit"),
        list(by_id),
        None if shown is None else list(by_id).index(shown),
        key=state.box(state.SELECTED_UNIT),
        placeholder=texts("common.choose"),
        format_func=lines.__getitem__,
    )
    state.keep(state.SELECTED_UNIT)
    unit = by_id.get(st.session_state[state.SELECTED_UNIT])
    if unit is None:
        return None
    line = lines[unit.unit_id]
    return Places(line, gpd.GeoSeries({line: unit.location}, crs=epsg))


def _service(services: gpd.GeoDataFrame, texts: Texts) -> Places:
    names = {
        str(key): f"{name} – {texts(f'service.{kind}')}"
        for key, name, kind in zip(services.index, services["name"], services["kind"], strict=True)
    }
    listed = sorted(names, key=lambda key: (names[key], key))
    key = st.selectbox(
        texts("reach.what_service"),
        listed,
        _last_of("reach_service", listed),
        key=state.box("reach_service"),
        format_func=names.__getitem__,
    )
    state.keep("reach_service")
    shape = services.geometry.loc[key]
    return Places(names[key], gpd.GeoSeries({names[key]: shape}, crs=services.crs))


def _kind(services: gpd.GeoDataFrame, texts: Texts) -> Places:
    counts = services["kind"].value_counts().sort_index()
    kinds = [str(kind) for kind in counts.index]
    kind = st.selectbox(
        texts("reach.what_kind"),
        kinds,
        _last_of("reach_kind", kinds),
        key=state.box("reach_kind"),
        format_func=lambda one: f"{texts(f'service.{one}')} ({counts[one]})",
    )
    state.keep("reach_kind")
    here = services[services["kind"] == kind]
    return Places(
        texts(f"service.{kind}"), gpd.GeoSeries(here.geometry.set_axis(here["name"].astype(str)))
    )


def _last_of(key: str, options: Sequence[str]) -> int:
    """Return which option was chosen last; that of another town may not be there in this one."""
    return options.index(state.kept_of(key, options, options[0]))
