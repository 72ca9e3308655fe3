"""What the two maps of a paper show: one frame, one set of layers, before and after."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from uuid import UUID

import geopandas as gpd
import pandas as pd
import shapely

from biwaq_geo.domain.fields import Audience
from biwaq_geo.domain.origin import Origin
from biwaq_geo.domain.scenarios import ImproveStreet, Scenario, SetSitePhase
from biwaq_geo.domain.unit_changes import Change
from biwaq_geo.domain.units import VACANT, UnitState
from biwaq_geo.mapping.comparing import changes_layer
from biwaq_geo.mapping.mapspec import LayerSpec, MapSpec, Symbol, Theme
from biwaq_geo.mapping.planned import middle
from biwaq_geo.mapping.query import GROUPS, UPLOAD, Query, parse
from biwaq_geo.mapping.sources import built_up_extent, layer_frame
from biwaq_geo.reports.footfall_marks import footfall_marks
from biwaq_geo.reports.paper_labels import Mark
from biwaq_geo.reports.paper_map import paper_map
from biwaq_geo.reports.paper_symbols import symbols_seen
from biwaq_geo.reports.scale import Extent, Sheet, fit
from biwaq_geo.services.picture import ScenarioPicture
from biwaq_geo.services.ports import Town

MARGIN_M = 60.0
"""Room around the edits, so that the street they lie in can be recognised."""

LEAST_M = 300.0
"""Shortest side of what is shown: one shop alone says nothing about its street."""

MOST_MARKS = 40
SCORE_MOST = 100.0


@dataclass(frozen=True, slots=True)
class Scene:
    """Two maps of the same frame with the symbols that occur on either."""

    sheet: Sheet
    before: bytes
    after: bytes
    marks: Sequence[Mark]
    legend: Sequence[tuple[LayerSpec, Symbol]]


@dataclass(frozen=True, slots=True)
class Frame:
    """Size of one map on paper, for whom the paper is, and where it is looked at.

    Attributes
    ----------
    taken
        Keys of added layers that are drawn as well.
    """

    width_mm: float
    height_mm: float
    language: str
    day: date
    theme: Theme = Theme.LIGHT
    taken: frozenset[str] = frozenset()


def scene(
    town: Town,
    scenario: Scenario,
    picture: ScenarioPicture,
    *,
    layers: Sequence[LayerSpec],
    frame: Frame,
) -> Scene:
    """Draw the town before and after the scenario, around its edits."""
    chosen, before, after = two_states(town, picture, layers=layers, taken=frame.taken)
    walked = footfall_marks(town, picture)
    if len(walked):
        layer = changes_layer(Change(one) for one in walked["change"])
        chosen = (*chosen, layer)
        before, after = {**before, layer.key: walked.iloc[:0]}, {**after, layer.key: walked}
    places = places_of(town, scenario, picture)
    marks = _marks(scenario, places)
    extent = extent_of(town, places.values())
    sheet = fit(extent, width_mm=frame.width_mm, height_mm=frame.height_mm)
    spec = MapSpec(
        layers=chosen,
        visible=frozenset(layer.key for layer in chosen),
        extent=sheet.extent,
        epsg=town.profile.epsg,
        demo=town.profile.origin is Origin.DEMO,
        language=frame.language,
        day=frame.day,
        source=town.profile.source,
        theme=frame.theme,
    )
    streets = town.layer("streets")
    drawn = [place for place in picture.places.values() if not isinstance(place, shapely.Point)]
    return Scene(
        sheet=sheet,
        before=paper_map(spec, before, sheet=sheet, streets=streets),
        after=paper_map(spec, after, sheet=sheet, streets=streets, marks=marks, drawn=drawn),
        marks=marks,
        legend=_legend(chosen, (before, after), extent=sheet.extent),
    )


Frames = Mapping[str, gpd.GeoDataFrame]


def two_states(
    town: Town,
    picture: ScenarioPicture,
    *,
    layers: Sequence[LayerSpec],
    taken: frozenset[str] = frozenset(),
) -> tuple[tuple[LayerSpec, ...], Frames, Frames]:
    """Return the layers that a scenario is shown with, and their features before and after."""
    chosen = tuple(
        layer
        for layer in layers
        if (layer.key in taken and can_be_taken(layer)) or _belongs(layer, picture)
    )
    drawn = partial(layer_frame, town, audits=picture.audits, day=picture.day)
    before = {layer.key: drawn(layer, units=picture.before) for layer in chosen}
    after = {
        layer.key: _changed(drawn(layer, units=picture.after), layer, picture) for layer in chosen
    }
    return chosen, before, after


def can_be_taken(layer: LayerSpec) -> bool:
    """Say whether the layer is an added one that everyone may see."""
    return parse(layer.source).name == UPLOAD and layer.audience is Audience.PUBLIC


def _belongs(layer: LayerSpec, picture: ScenarioPicture) -> bool:
    if layer.audience is not Audience.PUBLIC:
        return False
    query = parse(layer.source)
    match query.name:
        case _ if layer.base:
            return True
        case "units":
            return layer.visible and not layer.heat and _can_change(query)
        case "sections":
            return bool(picture.section_points)
        case "sites":
            return layer.visible or bool(picture.phase_of_part)
    return False


def _can_change(query: Query) -> bool:
    # shops in use stay as they are and would only hide what the paper is about
    groups = query.filters.get("group", frozenset())
    states = frozenset(query.filters.get("state", frozenset())).union(*(GROUPS[g] for g in groups))
    return not states or not states.isdisjoint(VACANT | {UnitState.INTERIM})


def _changed(
    frame: gpd.GeoDataFrame, layer: LayerSpec, picture: ScenarioPicture
) -> gpd.GeoDataFrame:
    source = parse(layer.source).name
    if source == "sections":
        gain = pd.Series({key: band.expected for key, band in picture.section_points.items()})
        more = gain.reindex(frame.index).fillna(0.0)
        score = pd.to_numeric(frame["street_score"]) + more
        return frame.assign(street_score=score.clip(upper=SCORE_MOST))
    if source == "sites":
        new = pd.Series(picture.phase_of_part, dtype=object).reindex(frame.index)
        return frame.assign(phase=new.where(new.notna(), frame["phase"]))
    return frame


def places_of(
    town: Town, scenario: Scenario, picture: ScenarioPicture
) -> dict[UUID, shapely.Geometry]:
    """Return where each edit lies, in the town's projected CRS; edits without a place not."""
    units = {unit.unit_id: unit.location for unit in picture.before}
    found: dict[UUID, shapely.Geometry] = {}
    for edit in scenario.edits:
        place: shapely.Geometry | None = None
        match edit:
            case ImproveStreet():
                front = units.get(edit.unit_id) if edit.unit_id else None
                place = edit.place or front or _shape(town, "sections", edit.section_id)
            case SetSitePhase():
                place = _shape(town, "sites", edit.part_id)
            case _:
                place = units.get(edit.unit_id)
        if place is not None:
            found[edit.edit_id] = place
    return found


