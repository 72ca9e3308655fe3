"""Registers on a server that were altered from outside: refused, and left as they are."""

import psycopg
import pytest

from biwaq_geo.adapters.store.tables import SCHEMA_VERSION
from biwaq_geo.domain.errors import StoreDamagedError, StoreNewerError
from tests.postgres_server import USER, USER_PASSWORD
from tests.sample_town import units
from tests.store_samples import make_store, opened


@pytest.fixture
def url(postgres, database):
    made = postgres.url(database)
    make_store(made, units=units())
    return made


@pytest.fixture
def outside(postgres, database):
    """Do what an administrator with a database tool does, past every guard."""

    def statement(words, *, guarded=False):
        with postgres.session(database) as session:
            session.execute("SET search_path = town_musterstadt, public")
            if not guarded:
                session.execute("SET session_replication_role = replica")
            return session.execute(words)

    return statement


DAMAGE = {
    "no meta": "DROP TABLE meta",
    "no schema in meta": "DELETE FROM meta WHERE key = 'schema'",
    "schema of letters": "UPDATE meta SET value = 'x' WHERE key = 'schema'",
    "no occupants": "ALTER TABLE unit DROP COLUMN occupant",
    "no events": "DROP TABLE event",
    "an event changed": "UPDATE event SET actor = 'x' WHERE number = 2",
    "an event taken out": "DELETE FROM event WHERE number = 4",
    "the last event taken off": "DELETE FROM event WHERE number = 8",
    "a unit changed": "UPDATE unit SET address = 'x' WHERE fid = 1",
    "a unit moved": "UPDATE unit SET geom = ST_Translate(geom, 1, 0) WHERE fid = 1",
    "a unit of no known state": "UPDATE unit SET state = 'x' WHERE fid = 1",
    "a place that is none": "UPDATE unit SET geom = 'SRID=25833;POINT EMPTY' WHERE fid = 1",
    "a unit taken out": "DELETE FROM unit WHERE fid = 1",
}


@pytest.mark.parametrize("damage", DAMAGE.values(), ids=DAMAGE)
def test_a_damaged_register_is_refused(url, outside, damage):
    outside(damage)
    with pytest.raises(StoreDamagedError):
        opened(url)


def test_a_register_of_a_newer_version_is_refused(url, outside):
    outside("UPDATE meta SET value = '99' WHERE key = 'schema'")
    with pytest.raises(StoreNewerError) as told:
        opened(url)
    assert told.value.values == {"found": 99, "expected": SCHEMA_VERSION}


ALTERING = ["UPDATE event SET actor = 'x'", "DELETE FROM event", "TRUNCATE event"]


@pytest.mark.parametrize("statement", ALTERING)
def test_events_cannot_be_altered_even_by_an_administrator(url, outside, statement):
    with pytest.raises(psycopg.errors.RaiseException, match="never altered"):
        outside(statement, guarded=True)
    opened(url).close()


@pytest.mark.parametrize("statement", ALTERING)
def test_the_user_of_the_application_has_no_right_to_alter_events(
    postgres, database, url, statement
):
    me = {"host": "127.0.0.1", "port": postgres.port, "dbname": database}
    with (
        psycopg.connect(**me, user=USER, password=USER_PASSWORD) as session,
        pytest.raises(psycopg.errors.InsufficientPrivilege),
    ):
        session.execute(statement.replace("event", "town_musterstadt.event"))


def test_the_database_knows_the_places_and_their_index(url, outside):
    found = outside("SELECT type, srid FROM geometry_columns WHERE f_table_name = 'unit'")
    assert found.fetchall() == [("POINT", 25833)]
    found = outside("SELECT indexdef FROM pg_indexes WHERE indexname = 'ix_unit_geom'")
    assert "USING gist (geom)" in found.fetchone()[0]
