"""Photos on the disk: where they lie, that they are there once, and when they go."""

import os
from datetime import UTC, datetime, timedelta
from multiprocessing import get_context

import pytest

from biwaq_geo.adapters.photos.folder import PhotoFolder
from biwaq_geo.domain.clean_photo import CleanPhoto
from biwaq_geo.domain.errors import PhotoMissingError, StoreError
from tests.photo_samples import jpeg
from tests.photo_workers import put_many, try_to_put

CONTEXT = get_context("forkserver")
NOW = datetime.now(UTC)
DAY = timedelta(hours=24)


def photo(number=0):
    return CleanPhoto(data=b"\xff\xd8\xff%d" % number, width=4, height=3)


@pytest.fixture
def folder(tmp_path):
    return PhotoFolder(tmp_path / "photos")


def files(tmp_path):
    return [path for path in tmp_path.rglob("*") if path.is_file() and path.suffix == ".jpg"]


def age(tmp_path, *, hours):
    for path in tmp_path.rglob("*"):
        if path.is_file():
            then = (NOW - timedelta(hours=hours)).timestamp()
            os.utime(path, (then, then))


def test_a_photo_lies_under_its_hash_and_comes_back(folder, tmp_path):
    kept = folder.add(jpeg())
    place = tmp_path / "photos" / kept.sha256[:2] / f"{kept.sha256[2:]}.jpg"
    assert place.read_bytes() == kept.data == folder.read(kept.sha256)
    assert folder.contains(kept.sha256)
    assert folder.hashes() == {kept.sha256}


def test_the_same_photo_twice_is_stored_once(folder, tmp_path):
    assert folder.add(jpeg()).sha256 == folder.add(jpeg()).sha256
    assert len(files(tmp_path)) == 1


def test_nothing_half_written_is_left(folder, tmp_path):
    folder.put(photo())
    left = {path.name for path in (tmp_path / "photos").iterdir()}
    assert left == {photo().sha256[:2], ".photos-lock"}


@pytest.mark.parametrize(
    "name",
    [
        "",
        "../../etc/passwd",
        "..",
        "/etc/passwd",
        "a" * 63,
        "a" * 65,
        "A" * 64,
        "g" * 64,
        "a" * 300,
        "a" * 62 + "/x",
        "../" + "a" * 61,
        "a" * 63 + "\0",
        "a" * 64 + "\n",
        "CON",
        "NUL.jpg",
        "٣" * 64,
    ],
)
def test_what_is_no_hash_is_no_path(name, folder, tmp_path):
    folder.put(photo())
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(PhotoMissingError):
        folder.read(name)
    with pytest.raises(PhotoMissingError):
        folder.contains(name)
    assert sorted(tmp_path.rglob("*")) == before


def test_a_photo_that_is_not_there_is_missed(folder):
    with pytest.raises(PhotoMissingError):
        folder.read(photo().sha256)
    assert not folder.contains(photo().sha256)
    assert folder.hashes() == frozenset()


def test_altered_bytes_are_not_shown_and_are_mended_by_the_same_photo(folder, tmp_path):
    folder.put(photo())
    files(tmp_path)[0].write_bytes(b"\xff\xd8\xffother")
    with pytest.raises(PhotoMissingError):
        folder.read(photo().sha256)
    folder.put(photo())
    assert folder.read(photo().sha256) == photo().data


def test_the_sweep_takes_what_no_row_knows_and_is_older_than_a_day(folder, tmp_path):
    known, orphan = photo(1), photo(2)
    folder.put(known)
    folder.put(orphan)
    (tmp_path / "photos" / ".unfinished-killed").write_bytes(b"half")
    assert folder.sweep({known.sha256}, before=NOW - DAY) == 0
    age(tmp_path, hours=25)
    fresh = photo(3)
    folder.put(fresh)
    # the orphan and what was half written when somebody was killed
    assert folder.sweep({known.sha256}, before=NOW - DAY) == 2
    assert folder.hashes() == {known.sha256, fresh.sha256}


def test_an_orphan_that_is_added_again_is_as_new(folder, tmp_path):
    folder.put(photo())
    age(tmp_path, hours=25)
    # the row of this save is not there yet when the sweep reads the rows
    folder.put(photo())
    assert folder.sweep(set(), before=NOW - DAY) == 0
    assert folder.contains(photo().sha256)


def test_a_sweep_before_the_first_photo_makes_nothing(folder, tmp_path):
    assert folder.sweep(set(), before=NOW) == 0
    assert list(tmp_path.iterdir()) == []


def test_the_sweep_leaves_files_of_others_alone(folder, tmp_path):
    folder.put(photo())
    (tmp_path / "photos" / "README.txt").write_text("mine")
    age(tmp_path, hours=99)
    folder.sweep(set(), before=NOW)
    assert (tmp_path / "photos" / "README.txt").exists()


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps rights in another way")
def test_a_folder_that_may_not_be_written_is_named(folder, tmp_path):
    folder.put(photo())
    answers = CONTEXT.Queue()
    # how deep depends on how many processes run the tests
    around = [one for one in tmp_path.parents if one.name.startswith(("pytest-", "popen-"))]
    open_to_all = [tmp_path, *around]
    reader = CONTEXT.Process(target=try_to_put, args=(tmp_path / "photos", open_to_all, answers))
    reader.start()
    assert answers.get(timeout=300) == (1, "store_read_only")
    reader.join(300)


def test_a_place_where_no_folder_can_be_is_told_as_a_named_error(tmp_path):
    (tmp_path / "photos").write_text("a file")
    with pytest.raises(StoreError):
        PhotoFolder(tmp_path / "photos").put(photo())


def test_processes_that_put_the_same_photos_at_once_do_not_hinder_one_another(tmp_path):
    barrier = CONTEXT.Barrier(4)
    many = [CONTEXT.Process(target=put_many, args=(tmp_path / "photos", barrier)) for _ in range(4)]
    for one in many:
        one.start()
    for one in many:
        one.join(300)
    assert [one.exitcode for one in many] == [0] * 4
    folder = PhotoFolder(tmp_path / "photos")
    assert len(folder.hashes()) == len(files(tmp_path)) == 20
    assert all(folder.read(digest) for digest in folder.hashes())
