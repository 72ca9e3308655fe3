"""A list of 10,000 rows against a register of 10,000 units: reading, mapping, plan, saving.

Run from the project's folder: `python -m benchmarks.import_plan [ROWS]`. Half of the rows
speak of units that the register has, half of new ones; every row has an address, coordinates,
a state, a day, an area and a branch.
"""

import random
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter, process_time
from uuid import UUID

import geopandas as gpd
import shapely

from biwaq_geo.adapters.towns import FolderLibrary
from biwaq_geo.adapters.unit_files import read_unit_file
from biwaq_geo.domain.units import CommercialUnit
from biwaq_geo.services.import_units.asking import questions
from biwaq_geo.services.import_units.mapping import Mapping, propose_mapping
from biwaq_geo.services.import_units.plan import ImportPlan, Outcome
from biwaq_geo.services.import_units.planning import plan_import
from biwaq_geo.services.import_units.raw_table import Answers, RawTable
from biwaq_geo.services.import_units.run import run_import
from biwaq_geo.services.ports import Town
from tests.sample_town import EPSG, PROFILE, X0, Y0, layers, unit

ROWS, RUNS = 10_000, 5
ACROSS = 100
"""Units in a row of the grid that the town is."""

STEP_M = 40.0
TODAY = date(2026, 11, 22)
BRANCHES = ("Bäckerei", "Café", "Friseur", "Apotheke", "Mode")
STATES = ("leer", "genutzt", "Leerstand")


def address(number: int) -> str:
    """Return the address of a unit of the grid."""
    return f"Straße {number // ACROSS} {number % ACROSS + 1}"


def place(number: int) -> tuple[float, float]:
    """Return where a unit of the grid stands, metres in the CRS of the sample town."""
    return X0 + STEP_M * (number % ACROSS), Y0 + STEP_M * (number // ACROSS)


def large_town(folder: Path, rows: int) -> Town:
    """Make a town with a building for each of twice as many units, half of them recorded."""
    boxes = [shapely.box(x - 5, y - 5, x + 5, y + 5) for x, y in map(place, range(2 * rows))]
    buildings = gpd.GeoDataFrame(
        {
            "kind": "mixed",
            "levels": 3.0,
            "inhabitants": 4.0,
            "address": [address(number) for number in range(2 * rows)],
            "origin": "demo",
        },
        index=[f"b{number}" for number in range(2 * rows)],
        geometry=boxes,
        crs=EPSG,
    )
    buildings.index.name = "id"
    boundary = layers()["boundary"].copy()
    boundary.geometry = [shapely.box(*buildings.total_bounds).buffer(200)]
    recorded = [
        unit(
            0,
            unit_id=_key(number),
            address=address(number),
            building_id=f"b{number}",
            location=shapely.Point(*place(number)),
        )
        for number in range(0, 2 * rows, 2)
    ]
    town = FolderLibrary(folder).create(
        PROFILE, layers=layers() | {"boundary": boundary, "buildings": buildings}, units=recorded
    )
    town.layer("buildings")
    return town


def _key(number: int) -> UUID:
    return UUID(int=number + 1)


def a_list(rows: int) -> bytes:
    """Return a list as an office would hand it over: the first `rows` units of the grid."""
    dice = random.Random(3)  # noqa: S311 -- the same list each time
    lines = ["Adresse;Rechtswert;Hochwert;Zustand;Leerstand seit;Fläche m²;Branche"]
    for number in range(rows):
        x, y = place(number)
        street = address(number).replace("Straße", "STR.") if number % 3 else address(number)
        lines.append(
            f"{street};{x:.1f};{y:.1f};{dice.choice(STATES)};"
            f"{dice.randrange(1, 28)}.{dice.randrange(1, 7)}.2026;"
            f"{dice.randrange(20, 400)},5;{dice.choice(BRANCHES)}"
        )
    return "\r\n".join(lines).encode("cp1252")


def timed(name: str, call: Callable[[], object], *, runs: int = RUNS) -> None:
    """Print how long the call takes, by the clock and of the processor."""
    clock, work = [], []
    for _ in range(runs):
        began, worked = perf_counter(), process_time()
        call()
        clock.append(1000 * (perf_counter() - began))
        work.append(1000 * (process_time() - worked))
    print(f"{name:<24}{median(clock):8.0f} ms {max(clock):8.0f} ms {median(work):10.0f} ms")


def main() -> None:
    """Print the table."""
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else ROWS
    with TemporaryDirectory() as folder:
        town, data = large_town(Path(folder), rows), a_list(rows)
        table = read_unit_file(data, file_name="leerstand.csv")
        mapping = propose_mapping(table, as_of=TODAY)
        asked = questions(town, table, mapping)
        answers = Answers(**{each.topic.value: each.proposal for each in asked})
        print(f"{'':<24}{'median':>8}    {'worst':>8}    {'processor':>10}")
        timed("reading the file", lambda: read_unit_file(data, file_name="leerstand.csv"))
        timed("proposing the columns", lambda: propose_mapping(table, as_of=TODAY))
        timed("what is to be asked", lambda: questions(town, table, mapping))
        plan = _plan(town, table, mapping, answers)
        timed("plan", lambda: _plan(town, table, mapping, answers))
        timed("saving it all", lambda: run_import(town.store, plan, actor="ab"), runs=1)
        print({outcome.value: plan.count(outcome) for outcome in Outcome})
        print(len(town.store.records(CommercialUnit)), "units in the register")
        town.store.close()


def _plan(town: Town, table: RawTable, mapping: Mapping, answers: Answers) -> ImportPlan:
    return plan_import(town, lambda: TODAY, table=table, mapping=mapping, answers=answers)


if __name__ == "__main__":
    main()
