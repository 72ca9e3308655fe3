"""What two people made of the same unit: nothing of it gets lost without a click."""

from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from biwaq_geo.domain.errors import ChoiceNeededError, EditConflictError
from biwaq_geo.domain.events import Action, Event
from biwaq_geo.domain.merge import BOUND, Verdict, at_version, three_way
from biwaq_geo.domain.record_json import record_changes
from biwaq_geo.domain.unit_values import CaseStatus, UnitState
from tests.sample_town import unit

MINE, THEIRS, SAME, CLASH = Verdict
BASE = unit(5, UnitState.VACANT)


def changed(**values):
    return replace(BASE, **values, version=BASE.version + 1)


def event(old, new, *, actor="B", minute=0):
    return Event(
        number=new.version,
        at=datetime(2026, 5, 2, 10, minute, tzinfo=UTC),
        actor=actor,
        action=Action.EDITED,
        subject_kind="unit",
        subject_id=new.unit_id,
        version=new.version,
        changes=record_changes(old, new),
        chain="",
    )


def merged(mine, theirs, **more):
    return three_way(BASE, mine, theirs, action=Action.EDITED, **more)


@pytest.mark.parametrize(
    ("mine", "theirs", "verdict"),
    [
        ({"windows": 3}, {}, MINE),
        ({}, {"windows": 3}, THEIRS),
        ({"windows": 3}, {"windows": 3}, SAME),
        ({"windows": 3}, {"windows": 4}, CLASH),
        # what I emptied and they filled is no less a clash
        ({"floor_area_m2": None}, {"floor_area_m2": 99.0}, CLASH),
    ],
)
def test_a_field_is_mine_theirs_the_same_or_a_clash(mine, theirs, verdict):
    races = merged(changed(**mine), changed(**theirs)).races
    assert [race.verdict for race in races] == [verdict]


def test_different_fields_go_together_without_a_choice():
    both = merged(changed(windows=3), changed(corner=True))
    assert both.choices == ()
    whole = both.resolve({})
    assert (whole.windows, whole.corner, whole.version) == (3, True, 3)


def test_the_same_field_waits_for_a_choice():
    clash = merged(changed(windows=3, listed=True), changed(windows=4))
    with pytest.raises(ChoiceNeededError):
        clash.resolve({})
    assert clash.resolve({"windows": MINE}).windows == 3
    theirs = clash.resolve({"windows": THEIRS})
    assert (theirs.windows, theirs.listed) == (4, True)


def test_fields_that_make_sense_together_are_chosen_together():
    mine = changed(state=UnitState.RESERVED, since=date(2026, 4, 1), state_reason="Zusage")
    theirs = changed(state=UnitState.IN_WORKS)
    clash = merged(mine, theirs)
    assert [[race.field for race in races] for races in clash.choices] == [
        ["state", "since", "state_reason"]
    ]
    left = clash.resolve({"state": THEIRS})
    assert (left.state, left.since, left.state_reason) == (UnitState.IN_WORKS, BASE.since, None)
    assert clash.resolve({"state": MINE}).state_reason == "Zusage"


def test_half_a_case_of_each_is_no_case():
    # I changed the status, they the reason: together that would say what nobody meant
    clash = merged(changed(case_status=CaseStatus.IN_ADVICE), changed(case_reason="Anruf"))
    assert len(clash.choices) == 1


def test_the_other_person_is_named_with_the_time_of_each_value():
    first, second = changed(windows=4), replace(BASE, windows=5, corner=True, version=3)
    told = [event(BASE, first, actor="B"), event(first, second, actor="C", minute=9)]
    races = {race.field: race for race in merged(changed(windows=3), second, since=told).races}
    assert (races["windows"].actor, races["windows"].at.minute) == ("C", 9)
    early = merged(changed(windows=3), first, since=told[:1]).races[0]
    assert (early.actor, early.at.minute) == ("B", 0)


def test_a_statement_counts_even_where_it_repeats_what_was_known():
    # I report "still vacant", they "let": what I said is not overheard
    still, let = changed(), changed(state=UnitState.LET)
    assert not merged(still, let).pending
    assert merged(still, let, asserted=("state",)).pending


def test_an_earlier_version_is_read_backwards_from_the_events():
    first, second = changed(windows=4), replace(BASE, windows=4, corner=True, version=3)
    told = [event(BASE, first), event(first, second)]
    assert at_version(second, told, 2) == first
    assert at_version(second, told, 1) == BASE
    for never in (0, 4):
        with pytest.raises(EditConflictError):
            at_version(second, told, never)


SIDES = st.fixed_dictionaries(
    {},
    optional={
        "windows": st.integers(0, 3),
        "corner": st.none() | st.booleans(),
        "occupant": st.none() | st.sampled_from(["A (Demo)", "B (Demo)"]),
        "state": st.sampled_from(UnitState),
        "since": st.dates(date(2026, 1, 1), date(2026, 1, 3)),
        "case_reason": st.none() | st.sampled_from(["x", "y"]),
        "case_status": st.sampled_from(CaseStatus),
    },
)


@given(mine=SIDES, theirs=SIDES, picks=st.lists(st.sampled_from([MINE, THEIRS]), min_size=7))
def test_no_value_is_ever_lost_without_a_click(mine, theirs, picks):
    my, their = changed(**mine), changed(**theirs)
    both = merged(my, their)
    chosen = {races[0].field: pick for races, pick in zip(both.choices, picks, strict=False)}
    result = both.resolve(chosen)
    offered = {race.field: chosen[races[0].field] for races in both.choices for race in races}
    for name in {*mine, *theirs}:
        before, now = getattr(BASE, name), getattr(result, name)
        wanted_by = {getattr(side, name) for side in (my, their)} - {before}
        if name in offered:
            assert now == getattr(my if offered[name] is MINE else their, name)
        elif wanted_by:
            # nobody was asked, so there is one value that anybody wanted, and it stands
            assert {now} == wanted_by
        else:
            assert now == before


@given(mine=SIDES, theirs=SIDES)
def test_a_merge_touches_no_field_that_nobody_changed(mine, theirs):
    both = merged(changed(**mine), changed(**theirs))
    result = both.resolve({races[0].field: MINE for races in both.choices})
    bound = {name for group in BOUND for name in group}
    for name in BASE.__slots__:
        if name not in {*mine, *theirs, "version"} | bound:
            assert getattr(result, name) == getattr(BASE, name)
    assert result.unit_id == UUID(int=6)
