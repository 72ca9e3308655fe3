"""The server store in trouble: what is told, and that nothing is lost by it."""

from contextlib import contextmanager
from dataclasses import replace
from threading import Barrier, Event, Thread
from uuid import uuid4

import pytest

from biwaq_geo.adapters.store.connect import READING
from biwaq_geo.adapters.store.sql_store import SqlStore
from biwaq_geo.domain.drafts import Draft
from biwaq_geo.domain.errors import (
    StoreBusyError,
    StoreError,
    StoreUnreachableError,
)
from biwaq_geo.domain.events import Action
from tests.sample_town import unit, units
from tests.store_samples import NOON, make_store, opened, sample_store

SCHEMA = "town_musterstadt"


@pytest.fixture
def url(postgres, database):
    return postgres.url(database)


@pytest.fixture
def store(url):
    made = sample_store(url)
    yield made
    made.close()


def save(store, *numbers, **values):
    with store.transaction() as tx:
        for number in numbers:
            old = tx.unit(unit(number).unit_id)
            new = replace(old, version=old.version + 1, **values)
            tx.save_unit(new, action=Action.EDITED, actor="ab")


@contextmanager
def down(postgres, *, stop):
    stop()
    try:
        yield
    finally:
        postgres.start()


def test_a_server_that_is_down_at_the_start_is_told_and_waited_for_three_seconds(postgres, url):
    make_store(url)
    with down(postgres, stop=postgres.stop), pytest.raises(StoreUnreachableError):
        opened(url)
    again = opened(url)
    with again._engine.connect() as connection:
        driver = connection.connection.driver_connection
        assert driver.info.get_parameters()["connect_timeout"] == "3"
    again.close()


def test_a_server_that_goes_and_comes_back_is_used_again_without_a_restart(postgres, store):
    save(store, 0, address="vorher")
    with down(postgres, stop=postgres.stop):
        with pytest.raises(StoreUnreachableError):
            save(store, 0, address="inzwischen")
        with pytest.raises(StoreUnreachableError):
            store.units(at_revision=3)
    save(store, 0, address="nachher")
    assert store.unit(unit(0).unit_id).address == "nachher"
    assert (store.unit(unit(0).unit_id).version, store.revision()) == (3, 10)


def test_while_the_server_is_away_the_last_state_is_told_with_its_time(postgres, store):
    key = unit(0).unit_id

    def told():
        return store.units(), store.unit(key), store.events(after=6)

    before = told()
    assert store.read_at() is None
    with down(postgres, stop=postgres.stop_hard):
        assert told() == before
        assert store.read_at() == NOON
        # what was never asked is not known
        with pytest.raises(StoreUnreachableError):
            store.unit(unit(1).unit_id)
    save(store, 0, address="nachher")
    assert store.unit(key).address == "nachher"
    assert store.read_at() is None


def test_a_draft_outlives_a_server_that_is_away(postgres, store):
    typed = Draft("browser-1", "mark-1", {"note": "Bäcker"}, saved_at=NOON)
    with down(postgres, stop=postgres.stop):
        store.keep_draft(typed)
        assert store.draft(owner="browser-1", form="mark-1") == typed
    longer = replace(typed, values={"note": "Bäckerei"})
    store.keep_draft(longer)
    assert SqlStore.draft(store, owner="browser-1", form="mark-1") == longer


class Adding(Thread):
    """Somebody who adds units without a pause; the one that fails is sent again."""

    def __init__(self, store):
        super().__init__()
        self.store, self.acknowledged, self.failed = store, [], None
        self.busy, self.error = Event(), None

    def run(self):
        while self.error is None:
            new = unit(0, unit_id=uuid4(), address="neu")
            try:
                self.send(new)
            except StoreError as error:
                self.failed, self.error = new, error
            else:
                self.acknowledged.append(new)
                if len(self.acknowledged) == 5:
                    self.busy.set()

    def send(self, new):
        with self.store.transaction() as tx:
            tx.add(new, actor="ab")


@pytest.mark.parametrize("stops", [2, pytest.param(10, marks=pytest.mark.slow)])
def test_what_was_acknowledged_outlives_a_hard_stop_and_the_rest_is_sent_again(
    postgres, store, url, stops
):
    expected = {one.unit_id for one in units()}
    for _ in range(stops):
        adding = Adding(store)
        adding.start()
        assert adding.busy.wait(300)
        with down(postgres, stop=postgres.stop_hard):
            adding.join(300)
        assert isinstance(adding.error, StoreUnreachableError)
        for _ in range(5):
            adding.send(adding.failed)
        expected |= {one.unit_id for one in [*adding.acknowledged, adding.failed]}
    # opening checks the chain, that no number is missing, and each record against its events
    again = opened(url)
    assert {one.unit_id for one in again.units()} == expected
    assert again.revision() == len(expected)
    again.close()


def setting(store, name):
    """Return how long the server bears something of the store, as it says itself."""
    with store._reading() as connection:
        return connection.exec_driver_sql(f"SHOW {name}").scalar()


def test_a_register_that_somebody_holds_is_waited_for_two_seconds_and_read(store, url):
    other = opened(url)
    with other.transaction():
        assert setting(store, "lock_timeout") == "2s"
        with pytest.raises(StoreBusyError):
            save(store, 0)
        assert store.units() == units()
    save(store, 0)
    assert store.revision() == 9
    other.close()


def test_a_row_that_another_program_holds_is_waited_for_two_seconds(postgres, store, database):
    with postgres.session(database) as session, session.transaction():
        session.execute(f"UPDATE {SCHEMA}.unit SET address = address")
        with pytest.raises(StoreBusyError):
            save(store, 0)
    save(store, 0)
    assert store.revision() == 9


@pytest.mark.slow
def test_a_statement_without_end_is_ended_after_fifteen_seconds(store):
    assert setting(store, "statement_timeout") == "15s"
    with pytest.raises(StoreBusyError), store._reading() as connection:
        connection.exec_driver_sql("SELECT pg_sleep(60)")


def test_readers_beyond_the_pool_are_told_after_five_seconds(store):
    held = [store._engine.connect().execution_options(**READING) for _ in range(10)]
    assert store._engine.pool.timeout() == 5
    # nobody comes back however long it is waited for
    store._engine.pool._timeout = 0.1
    with pytest.raises(StoreBusyError):
        store.revision()
    for connection in held:
        connection.close()
    assert store.revision() == 8


def test_saves_that_cross_do_not_block_each_other(store):
    together = Barrier(2)

    def crossing(*numbers):
        for _ in range(5):
            together.wait(300)
            save(store, *numbers)

    people = [Thread(target=crossing, args=order) for order in ((0, 1), (1, 0))]
    for person in people:
        person.start()
    for person in people:
        person.join()
    # whoever waits for the other longer than the lock is waited for fails, and is missed here
    assert [store.unit(unit(n).unit_id).version for n in (0, 1)] == [11, 11]
