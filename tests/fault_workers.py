"""What the other processes do in tests of faults: they are killed at a named point."""

import os
import signal
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Connection

from biwaq_geo.adapters.backups import FolderBackups
from biwaq_geo.adapters.store import migrate, open_store
from biwaq_geo.adapters.towns import FolderLibrary
from biwaq_geo.domain.errors import EditConflictError, StoreBusyError
from biwaq_geo.domain.events import Action

NOW = datetime(2026, 5, 2, 10, tzinfo=UTC)


def die() -> None:
    """End as a power cut would: nothing is tidied, nothing is written any more."""
    os.kill(os.getpid(), signal.SIGKILL)


def die_at(owner, name, *, call, after):
    """Kill this process at the call with that number, before it or `after` it is done."""
    original, seen = getattr(owner, name), 0

    def counted(*args, **kwargs):
        nonlocal seen
        seen += 1
        # a call may make others of its kind
        mine = seen
        if mine == call and not after:
            die()
        result = original(*args, **kwargs)
        if mine == call:
            die()
        return result

    setattr(owner, name, counted)


def backups_in(state_dir, *, now=NOW):
    return FolderBackups(state_dir, library=FolderLibrary(state_dir), now=lambda: now)


def restore_and_die(state_dir, backup, call, after):
    """Restore a backup; die at the rename with that number."""
    backups = backups_in(state_dir)
    die_at(Path, "rename", call=call, after=after)
    backups.restore(backup, key="musterstadt")


def back_up_and_die(state_dir, call):
    """Back the town up; die when the disk has been asked to keep something so many times."""
    backups = backups_in(state_dir)
    die_at(os, "fsync", call=call, after=True)
    backups.make("musterstadt")


def open_and_die(path, call):
    """Open a register of an older version; die after the statement with that number.

    0 is the moment before the commit.
    """
    if call:
        die_at(Connection, "exec_driver_sql", call=call, after=True)
    else:
        die_at(migrate, "verify_records", call=1, after=True)
    open_store(path)


def save_often(path, unit_id, tries, barrier, answers):
    """Change the unit again and again; answer how often it was saved, refused and told busy."""
    store = open_store(path)
    counted = Counter()
    barrier.wait(timeout=300)
    for _ in range(tries):
        try:
            unit = store.unit(unit_id)
            with store.transaction() as tx:
                changed = replace(unit, version=unit.version + 1)
                tx.save_unit(changed, action=Action.EDITED, actor="ab")
        except EditConflictError:
            counted["told"] += 1
        except StoreBusyError:
            counted["busy"] += 1
        else:
            counted["saved"] += 1
    answers.put(counted)
