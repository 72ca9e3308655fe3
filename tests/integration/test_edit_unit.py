"""Many hands on one unit, in the real store: everything is saved or told."""

from datetime import date
from uuid import UUID

import pytest

from biwaq_geo.domain import errors
from biwaq_geo.domain.cases import CaseStep
from biwaq_geo.domain.events import Action
from biwaq_geo.domain.merge import RaceLostError, Verdict
from biwaq_geo.domain.transitions import Step
from biwaq_geo.domain.unit_edits import EDITABLE, FIXED
from biwaq_geo.domain.unit_values import (
    BlockedBy,
    CaseOutcome,
    CaseStatus,
    DatePrecision,
    PermitLight,
    UnitState,
    VacancyReason,
)
from biwaq_geo.domain.units import CommercialUnit, Mark
from biwaq_geo.services.edit_unit import edit_unit
from biwaq_geo.services.mark_unit import mark_unit
from biwaq_geo.services.races import merge
from biwaq_geo.services.steps import change_case, change_state
from tests.store_samples import sqlite_store

VACANT, INTERIM = UUID(int=6), UUID(int=8)
MAY = date(2026, 5, 2)


def today():
    return MAY


@pytest.fixture
def store(tmp_path):
    return sqlite_store(tmp_path)


def edit(store, seen, actor="A", **changes):
    return edit_unit(store, today, unit_id=seen.unit_id, changes=changes, seen=seen, actor=actor)


def step(store, what, *, seen, actor="A"):
    return change_state(store, today, unit_id=VACANT, step=what, seen_version=seen, actor=actor)


def case(store, what, *, seen=1, actor="A"):
    return change_case(store, today, unit_id=VACANT, step=what, seen_version=seen, actor=actor)


def lost(call, *args, **values):
    with pytest.raises(RaceLostError) as told:
        call(*args, **values)
    return told.value.conflict


def test_an_edit_is_saved_with_one_event_and_its_texts_are_trimmed(store):
    saved = edit(
        store,
        store.unit(VACANT),
        windows=2,
        power="  Drehstrom ",
        parcel="  ",
        vacancy_reasons=(VacancyReason.RENT,),
        reuse_ideas=("Café ", "Atelier"),
    )
    assert store.unit(VACANT) == saved
    assert (saved.windows, saved.power, saved.parcel) == (2, "Drehstrom", None)
    assert saved.reuse_ideas == ("Café", "Atelier")
    event = store.events(subject_id=VACANT)[-1]
    assert (event.action, event.actor, event.version) == (Action.EDITED, "A", 2)


def test_an_edit_that_changes_nothing_leaves_no_trace(store):
    seen = store.unit(VACANT)
    assert edit(store, seen, windows=seen.windows, address=f" {seen.address} ") == seen
    assert len(store.events(subject_id=VACANT)) == 1


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"windows": -1}, errors.NumberRangeError),
        ({"floor_area_m2": 50_001.0}, errors.NumberRangeError),
        ({"floor_area_m2": float("nan")}, errors.NumberRangeError),
        ({"deposit_eur": float("inf")}, errors.NumberRangeError),
        ({"shortest_term_months": 12, "longest_term_months": 6}, errors.NumberRangeError),
        ({"power": "x" * 61}, errors.TextTooLongError),
        ({"reuse_ideas": ("x" * 201,)}, errors.TextTooLongError),
        ({"since": date(2026, 5, 3)}, errors.DateInFutureError),
        ({"consent_on": date(2026, 5, 3)}, errors.DateInFutureError),
        (
            {"available_from": date(2026, 9, 1), "available_until": date(2026, 8, 31)},
            errors.PeriodError,
        ),
        ({"state": UnitState.LET}, errors.FieldFixedError),
        ({"version": 9}, errors.FieldFixedError),
        ({"nonsense": 1}, errors.FieldFixedError),
    ],
)
def test_what_does_not_fit_its_field_is_refused_and_nothing_saved(store, changes, error):
    with pytest.raises(error):
        edit(store, store.unit(VACANT), **changes)
    assert store.unit(VACANT).version == 1


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"interim_until": None}, errors.InterimEndNeededError),
        ({"interim_user": " "}, errors.InterimUserNeededError),
    ],
)
def test_an_interim_use_keeps_its_end_and_its_user(store, changes, error):
    with pytest.raises(error):
        edit(store, store.unit(INTERIM), **changes)


def test_every_field_can_be_edited_or_has_another_way():
    assert set(EDITABLE) | FIXED == set(CommercialUnit.__slots__)


def test_the_same_save_sent_five_times_is_one_change(store):
    seen = store.unit(VACANT)
    answers = {edit(store, seen, windows=2).version for _ in range(5)}
    assert answers == {2}
    assert len(store.events(subject_id=VACANT)) == 2


def test_a_mark_a_step_and_a_case_sent_again_change_nothing(store):
    what = Mark(UnitState.IN_WORKS, since=MAY)
    closed = CaseStep(CaseStatus.CLOSED, MAY, outcome=CaseOutcome.LET)
    for _ in range(5):
        mark_unit(store, today, unit_id=VACANT, mark=what, seen_version=1, actor="A")
    for _ in range(5):
        step(store, Step(UnitState.RESERVED, MAY, reason="Zusage"), seen=2)
    for _ in range(5):
        case(store, closed, seen=3)
    assert [event.version for event in store.events(subject_id=VACANT)] == [1, 2, 3, 4]


