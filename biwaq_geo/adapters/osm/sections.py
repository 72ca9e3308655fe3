"""Shopping streets, derived from where the units stand."""

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from shapely import LineString
from shapely.ops import linemerge, substring

from biwaq_geo.adapters.osm.nearest import nearest
from biwaq_geo.domain.origin import Origin
from biwaq_geo.domain.units import CommercialUnit

MIN_UNITS = 3
"""A street with fewer units is no shopping street."""
PIECE_M = 150.0
"""Longest section in metres, give or take a twentieth."""
FRONT_M = 40.0
"""A unit farther than this from a street does not front it."""
_SPARE = 0.05
"""A street that is a little longer than a whole number of pieces gets none more."""
_STUB_M = 20.0
"""Shorter bits at crossings and lay-bys are no section, if the street has longer ones."""


def sections(units: Sequence[CommercialUnit], streets: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Return pieces of at most `PIECE_M` of the streets with units, where units front them.

    The street score stays missing: nobody has looked. Pieces without a unit are left out.
    """
    named = streets[streets["name"].notna()]
    points = gpd.GeoDataFrame(
        geometry=[unit.location for unit in units],
        index=pd.Index([str(unit.unit_id) for unit in units], dtype=object),
        crs=streets.crs,
    )
    edge_of = nearest(points, named, within_m=FRONT_M)
    street_of = {unit: str(named["name"][edge]) for unit, edge in edge_of.items()}
    counts = Counter(street_of.values())
    rows = []
    for street in sorted(name for name, count in counts.items() if count >= MIN_UNITS):
        here = points.geometry[[unit for unit, name in street_of.items() if name == street]]
        pieces = list(_pieces(list(named.geometry[named["name"] == street])))
        pieces = [piece for piece in pieces if piece.length >= _STUB_M] or pieces
        fronted = set(shapely.STRtree(pieces).nearest(np.asarray(here)))
        rows += [(street, pieces[i]) for i in sorted(fronted)]
    return _layer(rows, crs=streets.crs)


def _pieces(lines: Sequence[Any]) -> Iterator[LineString]:
    """Cut the merged lines of one street into pieces of equal length, west to east."""
    merged = linemerge(lines) if len(lines) > 1 else lines[0]
    for part in sorted(shapely.get_parts(merged), key=lambda line: line.bounds):
        west_to_east = part if part.coords[0] <= part.coords[-1] else part.reverse()
        count = max(1, math.ceil(part.length / PIECE_M - _SPARE))
        step = part.length / count
        for n in range(count):
            yield LineString(substring(west_to_east, n * step, (n + 1) * step).coords)


def _layer(rows: Sequence[tuple[str, LineString]], *, crs: Any) -> gpd.GeoDataFrame:
    numbers = Counter[str]()
    names = []
    for street, _ in rows:
        numbers[street] += 1
        names.append(f"{street} {numbers[street]}")
    return gpd.GeoDataFrame(
        {
            "name": pd.Series(names, dtype=object),
            "axis": pd.Series([street for street, _ in rows], dtype=object),
            "street_score": pd.Series(math.nan, index=range(len(rows))),
            "scored_on": pd.Series([None] * len(rows), dtype=object),
            "origin": Origin.ESTIMATE.value,
        },
        geometry=[piece for _, piece in rows],
        crs=crs,
    ).set_index(pd.Index([f"sec{n}" for n in range(1, len(rows) + 1)], name="id", dtype=object))
