"""How far one gets on foot within so many minutes, as lines and as areas for the map."""

from collections.abc import Sequence

import geopandas as gpd
import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry
from shapely.ops import substring

from biwaq_geo.analysis.network import Floats, Snapped
from biwaq_geo.analysis.walking.costs import WalkCosts, share_along
from biwaq_geo.analysis.walking.search import node_costs

BESIDE_M = 40.0
"""From the middle of a street to the houses on both sides."""

CORNER_SEGMENTS = 4
TOLERANCE_M = 2.0
"""Corners of the picture may be off by this."""


def isochrones(
    costs: WalkCosts, places: Snapped, *, bands: Sequence[float], epsg: int
) -> gpd.GeoDataFrame:
    """Return for each band the area round the streets that are reached within it.

    A picture only: who lives within reach is counted by walks. The bands are rings that do not
    overlap, the nearest first; a ring without an area is left out.

    Parameters
    ----------
    places
        Walks start at the nearest of them; give reversed costs for walks to them.
    bands
        Minutes, rising.
    epsg
        CRS of the network.

    Returns
    -------
    geopandas.GeoDataFrame
        Column `minutes` (upper end of the ring); indexed by text.
    """
    rows: list[tuple[float, BaseGeometry]] = []
    inner: BaseGeometry = shapely.Polygon()
    for band in bands:
        whole = shapely.union(_area(reached_streets(costs, places, limit=band)), inner)
        ring = shapely.difference(whole, inner)
        if not shapely.is_empty(ring):
            rows.append((band, ring))
        inner = whole
    return gpd.GeoDataFrame(
        {"minutes": [band for band, _ in rows]},
        geometry=[ring for _, ring in rows],
        index=[f"reach{band:g}" for band, _ in rows],
        crs=epsg,
    )


def reached_streets(costs: WalkCosts, places: Snapped, *, limit: float) -> list[BaseGeometry]:
    """Return the streets and pieces of streets that are reached, cut at the exact limit.

    A street that is reached from both ends comes as two pieces where they do not meet.
    """
    network = costs.network
    nodes = node_costs(costs, places, limit=limit)
    ahead = _share_walked(limit - nodes[network.u], costs.there)
    behind = _share_walked(limit - nodes[network.v], costs.back)
    whole = ahead + behind >= 1.0
    lines = network.lines.geometries
    starts, ends = np.flatnonzero(~whole & (ahead > 0)), np.flatnonzero(~whole & (behind > 0))
    return [
        *lines[whole],
        *(_piece(lines[street], 0.0, ahead[street]) for street in starts),
        *(_piece(lines[street], 1.0 - behind[street], 1.0) for street in ends),
        *_round_the_places(costs, places, whole, limit=limit),
    ]


def _round_the_places(
    costs: WalkCosts, places: Snapped, whole: np.ndarray, *, limit: float
) -> list[BaseGeometry]:
    """Return what is reached of the street of each place without passing one of its ends."""
    near = np.flatnonzero(places.on_network())
    left = limit - places.access[near] * costs.per_metre
    street, share = places.street[near], _shares(costs, places)[near]
    start = share - _share_walked(left, costs.back[street])
    end = share + _share_walked(left, costs.there[street])
    lines = costs.network.lines.geometries
    return [
        _piece(lines[one], max(a, 0.0), min(b, 1.0))
        for one, a, b, budget in zip(street, start, end, left, strict=True)
        if budget >= 0 and not whole[one]
    ]


def _shares(costs: WalkCosts, places: Snapped) -> Floats:
    """Return where on its street each place lies; 0 where there is no street at all."""
    if not len(costs.network.length):
        return np.zeros(len(places.index))
    return share_along(costs.network, places)


def _share_walked(budget: Floats, cost: Floats) -> Floats:
    """Return which share of each street its budget is enough for, 0 to 1."""
    share = np.zeros(np.broadcast(budget, cost).shape)
    enough = budget >= 0
    # a street of no length is walked in no time
    np.divide(budget, cost, out=share, where=enough & (cost > 0))
    share[enough & (cost == 0)] = 1.0
    return np.minimum(share, 1.0)


def _piece(line: shapely.LineString, start: float, end: float) -> BaseGeometry:
    return substring(line, float(start), float(end), normalized=True)


def _area(lines: Sequence[BaseGeometry]) -> BaseGeometry:
    if not lines:
        return shapely.Polygon()
    around = shapely.buffer(np.array(lines, dtype=object), BESIDE_M, quad_segs=CORNER_SEGMENTS)
    return shapely.simplify(shapely.union_all(around), TOLERANCE_M)
