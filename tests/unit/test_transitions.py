"""Which state may follow which, for every pair, and what each step needs."""

from dataclasses import replace
from datetime import date
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from biwaq_geo.domain import errors
from biwaq_geo.domain.branches import Branch
from biwaq_geo.domain.cases import CaseStep, take_case_step
from biwaq_geo.domain.transitions import FOLLOWS, NEEDS_NO_REASON, Step, take_step
from biwaq_geo.domain.unit_values import (
    MARKABLE,
    BlockedBy,
    CaseOutcome,
    CaseStatus,
    DatePrecision,
    PermitLight,
    UnitState,
)
from tests.sample_town import unit

TODAY, MAY = date(2026, 6, 1), date(2026, 5, 1)
PAIRS = list(product(UnitState, UnitState))
CASES = list(product(CaseStatus, CaseStatus))


def step(state, **values):
    """A step that lacks nothing."""
    interim = {
        "until": date(2026, 12, 31),
        "user": "Verein (Demo)",
        "permit_light": PermitLight.YELLOW,
    }
    more = interim if state is UnitState.INTERIM else {}
    return Step(**({"state": state, "on": MAY, "reason": "gesehen"} | more | values))


def take(before, what, **values):
    return take_step(before, what, today=TODAY, seen_version=before.version, **values)


def case(status, **values):
    more = {"blocked_by": BlockedBy.LAW, "outcome": CaseOutcome.LET}
    return CaseStep(**({"status": status, "on": MAY, "reason": "Anruf"} | more | values))


def take_case(before, what):
    return take_case_step(before, what, today=TODAY, seen_version=before.version)


@pytest.mark.parametrize(("before", "after"), PAIRS)
def test_a_state_is_followed_by_those_of_its_line_and_by_no_other(before, after):
    stood = unit(0, before)
    if after not in FOLLOWS[before]:
        with pytest.raises(errors.StepNotPossibleError):
            take(stood, step(after))
        return
    moved = take(stood, step(after))
    assert (moved.state, moved.since, moved.version) == (after, MAY, 2)


def test_every_state_has_its_line_and_a_way_back():
    assert set(FOLLOWS) == set(UnitState)
    for state in set(UnitState) - {UnitState.NO_VACANCY}:
        assert UnitState.NO_VACANCY in FOLLOWS[state]
    # a correction counts as in use: it can be followed by what follows that
    assert FOLLOWS[UnitState.NO_VACANCY] >= FOLLOWS[UnitState.USED] - {UnitState.NO_VACANCY}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        # the way that a unit takes when all goes well
        ("used", "impending"),
        ("impending", "vacant"),
        ("vacant", "in_mediation"),
        ("in_mediation", "reserved"),
        ("reserved", "interim"),
        ("reserved", "let"),
        ("interim", "let"),
        ("let", "used"),
    ],
)
def test_the_way_back_into_use_is_open(before, after):
    assert UnitState(after) in FOLLOWS[UnitState(before)]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("used", "interim"),  # it would have to be empty first
        ("used", "reserved"),
        ("used", "let"),
        ("vacant", "impending"),  # it is empty already
        ("interim", "impending"),
        ("demolished", "vacant"),
        ("candidate", "reserved"),  # nobody has looked yet
        ("vacant", "candidate"),
    ],
)
def test_what_makes_no_sense_is_refused(before, after):
    assert UnitState(after) not in FOLLOWS[UnitState(before)]


@pytest.mark.parametrize(
    ("what", "error"),
    [
        (step(UnitState.VACANT, on=None), errors.DateNeededError),
        (step(UnitState.VACANT, on=date(2026, 6, 2)), errors.DateInFutureError),
        (step(UnitState.IN_WORKS, reason=" "), errors.ReasonNeededError),
        (step(UnitState.INTERIM, on=None), errors.DateNeededError),
        (step(UnitState.INTERIM, until=None), errors.InterimEndNeededError),
        (step(UnitState.INTERIM, until=date(2026, 4, 30)), errors.PeriodError),
        (step(UnitState.INTERIM, user="  "), errors.InterimUserNeededError),
        (step(UnitState.INTERIM, permit_light=None), errors.PermitLightNeededError),
        (step(UnitState.INTERIM, reason=""), errors.ReasonNeededError),
    ],
)
def test_a_step_that_lacks_a_part_names_it(what, error):
    with pytest.raises(error):
        take(unit(0, UnitState.RESERVED), what)


