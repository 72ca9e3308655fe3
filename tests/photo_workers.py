"""What the other processes do in tests of photos."""

import os
from datetime import date
from itertools import count
from pathlib import Path
from uuid import UUID

from sqlalchemy import Engine, event

from biwaq_geo.adapters.photos.folder import PhotoFolder
from biwaq_geo.adapters.store.transaction import SqlTransaction
from biwaq_geo.adapters.towns import FolderLibrary
from biwaq_geo.domain.clean_photo import CleanPhoto
from biwaq_geo.domain.errors import BiwaqError
from biwaq_geo.services.photos import NewPhoto, add_photo
from tests.fault_workers import die, die_at
from tests.photo_samples import jpeg_of
from tests.sample_town import unit

TODAY = date(2026, 11, 22)
FIRST_ID = 5_000
"""Above the ids of the sample town: an id belongs to one record of any kind."""

POINTS = {
    # whose call, which one of them, and whether the process dies before or after it
    "folder made": (os, "fsync", 1, True),
    "temporary written": (os, "fsync", 2, False),
    "temporary synced": (os, "fsync", 2, True),
    "before the rename": (Path, "replace", 1, False),
    "renamed": (Path, "replace", 1, True),
    "rename synced": (os, "fsync", 4, True),
    "row": (SqlTransaction, "add", 1, True),
    "before the commit": (Engine, "commit", 1, False),
    "committed": (os, "nothing further", 0, True),
}
"""The named points of a save with photo, in their order."""


def put_many(folder, barrier):
    """With the others, put the same twenty photos."""
    photos = PhotoFolder(folder)
    barrier.wait(timeout=300)
    for number in range(20):
        photos.put(CleanPhoto(data=b"\xff\xd8\xff%d" % number, width=1, height=1))


def try_to_put(folder, folders, answers):
    """As a user without rights, count the photos and try to add one; answer with the error."""
    if os.geteuid() == 0:
        for each in folders:
            each.chmod(0o755)
        os.seteuid(65_534)
    photos = PhotoFolder(folder)
    try:
        photos.put(CleanPhoto(data=b"\xff\xd8\xffnew", width=1, height=1))
    except BiwaqError as error:
        answers.put((len(photos.hashes()), error.code))
    else:
        answers.put((len(photos.hashes()), "saved"))


def save_and_die(state_dir, point):
    """Save a photo of the first unit; die at the named point of it."""
    town = FolderLibrary(state_dir).open("musterstadt")
    owner, name, call, after = POINTS[point]
    if owner is Engine:
        event.listen(Engine, name, lambda _connection: die())
    elif call:
        die_at(owner, name, call=call, after=after)
    save(town)
    die()


def save(town, number=0):
    """Save photo `number` of the first unit."""
    new = NewPhoto(
        photo_id=UUID(int=FIRST_ID + number), unit_id=unit(0).unit_id, data=jpeg_of(number)
    )
    return add_photo(town.store, town.photos, lambda: TODAY, new=new, actor="staff")


def save_without_end(state_dir, acknowledged):
    """Save one photo after the other and send its number when it is saved."""
    town = FolderLibrary(state_dir).open("musterstadt")
    for number in count():
        save(town, number)
        acknowledged.send(number)
