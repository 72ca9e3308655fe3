"""The recycle bin, and taking back the last change whatever it was."""

from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import UUID, uuid4

import pytest
from shapely import Point

from biwaq_geo.domain.businesses import Business
from biwaq_geo.domain.contacts import Contact
from biwaq_geo.domain.errors import (
    EditConflictError,
    NothingToUndoError,
    ReasonNeededError,
    RecordNotFoundError,
    TextTooLongError,
    UnitNotFoundError,
)
from biwaq_geo.domain.events import Action
from biwaq_geo.domain.filters import SavedFilter
from biwaq_geo.domain.foot_counts import FootCount
from biwaq_geo.domain.notes import Note
from biwaq_geo.domain.requests import Request, Seeker
from biwaq_geo.domain.street_audits import StreetAudit
from biwaq_geo.domain.tasks import Task
from biwaq_geo.domain.units import CommercialUnit, Mark, UnitState
from biwaq_geo.domain.views import SavedView
from biwaq_geo.services.batches import undo_batch
from biwaq_geo.services.mark_unit import mark_unit
from biwaq_geo.services.recycle import in_bin, reason_of, remove, remove_unit, restore
from biwaq_geo.services.undo import undo, undo_last
from tests.sample_town import X0, Y0, unit

FIRST = UUID(int=1)
TODAY = date(2026, 5, 3)
# half past ten in the evening in UTC is the next day in Berlin
LATE = datetime(2026, 5, 2, 22, 30, tzinfo=UTC)


def today():
    return TODAY


def put_away(store, *, seen=1, reason=" doppelt erfasst "):
    return remove_unit(
        store, lambda: LATE, unit_id=FIRST, seen_version=seen, reason=reason, actor="KL"
    )


def bring_back(store, *records):
    return restore(store, records=records, batch=uuid4(), actor="MB")


def others():
    return [
        Note(UUID(int=50), FIRST, "Schlüssel", "KL", LATE),
        Task(UUID(int=51), "Anrufen", TODAY),
        Business(UUID(int=52), "Laden (Demo)"),
        Request(UUID(int=53), "Raum gesucht", Seeker.CLUB),
        SavedFilter(UUID(int=54), "Meine Liste"),
        SavedView(UUID(int=55), "Zentrum"),
        StreetAudit(UUID(int=56), "sec1", TODAY),
        FootCount(UUID(int=57), Point(X0, Y0), LATE, 15, 20),
    ]


def test_a_removed_unit_is_out_of_the_register_with_its_reason(store):
    gone = put_away(store)
    assert gone.removed_on == TODAY
    assert FIRST not in {one.unit_id for one in store.units()}
    assert in_bin(store) == [gone]
    assert reason_of(store, gone) == "doppelt erfasst"
    event = store.events(subject_id=FIRST)[-1]
    assert (event.action, event.actor) == (Action.REMOVED, "KL")


def test_a_restored_unit_is_what_it_was(store):
    gone = put_away(store)
    assert bring_back(store, gone) == 1
    assert store.unit(FIRST) == replace(unit(0), version=3)
    assert store.events(subject_id=FIRST)[-1].action is Action.RESTORED
    assert in_bin(store) == []


def test_removing_and_restoring_twice_is_done_once(store):
    gone = put_away(store)
    revision = store.revision()
    assert put_away(store, seen=2) == gone
    assert store.revision() == revision
    bring_back(store, gone)
    assert bring_back(store, store.unit(FIRST)) == 0


@pytest.mark.parametrize(
    ("values", "error"),
    [
        ({"reason": " \n"}, ReasonNeededError),
        ({"reason": "x" * 2001}, TextTooLongError),
        ({"seen": 7}, EditConflictError),
    ],
)
def test_a_removal_that_cannot_be_leaves_everything_as_it_was(store, values, error):
    with pytest.raises(error):
        put_away(store, **values)
    assert (store.revision(), store.unit(FIRST)) == (8, unit(0))


def test_of_several_restored_at_once_a_conflict_saves_none(store):
    gone = put_away(store)
    with pytest.raises(EditConflictError):
        bring_back(store, gone, replace(unit(1), version=9))
    with pytest.raises(RecordNotFoundError):
        bring_back(store, gone, Note(UUID(int=99), FIRST, "", "", LATE))
    assert in_bin(store) == [gone]


def test_a_restoration_is_taken_back_in_one(store):
    gone, batch = put_away(store), uuid4()
    restore(store, records=[gone], batch=batch, actor="MB")
    undo_batch(store, today, batch=batch, actor="MB")
    assert [one.unit_id for one in in_bin(store)] == [FIRST]


@pytest.mark.parametrize("record", others(), ids=lambda one: type(one).__name__)
def test_every_kind_goes_to_the_bin_comes_back_and_is_undone(store, record):
    with store.transaction() as tx:
        tx.add(record, actor="KL")
    kind, record_id = type(record), store.events(after=8)[0].subject_id
    gone = remove(store, today, kind=kind, record_id=record_id, seen_version=1, actor="KL")
    assert in_bin(store) == [gone] == [replace(record, removed_on=TODAY, version=2)]
    bring_back(store, gone)
    assert in_bin(store) == []
    again = undo_last(store, kind=kind, record_id=record_id, seen_version=3, actor="MB")
    assert in_bin(store) == [again] == [replace(record, removed_on=TODAY, version=4)]


def changes(store):
    """One change of each sort, each on what the one before left."""

    def save(action, **fields):
        with store.transaction() as tx:
            old = tx.unit(FIRST)
            tx.save_unit(replace(old, **fields, version=old.version + 1), action=action, actor="A")

    version = lambda: store.unit(FIRST).version  # noqa: E731
    yield save(Action.EDITED, floor_area_m2=77.0, corner=True)
    yield save(Action.CHECKED, observed_on=date(2026, 5, 2))
    yield mark_unit(
        store,
        today,
        unit_id=FIRST,
        mark=Mark(UnitState.VACANT, since=TODAY),
        seen_version=version(),
        actor="A",
    )
    yield put_away(store, seen=version())
    yield bring_back(store, store.unit(FIRST))


def test_every_sort_of_change_is_taken_back_with_all_its_fields(store):
    before = store.unit(FIRST)
    for _ in changes(store):
        changed = store.unit(FIRST)
        back = undo(store, unit_id=FIRST, seen_version=changed.version, actor="B")
        assert back == replace(before, version=changed.version + 1)
        # taken back once more, the change is there again
        again = undo(store, unit_id=FIRST, seen_version=back.version, actor="B")
        assert again == replace(changed, version=again.version)
        before = again


def test_what_was_only_added_or_is_not_remembered_has_nothing_to_undo(store):
    contact = Contact(UUID(int=60), name="N", purpose="p", delete_on=date(2027, 1, 1))
    with store.transaction() as tx:
        tx.add(contact, actor="A")
        tx.save(replace(contact, name="M", version=2), action=Action.EDITED, actor="A")
    for kind, record_id, seen in ((Contact, contact.contact_id, 2), (CommercialUnit, FIRST, 1)):
        with pytest.raises(NothingToUndoError):
            undo_last(store, kind=kind, record_id=record_id, seen_version=seen, actor="A")
    with pytest.raises(UnitNotFoundError):
        undo(store, unit_id=UUID(int=99), seen_version=1, actor="A")
