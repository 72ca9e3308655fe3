"""Views of the map under names, kept in the register like every other record."""

from uuid import UUID

import pytest

from biwaq_geo.domain.errors import EditConflictError, EmptyNameError, TextTooLongError
from biwaq_geo.domain.events import Action
from biwaq_geo.domain.views import SavedView
from biwaq_geo.services.recycle import in_bin, remove, restore
from biwaq_geo.services.saved_views import rename_view, save_view, saved_views
from biwaq_geo.services.undo import undo_last
from tests import sample_town

VIEW = UUID(int=700)
WANTED = SavedView(VIEW, " Leerstand im Zentrum ", query="ebenen=vacant", filter_text=" Haupt ")
WHO = {"actor": "mk"}


def today():
    return sample_town.PROFILE.as_of


def test_a_view_is_kept_under_its_name_and_found_in_the_order_of_names(store):
    kept = save_view(store, wanted=WANTED, **WHO)
    first = save_view(store, wanted=SavedView(UUID(int=701), "Altstadt"), **WHO)
    assert saved_views(store) == [first, kept]
    assert (kept.name, kept.query, kept.filter_text) == (
        "Leerstand im Zentrum",
        "ebenen=vacant",
        "Haupt",
    )


def test_the_same_view_sent_twice_is_kept_once(store):
    for _ in range(2):
        save_view(store, wanted=WANTED, **WHO)
    assert len(saved_views(store)) == 1
    assert len(store.events(subject_id=VIEW)) == 1


@pytest.mark.parametrize(
    ("wanted", "error"),
    [
        (SavedView(VIEW, "  "), EmptyNameError),
        (SavedView(VIEW, "x" * 121), TextTooLongError),
        (SavedView(VIEW, "x", query="x" * 2001), TextTooLongError),
    ],
)
def test_a_view_that_cannot_be_kept_is_refused_by_name(store, wanted, error):
    with pytest.raises(error):
        save_view(store, wanted=wanted, **WHO)
    assert saved_views(store) == []


def test_another_name_is_a_change_that_can_be_taken_back(store):
    save_view(store, wanted=WANTED, **WHO)
    named = {"map_view_id": VIEW, **WHO}
    renamed = rename_view(store, name=" Mitte ", seen_version=1, **named)
    assert (renamed.name, renamed.version) == ("Mitte", 2)
    # the same name is no change
    assert rename_view(store, name="Mitte", seen_version=2, **named).version == 2
    with pytest.raises(EditConflictError):
        rename_view(store, name="Rand", seen_version=1, **named)
    with pytest.raises(EmptyNameError):
        rename_view(store, name=" ", seen_version=2, **named)
    assert [event.action for event in store.events(subject_id=VIEW)] == [
        Action.ADDED,
        Action.EDITED,
    ]
    back = undo_last(store, kind=SavedView, record_id=VIEW, seen_version=2, **WHO)
    assert back.name == "Leerstand im Zentrum"


def test_a_removed_view_lies_in_the_bin_and_comes_back(store):
    save_view(store, wanted=WANTED, **WHO)
    gone = remove(store, today, kind=SavedView, record_id=VIEW, seen_version=1, **WHO)
    assert (saved_views(store), in_bin(store)) == ([], [gone])
    restore(store, records=[gone], batch=UUID(int=1), **WHO)
    assert [one.map_view_id for one in saved_views(store)] == [VIEW]
