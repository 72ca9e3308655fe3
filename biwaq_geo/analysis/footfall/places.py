"""From where people set out and where they go: base layers and register as masses and weights."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd
import shapely

from biwaq_geo.analysis.footfall.site_parts import part_label, site_parts
from biwaq_geo.domain.branches import Branch
from biwaq_geo.domain.footfall import (
    ANCHOR,
    INHABITANT,
    INTERIM,
    OF_BRANCHES,
    OF_SERVICES,
    OFFERED_BY,
    ORIGINS,
    PUBLIC,
    SERVICE,
)
from biwaq_geo.domain.unit_values import OCCUPIED, UnitKind, UnitState

SAME_M = 15.0
"""A service this close to a unit in use that may offer it is that unit: nothing draws twice."""

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
        Columns `state`, `branch` and `kind`, indexed by text `id`.
    sites
        Polygons with the columns `site` and `phase`, indexed by part; its label among the
        destinations is `part_label`.
    open_phases
        Phases in which a part is open to the public; it draws as a public place then, a whole
        of which a part is open through its parts.
    """
    drawn = drawn_with(units, services, figures)
    drawing = drawn.map(lambda figure: figures[figure] if figure else 0.0).astype(float)
    parts = sites.set_axis([part_label(str(part)) for part in sites.index])
    open_now = list(site_parts(sites, open_phases).drawing())
    opened = pd.Series(parts.index.isin(open_now), parts.index).astype(float) * figures[PUBLIC]
    others = services[services["kind"].isin(list(OF_SERVICES))]
    others = others[_unit_of(others, units) < 0]
    others = others[~_beside(others, parts[opened > 0])]
    weights = others["kind"].map(lambda kind: figures[OF_SERVICES[kind]]).astype(float)
    return Places(_joined(_joined(units, parts), others), pd.concat([drawing, opened, weights]))


def drawn_with(
    units: gpd.GeoDataFrame, services: gpd.GeoDataFrame, figures: Figures
) -> "pd.Series[Any]":
    """Return the figure that each unit draws with, None where it draws nobody.

    That of its branch, or of an anchor store by its kind; a unit in regular use that is a
    service of the map, such as a shop for food that is a supermarket, draws as that service
    where it is the stronger.
    """
    columns = (units[name] for name in ("state", "branch", "kind"))
    found = [
        figure_of(UnitState(state), branch, large=kind == UnitKind.DEPARTMENT_STORE)
        for state, branch, kind in zip(*columns, strict=True)
    ]
    others = services[services["kind"].isin(list(OF_SERVICES))]
    for kind, unit in zip(others["kind"], _unit_of(others, units).tolist(), strict=True):
        own, other = found[unit] if unit >= 0 else INTERIM, OF_SERVICES[kind]
        if own is not None and own != INTERIM and figures[other] > figures[own]:
            found[unit] = other
    return pd.Series(found, index=units.index, dtype=object)


def figure_of(state: UnitState, branch: object, *, large: bool = False) -> str | None:
    """Return the figure that a unit in this state draws with; None where it draws nobody.

    Parameters
    ----------
    large
        Whether it is a department store or a hypermarket.
    """
    if state is UnitState.INTERIM:
        return INTERIM
    if state not in OCCUPIED:
        return None
    if large:
        return ANCHOR
    if not isinstance(branch, str) or branch not in set(Branch):
        return SERVICE
    return OF_BRANCHES.get(Branch(branch), SERVICE)


def _unit_of(services: gpd.GeoDataFrame, units: gpd.GeoDataFrame) -> npt.NDArray[np.intp]:
    """Return the position of the unit that each service is, the nearest one; -1 for none."""
    found = np.full(len(services), -1, dtype=np.intp)
    used = np.flatnonzero(units["state"].isin(OCCUPIED | {UnitState.INTERIM}).to_numpy())
    if not len(used) or not len(services):
        return found
    places, shapes = units.geometry.to_numpy()[used], services.geometry.to_numpy()
    service, near = shapely.STRtree(places).query(shapes, predicate="dwithin", distance=SAME_M)
    kinds, branches = services["kind"].to_numpy(), units["branch"].to_numpy()[used]
    fits = [_may_offer(branches[n], kinds[s]) for s, n in zip(service, near, strict=True)]
    service, near = service[fits], near[fits]
    # the farthest first, so that the nearest is written last
    order = np.argsort(-shapely.distance(shapes[service], places[near]), kind="stable")
    found[service[order]] = used[near[order]]
    return found


def _may_offer(branch: object, kind: str) -> bool:
    known = isinstance(branch, str) and branch in set(Branch) and branch != Branch.OTHER
    return not known or branch in OFFERED_BY[kind]


def _beside(services: gpd.GeoDataFrame, parts: gpd.GeoDataFrame) -> npt.NDArray[np.bool_]:
    """Say of each service whether it is in one of the parts of sites."""
    tree = shapely.STRtree(parts.geometry.to_numpy())
    near = tree.query(services.geometry.to_numpy(), predicate="dwithin", distance=SAME_M)[0]
    found: npt.NDArray[np.bool_] = np.isin(np.arange(len(services)), near)
    return found


def _joined(
    first: gpd.GeoDataFrame | gpd.GeoSeries, second: gpd.GeoDataFrame | gpd.GeoSeries
) -> gpd.GeoSeries:
    shapes = np.concatenate([first.geometry.to_numpy(), second.geometry.to_numpy()])
    return gpd.GeoSeries(shapes, index=[*first.index, *second.index], crs=first.crs)
