"""A save whose answer got lost is sent again, and meanwhile a third person was at the unit."""

from dataclasses import replace
from datetime import date
from uuid import UUID, uuid4

import pytest

from biwaq_geo.domain.cases import CaseStep
from biwaq_geo.domain.events import Action
from biwaq_geo.domain.fields import Audience
from biwaq_geo.domain.merge import RaceLostError, Verdict
from biwaq_geo.domain.transitions import Step
from biwaq_geo.domain.unit_values import CaseStatus, DatePrecision, UnitState
from biwaq_geo.domain.units import Mark
from biwaq_geo.services.edit_unit import edit_unit
from biwaq_geo.services.mark_unit import mark_unit
from biwaq_geo.services.races import merge
from biwaq_geo.services.steps import change_case, change_state
from biwaq_geo.services.visible_store import VisibleStore
from tests.sample_town import unit

MAY = date(2026, 5, 2)
VACANT = UUID(int=6)
SEEN = {"unit_id": VACANT, "seen_version": 1, "actor": "A"}


def today():
    return MAY


def edit(store, act):
    base = replace(unit(5), unit_id=VACANT)
    seen = store.unit(VACANT) if store.unit(VACANT).version == 1 else base
    return edit_unit(
        store,
        today,
        unit_id=VACANT,
        changes={"occupant": "Meiner"},
        seen=seen,
        actor="A",
        act=act,
    )


def state(store, act):
    step = Step(state=UnitState.IN_WORKS, on=MAY, reason="Umbau")
    return change_state(store, today, step=step, act=act, **SEEN)


def case(store, act):
    return change_case(
        store, today, step=CaseStep(CaseStatus.IN_ADVICE, MAY, reason="Termin"), act=act, **SEEN
    )


def mark(store, act):
    stated = Mark(UnitState.USED, MAY, DatePrecision.DAY, None)
    return mark_unit(store, today, mark=stated, act=act, **SEEN)


def third_person(store):
    """Change what that the saves above change, and return the unit."""
    with store.transaction() as tx:
        old = tx.unit(VACANT)
        new = replace(
            old,
            version=old.version + 1,
            occupant="Deren",
            state=UnitState.IMPENDING,
            since=date(2026, 4, 1),
            case_status=CaseStatus.FIRST_CONTACT,
        )
        tx.save(new, action=Action.EDITED, actor="B")
    return new


@pytest.mark.parametrize("save", [edit, state, case, mark])
def test_what_was_saved_is_saved_also_when_others_changed_it_since(store, save):
    act = uuid4()
    save(store, act)
    theirs = third_person(store)
    revision = store.revision()
    assert save(store, act) == theirs
    assert store.revision() == revision
    # the same values as a wish of its own are a conflict: somebody else has decided otherwise
    with pytest.raises(RaceLostError):
        save(store, uuid4())


def test_a_merge_that_is_sent_again_is_known_too(store):
    third_person(store)
    with pytest.raises(RaceLostError) as lost:
        case(store, None)
    act, chosen = uuid4(), {"case_status": Verdict.MINE}
    merge(store, lost.value.conflict, chosen=chosen, actor="A", act=act)
    theirs = third_person(store)
    assert merge(store, lost.value.conflict, chosen=chosen, actor="A", act=act) == theirs


def test_those_who_do_not_see_everything_are_told_the_same(store):
    internal, act = VisibleStore(store, Audience.INTERNAL), uuid4()
    state(internal, act)
    third_person(store)
    assert state(internal, act).version == 3


def test_the_public_learns_no_act(store):
    mark(store, uuid4())
    told = VisibleStore(store, Audience.PUBLIC).events(subject_id=VACANT)
    assert len(told) == 2
    assert {event.act for event in told} == {None}
