"""The plan of a scenario: which of its edits count, and what stands against the others."""

from dataclasses import dataclass

import geopandas as gpd
import pandas as pd
from shapely.geometry.base import BaseGeometry

from biwaq_geo.analysis.ground import Ground
from biwaq_geo.analysis.network import snap
from biwaq_geo.domain.catalogue import Catalogues
from biwaq_geo.domain.comparison import Obstacle, Obstructed
from biwaq_geo.domain.scenarios import (
    ImproveStreet,
    Scenario,
    ScenarioEdit,
    SetSitePhase,
    UseUnit,
)
from biwaq_geo.domain.units import VACANT


@dataclass(frozen=True, slots=True, eq=False)
class Plan:
    """The edits of a scenario that count, by kind, in the order of the scenario.

    Attributes
    ----------
    offers
        Where the plan opens something to the public and people can walk to: points and
        polygons by edit id, in the CRS of the town.
    obstructed
        Edits that do not count, and those that nobody can walk to.
    """

    uses: tuple[UseUnit, ...]
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
    against = {
        str(edit.edit_id): _obstacle(edit, units=units, ground=ground, catalogues=catalogues)
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
    return Plan(
        uses=tuple(edit for edit in counted if isinstance(edit, UseUnit)),
        measures=tuple(edit for edit in counted if isinstance(edit, ImproveStreet)),
        phases=tuple(edit for edit in counted if isinstance(edit, SetSitePhase)),
        offers=gpd.GeoSeries(offers[there]),
        obstructed=tuple(
            Obstructed(key, obstacle) for key, obstacle in against.items() if obstacle is not None
        ),
    )


def _obstacle(
    edit: ScenarioEdit, *, units: gpd.GeoDataFrame, ground: Ground, catalogues: Catalogues
) -> Obstacle | None:
    if edit.funding_key is not None and edit.funding_key not in catalogues.funding:
        return Obstacle.CATALOGUE_KEY
    match edit:
        case UseUnit():
            gone = _unit_obstacle(edit, units)
            listed = edit.use_key in catalogues.interim_uses
        case ImproveStreet():
            there = edit.section_id is None or edit.section_id in ground.sections.index
            gone = None if there else Obstacle.SECTION_GONE
            listed = edit.measure_key in catalogues.measures
        case SetSitePhase():
            gone = None if edit.part_id in ground.sites.index else Obstacle.PART_GONE
            listed = edit.phase_key in catalogues.site_phases
    return gone or (None if listed else Obstacle.CATALOGUE_KEY)


def _unit_obstacle(edit: UseUnit, units: gpd.GeoDataFrame) -> Obstacle | None:
    key = str(edit.unit_id)
    if key not in units.index:
        return Obstacle.UNIT_GONE
    return None if units.loc[key, "state"] in VACANT else Obstacle.UNIT_NOT_VACANT


def _offer_at(
    edit: ScenarioEdit, *, units: gpd.GeoDataFrame, ground: Ground, catalogues: Catalogues
) -> BaseGeometry | None:
    if isinstance(edit, UseUnit) and catalogues.interim_uses[edit.use_key].is_offer:
        return units.geometry.loc[str(edit.unit_id)]
    if isinstance(edit, SetSitePhase) and catalogues.site_phases[edit.phase_key].is_offer:
        return ground.sites.geometry.loc[edit.part_id]
    return None
