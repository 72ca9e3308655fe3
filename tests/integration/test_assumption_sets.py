"""Sets of assumptions in a stored town: versions, scenarios that go by them, races."""

from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import UUID

import pytest

from biwaq_geo.adapters.towns import FolderLibrary
from biwaq_geo.domain.assumption_sets import AssumptionSet, SetContents, SetValue
from biwaq_geo.domain.catalogue import Band
from biwaq_geo.domain.errors import (
    AssumptionRangeError,
    CatalogueKeyError,
    EditConflictError,
    EmptyNameError,
)
from biwaq_geo.domain.origin import Origin
from biwaq_geo.services import assumption_sets, scenarios
from biwaq_geo.services.compare import compare
from tests import ready_town
from tests.sample_scenarios import CATALOGUES, row, use

SET, PLAN = UUID(int=70), UUID(int=71)
WHO = {"actor": "Erika"}
SAID = SetContents(
    " Vorsichtig ", date(2025, 3, 1), " Gespräch ", (SetValue("realised_share", 0.1, 0.2, 0.3),)
)


def now():
    return datetime(2026, 5, 2, 9, 0, tzinfo=UTC)


@pytest.fixture
def town(tmp_path):
    made = ready_town.sample(FolderLibrary(tmp_path), tmp_path)
    scenarios.create(made.store, now, scenario_id=PLAN, name="Plan", actor="A")
    return made


def change(town, *values, seen=1):
    return assumption_sets.change_set(
        town.store,
        assumption_set_id=SET,
        seen_version=seen,
        contents=replace(SAID, values=values),
        **WHO,
    )


def used(town):
    found = compare(town, CATALOGUES, town.store.scenario(PLAN))
    return next(one for one in found.assumptions if one.key == "realised_share")


def test_a_set_of_a_demonstration_town_is_marked_and_comes_back_as_it_was(town):
    made = assumption_sets.add_set(town, assumption_set_id=SET, contents=SAID, **WHO)
    assert (made.name, made.source, made.origin) == ("Vorsichtig", "Gespräch", Origin.DEMO)
    assert town.store.record(AssumptionSet, SET) == made
    assert list(assumption_sets.assumption_sets(town.store)) == [made]


def test_a_scenario_goes_by_the_version_that_it_names_whatever_becomes_of_the_set(town):
    made = assumption_sets.add_set(town, assumption_set_id=SET, contents=SAID, **WHO)
    assumption_sets.go_by_set(town.store, scenario_id=PLAN, chosen=made, seen_version=1, **WHO)
    newer = change(town, SetValue("realised_share", 0.5, 0.5, 0.5))
    assert newer.version == 2
    assert used(town).value == Band(0.1, 0.2, 0.3)
    assert (used(town).evidence.source, used(town).evidence.year) == ("Gespräch", 2025)
    assumption_sets.go_by_set(town.store, scenario_id=PLAN, chosen=newer, seen_version=2, **WHO)
    assert used(town).value == Band(0.5, 0.5, 0.5)


def test_own_values_of_a_scenario_come_before_those_of_its_set(town):
    made = assumption_sets.add_set(town, assumption_set_id=SET, contents=SAID, **WHO)
    assumption_sets.go_by_set(town.store, scenario_id=PLAN, chosen=made, seen_version=1, **WHO)
    scenarios.set_assumptions(
        town.store,
        scenario_id=PLAN,
        overrides={"realised_share": Band(1, 1, 1)},
        seen_version=2,
        **WHO,
    )
    assert used(town).value == Band(1, 1, 1)


def test_a_set_changes_what_a_scenario_brings(town):
    edit = {"scenario_id": PLAN, "edit": use(5), "seen_version": 1}
    scenarios.add_edit(town, CATALOGUES, **edit, **WHO)
    made = assumption_sets.add_set(town, assumption_set_id=SET, contents=SAID, **WHO)
    before = compare(town, CATALOGUES, town.store.scenario(PLAN))
    assumption_sets.go_by_set(town.store, scenario_id=PLAN, chosen=made, seen_version=2, **WHO)
    after = compare(town, CATALOGUES, town.store.scenario(PLAN))
    assert row(before, "cost_one_off") == row(after, "cost_one_off")
    assert row(before, "interim_share") != row(after, "interim_share")


@pytest.mark.parametrize(
    ("contents", "error"),
    [
        (replace(SAID, name=" "), EmptyNameError),
        (replace(SAID, values=(SetValue("realised_share", 0.1, 0.2, 1.1),)), AssumptionRangeError),
        (replace(SAID, values=(SetValue("weather", 1, 1, 1),)), CatalogueKeyError),
    ],
)
def test_a_set_that_makes_no_sense_is_refused(town, contents, error):
    with pytest.raises(error):
        assumption_sets.add_set(town, assumption_set_id=SET, contents=contents, **WHO)
    assert assumption_sets.assumption_sets(town.store) == []


def test_who_saw_an_older_version_overwrites_nothing(town):
    assumption_sets.add_set(town, assumption_set_id=SET, contents=SAID, **WHO)
    change(town)
    with pytest.raises(EditConflictError):
        change(town, SetValue("let_share", 0.5, 0.5, 0.5))
