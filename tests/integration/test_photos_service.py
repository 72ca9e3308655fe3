"""Photos of units in a real register with a real folder."""

import os
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid4

import pytest

from biwaq_geo.adapters.photos.folder import PhotoFolder
from biwaq_geo.domain.errors import (
    DateInFutureError,
    EditConflictError,
    PhotoDamagedError,
    PhotoMissingError,
    RecordNotFoundError,
    TextTooLongError,
    UnitNotFoundError,
)
from biwaq_geo.domain.events import Action
from biwaq_geo.domain.photos import Photo
from biwaq_geo.services.photos import (
    KEPT_DAYS,
    NewPhoto,
    add_photo,
    photos_of,
    remove_photo,
    restore_photo,
    sweep_photos,
)
from tests.photo_samples import jpeg, jpeg_of
from tests.sample_town import unit

TODAY = date(2026, 11, 22)
UNIT = unit(0).unit_id


def today():
    return TODAY


@pytest.fixture
def folder(tmp_path):
    return PhotoFolder(tmp_path / "photos")


@pytest.fixture
def add(store, folder):
    def added(number=0, unit_id=UNIT, **words):
        new = NewPhoto(photo_id=uuid4(), unit_id=unit_id, data=jpeg_of(number), **words)
        return add_photo(store, folder, today, new=new, actor="staff")

    return added


def age_files(tmp_path, *, days):
    then = (datetime.now(UTC) - timedelta(days=days)).timestamp()
    for path in (tmp_path / "photos").rglob("*.jpg"):
        os.utime(path, (then, then))


def sweep_later(store, folder, tmp_path, *, days):
    age_files(tmp_path, days=days)
    day = TODAY + timedelta(days=days)
    return sweep_photos(store, folder, lambda: datetime.now(UTC), lambda: day)


def test_a_photo_is_shown_with_its_unit_and_its_file_is_there(store, folder, add):
    added = add(caption=" Schaufenster ", taken_on=date(2026, 11, 20), rights_holder="Stadt")
    assert list(photos_of(store, UNIT)) == [added]
    assert (added.caption, added.rights_holder, added.added_on) == ("Schaufenster", "Stadt", TODAY)
    assert folder.read(added.sha256).startswith(b"\xff\xd8\xff")
    assert [event.action for event in store.events(subject_id=added.photo_id)] == [Action.ADDED]


def test_the_latest_photo_comes_first(add, store):
    old, new = add(1, taken_on=date(2024, 1, 1)), add(2, taken_on=date(2026, 1, 1))
    undated = add(3)
    assert list(photos_of(store, UNIT)) == [undated, new, old]


def test_the_same_photo_twice_is_one_row_and_one_file(add, store, folder):
    first = add(1)
    assert add(1) == first
    assert len(store.records(Photo)) == len(folder.hashes()) == 1


def test_the_same_photo_of_two_units_is_two_rows_and_one_file(add, store, folder):
    add(1)
    add(1, unit_id=unit(1).unit_id)
    assert (len(store.records(Photo)), len(folder.hashes())) == (2, 1)


def test_a_photo_stands_in_the_past_only_from_its_day_on(add, store):
    before = store.revision()
    add()
    assert list(photos_of(store, UNIT, at_revision=before)) == []


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"unit_id": UUID(int=999)}, UnitNotFoundError),
        ({"taken_on": TODAY + timedelta(days=1)}, DateInFutureError),
        ({"data": b"\xff\xd8\xff"}, PhotoDamagedError),
        ({"caption": "x" * 201}, TextTooLongError),
        ({"rights_holder": "x" * 121}, TextTooLongError),
    ],
)
def test_what_cannot_be_saved_leaves_no_row(given, expected, store, folder):
    new = NewPhoto(**({"photo_id": uuid4(), "unit_id": UNIT, "data": jpeg()} | given))
    before = store.revision()
    with pytest.raises(expected):
        add_photo(store, folder, today, new=new, actor="staff")
    assert (list(store.records(Photo)), store.revision()) == ([], before)


