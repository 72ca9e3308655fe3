"""Use cases: photos of units, their removal, and the end of files that nobody needs."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from uuid import UUID

from biwaq_geo.domain.errors import (
    DateInFutureError,
    EditConflictError,
    PhotoMissingError,
    UnitNotFoundError,
)
from biwaq_geo.domain.events import Action
from biwaq_geo.domain.photos import Photo
from biwaq_geo.domain.units import CommercialUnit
from biwaq_geo.services.ports import Now, PhotoFolder, Store, Today, Transaction
from biwaq_geo.services.retry import again_after_collision

KEPT_DAYS = 35
"""A removed photo can be brought back as long as the oldest backup holds it anyway."""
GRACE = timedelta(hours=24)
"""A file comes before its row: a file that no row knows may be of a save that is under way."""
RETENTION = "retention"
"""Actor of what the end of the retention removes."""


@dataclass(frozen=True, slots=True)
class NewPhoto:
    """A picture as it comes from a camera or a file, and what is said of it.

    Attributes
    ----------
    photo_id
        Made by the caller once, so that sending twice adds one photo.
    taken_on
        Local day; None where nobody knows it.
    """

    photo_id: UUID
    unit_id: UUID
    data: bytes = field(repr=False)
    caption: str = ""
    taken_on: date | None = None
    rights_holder: str = ""


@again_after_collision
def add_photo(
    store: Store, folder: PhotoFolder, today: Today, *, new: NewPhoto, actor: str
) -> Photo:
    """Clean the picture, keep its file, then save its row, and return that.

    A picture that the unit shows already is not added once more: its row is returned.

    Raises
    ------
    UnitNotFoundError, DateInFutureError
        Nothing was looked at.
    PhotoError, StoreFullError, StoreReadOnlyError
        Nothing was saved.
    TextTooLongError, StoreError
        The row was not saved; its file is swept away later.
    """
    if new.taken_on is not None and new.taken_on > today():
        raise DateInFutureError(date=new.taken_on, today=today())
    _present_unit(store, new.unit_id)
    clean = folder.add(new.data)
    photo = Photo(
        photo_id=new.photo_id,
        unit_id=new.unit_id,
        sha256=clean.sha256,
        width=clean.width,
        height=clean.height,
        added_on=today(),
        caption=new.caption.strip(),
        taken_on=new.taken_on,
        rights_holder=new.rights_holder.strip(),
    )
    with store.transaction() as tx:
        _present_unit(tx, new.unit_id)
        shown = _shown(tx.records(Photo), unit_id=new.unit_id)
        same = next((one for one in shown if one.sha256 == photo.sha256), None)
        if same is None:
            tx.add(photo, actor=actor)
    return photo if same is None else same


@again_after_collision
def remove_photo(
    store: Store, today: Today, *, photo_id: UUID, seen_version: int, actor: str
) -> Photo:
    """Take the photo away from its unit; the file stays for `KEPT_DAYS`.

    Raises
    ------
    RecordNotFoundError, EditConflictError
        Nothing was saved.
    """
    with store.transaction() as tx:
        photo = _seen(tx, photo_id, seen_version=seen_version)
        if photo.removed_on is None:
            photo = replace(photo, removed_on=today(), version=seen_version + 1)
            tx.save(photo, action=Action.REMOVED, actor=actor)
    return photo


@again_after_collision
def restore_photo(
    store: Store,
    folder: PhotoFolder,
    today: Today,
    *,
    photo_id: UUID,
    seen_version: int,
    actor: str,
) -> Photo:
    """Bring a removed photo back to its unit.

    Raises
    ------
    PhotoMissingError
        Its file is gone since, or may go at any moment.
    RecordNotFoundError, EditConflictError
        Nothing was saved.
    """
    with store.transaction() as tx:
        photo = _seen(tx, photo_id, seen_version=seen_version)
        # the last day is left to the sweep: it may have read the rows already
        over = photo.removed_on is not None and photo.removed_on <= _last_kept(today)
        if over or not folder.contains(photo.sha256):
            raise PhotoMissingError(sha256=photo.sha256[:8])
        if photo.removed_on is not None:
            photo = replace(photo, removed_on=None, version=seen_version + 1)
            tx.save(photo, action=Action.RESTORED, actor=actor)
    return photo


def photos_of(store: Store, unit_id: UUID, *, at_revision: int | None = None) -> Sequence[Photo]:
    """Return the photos of the unit, the latest first, now or after that event."""
    shown = _shown(store.records(Photo, at_revision=at_revision), unit_id=unit_id)
    return sorted(shown, key=_taken, reverse=True)


def removed_photos_of(store: Store, today: Today, unit_id: UUID) -> Sequence[Photo]:
    """Return the photos of the unit that can be brought back, the latest first."""
    last = _last_kept(today)
    removed = [
        one
        for one in store.records(Photo)
        if one.unit_id == unit_id and one.removed_on is not None and one.removed_on > last
    ]
    return sorted(removed, key=_taken, reverse=True)


def sweep_photos(store: Store, folder: PhotoFolder, now: Now, today: Today) -> int:
    """Delete the files that no row needs any more, and return how many.

    A row needs its file until the photo, or the unit that it shows, was in the recycle bin
    for `KEPT_DAYS`. Photos of such units are removed with them. A file that no row knows
    is deleted when it is older than `GRACE`.

    Raises
    ------
    StoreError
        The next sweep does what is left.
    """
    last_kept = _last_kept(today)
    _remove_with_units(store, last_kept=last_kept)
    known = {
        photo.sha256
        for photo in store.records(Photo)
        if photo.removed_on is None or photo.removed_on >= last_kept
    }
    return folder.sweep(known, before=now() - GRACE)


def _last_kept(today: Today) -> date:
    return today() - timedelta(days=KEPT_DAYS)


@again_after_collision
def _remove_with_units(store: Store, *, last_kept: date) -> None:
    # most days there is nothing to remove, and then nobody's save has to wait
    gone = {unit.unit_id for unit in store.records(CommercialUnit) if _over(unit, last_kept)}
    shown = [one for one in store.records(Photo) if one.removed_on is None]
    for found in shown:
        if found.unit_id in gone:
            with store.transaction() as tx:
                unit, photo = tx.unit(found.unit_id), tx.record(Photo, found.photo_id)
                if _over(unit, last_kept) and photo.removed_on is None:
                    removed = replace(photo, removed_on=unit.removed_on, version=photo.version + 1)
                    tx.save(removed, action=Action.REMOVED, actor=RETENTION)


def _over(unit: CommercialUnit, last_kept: date) -> bool:
    return unit.removed_on is not None and unit.removed_on < last_kept


def _present_unit(source: Store | Transaction, unit_id: UUID) -> None:
    if source.unit(unit_id).removed_on is not None:
        raise UnitNotFoundError(unit_id=unit_id)


def _seen(tx: Transaction, photo_id: UUID, *, seen_version: int) -> Photo:
    photo = tx.record(Photo, photo_id)
    if photo.version != seen_version:
        raise EditConflictError(subject=photo_id, seen=seen_version, now=photo.version)
    return photo


def _shown(photos: Sequence[Photo], *, unit_id: UUID) -> list[Photo]:
    return [one for one in photos if one.unit_id == unit_id and one.removed_on is None]


def _taken(photo: Photo) -> tuple[date, date, str]:
    return photo.taken_on or photo.added_on, photo.added_on, str(photo.photo_id)
