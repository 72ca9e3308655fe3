import json
from dataclasses import replace
from datetime import date

import pytest

from biwaq_geo.domain.record_json import record_changes, record_from_json, record_to_json
from biwaq_geo.domain.units import CommercialUnit, Mark, UnitState
from tests.sample_town import unit, units


@pytest.mark.parametrize("number", range(8))
def test_a_unit_survives_the_way_through_json(number):
    before = units()[number]
    assert (
        record_from_json(CommercialUnit, json.loads(json.dumps(record_to_json(before)))) == before
    )


def test_a_point_becomes_a_pair_and_a_date_its_iso_form():
    values = record_to_json(unit(0))
    assert values["location"] == [475_050.0, 5_706_208.0]
    assert values["since"] == "2024-03-01"
    assert values["state"] == "used"


def test_a_change_names_only_the_fields_that_differ():
    old = unit(0)
    new = old.mark(Mark(UnitState.IMPENDING), on=date(2026, 5, 2), seen_version=1)
    assert record_changes(old, new) == {
        "state": ("used", "impending"),
        "since": ("2024-03-01", None),
        "since_precision": ("month", "day"),
        "observed_on": ("2026-05-01", "2026-05-02"),
        "version": (1, 2),
    }


def test_a_new_unit_has_nothing_before_its_values():
    changes = record_changes(None, unit(0))
    assert changes["state"] == (None, "used")
    # a field that is empty in the new unit is no change
    assert "last_branch" not in changes


def test_old_values_of_a_change_put_the_unit_back():
    old = unit(0)
    new = replace(old, state=UnitState.VACANT, occupant=None, version=2)
    before = {name: pair[0] for name, pair in record_changes(old, new).items()}
    assert record_from_json(CommercialUnit, record_to_json(new) | before) == old


@pytest.mark.parametrize(
    ("broken", "error"),
    [
        ({"state": "exploded"}, ValueError),
        ({"since": "yesterday"}, ValueError),
        ({"since": 3}, TypeError),
        ({"floor_area_m2": "large"}, TypeError),
        ({"floor_area_m2": True}, TypeError),
        ({"location": [1.0]}, ValueError),
        ({"location": ["a", 2.0]}, TypeError),
        ({"version": 1.5}, TypeError),
        ({"colour": "red"}, KeyError),
    ],
)
def test_values_that_do_not_fit_are_refused(broken, error):
    with pytest.raises(error):
        record_from_json(CommercialUnit, record_to_json(unit(0)) | broken)