def test_a_unit_in_the_recycle_bin_gets_no_photo(store, folder, add):
    throw_away(store)
    with pytest.raises(UnitNotFoundError):
        add()


def throw_away(store):
    with store.transaction() as tx:
        gone = replace(unit(0), removed_on=TODAY, version=2)
        tx.save_unit(gone, action=Action.REMOVED, actor="staff")


def test_a_removed_photo_is_not_shown_and_can_be_brought_back(add, store, folder):
    added = add()
    removed = remove_photo(store, today, photo_id=added.photo_id, seen_version=1, actor="staff")
    assert list(photos_of(store, UNIT)) == []
    back = restore_photo(
        store, folder, today, photo_id=added.photo_id, seen_version=removed.version, actor="staff"
    )
    assert list(photos_of(store, UNIT)) == [back]
    assert back == replace(added, version=3)


def test_who_has_not_seen_the_last_change_removes_nothing(add, store):
    added = add()
    with pytest.raises(EditConflictError):
        remove_photo(store, today, photo_id=added.photo_id, seen_version=7, actor="staff")
    with pytest.raises(RecordNotFoundError):
        remove_photo(store, today, photo_id=uuid4(), seen_version=1, actor="staff")
    assert list(photos_of(store, UNIT)) == [added]


@pytest.mark.parametrize(("days", "swept"), [(KEPT_DAYS, 0), (KEPT_DAYS + 1, 1)])
def test_the_file_of_a_removed_photo_goes_after_35_days(days, swept, add, store, folder, tmp_path):
    shown, gone = add(1), add(2)
    remove_photo(store, today, photo_id=gone.photo_id, seen_version=1, actor="staff")
    assert sweep_later(store, folder, tmp_path, days=days) == swept
    assert folder.contains(shown.sha256)
    assert folder.contains(gone.sha256) is not bool(swept)


def test_a_photo_whose_file_may_go_at_any_moment_is_not_brought_back(add, store, folder):
    added = add()
    remove_photo(store, today, photo_id=added.photo_id, seen_version=1, actor="staff")
    with pytest.raises(PhotoMissingError):
        restore_photo(
            store,
            folder,
            lambda: TODAY + timedelta(days=KEPT_DAYS),
            photo_id=added.photo_id,
            seen_version=2,
            actor="staff",
        )
    assert list(photos_of(store, UNIT)) == []


def test_the_file_of_two_rows_stays_as_long_as_one_shows_it(add, store, folder, tmp_path):
    one, other = add(1), add(1, unit_id=unit(1).unit_id)
    remove_photo(store, today, photo_id=one.photo_id, seen_version=1, actor="staff")
    assert sweep_later(store, folder, tmp_path, days=99) == 0
    assert folder.read(other.sha256)


@pytest.mark.parametrize(("days", "left"), [(KEPT_DAYS, 1), (KEPT_DAYS + 1, 0)])
def test_photos_go_with_their_unit_after_its_time_in_the_recycle_bin(
    days, left, add, store, folder, tmp_path
):
    add()
    throw_away(store)
    sweep_later(store, folder, tmp_path, days=days)
    assert len(photos_of(store, UNIT)) == len(folder.hashes()) == left


def test_a_file_without_row_goes_after_a_day(store, folder, tmp_path):
    folder.add(jpeg())
    assert sweep_photos(store, folder, lambda: datetime.now(UTC), today) == 0
    assert sweep_later(store, folder, tmp_path, days=2) == 1


def test_a_removed_photo_that_is_added_again_has_its_file(add, store, folder, tmp_path):
    gone = add(1)
    remove_photo(store, today, photo_id=gone.photo_id, seen_version=1, actor="staff")
    again = add(1)
    assert again.photo_id != gone.photo_id
    sweep_later(store, folder, tmp_path, days=99)
    assert folder.read(again.sha256)
