"""Any record of any kind, told from the types of its fields."""

from dataclasses import fields
from datetime import UTC, date, datetime
from enum import Enum
from functools import cache
from typing import get_args, get_origin, get_type_hints
from uuid import UUID

from hypothesis import strategies as st
from shapely import Point

from biwaq_geo.domain.assumption_sets import SetValue
from biwaq_geo.domain.catalogue import Band
from biwaq_geo.domain.fields import about
from biwaq_geo.domain.record_json import plain_type
from biwaq_geo.domain.records import id_field
from biwaq_geo.domain.scenarios import Scenario
from tests.store_samples import scenario

METRES = st.floats(min_value=-1e7, max_value=1e7)
MOMENTS = st.datetimes(
    datetime(2000, 1, 1),  # noqa: DTZ001 -- the strategy itself puts the zone on
    datetime(2100, 1, 1),  # noqa: DTZ001
    timezones=st.just(UTC),
)
# what no database text can hold is taken out at each save and tested on its own
CHARACTERS = st.characters(exclude_categories=["Cs"], exclude_characters="\0")

PLAIN = {
    float: st.floats(min_value=0, max_value=1e6),
    int: st.integers(0, 100_000),
    bool: st.booleans(),
    date: st.dates(),
    datetime: MOMENTS,
    UUID: st.uuids(),
    Point: st.builds(Point, METRES, METRES),
    SetValue: st.builds(
        SetValue,
        key=st.text(CHARACTERS, max_size=20),
        low=st.floats(0, 1e6),
        expected=st.floats(0, 1e6),
        high=st.floats(0, 1e6),
        source=st.text(CHARACTERS, max_size=20),
    ),
}


def values(hint, *, length):
    """Any value of a field's type, texts up to that length."""
    plain = plain_type(hint)
    if get_origin(plain) is tuple:
        found = st.lists(values(get_args(plain)[0], length=length), max_size=3).map(tuple)
    elif isinstance(plain, type) and issubclass(plain, Enum):
        found = st.sampled_from(plain)
    elif plain is str:
        found = st.text(CHARACTERS, max_size=min(length, 20))
    else:
        found = PLAIN[plain]
    return found if plain == hint else st.none() | found


@cache
def changeable(kind):
    """Every field of a kind but its id and version, with any value it can have."""
    if kind is Scenario:
        return _of_scenarios()
    hints, known = get_type_hints(kind), about(kind)
    return {
        one.name: values(hints[one.name], length=known[one.name].length)
        for one in fields(kind)
        if one.name not in {id_field(kind), "version"}
    }


def _of_scenarios():
    edits = scenario().edits
    return {
        "name": st.text(CHARACTERS, min_size=1, max_size=20).filter(str.strip),
        "baseline_revision": st.integers(0, 100),
        "created_at": MOMENTS,
        "edits": st.lists(st.sampled_from(edits), unique_by=lambda one: one.edit_id).map(tuple),
        "overrides": st.dictionaries(
            st.sampled_from(["walk_speed", "use_success"]), st.just(Band(1.0, 2.0, 3.5))
        ),
        "note": st.text(CHARACTERS, max_size=20),
        "archived": st.booleans(),
        "locked_by": st.none() | st.text(CHARACTERS, max_size=20),
        "assumption_set": st.none() | st.uuids(),
        "assumption_set_version": st.none() | st.integers(1, 100),
    }


def records(kind, record_id):
    """Any first version of the record with that id."""
    fixed = {id_field(kind): st.just(record_id), "version": st.just(1)}
    return st.builds(kind, **fixed, **changeable(kind))


def changes(kind):
    """Any fields that somebody changes in one save."""
    return st.fixed_dictionaries({}, optional=changeable(kind))