def test_a_late_repeat_of_a_save_that_arrived_does_no_harm(store):
    seen = store.unit(VACANT)
    edit(store, seen, windows=2)
    edit(store, store.unit(VACANT), actor="B", corner=True)
    assert edit(store, seen, windows=2) == store.unit(VACANT)
    assert store.unit(VACANT).version == 3


def test_of_two_who_changed_different_fields_both_are_kept_after_one_click(store):
    seen = store.unit(VACANT)
    edit(store, seen, actor="B", corner=True)
    conflict = lost(edit, store, seen, windows=2)
    assert conflict.choices == ()
    saved = merge(store, conflict, chosen={}, actor="A")
    assert (saved.windows, saved.corner, saved.version) == (2, True, 3)
    assert store.unit(VACANT) == saved


def test_of_two_who_changed_the_same_field_the_second_sees_values_name_and_time(store):
    seen = store.unit(VACANT)
    edit(store, seen, actor="B", windows=4)
    conflict = lost(edit, store, seen, windows=2)
    ((race,),) = conflict.choices
    assert (race.before, race.mine, race.theirs, race.actor) == (None, 2, 4, "B")
    assert race.at == store.events(subject_id=VACANT)[-1].at
    assert store.unit(VACANT).windows == 4
    assert merge(store, conflict, chosen={"windows": Verdict.MINE}, actor="A").windows == 2


def test_whoever_is_overtaken_while_choosing_is_told_again(store):
    seen = store.unit(VACANT)
    edit(store, seen, actor="B", windows=4)
    conflict = lost(edit, store, seen, windows=2, listed=True)
    edit(store, store.unit(VACANT), actor="C", windows=5)
    again = lost(merge, store, conflict, chosen={"windows": Verdict.MINE}, actor="A")
    ((race,),) = again.choices
    assert (race.mine, race.theirs, race.actor) == (2, 5, "C")
    saved = merge(store, again, chosen={"windows": Verdict.THEIRS}, actor="A")
    assert (saved.windows, saved.listed) == (5, True)


def test_a_merge_sent_twice_is_one_change(store):
    seen = store.unit(VACANT)
    edit(store, seen, actor="B", corner=True)
    conflict = lost(edit, store, seen, windows=2)
    first, again = (merge(store, conflict, chosen={}, actor="A") for _ in range(2))
    assert again == first


def test_two_reports_from_the_street_are_shown_side_by_side(store):
    what = {"unit_id": VACANT, "seen_version": 1}
    mark_unit(store, today, mark=Mark(UnitState.USED, since=MAY), actor="B", **what)
    mine = Mark(UnitState.VACANT, since=date(2024, 3, 1), since_precision=DatePrecision.MONTH)
    # the same state and day as before: still a statement that contradicts the other's
    conflict = lost(mark_unit, store, today, mark=mine, actor="A", **what)
    assert conflict.choices[0][0].field == "state"
    saved = merge(store, conflict, chosen={"state": Verdict.MINE}, actor="A")
    assert (saved.state, saved.since) == (UnitState.VACANT, date(2024, 3, 1))
    assert store.events(subject_id=VACANT)[-1].action is Action.MARKED


def test_a_step_that_cannot_follow_the_other_persons_is_refused(store):
    step(store, Step(UnitState.DEMOLISHED, MAY, reason="Abriss"), seen=1, actor="B")
    conflict = lost(step, store, Step(UnitState.RESERVED, MAY, reason="Zusage"), seen=1)
    with pytest.raises(errors.StepNotPossibleError):
        merge(store, conflict, chosen={"state": Verdict.MINE}, actor="A")
    assert store.unit(VACANT).state is UnitState.DEMOLISHED


def test_an_interim_use_is_saved_with_all_it_needs(store):
    used = Step(
        UnitState.INTERIM,
        MAY,
        reason="Vertrag",
        until=date(2026, 9, 30),
        user="Verein (Demo)",
        permit_light=PermitLight.YELLOW,
    )
    saved = step(store, used, seen=1)
    assert store.unit(VACANT) == saved
    assert saved.interim_user == "Verein (Demo)"
    longer = edit(store, saved, interim_until=date(2026, 12, 31))
    assert longer.interim_until == date(2026, 12, 31)


@pytest.mark.parametrize(
    ("call", "what"),
    [
        (step, Step(UnitState.RESERVED, MAY, reason="Zusage")),
        (case, CaseStep(CaseStatus.BLOCKED, MAY, blocked_by=BlockedBy.LAW)),
    ],
)
def test_a_step_without_a_name_is_refused(store, call, what):
    with pytest.raises(errors.ActorNeededError):
        call(store, what, seen=1, actor="  ")
    assert store.unit(VACANT).version == 1


def test_a_state_and_a_case_moved_at_once_go_together(store):
    step(store, Step(UnitState.RESERVED, MAY, reason="Zusage"), seen=1, actor="B")
    conflict = lost(case, store, CaseStep(CaseStatus.IN_ADVICE, MAY, reason="Termin"))
    assert conflict.choices == ()
    saved = merge(store, conflict, chosen={}, actor="A")
    assert (saved.state, saved.case_status) == (UnitState.RESERVED, CaseStatus.IN_ADVICE)
