"""Registers of an older version on a server: brought up when they are opened, or left alone."""

from threading import Thread
from uuid import UUID

import pytest

from biwaq_geo.adapters.store.tables import SCHEMA_VERSION
from biwaq_geo.domain.errors import StoreDamagedError
from biwaq_geo.domain.notes import Note
from tests.sample_town import unit, units
from tests.store_samples import NOON, make_store, opened

OLDER = """
SET search_path = town_musterstadt, public;
SET session_replication_role = replica;
DROP TABLE note;
ALTER TABLE unit DROP COLUMN case_status, DROP COLUMN removed_on;
ALTER TABLE event DROP COLUMN batch;
UPDATE meta SET value = '1' WHERE key = 'schema';
"""


@pytest.fixture
def older(postgres, database):
    """A register as a version before notes, cases and batches would have made it."""
    made = postgres.url(database)
    make_store(made, units=units())
    postgres.as_admin(OLDER, database=database)
    return made


def columns(postgres, database):
    with postgres.session(database) as session:
        query = "SELECT count(*) FROM information_schema.columns WHERE table_schema = %s"
        return session.execute(query, ("town_musterstadt",)).fetchone()[0]


def test_an_older_register_is_brought_up_and_then_takes_everything(older):
    store = opened(older)
    assert store.units() == units()
    note = Note(UUID(int=60), unit(0).unit_id, "Schlüssel beim Bäcker", "ab", written_at=NOON)
    with store.transaction() as tx:
        tx.add_all([note], actor="ab", batch=UUID(int=61))
    store.close()
    again = opened(older)
    assert list(again.records(Note)) == [note]
    again.close()


def test_what_is_damaged_is_not_brought_up(postgres, database, older):
    postgres.as_admin("UPDATE town_musterstadt.unit SET address = 'x'", database=database)
    before = columns(postgres, database)
    with pytest.raises(StoreDamagedError):
        opened(older)
    assert columns(postgres, database) == before


def test_two_that_open_an_older_register_together_bring_it_up_once(older):
    stores = []
    people = [Thread(target=lambda: stores.append(opened(older))) for _ in range(2)]
    for person in people:
        person.start()
    for person in people:
        person.join(300)
    assert [store.units() for store in stores] == [units(), units()]
    with stores[0]._reading() as connection:
        query = "SELECT value FROM meta WHERE key = 'schema'"
        assert connection.exec_driver_sql(query).scalar() == str(SCHEMA_VERSION)
    for store in stores:
        store.close()
