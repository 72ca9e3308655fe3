"""A register as one audience sees it, over a real store."""

from dataclasses import replace
from datetime import date, datetime
from uuid import UUID

import pytest

from biwaq_geo.domain.contacts import Contact
from biwaq_geo.domain.drafts import Draft
from biwaq_geo.domain.errors import (
    EditConflictError,
    NotAllowedError,
    RecordNotFoundError,
)
from biwaq_geo.domain.events import Action
from biwaq_geo.domain.fields import Audience
from biwaq_geo.domain.notes import Note
from biwaq_geo.domain.records import KINDS
from biwaq_geo.domain.scenarios import Scenario
from biwaq_geo.domain.units import CommercialUnit, Mark, UnitState
from biwaq_geo.services.mark_unit import mark_unit
from biwaq_geo.services.ports import Store, Transaction
from biwaq_geo.services.undo import undo
from biwaq_geo.services.visible_store import VisibleStore
from biwaq_geo.services.visible_transaction import VisibleTransaction
from tests.sample_town import unit
from tests.store_samples import NOON, scenario

FIRST = unit(0).unit_id
OWNER = Contact(UUID(int=50), "Erika Muster (Demo)", "vermitteln", date(2027, 1, 1))


def save(store, **changes):
    with store.transaction() as tx:
        old = tx.unit(FIRST)
        new = replace(old, version=old.version + 1, **changes)
        tx.save(new, action=Action.EDITED, actor="Erika")


def methods(of):
    return {name for name in vars(of) if not name.startswith("_")}


@pytest.mark.parametrize(
    ("mine", "port"), [(VisibleStore, Store), (VisibleTransaction, Transaction)]
)
def test_everything_that_a_store_can_do_is_filtered_by_hand(mine, port):
    # a method that were passed on unseen would show everything
    assert methods(mine) == methods(port)


def test_the_public_reads_units_without_rent_and_writes_nothing(store):
    save(store, rent_asked_eur_m2=7.5)
    public = VisibleStore(store, Audience.PUBLIC)
    assert public.unit(FIRST).rent_asked_eur_m2 is None
    assert [one.unit_id for one in public.units()] == [one.unit_id for one in store.units()]
    with pytest.raises(NotAllowedError), public.transaction():
        pass
    with pytest.raises(NotAllowedError):
        public.keep_draft(Draft("x", "note", {"text": "…"}, NOON))
    assert public.revision() == store.revision()


def test_the_public_finds_no_record_of_a_hidden_kind(store):
    with store.transaction() as tx:
        tx.add(scenario(), actor="ab")
        tx.add(OWNER, actor="ab")
        tx.add(Note(UUID(int=60), FIRST, "Schlüssel", "ab", NOON), actor="ab")
    public = VisibleStore(store, Audience.PUBLIC)
    assert [list(public.records(kind)) for kind in (Scenario, Contact, Note)] == [[], [], []]
    assert list(public.scenarios()) == []
    for kind, key in ((Contact, OWNER.contact_id), (Note, UUID(int=60))):
        with pytest.raises(RecordNotFoundError):
            public.record(kind, key)
    assert {KINDS[one.subject_kind] for one in public.events()} == {CommercialUnit}


def test_the_public_does_not_look_into_the_recycle_bin(store):
    save(store, removed_on=date(2026, 5, 3))
    public = VisibleStore(store, Audience.PUBLIC)
    assert FIRST not in {one.unit_id for one in public.records(CommercialUnit)}
    with pytest.raises(RecordNotFoundError):
        public.unit(FIRST)
    # what was entered by mistake is not to be found in the past either
    assert FIRST not in {one.unit_id for one in public.units(at_revision=8)}
    assert list(public.events(subject_id=FIRST)) == []


def test_the_past_is_filtered_like_the_present(store):
    save(store, rent_asked_eur_m2=7.5)
    save(store, rent_asked_eur_m2=None)
    internal = VisibleStore(store, Audience.INTERNAL)
    then = {one.unit_id: one for one in internal.units(at_revision=9)}
    assert then[FIRST].rent_asked_eur_m2 is None
    assert {one.unit_id: one for one in store.units(at_revision=9)}[FIRST].rent_asked_eur_m2 == 7.5


def test_a_page_of_events_is_full_although_some_are_hidden(store):
    for rent in (7.5, 8.0, 8.5):
        save(store, rent_asked_eur_m2=rent)
    save(store, state=UnitState.VACANT)
    public = VisibleStore(store, Audience.PUBLIC)
    # 8 additions are numbers 1 to 8, the rents 9 to 11, the state 12
    assert [one.number for one in public.events(after=7, limit=2)] == [8, 12]
    assert {one.actor for one in public.events()} == {""}


def test_staff_who_mark_and_undo_leave_a_rent_they_do_not_see(store):
    save(store, rent_asked_eur_m2=7.5)
    internal = VisibleStore(store, Audience.INTERNAL)
    marked = mark_unit(
        internal,
        lambda: date(2026, 5, 2),
        unit_id=FIRST,
        mark=Mark(UnitState.VACANT),
        seen_version=2,
        actor="ab",
    )
    assert marked.rent_asked_eur_m2 is None
    assert store.unit(FIRST).rent_asked_eur_m2 == 7.5
    undo(internal, unit_id=FIRST, seen_version=3, actor="ab")
    assert store.unit(FIRST).state is UnitState.USED
    assert store.unit(FIRST).rent_asked_eur_m2 == 7.5
    with pytest.raises(EditConflictError), internal.transaction() as tx:
        tx.save(replace(marked, version=3), action=Action.EDITED, actor="ab")


def test_staff_can_neither_add_nor_forget_a_contact(store):
    internal = VisibleStore(store, Audience.INTERNAL)
    with pytest.raises(NotAllowedError), internal.transaction() as tx:
        tx.add(OWNER, actor="ab")
    with pytest.raises(NotAllowedError), internal.transaction() as tx:
        tx.forget(OWNER, actor="ab")
    assert list(store.records(Contact)) == []


def test_the_time_of_a_revision_is_no_secret(store):
    public = VisibleStore(store, Audience.PUBLIC)
    assert public.revision_at(datetime.max.replace(tzinfo=NOON.tzinfo)) == store.revision()
