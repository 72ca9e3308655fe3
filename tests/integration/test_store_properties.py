"""Properties of the store that hold for any text and any course of events."""

import random
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from shapely import Point

from biwaq_geo.domain.branches import Branch
from biwaq_geo.domain.events import Action
from biwaq_geo.domain.origin import Origin
from biwaq_geo.domain.units import CommercialUnit, DatePrecision, UnitKind, UnitState
from tests.store_samples import make_store, opened

# every character there is, and those that make trouble more often
TEXTS = st.text(max_size=40) | st.text(alphabet="'\"%;ß€\0\ud800\n{}\\ä", max_size=40)
NUMBERS = st.none() | st.floats(min_value=0, max_value=1e6)
METRES = st.floats(min_value=-1e7, max_value=1e7)
DAYS = st.dates(min_value=date(1, 1, 1))

FIELDS = {
    "address": TEXTS,
    "kind": st.sampled_from(UnitKind),
    "state": st.sampled_from(UnitState),
    "location": st.builds(Point, METRES, METRES),
    "observed_on": DAYS,
    "origin": st.sampled_from(Origin),
    "source": TEXTS,
    "building_id": st.none() | TEXTS,
    "position": TEXTS,
    "since": st.none() | DAYS,
    "since_precision": st.sampled_from(DatePrecision),
    "floor_area_m2": NUMBERS,
    "frontage_m": NUMBERS,
    "branch": st.none() | st.sampled_from(Branch),
    "occupant": st.none() | TEXTS,
    "last_branch": st.none() | st.sampled_from(Branch),
    "last_occupant": st.none() | TEXTS,
}
UNITS = st.builds(CommercialUnit, unit_id=st.uuids(), version=st.just(1), **FIELDS)
SHARED = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
# a unit's number and the fields that a person changes
CHANGES = st.tuples(st.integers(0, 3), st.fixed_dictionaries({}, optional=FIELDS))


def empty_store(where):
    """Return a store of its own in the place at each call."""
    town = f"t-{uuid4()}"
    where = where.with_name(town) if isinstance(where, Path) else where
    make_store(where, town=town)
    return closing(opened(where, town=town))


def as_stored(unit):
    """Neither NUL nor half a surrogate pair can stand in a database's text."""
    texts = {
        name: value.replace("\0", "").encode(errors="ignore").decode()
        for name in FIELDS
        if isinstance(value := getattr(unit, name), str) and type(value) is str
    }
    return replace(unit, **texts)


@pytest.fixture
def shared_store(where):
    with empty_store(where) as store:
        yield store


@settings(max_examples=60, deadline=None, suppress_health_check=SHARED)
@given(unit=UNITS)
def test_any_unit_comes_back_as_it_was(shared_store, unit):
    unit = replace(unit, unit_id=uuid4())
    with shared_store.transaction() as tx:
        tx.add_unit(unit, actor="ab")
    assert shared_store.unit(unit.unit_id) == as_stored(unit)
    with shared_store.transaction() as tx:
        tx.add_unit(unit, actor="ab")


@settings(max_examples=15, deadline=None, suppress_health_check=SHARED)
@given(course=st.lists(CHANGES, max_size=12), first=st.lists(UNITS, min_size=4, max_size=4))
def test_the_past_is_read_exactly_as_it_stood(where, course, first):
    first = [replace(unit, unit_id=UUID(int=i)) for i, unit in enumerate(first)]
    with empty_store(where) as store:
        stood = [[]]
        for number, fields in course:
            with store.transaction() as tx:
                known = {u.unit_id: u for u in stood[-1]}
                old = known.get(UUID(int=number))
                if old is None:
                    tx.add_unit(first[number], actor="ab")
                else:
                    new = replace(old, **fields, version=old.version + 1)
                    tx.save_unit(new, action=Action.EDITED, actor="ab")
            stood.append(store.units())
        store.verify_chain()
        for revision, state in enumerate(stood):
            # the store that reads the past for the first time, not one that remembers
            store._states.clear()
            past = store.records(CommercialUnit, at_revision=revision)
            assert list(past) == sorted(state, key=lambda unit: str(unit.unit_id))
        # and from one state to the next, in any order
        for revision in random.Random(5).sample(range(len(stood)), len(stood)):
            past = store.records(CommercialUnit, at_revision=revision)
            assert list(past) == sorted(stood[revision], key=lambda unit: str(unit.unit_id))