@pytest.mark.parametrize("state", sorted(NEEDS_NO_REASON))
def test_a_unit_in_use_again_needs_nothing_but_the_day(state):
    assert take(unit(0, UnitState.VACANT), Step(state, MAY)).state_reason is None


def test_a_step_from_an_older_version_is_refused():
    with pytest.raises(errors.EditConflictError):
        take_step(unit(0, version=3), step(UnitState.VACANT), today=TODAY, seen_version=2)


def test_a_state_begins_after_the_one_before_unless_that_was_a_mistake():
    exact = unit(0, UnitState.VACANT, since=date(2026, 5, 20), since_precision=DatePrecision.DAY)
    with pytest.raises(errors.DateBeforeStateError):
        take(exact, step(UnitState.LET))
    assert take(exact, step(UnitState.NO_VACANCY)).since == MAY
    # "some time in May" says nothing against the first of May
    rough = replace(exact, since_precision=DatePrecision.MONTH)
    assert take(rough, step(UnitState.LET)).since == MAY


def test_a_unit_that_falls_empty_keeps_its_last_use():
    left = take(unit(0), step(UnitState.VACANT))
    assert (left.branch, left.occupant) == (None, None)
    assert (left.last_branch, left.last_occupant) == (Branch.BAKERY_BUTCHER, "Bäckerei 0 (Demo)")
    works = take(left, step(UnitState.IN_WORKS))
    assert works.last_occupant == left.last_occupant


def test_an_interim_use_stands_in_the_unit_for_as_long_as_it_lasts():
    used = take(unit(0, UnitState.VACANT), step(UnitState.INTERIM, use="popup"))
    assert (used.interim_from, used.interim_until) == (MAY, date(2026, 12, 31))
    assert (used.interim_user, used.interim_use) == ("Verein (Demo)", "popup")
    longer = take(used, step(UnitState.INTERIM, permit_light=None, until=date(2027, 6, 30)))
    assert (longer.interim_until, longer.permit_light) == (date(2027, 6, 30), PermitLight.YELLOW)
    over = take(used, step(UnitState.LET))
    assert (over.interim_from, over.interim_until, over.interim_user) == (None, None, None)


@given(st.lists(st.sampled_from(UnitState), max_size=12))
def test_whatever_happens_the_guards_hold(states):
    now = unit(0, since_precision=DatePrecision.DAY)
    for number, state in enumerate(states, start=2):
        if state not in FOLLOWS[now.state]:
            continue
        now = take(now, step(state, reason=f"Grund {number}"))
        assert now.state_reason == f"Grund {number}"
        interim = (now.interim_from, now.interim_until, now.interim_user)
        assert all(interim) is (now.state is UnitState.INTERIM)


@pytest.mark.parametrize("state", MARKABLE)
def test_what_is_seen_on_the_street_needs_no_permission_of_the_table(state):
    assert FOLLOWS[state]


@pytest.mark.parametrize(("before", "after"), CASES)
def test_a_case_takes_any_other_status(before, after):
    stood = unit(0, case_status=before)
    if before is after:
        with pytest.raises(errors.CaseStepNotPossibleError):
            take_case(stood, case(after))
        return
    moved = take_case(stood, case(after))
    assert (moved.case_status, moved.case_since, moved.version) == (after, MAY, 2)
    assert (moved.blocked_by is not None) is (after is CaseStatus.BLOCKED)
    assert (moved.case_outcome is not None) is (after is CaseStatus.CLOSED)
    # the case says nothing about the state
    assert moved.state is stood.state


@pytest.mark.parametrize(
    ("what", "error"),
    [
        (case(CaseStatus.BLOCKED, blocked_by=None), errors.BlockedByNeededError),
        (case(CaseStatus.CLOSED, outcome=None), errors.OutcomeNeededError),
        (case(CaseStatus.IN_ADVICE, reason=" "), errors.ReasonNeededError),
        (case(CaseStatus.IN_ADVICE, on=None), errors.DateNeededError),
        (case(CaseStatus.IN_ADVICE, on=date(2026, 6, 2)), errors.DateInFutureError),
    ],
)
def test_a_case_step_that_lacks_a_part_names_it(what, error):
    with pytest.raises(error):
        take_case(unit(0), what)


def test_a_case_that_was_no_vacancy_is_closed_and_the_unit_stays():
    closed = take_case(unit(5), case(CaseStatus.CLOSED, outcome=CaseOutcome.NO_VACANCY, reason=""))
    assert (closed.case_outcome, closed.removed_on) == (CaseOutcome.NO_VACANCY, None)
