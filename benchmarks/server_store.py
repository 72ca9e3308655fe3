"""Many writers on a PostgreSQL server, and a server that is stopped hard while they save.

Run from the project's folder: `python -m benchmarks.server_store --writers 8 --saves 200`.
It starts a server of its own, as the tests do. First, processes save units: half of the
saves go to one and the same unit, where a version that is no longer the present one is told
to its writer. Then a process adds units without a pause while the server is stopped as by a
crash, again and again; what it was told is compared with what is there.
"""

import argparse
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerContext
from statistics import median
from time import perf_counter
from typing import Any
from uuid import UUID, uuid4

from biwaq_geo.adapters.store.postgres_connect import server_url
from biwaq_geo.adapters.store.postgres_store import new_server_store, open_server_store
from biwaq_geo.domain.errors import EditConflictError, StoreBusyError, StoreUnreachableError
from biwaq_geo.domain.events import Action
from tests.postgres_server import PostgresServer
from tests.sample_town import EPSG, unit

TOWN = "musterstadt"


def main() -> int:
    """Print the figures; return 1 if anything was lost, doubled or silent."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--writers", type=int, default=8)
    parser.add_argument("--saves", type=int, default=200)
    parser.add_argument("--stops", type=int, default=10)
    asked = parser.parse_args()
    context = get_context("forkserver")
    with _server() as server:
        well = many_writers(context, server, writers=asked.writers, saves=asked.saves)
        return 0 if well & hard_stops(context, server, stops=asked.stops) else 1


def many_writers(
    context: ForkServerContext, server: PostgresServer, *, writers: int, saves: int
) -> bool:
    """Let processes save at the same time; say whether every save was kept or told."""
    url = _town(server, units=writers + 1)
    answers = context.Queue()
    started = perf_counter()
    people = [context.Process(target=_save, args=(url, n, saves, answers)) for n in range(writers)]
    for person in people:
        person.start()
    told = [answers.get(timeout=600) for _ in people]
    for person in people:
        person.join()
    kept, conflicts, busy = (sum(one[place] for one in told) for place in range(3))
    times = sorted(time for one in told for time in one[3])
    with closing(open_server_store(server_url(url), town=TOWN)) as store:
        versions = sum(one.version - 1 for one in store.units())
        events = store.revision() - writers - 1
    print(f"{writers} writers x {saves}: {kept} saved, {conflicts} told of a conflict, {busy} busy")
    print(f"  versions {versions}, events {events}, {perf_counter() - started:.1f} s")
    p99 = times[int(len(times) * 0.99)]
    print(f"  one save: median {median(times):.0f} ms, p99 {p99:.0f} ms, worst {times[-1]:.0f} ms")
    return kept == versions == events and kept + conflicts + busy == writers * saves


def hard_stops(context: ForkServerContext, server: PostgresServer, *, stops: int) -> bool:
    """Stop the server hard while units are added; say whether all acknowledged are there."""
    url = _town(server, units=0)
    acknowledged: set[UUID] = set()
    for _ in range(stops):
        here, there = context.Pipe(duplex=False)
        person = context.Process(target=_add, args=(url, there))
        person.start()
        there.close()
        acknowledged |= {here.recv() for _ in range(20)}
        server.stop_hard()
        acknowledged |= set(_rest(here))
        person.join()
        server.start()
    with closing(open_server_store(server_url(url), town=TOWN)) as store:
        found = {one.unit_id for one in store.units()}
        rows, events = len(store.units()), store.revision()
    lost, unconfirmed = len(acknowledged - found), len(found - acknowledged)
    print(f"{stops} hard stops: {len(acknowledged)} acknowledged, {lost} lost,")
    print(f"  {unconfirmed} saved but not confirmed, {rows} rows, {events} events")
    return lost == 0 and rows == events


def _save(url: str, number: int, saves: int, answers: Any) -> None:
    kept, conflicts, busy = 0, 0, 0
    times: list[float] = []
    with closing(open_server_store(server_url(url), town=TOWN)) as store:
        for turn in range(saves):
            # every second save goes to the unit that all want
            old = store.unit(unit(0 if turn % 2 else number + 1).unit_id)
            new = replace(old, version=old.version + 1, address=f"{number} {turn}")
            started = perf_counter()
            try:
                with store.transaction() as tx:
                    tx.save(new, action=Action.EDITED, actor=str(number))
                kept += 1
            except EditConflictError:
                conflicts += 1
            except StoreBusyError:
                busy += 1
            times.append((perf_counter() - started) * 1000)
    answers.put((kept, conflicts, busy, times))


def _add(url: str, acknowledged: Connection) -> None:
    with closing(open_server_store(server_url(url), town=TOWN)) as store:
        try:
            while True:
                new = unit(0, unit_id=uuid4())
                with store.transaction() as tx:
                    tx.add(new, actor="ab")
                acknowledged.send(new.unit_id)
        except StoreUnreachableError:
            acknowledged.close()


def _rest(here: Connection) -> Iterator[UUID]:
    try:
        while True:
            yield here.recv()
    except EOFError:
        return


def _town(server: PostgresServer, *, units: int) -> str:
    url = server.url(server.new_database())
    first = [unit(number) for number in range(units)]
    with new_server_store(server_url(url), srid=EPSG, town=TOWN, units=first):
        return url


@contextmanager
def _server() -> Iterator[PostgresServer]:
    server = PostgresServer()
    try:
        yield server
    finally:
        server.remove()


if __name__ == "__main__":
    sys.exit(main())
