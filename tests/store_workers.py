"""What the other processes do in tests of the store."""

import os
from dataclasses import replace
from itertools import count
from threading import Event

from biwaq_geo.adapters.towns import FolderLibrary
from biwaq_geo.domain.errors import BiwaqError, EditConflictError
from biwaq_geo.domain.events import Action
from tests.sample_town import PROFILE, layers
from tests.store_samples import opened


def race(where, unit_id, barrier, answers):
    """Read the unit, wait for the others, save; say "saved" or "told"."""
    store = opened(where)
    unit = store.unit(unit_id)
    barrier.wait(timeout=300)
    try:
        with store.transaction() as tx:
            tx.save_unit(replace(unit, version=2), action=Action.EDITED, actor="racer")
    except EditConflictError:
        answers.put("told")
    else:
        answers.put("saved")


def write_without_end(where, unit_ids, acknowledged, permits=None):
    """Change the units in each transaction and send its revision after the commit.

    With `permits`, a semaphore, each transaction takes one.
    """
    store = opened(where)
    for turn in count():
        if permits is not None:
            permits.acquire()
        with store.transaction() as tx:
            for unit_id in unit_ids:
                unit = tx.unit(unit_id)
                changed = replace(unit, address=f"{unit_id} {turn}", version=unit.version + 1)
                tx.save_unit(changed, action=Action.EDITED, actor="writer")
            revision = tx.revision()
        acknowledged.send(revision)


def try_to_save(path, folders, answers):
    """As a user without rights, read the store and try to save; answer with the error's code."""
    if os.geteuid() == 0:
        for folder in folders:
            folder.chmod(0o755)
        os.seteuid(65_534)
    store = opened(path)
    unit = store.units()[0]
    try:
        with store.transaction() as tx:
            tx.save_unit(replace(unit, version=2), action=Action.EDITED, actor="nobody")
    except BiwaqError as error:
        answers.put((len(store.units()), error.code))
    else:
        answers.put((len(store.units()), "saved"))


def try_to_list(state_dir, folders, answers):
    """As a user without rights, list the towns and read one; answer with both."""
    if os.geteuid() == 0:
        for folder in folders:
            folder.chmod(0o755)
        os.seteuid(65_534)
    library = FolderLibrary(state_dir)
    keys = [profile.key for profile in library.profiles()]
    answers.put((keys, [len(library.open(key).store.units()) for key in keys]))


def import_and_hang(state_dir, answers):
    """Begin to register a town and stay in the middle of it."""

    def endless():
        answers.send("in the middle")
        Event().wait()
        yield

    FolderLibrary(state_dir).create(PROFILE, layers=layers(), units=endless())
