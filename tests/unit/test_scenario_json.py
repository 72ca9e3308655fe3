"""Edits as the store and its events hold them."""

from datetime import UTC, date, datetime
from uuid import UUID

import pytest

from biwaq_geo.adapters.store.scenario_json import scenario_from_json, scenario_to_json
from biwaq_geo.domain.branches import Branch
from biwaq_geo.domain.scenarios import (
    ImproveStreet,
    LetUnit,
    MoveIn,
    MoveOut,
    Scenario,
    UseUnit,
)

DAY = date(2027, 1, 1)
UNIT = UUID(int=6)
EDITS = [
    UseUnit(UUID(int=1), UNIT, "popup", DAY, DAY, None, "rental_fund", "Verein"),
    LetUnit(UUID(int=2), UNIT, DAY, Branch.FOOD, 4.5, "Erika", "bakery"),
    MoveIn(UUID(int=3), UNIT, DAY, None, "", None),
    MoveOut(UUID(int=4), UNIT, DAY, "bank"),
    ImproveStreet(UUID(int=5), "facade", 4.0, unit_id=UNIT),
]


def scenario(*edits):
    return Scenario(
        UUID(int=9),
        "S",
        baseline_revision=0,
        created_at=datetime(2026, 5, 1, tzinfo=UTC),
        edits=edits,
    )


@pytest.mark.parametrize("edit", EDITS)
def test_an_edit_comes_back_as_it_was(edit):
    made = scenario(edit)
    assert scenario_from_json(scenario_to_json(made)) == made


def test_an_edit_without_what_came_later_is_written_as_it_always_was():
    old = UseUnit(UUID(int=1), UNIT, "popup", DAY, DAY)
    front = ImproveStreet(UUID(int=2), "bench", 1.0, section_id="sec1")
    written = scenario_to_json(scenario(old, front))["edits"]
    assert [sorted(one) for one in written] == [
        ["edit_id", "end", "funding_key", "start", "type", "unit_id", "use_key"],
        ["edit_id", "funding_key", "measure_key", "place", "quantity", "section_id", "type"],
    ]
