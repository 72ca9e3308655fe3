"""The plan of a scenario: which of its edits count, and what stands against the others."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

import geopandas as gpd
import pandas as pd
from shapely.geometry.base import BaseGeometry

from biwaq_geo.analysis.ground import Ground
from biwaq_geo.analysis.network import snap
from biwaq_geo.analysis.scenario_engine import section_of
from biwaq_geo.domain.catalogue import Catalogues
from biwaq_geo.domain.comparison import Obstacle, Obstructed
from biwaq_geo.domain.scenarios import (
    ImproveStreet,
    LetUnit,
    MoveIn,
    MoveOut,
    Occupying,
    Scenario,
    ScenarioEdit,
    SetSitePhase,
    UseUnit,
    funding_of,
)
from biwaq_geo.domain.units import OCCUPIED, VACANT, UnitState


@dataclass(frozen=True, slots=True, eq=False)
class Plan:
    """The edits of a scenario that count, by kind, in the order of the scenario.

    Attributes
    ----------
    offers
        Where the plan opens something to the public and people can walk to: points and
        polygons by edit id, in the CRS of the town.
    obstructed
        Edits that do not count, those that nobody can walk to, and measures far from every
        section.
    """

    uses: tuple[UseUnit, ...]
    moves: tuple[LetUnit | MoveIn | MoveOut, ...]
    measures: tuple[ImproveStreet, ...]
    phases: tuple[SetSitePhase, ...]
    offers: gpd.GeoSeries
    obstructed: tuple[Obstructed, ...]


def plan_of(
    scenario: Scenario, *, units: gpd.GeoDataFrame, ground: Ground, catalogues: Catalogues
) -> Plan:
    """Sort the edits of the scenario into those that count and those that cannot.

    Parameters
    ----------
    units
        Frame of `analysis.frames.units_frame` as the register stood at the baseline.
    """
    left = left_on(scenario.edits)
    against = {
        str(edit.edit_id): _obstacle(edit, left, units=units, ground=ground, catalogues=catalogues)
        for edit in scenario.edits
    }
    counted = [edit for edit in scenario.edits if against[str(edit.edit_id)] is None]
    places = {
        str(edit.edit_id): _offer_at(edit, units=units, ground=ground, catalogues=catalogues)
        for edit in counted
    }
    offers = gpd.GeoSeries(
        {key: place for key, place in places.items() if place is not None},
        index=pd.Index([key for key, place in places.items() if place is not None], dtype=object),
        crs=units.crs,
    )
    there = snap(ground.network, offers).on_network()
    against |= dict.fromkeys(offers.index[~there], Obstacle.OFF_NETWORK)
    measures = tuple(edit for edit in counted if isinstance(edit, ImproveStreet))
    against |= {
        str(edit.edit_id): Obstacle.NO_SECTION
        for edit in measures
        if section_of(edit, sections=ground.sections, units=units) is None
    }
    return Plan(
        uses=tuple(edit for edit in counted if isinstance(edit, UseUnit)),
        moves=tuple(edit for edit in counted if isinstance(edit, LetUnit | MoveIn | MoveOut)),
        measures=measures,
        phases=tuple(edit for edit in counted if isinstance(edit, SetSitePhase)),
        offers=gpd.GeoSeries(offers[there]),
        obstructed=tuple(
            Obstructed(key, obstacle) for key, obstacle in against.items() if obstacle is not None
        ),
    )


def left_on(edits: Sequence[ScenarioEdit]) -> dict[UUID, date]:
    """Return the day from which on a unit is empty because its business moves out."""
    return {edit.unit_id: edit.start for edit in edits if isinstance(edit, MoveOut)}


def _obstacle(
    edit: ScenarioEdit,
    left: Mapping[UUID, date],
    *,
    units: gpd.GeoDataFrame,
    ground: Ground,
    catalogues: Catalogues,
) -> Obstacle | None:
    line = funding_of(edit)
    if line is not None and line not in catalogues.funding:
        return Obstacle.CATALOGUE_KEY
    match edit:
        case UseUnit() | LetUnit() | MoveIn() | MoveOut():
            gone = _unit_obstacle(edit, left, units)
        case ImproveStreet():
            there = edit.section_id is None or edit.section_id in ground.sections.index
            gone = None if there else Obstacle.SECTION_GONE
            if edit.unit_id is not None and str(edit.unit_id) not in units.index:
                gone = Obstacle.UNIT_GONE
        case SetSitePhase():
            gone = None if edit.part_id in ground.sites.index else Obstacle.PART_GONE
    return gone or (None if _listed(edit, catalogues) else Obstacle.CATALOGUE_KEY)


def _listed(edit: ScenarioEdit, catalogues: Catalogues) -> bool:
    match edit:
        case UseUnit():
            known = edit.rent_key is None or edit.rent_key in catalogues.rent_models
            return known and edit.use_key in catalogues.interim_uses
        case ImproveStreet():
            return edit.measure_key in catalogues.measures
        case SetSitePhase():
            return edit.phase_key in catalogues.site_phases
    return True


def _unit_obstacle(
    edit: Occupying | MoveOut, left: Mapping[UUID, date], units: gpd.GeoDataFrame
) -> Obstacle | None:
    key = str(edit.unit_id)
    if key not in units.index:
        return Obstacle.UNIT_GONE
    state = units.loc[key, "state"]
    if isinstance(edit, MoveOut):
        return None if state in OCCUPIED | {UnitState.INTERIM} else Obstacle.UNIT_NOT_USED
    free = state in VACANT or left.get(edit.unit_id, date.max) <= edit.start
    return None if free else Obstacle.UNIT_NOT_VACANT


def _offer_at(
    edit: ScenarioEdit, *, units: gpd.GeoDataFrame, ground: Ground, catalogues: Catalogues
) -> BaseGeometry | None:
    match edit:
        case LetUnit() | MoveIn():
            return units.geometry.loc[str(edit.unit_id)]
        case UseUnit() if catalogues.interim_uses[edit.use_key].is_offer:
            return units.geometry.loc[str(edit.unit_id)]
        case SetSitePhase() if catalogues.site_phases[edit.phase_key].is_offer:
            return ground.sites.geometry.loc[edit.part_id]
    return None
