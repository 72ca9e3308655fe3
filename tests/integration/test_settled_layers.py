"""A change of a layer that was cut off is settled when the town is opened again."""

from contextlib import contextmanager

import pytest

from biwaq_geo.adapters.towns import FolderLibrary
from biwaq_geo.domain.errors import StoreReadOnlyError
from biwaq_geo.domain.town_layers import TownLayer
from biwaq_geo.services.layer_upload.changes import layer_records
from tests import sample_layer, sample_town
from tests.layer_workers import ACTS, FIRST, act
from tests.sample_layer import KEY


@pytest.fixture
def folder(tmp_path):
    FolderLibrary(tmp_path).create(
        sample_town.PROFILE, layers=sample_town.layers(), units=sample_town.units()
    ).store.close()
    return tmp_path


def reopened(folder):
    return FolderLibrary(folder).open("musterstadt")


def lies(town):
    """Return what the shelf has, and what the register says of it."""
    on_shelf = {one.key: (one.removed, one.text.decode()) for one in town.added.layers()}
    told = {
        one.shelf_key: (one.removed_on is not None, one.look)
        for one in town.store.records(TownLayer)
    }
    return on_shelf, told


class PowerCutError(Exception):
    """No mistake that anybody has thought of."""


@pytest.mark.parametrize("name", ACTS)
def test_what_the_register_was_never_told_is_taken_off_the_shelf_again(name, folder, monkeypatch):
    town = reopened(folder)
    for earlier in FIRST[name]:
        act(town, earlier)
    before = lies(town)
    whole = town.store.transaction

    @contextmanager
    def cut_off():
        with whole() as tx:
            yield tx
            raise PowerCutError

    with monkeypatch.context() as broken:
        broken.setattr(town.store, "transaction", cut_off)
        with pytest.raises(PowerCutError):
            act(town, name)
    assert lies(town) != before
    town.store.close()
    again = reopened(folder)
    assert lies(again) == before
    assert again.added.begun() == []
    act(again, name)
    on_shelf, told = lies(again)
    assert on_shelf == told
    again.store.verify_chain()


def test_a_change_that_was_confirmed_stays_where_only_its_note_was_left(folder):
    town = reopened(folder)
    act(town, "add")
    act(town, "remove")
    before = lies(town)
    town.added.begin(KEY, new=False)
    town.store.close()
    again = reopened(folder)
    assert lies(again) == before
    assert again.added.begun() == []


def test_what_somebody_wrote_into_the_folder_by_hand_is_left_alone(folder):
    town = reopened(folder)
    act(town, "add")
    (entry,) = town.added.layers()
    town.added.rewrite(KEY, entry.text.replace(b"Spiel", b"Bolz"))
    town.store.close()
    assert b"Bolz" in reopened(folder).added.layers()[0].text


def test_a_layer_the_register_never_heard_of_stays_as_it_lies(folder):
    town = reopened(folder)
    sample_layer.add(town)
    town.added.begin(KEY, new=False)
    town.store.close()
    again = reopened(folder)
    assert [one.removed for one in again.added.layers()] == [False]
    assert (again.added.begun(), layer_records(again.store)) == ([], {})


@pytest.mark.parametrize("said", [b"", b"\xff\xfe", b"new ../../etc", b"old own_nothing"])
def test_a_note_that_says_nothing_of_use_goes(said, folder):
    town = reopened(folder)
    act(town, "add")
    before = lies(town)
    note = next(iter((folder / "towns").glob("*/layers"))) / ".begun-x"
    note.write_bytes(said)
    town.store.close()
    again = reopened(folder)
    assert lies(again) == before
    assert not note.exists()


def test_a_town_whose_register_may_only_be_read_is_opened_and_settled_later(folder, monkeypatch):
    town = reopened(folder)
    act(town, "add")
    town.added.begin(KEY, new=False)
    town.store.close()

    @contextmanager
    def read_only(_store):
        raise StoreReadOnlyError
        yield

    with monkeypatch.context() as broken:
        broken.setattr(type(town.store), "transaction", read_only)
        assert reopened(folder).added.begun() != []
    assert reopened(folder).added.begun() == []
