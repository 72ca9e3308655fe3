"""Search in a made-up town of 10,000 units and 8,000 buildings: one keystroke after another.

Run from the project's folder: `python -m benchmarks.search`. Each start of each question is
typed once, as a person types it; the first answer, which makes the index, is told apart.
"""

from datetime import date
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter
from uuid import UUID

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from biwaq_geo.adapters.towns import FolderLibrary
from biwaq_geo.domain.origin import Origin
from biwaq_geo.domain.towns import BASE_LAYERS, TownProfile
from biwaq_geo.domain.units import CommercialUnit, UnitKind, UnitState
from biwaq_geo.services.ports import Town
from biwaq_geo.services.search.find import find

UNITS, BUILDINGS, STREETS, SIDE_M = 10_000, 8_000, 400, 6_000.0
CRS = 25833
FIRST = ("Muskauer", "Görlitzer", "Bautzener", "Berliner", "Forster", "Spremberger", "Cottbuser")
SECOND = ("Straße", "Weg", "Allee", "Platz", "Gasse")
TRADES = ("Bäckerei", "Friseur", "Blumen", "Schuhhaus", "Optik", "Küchenstudio", "Apotheke")
TYPED = ("muskauer str 12", "berlinerstrasse 7a", "gorlitzer alee 3", "friseur nord 400", "optik")


def street(number: int) -> str:
    """Return the name of a street."""
    part = f" {number // 35}" if number >= len(FIRST) * len(SECOND) else ""
    return f"{FIRST[number % 7]}{part and f' Siedlung{part}'} {SECOND[number // 7 % 5]}"


def made_up(folder: Path) -> Town:
    """Return the town."""
    draw = np.random.default_rng(4)
    xy = 475_000 + draw.uniform(0, SIDE_M, (BUILDINGS, 2)) + np.array([0, 5_231_000])
    west, south, east, north = *xy.min(axis=0) - 50, *xy.max(axis=0) + 50
    boundary = gpd.GeoDataFrame(
        {"name": ["Musterstadt"]},
        geometry=[shapely.box(west, south, east, north)],
        index=pd.Index(["t"], name="id"),
        crs=CRS,
    )
    addresses = [f"{street(i % STREETS)} {i // STREETS + 1}" for i in range(BUILDINGS)]
    buildings = gpd.GeoDataFrame(
        {
            "kind": "mixed",
            "levels": 3.0,
            "inhabitants": 4.0,
            "address": addresses,
            "origin": "demo",
        },
        geometry=shapely.box(xy[:, 0], xy[:, 1], xy[:, 0] + 12, xy[:, 1] + 9),
        index=pd.Index([f"b{i}" for i in range(BUILDINGS)], name="id"),
        crs=CRS,
    )
    lines = shapely.linestrings(np.stack([xy[:STREETS], xy[:STREETS] + 300], axis=1))
    streets = gpd.GeoDataFrame(
        {
            "u": range(0, 2 * STREETS, 2),
            "v": range(1, 2 * STREETS, 2),
            "kind": "residential",
            "name": [street(i) for i in range(STREETS)],
            "origin": "demo",
        },
        geometry=lines,
        index=pd.Index([f"s{i}" for i in range(STREETS)], name="id"),
        crs=CRS,
    )
    states = (UnitState.USED, UnitState.USED, UnitState.VACANT)
    units = [
        CommercialUnit(
            unit_id=UUID(int=i + 1),
            address=addresses[i % BUILDINGS],
            kind=UnitKind.SHOP,
            state=states[i % 3],
            location=shapely.Point(xy[i % BUILDINGS]),
            observed_on=date(2026, 5, 1),
            origin=Origin.DEMO,
            position="EG links" if i >= BUILDINGS else "",
            occupant=f"{TRADES[i % 7]} Nord {i}" if i % 3 < 2 else None,
        )
        for i in range(UNITS)
    ]
    profile = TownProfile(
        "musterstadt", "Musterstadt", CRS, Origin.DEMO, "made up", date(2026, 5, 1)
    )
    return FolderLibrary(folder).create(
        profile,
        layers={"boundary": boundary, "streets": streets, "buildings": buildings},
        units=units,
    )


def milliseconds(town: Town, typed: str) -> float:
    """Return the time of one answer."""
    start = perf_counter()
    find(town, typed, kind_words={})
    return 1000 * (perf_counter() - start)


def main() -> None:
    """Print the times."""
    with TemporaryDirectory() as folder:
        town = made_up(Path(folder))
        # what every page of the map has read already
        town.store.units()
        for name in BASE_LAYERS:
            town.layer(name)
        print(f"first answer, with the index  {milliseconds(town, TYPED[0]):8.1f} ms")
        starts = [typed[:end] for typed in TYPED for end in range(2, len(typed) + 1)]
        times = sorted(milliseconds(town, start) for start in starts)
        print(f"keystrokes                    {len(times):8d}")
        print(f"median                        {median(times):8.1f} ms")
        print(f"slowest                       {times[-1]:8.1f} ms")


if __name__ == "__main__":
    main()
