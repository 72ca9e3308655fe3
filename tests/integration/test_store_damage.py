"""Stores that were damaged or altered from outside: refused, and left as they are."""

import os
import sqlite3
from contextlib import closing

import pytest

from biwaq_geo.adapters.store import create_store, open_store
from biwaq_geo.adapters.store.geopackage import add_functions
from biwaq_geo.adapters.store.tables import SCHEMA_VERSION
from biwaq_geo.domain.errors import StoreDamagedError, StoreNewerError
from tests.sample_town import EPSG, units


@pytest.fixture
def path(tmp_path):
    # under another name, so that a test may write into the file while nobody has it open
    made = tmp_path / "broken-register"
    create_store(made, srid=EPSG, town="t", units=units())
    return made


def outside(path, statement, *, allow=""):
    """Do what a person with a database tool does to the closed file."""
    with closing(sqlite3.connect(path)) as connection, connection:
        add_functions(connection)
        for name in allow.split():
            connection.execute(f"DROP TRIGGER {name}")
        connection.execute(statement)


def keep(share):
    return lambda path: os.truncate(path, int(path.stat().st_size * share))


def text_instead(path):
    path.write_text("Nur ein Text.\n" * 500, encoding="utf-8")


def another_database(path):
    path.unlink()
    outside(path, "CREATE TABLE t (a)")


def another_geopackage(path):
    path.unlink()
    outside(path, f"PRAGMA application_id = {0x47504B47}")
    outside(path, "CREATE TABLE t (a)")


def flipped_in_address(path):
    content = path.read_bytes()
    assert "Hauptstraße 3".encode() in content
    path.write_bytes(content.replace("Hauptstraße 3".encode(), "Hauptstraße 9".encode()))


def no_longer_utf8(path):
    content = path.read_bytes()
    path.write_bytes(content.replace("Hauptstraße 3".encode(), b"Hauptstra\xff\xfe 3"))


FREE = "event_no_update event_no_delete"
DAMAGED = {
    "missing": lambda path: path.unlink(),
    "a folder": lambda path: (path.unlink(), path.mkdir()),
    "empty": keep(0),
    "cut in the header": keep(0.001),
    "cut in the middle": keep(0.6),
    "cut at the end": keep(0.97),
    "a text": text_instead,
    "another database": another_database,
    "another geopackage": another_geopackage,
    "no meta": lambda p: outside(p, "DROP TABLE meta"),
    "no schema in meta": lambda p: outside(p, "DELETE FROM meta WHERE key = 'schema'"),
    "schema of letters": lambda p: outside(p, "UPDATE meta SET value = 'x' WHERE key = 'schema'"),
    "no occupants": lambda p: outside(p, "ALTER TABLE unit DROP COLUMN occupant"),
    "no events": lambda p: outside(p, "DROP TABLE event"),
    "an event changed": lambda p: outside(p, "UPDATE event SET actor = 'x'", allow=FREE),
    "an event taken out": lambda p: outside(p, "DELETE FROM event WHERE number = 4", allow=FREE),
    "an event's version as a word": lambda p: outside(
        p, "UPDATE event SET version = 'zwei' WHERE number = 4", allow=FREE
    ),
    "an event's changes as bytes": lambda p: outside(
        p, "UPDATE event SET changes = x'7b7d' WHERE number = 4", allow=FREE
    ),
    "an act put into an event": lambda p: outside(
        p, "UPDATE event SET act = 'x' WHERE number = 4", allow=FREE
    ),
    "two lists that make two others": lambda p: outside(
        p, "UPDATE unit SET reuse_ideas = iif(fid = 1, '[1', '2],[]') WHERE fid < 3"
    ),
    "the last event taken off": lambda p: outside(
        p, "DELETE FROM event WHERE number = 8", allow=FREE
    ),
    "a unit changed": lambda p: outside(p, "UPDATE unit SET address = 'x' WHERE fid = 1"),
    "a unit of no known state": lambda p: outside(p, "UPDATE unit SET state = 'x' WHERE fid = 1"),
    "a place that is none": lambda p: outside(
        p,
        "UPDATE unit SET geom = 'x'",
        allow=" ".join(f"rtree_unit_geom_update{n}" for n in (2, 4, 5, 6, 7)),
    ),
    "a unit taken out": lambda p: outside(
        p, "DELETE FROM unit WHERE fid = 1", allow="rtree_unit_geom_delete"
    ),
    "one letter flipped": flipped_in_address,
    "bytes that are no text": no_longer_utf8,
}


@pytest.mark.parametrize("damage", DAMAGED.values(), ids=DAMAGED)
def test_a_damaged_store_is_refused_and_left_as_it_is(path, damage):
    damage(path)
    before = path.read_bytes() if path.is_file() else None
    with pytest.raises(StoreDamagedError):
        open_store(path)
    assert (path.read_bytes() if path.is_file() else None) == before


def test_a_store_with_a_flipped_byte_on_any_page_never_tells_anything_else(path):
    # a byte that nobody reads (free space, the spatial index) may go unnoticed, but what
    # the store then tells is what it told before
    whole = path.read_bytes()
    store = open_store(path)
    told = store.units(), store.events(), store.scenarios()
    store.close()
    refused = 0
    pages = range(0, len(whole), 4096)
    for page, start in enumerate(pages):
        content = bytearray(whole)
        content[start + (page * 677) % 4096] ^= 0b100
        path.write_bytes(content)
        try:
            store = open_store(path)
        except (StoreDamagedError, StoreNewerError):
            refused += 1
        else:
            assert (store.units(), store.events(), store.scenarios()) == told
            store.close()
    assert refused > 0


def test_a_store_of_a_newer_version_is_refused(path):
    outside(path, "UPDATE meta SET value = '99' WHERE key = 'schema'")
    with pytest.raises(StoreNewerError) as told:
        open_store(path)
    assert told.value.values == {"found": 99, "expected": SCHEMA_VERSION}


@pytest.mark.parametrize("statement", ["UPDATE event SET actor = 'x'", "DELETE FROM event"])
def test_events_cannot_be_altered(path, statement):
    with pytest.raises(sqlite3.IntegrityError, match="never altered"):
        outside(path, statement)


def test_an_event_altered_while_the_store_is_open_is_found(tmp_path):
    live = tmp_path / "register.store"
    create_store(live, srid=EPSG, town="t", units=units())
    store = open_store(live)
    store.verify_chain()
    outside(live, "UPDATE event SET at = '2020-01-01T00:00:00.000Z' WHERE number = 3", allow=FREE)
    with pytest.raises(StoreDamagedError) as told:
        store.verify_chain()
    assert told.value.values["number"] == 3
