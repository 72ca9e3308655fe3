"""Records of every kind in the store: notes, tasks, contacts, drafts."""

from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import UUID

import pytest

from biwaq_geo.domain.contacts import Contact
from biwaq_geo.domain.drafts import Draft
from biwaq_geo.domain.errors import EditConflictError, RecordNotFoundError
from biwaq_geo.domain.events import Action
from biwaq_geo.domain.notes import Note
from biwaq_geo.domain.tasks import Task
from biwaq_geo.domain.units import CommercialUnit
from tests.sample_town import unit
from tests.store_samples import NOON

OWNER = Contact(
    contact_id=UUID(int=50),
    name="Erika Muster (Demo)",
    purpose="Leerstand vermitteln",
    delete_on=date(2027, 1, 1),
    unit_ids=(unit(0).unit_id,),
    phone="01234 / 567",
)


def test_a_note_comes_back_as_it_was_and_in_the_past_it_is_not_there(store):
    before = store.revision()
    note = Note(UUID(int=60), unit(0).unit_id, "Schlüssel beim Bäcker", "ab", written_at=NOON)
    with store.transaction() as tx:
        tx.add(note, actor="ab")
    assert list(store.records(Note)) == [note]
    assert list(store.records(Note, at_revision=before)) == []


def test_a_record_that_nobody_knows_is_named(store):
    with pytest.raises(RecordNotFoundError) as told:
        store.record(Task, UUID(int=9))
    assert told.value.values["kind"] == "task"


def test_many_changes_of_one_act_share_a_batch(store):
    batch = UUID(int=70)
    with store.transaction() as tx:
        for number in (0, 1):
            old = tx.unit(unit(number).unit_id)
            new = replace(old, version=old.version + 1, observed_on=date(2026, 5, 2))
            tx.save(new, action=Action.CHECKED, actor="ab", batch=batch)
        tx.add(Task(UUID(int=61), "anrufen", date(2026, 5, 2)), actor="ab")
    with store.transaction() as tx:
        assert [event.batch for event in tx.events_of_batch(batch)] == [batch, batch]
    store.verify_chain()


def test_events_tell_that_a_contact_changed_and_never_what(store, tmp_path):
    with store.transaction() as tx:
        tx.add(OWNER, actor="ab")
        tx.add(OWNER, actor="ab")
        tx.save(replace(OWNER, phone="09876", version=2), action=Action.EDITED, actor="ab")
    changes = [event.changes for event in store.events(subject_id=OWNER.contact_id)]
    assert [set(pair) for change in changes for pair in change.values()] == [
        {None} for change in changes for _ in change
    ]
    store.verify_chain()


def test_a_forgotten_contact_is_nowhere_in_the_file(store, tmp_path):
    with store.transaction() as tx:
        tx.add(OWNER, actor="ab")
    with pytest.raises(EditConflictError), store.transaction() as tx:
        tx.forget(replace(OWNER, version=7), actor="ab")
    with store.transaction() as tx:
        tx.forget(OWNER, actor="ab")
    assert list(store.records(Contact)) == []
    store.verify_chain()
    store.snapshot(tmp_path / "copy.gpkg")
    assert b"Erika" not in (tmp_path / "copy.gpkg").read_bytes()


def test_the_register_of_a_day_is_that_of_its_last_event(store):
    assert store.revision_at(NOON) == 0
    assert store.revision_at(datetime(2026, 5, 3, tzinfo=UTC)) == store.revision()


def test_a_unit_in_the_recycle_bin_is_no_longer_listed_but_still_known(store):
    gone = replace(unit(0), removed_on=date(2026, 5, 2), version=2)
    with store.transaction() as tx:
        tx.save(gone, action=Action.REMOVED, actor="ab")
    assert gone.unit_id not in {one.unit_id for one in store.units()}
    assert gone in store.records(CommercialUnit)


def test_a_draft_is_kept_replaced_and_dropped_without_an_event(store):
    before = store.revision()
    for text in ("Bäck", "Bäckerei"):
        store.keep_draft(Draft("browser-1", "mark-1", {"note": text}, saved_at=NOON))
    kept = store.draft(owner="browser-1", form="mark-1")
    assert kept is not None
    assert kept.values == {"note": "Bäckerei"}
    store.drop_draft(owner="browser-1", form="mark-1")
    assert store.draft(owner="browser-1", form="mark-1") is None
    assert store.revision() == before


def test_an_id_that_another_kind_has_is_a_conflict(store):
    with pytest.raises(EditConflictError), store.transaction() as tx:
        tx.add(Task(unit(0).unit_id, "anrufen", date(2026, 5, 2)), actor="ab")
