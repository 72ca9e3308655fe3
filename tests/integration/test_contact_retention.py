"""Contacts are gone on their day, and from the backups after the days that these are kept."""

import logging
import subprocess
import sys
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest

from biwaq_geo.adapters.backups import FolderBackups
from biwaq_geo.adapters.store import open_store
from biwaq_geo.adapters.towns import FolderLibrary
from biwaq_geo.domain.contacts import Contact
from biwaq_geo.domain.errors import NotAllowedError
from biwaq_geo.domain.fields import Audience
from biwaq_geo.services.contact_retention import due_contacts, forget_due
from biwaq_geo.services.contacts import add_contact
from biwaq_geo.services.daily_backup import KEEP_DAYS, back_up_where_due
from biwaq_geo.services.retention import forget_what_is_due
from biwaq_geo.services.visible_store import VisibleStore
from tests import sample_town
from tests.store_samples import sqlite_store

DAY = date(2027, 1, 1)
MARK = b"Geheimfrau"


def contact(number, delete_on=DAY):
    name = f"{MARK.decode()} {number} (Demo)"
    return Contact(UUID(int=number), name, "vermitteln", delete_on, phone=f"0{MARK.decode()}")


def keep(store, *contacts):
    with store.transaction() as tx:
        for one in contacts:
            tx.add(one, actor="ab")


def test_a_contact_is_due_on_its_day_and_not_before(store):
    keep(store, contact(50), contact(51, DAY + timedelta(days=1)))
    assert due_contacts(store, lambda: DAY - timedelta(days=1)) == []
    assert due_contacts(store, lambda: DAY) == [contact(50)]
    assert forget_due(store, lambda: DAY, actor="ab") == 1
    assert list(store.records(Contact)) == [contact(51, DAY + timedelta(days=1))]


def test_where_nothing_is_due_nothing_is_written(store):
    keep(store, contact(50))
    before = store.revision()
    assert forget_due(store, lambda: DAY - timedelta(days=1), actor="ab") == 0
    assert store.revision() == before


def test_for_a_lower_audience_there_is_nothing_to_list_and_nothing_to_add(store):
    keep(store, contact(50))
    internal = VisibleStore(store, Audience.INTERNAL)
    assert due_contacts(internal, lambda: DAY) == []
    with pytest.raises(NotAllowedError):
        add_contact(internal, lambda: date(2026, 1, 1), contact=contact(52), actor="ab")


def holds_mark(register):
    """Look into the file of a register that is closed, from another process."""
    look = "import sys; sys.exit(sys.argv[2].encode() not in open(sys.argv[1], 'rb').read())"
    command = [sys.executable, "-c", look, str(register), MARK.decode()]
    return subprocess.run(command, check=False).returncode == 0


def test_nothing_of_a_deleted_contact_stays_in_the_file_of_the_register(tmp_path):
    store = sqlite_store(tmp_path)
    keep(store, contact(50))
    store.close()
    assert holds_mark(tmp_path / "register.store")
    store = open_store(tmp_path / "register.store")
    forget_due(store, lambda: DAY, actor="ab")
    store.close()
    assert not holds_mark(tmp_path / "register.store")


def marked(folder):
    """Return the files under the folder that hold the mark, but the live register."""
    paths = (path for path in folder.rglob("*") if path.is_file() and path.suffix != ".store")
    return [path for path in paths if MARK in path.read_bytes()]


def test_a_deleted_contact_is_gone_from_the_register_at_once_and_from_backups_after_35_days(
    tmp_path, caplog
):
    caplog.set_level(logging.DEBUG)
    library = FolderLibrary(tmp_path)
    town = library.create(sample_town.PROFILE, layers=sample_town.layers(), units=[])
    keep(town.store, contact(50))
    clock = [datetime(2026, 12, 31, 12, tzinfo=UTC)]
    backups = FolderBackups(tmp_path, library=library, now=lambda: clock[0])

    def day_passes(days):
        clock[0] += timedelta(days=days)
        forget_what_is_due(library, today=clock[0].date, now=lambda: clock[0])
        back_up_where_due(backups, keys=["musterstadt"], now=clock[0], zone=UTC)

    day_passes(0)
    assert len(marked(tmp_path)) == 1
    # its day has come: the register has forgotten it, the backup of the day before has not
    day_passes(1)
    town.store.snapshot(tmp_path / "copy.gpkg")
    assert list(town.store.records(Contact)) == []
    assert MARK not in (tmp_path / "copy.gpkg").read_bytes()
    assert len(marked(tmp_path)) == 1
    day_passes(KEEP_DAYS)
    assert marked(tmp_path) == []
    assert MARK.decode() not in caplog.text
