"""A made-up town of any size: blocks of houses between streets, shops along them."""

from datetime import date
from math import ceil
from uuid import UUID

import geopandas as gpd
import numpy as np
import shapely
from shapely import box

from biwaq_geo.domain.branches import Branch
from biwaq_geo.domain.origin import Origin
from biwaq_geo.domain.towns import TownProfile
from biwaq_geo.domain.units import CommercialUnit, DatePrecision, UnitKind, UnitState

EPSG = 25833
X0, Y0, BLOCK_M = 460_000.0, 5_700_000.0, 90.0
BUILDINGS, STREETS, UNITS = 8_000, 2_000, 500
"""Of a town of size 1."""

PER_BLOCK = 8
SEED = 20_261
STATES = (UnitState.USED, UnitState.VACANT, UnitState.INTERIM, UnitState.IMPENDING)


def profile(size: int) -> TownProfile:
    """Return the profile of a town `size` times as large as the small one."""
    return TownProfile(
        key=f"messstadt-{size}",
        name=f"Messstadt {size}",
        epsg=EPSG,
        origin=Origin.DEMO,
        source="python -m benchmarks.map",
        as_of=date(2026, 11, 30),
        inhabitants=15_000 * size,
    )


def layers(size: int) -> dict[str, gpd.GeoDataFrame]:
    """Return boundary, streets and buildings."""
    side = ceil((BUILDINGS * size / PER_BLOCK) ** 0.5)
    return {
        "boundary": _frame({"name": ["Messstadt"]}, [box(X0, Y0, *_corner(side))]),
        "streets": _streets(size, side),
        "buildings": _buildings(size, side),
    }


def units(size: int) -> list[CommercialUnit]:
    """Return shops in several states, each at a house."""
    chance = np.random.default_rng(SEED)
    side = ceil((BUILDINGS * size / PER_BLOCK) ** 0.5)
    places = chance.uniform(0.02, 0.98, (UNITS * size, 2)) * side * BLOCK_M + (X0, Y0)
    return [
        CommercialUnit(
            unit_id=UUID(int=number + 1),
            address=f"Straße {number % (STREETS * size)} Nr. {number % 90 + 1}",
            kind=UnitKind.SHOP,
            state=STATES[number % len(STATES)],
            location=place,
            observed_on=date(2026, 5, 1),
            origin=Origin.DEMO,
            since=date(2024, 3, 1),
            since_precision=DatePrecision.MONTH,
            floor_area_m2=40.0 + number % 200,
            branch=Branch.BAKERY_BUTCHER if number % len(STATES) == 0 else None,
        )
        for number, place in enumerate(shapely.points(places))
    ]


def _corner(side: int) -> tuple[float, float]:
    return X0 + side * BLOCK_M, Y0 + side * BLOCK_M


def _streets(size: int, side: int) -> gpd.GeoDataFrame:
    nodes = side + 1
    row, column = np.divmod(np.arange(nodes * nodes), nodes)
    across = np.flatnonzero(column < side)
    up = np.flatnonzero(row < side)
    pairs = np.concatenate([np.c_[across, across + 1], np.c_[up, up + nodes]])[: STREETS * size]
    ends = np.stack([X0 + column * BLOCK_M, Y0 + row * BLOCK_M], axis=1)[pairs]
    names = [f"Straße {number // 6}" for number in range(len(pairs))]
    line = np.concatenate([row[across], column[up]])[: STREETS * size]
    kinds = np.select([line % 16 == 0, line % 8 == 0], ["secondary", "tertiary"], "residential")
    columns = {
        "u": pairs[:, 0],
        "v": pairs[:, 1],
        "kind": kinds,
        "name": names,
        "origin": "demo",
    }
    return _frame(columns, shapely.linestrings(ends))


def _buildings(size: int, side: int) -> gpd.GeoDataFrame:
    number = np.arange(BUILDINGS * size)
    block, place = np.divmod(number, PER_BLOCK)
    row, column = np.divmod(block, side)
    x = X0 + column * BLOCK_M + 12 + 17 * (place % 4)
    y = Y0 + row * BLOCK_M + 12 + 40 * (place // 4)
    columns = {
        "kind": np.where(number % 9 == 0, "mixed", "residential"),
        "levels": 2.0 + number % 4,
        "inhabitants": 2.0 + number % 7,
        "address": [f"Haus {n}" for n in number],
        "origin": "demo",
    }
    return _frame(columns, shapely.box(x, y, x + 12, y + 14))


def _frame(columns: dict[str, object], shapes: object) -> gpd.GeoDataFrame:
    frame = gpd.GeoDataFrame(columns, geometry=shapes, crs=EPSG)
    frame.index = frame.index.astype(str)
    frame.index.name = "id"
    return frame
