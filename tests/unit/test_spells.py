"""Occupancy spells told from events."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import dropwhile, pairwise

from hypothesis import given
from hypothesis import strategies as st

from biwaq_geo.domain.branches import Branch
from biwaq_geo.domain.events import Action, Event
from biwaq_geo.domain.record_json import record_changes
from biwaq_geo.domain.spells import spells
from biwaq_geo.domain.units import DatePrecision, UnitState
from tests.sample_town import unit

ADDED_ON = date(2026, 5, 1)
USED, VACANT = UnitState.USED, UnitState.VACANT


def course(*steps, first=None):
    """Events of one unit, one a day from 1 May on; a step is its changed fields or "undo"."""
    stood = [first or unit(0, state=USED, since=date(2020, 1, 1), occupant="A")]
    events = [event(None, stood[0], Action.ADDED)]
    for step in steps:
        undone = step == "undo"
        fields = {"version": stood[-1].version + 1} | ({} if undone else step)
        new = replace(stood[-2 if undone else -1], **fields)
        events.append(event(stood[-1], new, Action.UNDONE if undone else Action.EDITED))
        stood.append(new)
    return events


def event(old, new, action):
    noon = datetime.combine(ADDED_ON + timedelta(days=new.version - 1), time(12), tzinfo=UTC)
    changes = record_changes(old, new)
    return Event(new.version, noon, "ab", action, "unit", new.unit_id, new.version, changes, "")


def told(events):
    return [(spell.state, spell.begins, spell.ends) for spell in spells(events)]


def test_a_unit_that_was_only_added_has_one_spell_from_its_known_beginning():
    (only,) = spells(course())
    assert (only.state, only.begins, only.ends) == (USED, date(2020, 1, 1), None)
    assert (only.occupant, only.branch) == ("A", Branch.BAKERY_BUTCHER)


def test_where_nobody_knows_the_beginning_it_is_the_local_day_of_the_event():
    first = unit(0, state=VACANT, since=None, since_precision=DatePrecision.DAY)
    late = replace(course(first=first)[0], at=datetime(2026, 5, 1, 22, 30, tzinfo=UTC))
    # half past ten in the evening in UTC is half past midnight of the next day in Berlin
    (only,) = spells([late])
    assert (only.begins, only.precision) == (date(2026, 5, 2), DatePrecision.ESTIMATED)


def test_a_new_state_ends_the_one_before_on_its_first_day():
    vacated = {"state": VACANT, "since": date(2026, 4, 1), "state_reason": "Umzug"}
    assert told(course(vacated)) == [
        (USED, date(2020, 1, 1), date(2026, 4, 1)),
        (VACANT, date(2026, 4, 1), None),
    ]
    assert spells(course(vacated))[-1].reason == "Umzug"


def test_a_later_event_that_moves_only_the_beginning_corrects_the_spell():
    vacated = {"state": VACANT, "since": date(2026, 4, 1)}
    assert told(course(vacated, {"since": date(2025, 10, 1)})) == [
        (USED, date(2020, 1, 1), date(2025, 10, 1)),
        (VACANT, date(2025, 10, 1), None),
    ]


def test_a_beginning_put_before_an_older_spell_hides_it_until_it_is_put_right():
    vacated = {"state": VACANT, "since": date(2019, 1, 1)}
    assert told(course(vacated)) == [(VACANT, date(2019, 1, 1), None)]
    assert len(told(course(vacated, {"since": date(2021, 1, 1)}))) == 2


def test_an_undone_change_leaves_no_spell_and_an_undone_undo_brings_it_back():
    vacated = {"state": VACANT, "since": date(2026, 4, 1)}
    assert told(course(vacated, "undo")) == told(course())
    assert told(course(vacated, "undo", "undo")) == told(course(vacated))


def test_a_change_of_other_fields_tells_nothing_new():
    assert told(course({"floor_area_m2": 55.0, "address": "Markt 1"})) == told(course())


def test_another_tenant_with_a_later_beginning_is_another_spell_and_a_mended_name_is_not():
    came = {"occupant": "B", "since": date(2024, 3, 1)}
    assert [spell.occupant for spell in spells(course(came))] == ["A", "B"]
    assert [spell.occupant for spell in spells(course({"occupant": "A & Co."}))] == ["A & Co."]


def test_a_vacancy_that_was_a_mistake_was_never_there():
    suspected = {"state": UnitState.CANDIDATE, "since": date(2026, 3, 1), "occupant": None}
    vacated = {"state": VACANT, "since": date(2026, 4, 1)}
    mistaken = {"state": UnitState.NO_VACANCY, "since": date(2026, 5, 3)}
    assert told(course(suspected, vacated, mistaken)) == [
        (USED, date(2020, 1, 1), date(2026, 3, 1)),
        (UnitState.NO_VACANCY, date(2026, 3, 1), None),
    ]
    # what is said afterwards of other fields does not bring the mistake back
    assert told(course(suspected, vacated, mistaken, {"occupant": "A"})) == told(
        course(suspected, vacated, mistaken)
    )


def test_no_events_are_no_spells():
    assert spells([]) == ()


DAYS = st.none() | st.dates(min_value=date(2010, 1, 1), max_value=date(2030, 1, 1))
STEPS = st.just("undo") | st.fixed_dictionaries(
    {},
    optional={
        "state": st.sampled_from(UnitState),
        "since": DAYS,
        "since_precision": st.sampled_from(DatePrecision),
        "occupant": st.sampled_from([None, "A", "B"]),
        "floor_area_m2": st.sampled_from([50.0, 60.0]),
    },
)


@given(st.lists(STEPS, max_size=12), DAYS)
def test_spells_are_ordered_and_without_gap_and_the_last_is_the_present_state(steps, since):
    first = unit(0, state=USED, since=since)
    events = course(*dropwhile(lambda step: step == "undo", steps), first=first)
    found = spells(events)
    state = [new["state"][1] for new in (one.changes for one in events) if "state" in new][-1]
    assert found[-1].state == state
    assert found[-1].ends is None
    assert all(one.begins < one.ends == other.begins for one, other in pairwise(found))
    assert all(one.covers(one.begins) and not one.covers(one.ends) for one in found[:-1])
