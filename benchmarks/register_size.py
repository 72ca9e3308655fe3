"""A register of 10,000 units with 100,000 events: opening, any day, list, save, after a kill.

Run from the project's folder: `python -m benchmarks.register_size`. The days are as far from
the states that the store keeps as a day can be. The kills hit a process that saves without a
pause; what opens the register afterwards is a new process each time.
"""

import gc
import random
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from multiprocessing import get_context
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter, process_time
from typing import cast
from uuid import UUID

from sqlalchemy import bindparam, update

from biwaq_geo.adapters.store import SqliteStore, create_store, open_store
from biwaq_geo.adapters.store.states import _STEP
from biwaq_geo.adapters.store.subjects import subject
from biwaq_geo.adapters.store.transaction import SqlTransaction, _By
from biwaq_geo.domain.events import Action
from biwaq_geo.domain.record_json import record_to_json
from biwaq_geo.domain.units import CommercialUnit, UnitState
from tests.sample_town import EPSG, unit
from tests.store_workers import write_without_end

UNITS, SAVES_EACH = 10_000, 9
CHANGED = ("state", "occupant", "observed_on", "version")
STATES = ("used", "vacant", "interim")
RUNS, KILLS = 7, 5

NEW_PROCESS = """
import sys
from pathlib import Path
from time import perf_counter, process_time
start = perf_counter(), process_time()
from biwaq_geo.adapters.store import open_store
loaded = perf_counter(), process_time()
store = open_store(Path(sys.argv[1]))
opened = perf_counter(), process_time()
store.units()
for since in (loaded, start):
    until = opened if since is loaded else (perf_counter(), process_time())
    print(*(1000 * (b - a) for a, b in zip(since, until)))
"""
"""Opens a register; prints the times of opening, and of loading, opening and listing."""

Times = tuple[float, float]
"""By the clock and of the processor, milliseconds."""


def first_units() -> list[CommercialUnit]:
    """Return the units as they are recorded first."""
    return [
        unit(0, unit_id=UUID(int=number + 1), address=f"Straße {number // 40} {number % 40 + 1}")
        for number in range(UNITS)
    ]


def fill(path: Path) -> None:
    """Write the register: every unit is added and then saved nine times, in mixed order."""
    units = first_units()
    create_store(path, srid=EPSG, town="large", units=units)
    store = open_store(path)
    dice = random.Random(3)  # noqa: S311 -- the same register each time
    known = [record_to_json(one) for one in units]
    for _ in range(SAVES_EACH):
        dice.shuffle(known)
        save_all(store, known, dice)
    store.close()


def save_all(store: SqliteStore, known: list[dict[str, object]], dice: random.Random) -> None:
    """Save every unit once, in a few statements: one by one it would take minutes."""
    changed = []
    for values in known:
        new = {
            "state": dice.choice(STATES),
            "occupant": f"Laden {dice.randrange(1000)} (Demo)",
            "observed_on": f"2026-05-{dice.randrange(1, 29):02d}",
            "version": cast("int", values["version"]) + 1,
        }
        pairs = {name: (values[name], value) for name, value in new.items()}
        values.update(new)
        changed.append((values, pairs))
    kept = subject(store.made, CommercialUnit)
    with store.transaction() as begun:
        tx = cast("SqlTransaction", begun)
        tx._record(kept, changed, _By("benchmark", Action.EDITED))  # noqa: SLF001 -- see above
        tx._connection.execute(  # noqa: SLF001
            update(kept.table)
            .where(kept.table.c.unit_id == bindparam("id"))
            .values({name: bindparam(f"new_{name}") for name in CHANGED}),
            [{"id": v["unit_id"], **{f"new_{n}": v[n] for n in CHANGED}} for v in known],
        )


def measure(path: Path) -> None:
    """Fill the register and print what each part takes."""
    show("writing it", [milliseconds(lambda: fill(path))])
    # what the writing has left behind would slow down what follows
    gc.collect()
    gc.freeze()
    show("opening, every check", [milliseconds(lambda: open_store(path).close())])
    store = open_store(path)
    show("all units, first time", [milliseconds(store.units)])
    # what the server does once beside its first page
    show("the way to the beginning", [milliseconds(lambda: store.units(at_revision=1))])
    gc.freeze()
    days = range(1_000, store.revision(), 2 * _STEP)
    show("any day, for the first time", [any_day(store, revision) for revision in days])
    # of sorted lists the store keeps the last few, of states all that were seen
    show("a day that was seen before", [any_day(store, revision) for revision in days[:RUNS]])
    show("list with filter", [milliseconds(lambda: vacant(store)) for _ in range(RUNS)])
    show("save", [milliseconds(lambda: save(store)) for _ in range(RUNS)])
    show("all units after a save", [after_a_save(store) for _ in range(RUNS)])
    store.close()
    opened, listed = zip(*(after_a_kill(path) for _ in range(KILLS)), strict=True)
    show("opening after a kill", opened)
    show("the same, loaded and listed", listed)


def any_day(store: SqliteStore, revision: int) -> Times:
    """Return the time for the state after that event, in the middle between two kept ones."""
    return milliseconds(lambda: store.units(at_revision=revision))


def vacant(store: SqliteStore) -> list[CommercialUnit]:
    """Return the list that a person asks for: vacant units of some streets."""
    return [
        one
        for one in store.units()
        if one.state is UnitState.VACANT and one.address.startswith("Straße 1")
    ]


def save(store: SqliteStore) -> None:
    """Save one unit as a person does."""
    old = store.unit(UUID(int=77))
    with store.transaction() as tx:
        tx.save(replace(old, version=old.version + 1), action=Action.EDITED, actor="benchmark")


def after_a_save(store: SqliteStore) -> Times:
    """Return the time for the list that is to show a save."""
    save(store)
    return milliseconds(store.units)


def after_a_kill(path: Path) -> list[Times]:
    """Kill a writer in its work and return the times of `NEW_PROCESS`."""
    context = get_context("forkserver")
    here, there = context.Pipe(duplex=False)
    ids = [UUID(int=number + 1) for number in range(3)]
    writer = context.Process(target=write_without_end, args=(path, ids, there))
    writer.start()
    here.recv()
    writer.kill()
    writer.join()
    command = [sys.executable, "-c", NEW_PROCESS, str(path)]
    told = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    clock_and_cpu = [line.split() for line in told.splitlines()]
    return [(float(clock), float(cpu)) for clock, cpu in clock_and_cpu]


def milliseconds(work: Callable[[], object]) -> Times:
    """Return how long the work takes by the clock, and how much of that the processor works."""
    start, cpu = perf_counter(), process_time()
    work()
    return 1000 * (perf_counter() - start), 1000 * (process_time() - cpu)


def show(what: str, times: Sequence[Times]) -> None:
    """Print the median and the worst time."""
    clock, cpu = zip(*times, strict=True)
    print(
        f"{what:28} {median(clock):8.0f} ms, worst {max(clock):6.0f} ms"
        f"   (processor {median(cpu):6.0f} ms, worst {max(cpu):6.0f} ms)",
        flush=True,
    )


def main() -> None:
    """Print the times."""
    with TemporaryDirectory() as folder:
        measure(Path(folder) / "register.store")


if __name__ == "__main__":
    main()
