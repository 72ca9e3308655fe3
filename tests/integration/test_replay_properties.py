"""The events alone say what every record is, and what it was on any day."""

from dataclasses import fields, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from biwaq_geo.adapters.store.scenario_json import scenario_from_json
from biwaq_geo.domain.events import Action
from biwaq_geo.domain.local_time import local_day
from biwaq_geo.domain.record_json import record_from_json
from biwaq_geo.domain.records import FORGETTABLE, KINDS, id_of
from biwaq_geo.domain.scenarios import Scenario
from biwaq_geo.domain.units import CommercialUnit
from biwaq_geo.services.history import revision_of_day
from tests.record_strategies import changeable, changes, records
from tests.store_samples import make_store, opened

REMEMBERED = {name: kind for name, kind in KINDS.items() if name not in FORGETTABLE}
ACTIONS = st.sampled_from([one for one in Action if one is not Action.ADDED])
IDS = [UUID(int=1), UUID(int=2)]
# the evening before the clocks go forward, and before they go back
EVENINGS = [datetime(2026, 3, 28, 20, tzinfo=UTC), datetime(2026, 10, 24, 20, tzinfo=UTC)]


class Clock:
    def __init__(self, at):
        self.at = at

    def __call__(self):
        return self.at


@st.composite
def courses(draw, kind, *, most):
    """Saves of two records of a kind: minutes since the one before, record, fields, action."""
    first = {one: records(kind, one) for one in IDS}
    step = st.tuples(st.integers(0, 600), st.sampled_from(IDS), changes(kind), ACTIONS)
    return {one: draw(made) for one, made in first.items()}, draw(st.lists(step, max_size=most))


def play(store, clock, first, steps):
    """Save the course; return after each save its moment and every record as it then was."""
    standing, after = {}, []
    for minutes, record_id, values, action in steps:
        clock.at += timedelta(minutes=minutes)
        with store.transaction() as tx:
            if record_id not in standing:
                standing[record_id] = first[record_id]
                tx.add(standing[record_id], actor="ab")
            else:
                old = standing[record_id]
                standing[record_id] = replace(old, **values, version=old.version + 1)
                tx.save(standing[record_id], action=action, actor="ab")
        after.append((clock.at, dict(standing)))
    return after


def replayed(kind, events):
    """Make each record from nothing but the values that its events brought."""
    told = {}
    for event in events:
        values = told.setdefault(event.subject_id, {one.name: None for one in fields(kind)})
        values |= {name: new for name, (_, new) in event.changes.items()}
    make = scenario_from_json if kind is Scenario else lambda v: record_from_json(kind, v)
    return {record_id: make(values) for record_id, values in told.items()}


def by_id(found):
    return {id_of(one): one for one in found}


def check(kind, evening, first, steps):
    clock = Clock(evening)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "register.store"
        make_store(path, now=clock)
        store = opened(path, now=clock)
        try:
            after = play(store, clock, first, steps)
            final = after[-1][1] if after else {}
            assert by_id(store.records(kind)) == final
            assert replayed(kind, store.events()) == final
            check_days(store, kind, evening, after)
        finally:
            store.close()


def check_days(store, kind, evening, after):
    """On each of the days around the switch the register is what was saved until its end."""
    start = local_day(evening) - timedelta(days=1)
    for day in (start + timedelta(days=n) for n in range(6)):
        until = [state for at, state in after if local_day(at) <= day]
        expected = until[-1] if until else {}
        revision = revision_of_day(store, day)
        assert by_id(store.records(kind, at_revision=revision)) == expected
        told = [event for event in store.events() if local_day(event.at) <= day]
        assert replayed(kind, told) == expected


@pytest.mark.parametrize("name", REMEMBERED)
def test_replaying_the_events_gives_the_stored_state_now_and_on_any_day(name):
    kind = REMEMBERED[name]

    @settings(
        max_examples=6,
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )
    @given(course=courses(kind, most=8), evening=st.sampled_from(EVENINGS))
    def holds(course, evening):
        check(kind, evening, *course)

    holds()


def test_every_field_of_a_unit_is_among_those_that_change():
    named = {one.name for one in fields(CommercialUnit)}
    assert set(changeable(CommercialUnit)) == named - {"unit_id", "version"}


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        ("2026-03-28T22:59:59.999+00:00", date(2026, 3, 28)),
        ("2026-03-28T23:00:00+00:00", date(2026, 3, 29)),
        ("2026-03-29T21:59:59.999+00:00", date(2026, 3, 29)),
        ("2026-03-29T22:00:00+00:00", date(2026, 3, 30)),
        ("2026-10-24T22:00:00+00:00", date(2026, 10, 25)),
        ("2026-10-25T22:59:59.999+00:00", date(2026, 10, 25)),
        ("2026-10-25T23:00:00+00:00", date(2026, 10, 26)),
    ],
)
def test_the_days_of_23_and_of_25_hours_begin_and_end_at_local_midnight(moment, day):
    assert local_day(datetime.fromisoformat(moment)) == day
