"""The table of key figures at 500 and 10,000 units: first, after a save, again; all places.

Run from the project's folder: `python -m benchmarks.kpis`. The peer is pandas: the register as
one table of units and places, and every rate by `groupby`, as somebody would do it in a
notebook. It knows no history, so it is held against the rates of the same places only; both
must come to the same values.
"""

import random
import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import process_time
from uuid import UUID

import geopandas as gpd
import pandas as pd
from shapely import LineString, Point, box

from biwaq_geo.adapters.store import SqliteStore, create_store, open_store
from biwaq_geo.analysis.kpis.catalogue import OF_A_DAY
from biwaq_geo.analysis.kpis.kpi import Kpi, seen
from biwaq_geo.analysis.kpis.places import TOWN, Place
from biwaq_geo.domain.events import Action
from biwaq_geo.domain.fields import Audience
from biwaq_geo.domain.unit_values import STOCK, VACANT
from biwaq_geo.domain.units import CommercialUnit, UnitState
from biwaq_geo.services.kpis.facts import places
from biwaq_geo.services.kpis.readings import KpiBook
from tests import sample_town
from tests.sample_catalogues import catalogues
from tests.sample_town import EPSG, X0, Y0, unit

SIZES = (500, 10_000)
RUNS = 7
AXES, AXIS_M, APART_M = 10, 1_000.0, 100.0
STATES = (UnitState.USED, UnitState.USED, UnitState.USED, UnitState.VACANT, UnitState.INTERIM)
FIRST, SHOWN = date(2024, 1, 2), date(2026, 3, 1)
CATALOGUES = catalogues()


@dataclass
class BigTown:
    """A town of ten straight axes with units along them, and two areas."""

    store: SqliteStore
    layers: dict[str, gpd.GeoDataFrame]
    profile = sample_town.PROFILE

    def layer(self, name: str) -> gpd.GeoDataFrame:
        """Return a base layer."""
        return self.layers[name]


def layers() -> dict[str, gpd.GeoDataFrame]:
    """Return the base layers: axes of ten sections each, areas side by side."""
    made = sample_town.layers()
    rows = {
        f"sec{axis}_{part}": {
            "name": f"Achse {axis}, Abschnitt {part}",
            "axis": f"Achse {axis}",
            "street_score": 40.0 + part,
            "scored_on": "2024-01-01",
            "origin": "demo",
            "geometry": LineString(
                [
                    (X0 + 100 * part, Y0 + APART_M * axis),
                    (X0 + 100 * (part + 1), Y0 + APART_M * axis),
                ]
            ),
        }
        for axis in range(AXES)
        for part in range(10)
    }
    made["sections"] = gpd.GeoDataFrame.from_dict(rows, orient="index", crs=EPSG)
    areas = made["areas"].copy()
    high = Y0 + APART_M * AXES
    areas.geometry = [box(X0 + x, Y0 - 50, X0 + x + 500, high) for x in (0, 500)]
    return made | {"areas": areas}


def first_units(count: int) -> list[CommercialUnit]:
    """Return units along the axes, each with area, front, branch and a day since when."""
    dice = random.Random(7)  # noqa: S311 -- the same town each time
    return [
        unit(
            0,
            dice.choice(STATES),
            unit_id=UUID(int=number + 1),
            address=f"Achse {number % AXES} {number // AXES + 1}",
            location=Point(
                X0 + dice.uniform(1, AXIS_M - 1),
                Y0 + APART_M * (number % AXES) + dice.uniform(-9, 9),
            ),
            floor_area_m2=float(dice.randrange(30, 300)),
            frontage_m=float(dice.randrange(3, 20)),
            since=date(2023, 1, 1) + timedelta(days=dice.randrange(300)),
        )
        for number in range(count)
    ]


def grown(path: Path, units: list[CommercialUnit]) -> SqliteStore:
    """Write a register in which half of the units change hands once, over two years."""
    at = datetime(FIRST.year, FIRST.month, FIRST.day, 11, tzinfo=UTC)
    create_store(path, srid=EPSG, town="musterstadt", units=units, now=lambda: at)
    dice = random.Random(11)  # noqa: S311 -- the same history each time
    for quarter in range(8):
        day = FIRST + timedelta(days=91 * (quarter + 1))
        now = datetime(day.year, day.month, day.day, 11, tzinfo=UTC)
        store = open_store(path, now=lambda now=now: now)
        with store.transaction() as tx:
            for one in units[quarter::16]:
                state = dice.choice([each for each in STATES if each is not one.state])
                changed = replace(one, state=state, since=day, observed_on=day, version=2)
                tx.save(changed, action=Action.MARKED, actor="benchmark")
        store.close()
    return open_store(path)