def _shape(town: Town, layer: str, key: str | None) -> shapely.Geometry | None:
    frame = town.layer(layer)
    return frame.geometry.loc[key] if key is not None and key in frame.index else None


def _marks(scenario: Scenario, places: Mapping[UUID, shapely.Geometry]) -> list[Mark]:
    marks: list[Mark] = []
    for number, edit in enumerate(scenario.edits[:MOST_MARKS], start=1):
        shape = places.get(edit.edit_id)
        if shape is not None:
            at = middle(shape)
            own = isinstance(edit, ImproveStreet) and isinstance(shape, shapely.Point)
            marks.append(Mark(number=number, x=at.x, y=at.y, on_place=own))
    return marks


def extent_of(town: Town, shapes: Collection[shapely.Geometry]) -> Extent:
    """Return the surroundings of the shapes, metres; the built-up town if there are none."""
    if not shapes:
        return built_up_extent(town)
    west, south, east, north = shapely.total_bounds(list(shapes))
    wide = max(east - west + 2 * MARGIN_M, LEAST_M)
    high = max(north - south + 2 * MARGIN_M, LEAST_M)
    x, y = (west + east) / 2, (south + north) / 2
    return float(x - wide / 2), float(y - high / 2), float(x + wide / 2), float(y + high / 2)


def _legend(
    layers: Sequence[LayerSpec],
    pictures: Sequence[Mapping[str, gpd.GeoDataFrame]],
    *,
    extent: Extent,
) -> list[tuple[LayerSpec, Symbol]]:
    listed: list[tuple[LayerSpec, Symbol]] = []
    for layer in layers:
        seen = frozenset[str]().union(
            *(symbols_seen(layer, frames[layer.key], extent=extent) for frames in pictures)
        )
        listed += [(layer, symbol) for symbol in layer.legend() if symbol.key in seen]
    return listed
