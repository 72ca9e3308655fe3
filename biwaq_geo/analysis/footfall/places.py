"""From where people set out and where they go: base layers and register as masses and weights."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from biwaq_geo.analysis.footfall.site_parts import part_label, site_parts
from biwaq_geo.domain.branches import Branch
from biwaq_geo.domain.footfall import (
    INHABITANT,
    INTERIM,
    OF_BRANCHES,
    OF_SERVICES,
    ORIGINS,
    PUBLIC,
    SERVICE,
)
from biwaq_geo.domain.unit_values import OCCUPIED, UnitState

SAME_M = 15.0
"""A service this close to a unit in use is taken for it, so that nothing draws twice."""

Figures = Mapping[str, float]
"""Expected values of `catalogues/footfall.toml` by key."""


@dataclass(frozen=True, slots=True, eq=False)
class Places:
    """Points or polygons in a projected CRS, each with its mass or weight, in one order."""

    at: gpd.GeoSeries
    amounts: "pd.Series[float]"


def origins(buildings: gpd.GeoDataFrame, services: gpd.GeoDataFrame, figures: Figures) -> Places:
    """Return homes with their inhabitants, stops, stations and car parks.

    A building of unknown inhabitants moves nobody.
    """
    people = buildings["inhabitants"].astype(float).fillna(0.0) * figures[INHABITANT]
    lived_in = people > 0
    stops = services[services["kind"].isin(list(ORIGINS))]
    masses = stops["kind"].map(lambda kind: figures[ORIGINS[kind]]).astype(float)
    return Places(
        _joined(buildings[lived_in], stops),
        pd.concat([people[lived_in], masses]),
    )


def destinations(
    units: gpd.GeoDataFrame,
    services: gpd.GeoDataFrame,
    sites: gpd.GeoDataFrame,
    figures: Figures,
    *,
    open_phases: Collection[str],
) -> Places:
    """Return units and parts of sites with what they draw today, and services that draw somebody.

    Units that stand empty and parts that are shut are among them with weight 0, so that a
    scenario can give them one.

    Parameters
    ----------
    units
        Columns `state` and `branch`, indexed by text `id`.
    sites
        Polygons with the columns `site` and `phase`, indexed by part; its label among the
        destinations is `part_label`.
    open_phases
        Phases in which a part is open to the public; it draws as a public place then, a whole
        of which a part is open through its parts.
    """
    drawing = units_weights(units, figures)
    parts = sites.set_axis([part_label(str(part)) for part in sites.index])
    open_now = list(site_parts(sites, open_phases).drawing())
    opened = pd.Series(parts.index.isin(open_now), parts.index).astype(float) * figures[PUBLIC]
    own = _joined(units, parts)
    used = own.to_numpy()[pd.concat([drawing, opened]).to_numpy() > 0]
    others = services[services["kind"].isin(list(OF_SERVICES))]
    if len(used) and len(others):
        tree = shapely.STRtree(used)
        near = tree.query(others.geometry.to_numpy(), predicate="dwithin", distance=SAME_M)[0]
        others = others[~np.isin(np.arange(len(others)), near)]
    weights = others["kind"].map(lambda kind: figures[OF_SERVICES[kind]]).astype(float)
    return Places(_joined(own, others), pd.concat([drawing, opened, weights]))


def units_weights(units: gpd.GeoDataFrame, figures: Figures) -> "pd.Series[float]":
    """Return what each unit draws by its state and branch, indexed like `units`."""
    values = [
        weight_of(UnitState(state), branch, figures)
        for state, branch in zip(units["state"], units["branch"], strict=True)
    ]
    return pd.Series(values, index=units.index, dtype=float)


def weight_of(state: UnitState, branch: object, figures: Figures) -> float:
    """Return what a unit in this state draws; `branch` may be missing."""
    figure = figure_of(state, branch)
    return 0.0 if figure is None else figures[figure]


def figure_of(state: UnitState, branch: object) -> str | None:
    """Return the figure that a unit in this state draws with; None where it draws nobody."""
    if state is UnitState.INTERIM:
        return INTERIM
    if state not in OCCUPIED:
        return None
    if not isinstance(branch, str) or branch not in set(Branch):
        return SERVICE
    return OF_BRANCHES.get(Branch(branch), SERVICE)


def _joined(
    first: gpd.GeoDataFrame | gpd.GeoSeries, second: gpd.GeoDataFrame | gpd.GeoSeries
) -> gpd.GeoSeries:
    shapes = np.concatenate([first.geometry.to_numpy(), second.geometry.to_numpy()])
    return gpd.GeoSeries(shapes, index=[*first.index, *second.index], crs=first.crs)