def table(town: BigTown, book: KpiBook, place: Place, kpis: list[Kpi]) -> None:
    """Read every figure that a day has at once, as the page does."""
    book.readings(town, CATALOGUES, place, kpis, day=SHOWN, revision=town.store.revision())


def by_pandas(town: BigTown) -> pd.DataFrame:
    """Return the rates of all axes by `groupby`, from a table made anew."""
    listed = town.store.units()
    frame = gpd.GeoDataFrame(
        {
            "state": [one.state for one in listed],
            "area": [one.floor_area_m2 for one in listed],
            "front": [one.frontage_m for one in listed],
        },
        geometry=[one.location for one in listed],
        crs=EPSG,
    )
    sections = town.layer("sections")
    joined = frame.sjoin_nearest(sections[["axis", "geometry"]], max_distance=40.0)
    joined = joined[joined["state"].isin(STOCK)]
    empty = joined["state"].isin(VACANT)
    by_axis = joined.assign(
        units=empty,
        interim=joined["state"].eq(UnitState.INTERIM),
        empty_area=joined["area"].where(empty, 0.0),
        empty_front=joined["front"].where(empty, 0.0),
    ).groupby("axis")
    summed = by_axis[["area", "front", "empty_area", "empty_front"]].sum()
    return (
        by_axis[["units", "interim"]]
        .mean()
        .assign(
            by_area=summed["empty_area"] / summed["area"],
            by_front=summed["empty_front"] / summed["front"],
        )
    )


RATES = {
    "units": "vacancy_rate_units",
    "interim": "interim_share",
    "by_area": "vacancy_rate_area",
    "by_front": "vacancy_rate_frontage",
}


def ours(town: BigTown, book: KpiBook) -> pd.DataFrame:
    """Return the same rates of the same axes from the key figures."""
    wanted = [one for one in OF_A_DAY if one.key in RATES.values()]
    rows = {}
    for place in places(town)[1 : AXES + 1]:
        found = book.readings(
            town, CATALOGUES, place, wanted, day=SHOWN, revision=town.store.revision()
        )
        rows[place.key] = {name: found[key].value for name, key in RATES.items()}
    return pd.DataFrame.from_dict(rows, orient="index")


def milliseconds(work: Callable[[], object]) -> float:
    """Return how much time of the processor it takes."""
    start = process_time()
    work()
    return 1000 * (process_time() - start)


def show(what: str, times: list[float]) -> float:
    """Print the median with the slowest, and return the median."""
    sys.stdout.write(f"  {what:<52}{median(times):>10.1f} ms   (slowest {max(times):.1f})\n")
    return median(times)


def measure(count: int, folder: Path) -> None:
    """Print the times of one size."""
    town = BigTown(grown(folder / f"{count}.store", first_units(count)), layers())
    sys.stdout.write(f"{count} units, {town.store.revision()} events\n")
    town.store.units()
    kpis = seen(OF_A_DAY, audience=Audience.CONFIDENTIAL, place=TOWN.kind)
    book = KpiBook()
    show("whole table, first time", [milliseconds(lambda: table(town, book, TOWN, kpis))])
    show(
        "the same again", [milliseconds(lambda: table(town, book, TOWN, kpis)) for _ in range(RUNS)]
    )
    saved = []
    for number in range(RUNS):
        old = town.store.unit(UUID(int=number + 1))
        with town.store.transaction() as tx:
            tx.save(
                replace(old, version=old.version + 1, position=f"L {number}"),
                action=Action.EDITED,
                actor="benchmark",
            )
        town.store.units()
        saved.append(milliseconds(lambda: table(town, book, TOWN, kpis)))
    show("whole table after a save", saved)
    against_pandas(town)
    town.store.close()


def against_pandas(town: BigTown) -> None:
    """Print how long the rates of all axes take here and by pandas, and check that they agree."""
    kept = KpiBook()
    pd.testing.assert_frame_equal(
        by_pandas(town).sort_index(), ours(town, kept).sort_index(), check_names=False
    )
    anew, warm, peer = (
        show(what, [milliseconds(work) for _ in range(RUNS)])
        for what, work in (
            ("rates of ten axes, nothing kept", lambda: ours(town, KpiBook())),
            ("rates of ten axes, again", lambda: ours(town, kept)),
            ("pandas: the same rates by groupby", lambda: by_pandas(town)),
        )
    )
    sys.stdout.write(f"  {'pandas ÷ ours, nothing kept':<52}{peer / anew:>10.2f}\n")
    sys.stdout.write(f"  {'pandas ÷ ours, again':<52}{peer / warm:>10.0f}\n")


def main() -> None:
    """Measure both sizes."""
    with TemporaryDirectory() as folder:
        for count in SIZES:
            measure(count, Path(folder))


if __name__ == "__main__":
    main()
