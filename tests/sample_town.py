"""A town of nine crossings, small enough to compute by hand.

Streets form a 2 x 2 grid of 200 m blocks with the south-west corner at (475000, 5706000)
in EPSG:25833; node n at row r, column c has number 3 * r + c.
"""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

import geopandas as gpd
from shapely import LineString, Point, Polygon, box

from biwaq_geo.domain.branches import Branch
from biwaq_geo.domain.origin import Origin
from biwaq_geo.domain.towns import TownProfile
from biwaq_geo.domain.units import CommercialUnit, DatePrecision, UnitKind, UnitState

X0, Y0, BLOCK = 475_000.0, 5_706_000.0, 200.0
EPSG = 25833

PROFILE = TownProfile(
    key="musterstadt",
    name="Musterstadt",
    epsg=EPSG,
    origin=Origin.DEMO,
    source="made by hand for tests",
    as_of=date(2026, 5, 1),
    inhabitants=2_400,
)


def node(number: int) -> tuple[float, float]:
    return X0 + BLOCK * (number % 3), Y0 + BLOCK * (number // 3)


def _frame(rows: Mapping[str, Mapping[str, object]]) -> gpd.GeoDataFrame:
    frame = gpd.GeoDataFrame.from_dict(dict(rows), orient="index", crs=EPSG)
    frame.index.name = "id"
    return frame


def _street(u: int, v: int, name: str) -> Mapping[str, object]:
    return {
        "u": u,
        "v": v,
        "kind": "residential",
        "name": name,
        "origin": "demo",
        "one_way": None,
        "surface": None,
        "wheelchair": None,
        "geometry": LineString([node(u), node(v)]),
    }


def _block(x: float, y: float) -> Polygon:
    return box(X0 + x, Y0 + y, X0 + x + 20, Y0 + y + 15)


def layers() -> dict[str, gpd.GeoDataFrame]:
    pairs = [(3 * r + c, 3 * r + c + 1) for r in range(3) for c in range(2)]
    pairs += [(3 * r + c, 3 * r + c + 3) for r in range(2) for c in range(3)]
    across = ("Südweg", "Hauptstraße", "Nordweg")
    streets = {
        f"s{i}": _street(u, v, across[u // 3] if v == u + 1 else f"Querstraße {u % 3 + 1}")
        for i, (u, v) in enumerate(pairs)
    }
    buildings = {
        f"b{i}": {
            "kind": "mixed" if i < 4 else "residential",
            "levels": 3.0,
            "inhabitants": 100.0 * (i + 1),
            "address": f"Hauptstraße {i + 1}",
            "origin": "demo",
            "geometry": _block(40 + 90 * (i % 4), 210 if i < 4 else 10),
        }
        for i in range(8)
    }
    sections = {
        "sec1": {
            "name": "Hauptstraße, westlicher Teil",
            "axis": "Hauptstraße",
            "street_score": 40.0,
            "scored_on": "2026-05-01",
            "origin": "demo",
            "geometry": LineString([node(3), node(4)]),
        },
        "sec2": {
            "name": "Hauptstraße, östlicher Teil",
            "axis": "Hauptstraße",
            "street_score": None,
            "scored_on": None,
            "origin": "demo",
            "geometry": LineString([node(4), node(5)]),
        },
    }
    west = box(X0 - 50, Y0 - 50, X0 + 200, Y0 + 450)
    east = box(X0 + 200, Y0 - 50, X0 + 450, Y0 + 450)
    areas = {
        key: {
            "name": name,
            "inhabitants": inhabitants,
            "participants": participants,
            "counted_on": "2026-06-30",
            "origin": "demo",
            "geometry": shape,
        }
        for key, name, inhabitants, participants, shape in (
            ("a1", "West", 1_200, 25.0, west),
            ("a2", "Ost", 1_200, None, east),
        )
    }
    return {
        "boundary": _frame({"t": {"name": "Musterstadt", "geometry": west.union(east)}}),
        "streets": _frame(streets),
        "sections": _frame(sections),
        "buildings": _frame(buildings),
        "areas": _frame(areas),
        "services": _frame(
            {
                "v1": {
                    "kind": "supermarket",
                    "name": "Markt (Demo)",
                    "origin": "demo",
                    "source": None,
                    "as_of": None,
                    "geometry": Point(X0 + 200, Y0 + 400),
                }
            }
        ),
        "sites": _frame(
            {
                "g1": {
                    "site": "Glasfachschule",
                    "name": "Villa",
                    "phase": "empty",
                    "floor_area_m2": None,
                    "origin": "demo",
                    "source": "",
                    "as_of": None,
                    "note": None,
                    "geometry": _block(300, 310),
                }
            }
        ),
    }


def unit(number: int, state: UnitState = UnitState.USED, **values: object) -> CommercialUnit:
    """Unit `number` (0 to 7) stands in front of building `number` on Hauptstraße."""
    used = state in {UnitState.USED, UnitState.IMPENDING}
    fields: dict[str, object] = {
        "unit_id": UUID(int=number + 1),
        "address": f"Hauptstraße {number + 1}",
        "kind": UnitKind.SHOP,
        "state": state,
        "location": Point(X0 + 50 + 90 * (number % 4), Y0 + 208),
        "observed_on": date(2026, 5, 1),
        "origin": Origin.DEMO,
        "building_id": f"b{number}",
        "since": date(2024, 3, 1),
        "since_precision": DatePrecision.MONTH,
        "floor_area_m2": 50.0 + 10 * number,
        "frontage_m": 5.0 + number,
        "branch": Branch.BAKERY_BUTCHER if used else None,
        "occupant": f"Bäckerei {number} (Demo)" if used else None,
    }
    return CommercialUnit(**(fields | values))  # type: ignore[arg-type]


def units() -> list[CommercialUnit]:
    """Eight units: five used, two vacant (one without area), one in interim use."""
    states = [UnitState.USED] * 5 + [UnitState.VACANT] * 2 + [UnitState.INTERIM]
    made = [unit(i, state) for i, state in enumerate(states)]
    made[6] = unit(6, UnitState.VACANT, floor_area_m2=None)
    return made
