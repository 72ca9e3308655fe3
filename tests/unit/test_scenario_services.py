from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import UUID

import pytest
from shapely import Point

from biwaq_geo.domain.catalogue import Band
from biwaq_geo.domain.errors import (
    AssumptionRangeError,
    CatalogueKeyError,
    EditConflictError,
    EditNotFoundError,
    EmptyNameError,
    NotAboveZeroError,
    OutsideTownError,
    PeriodError,
    PlaceNeededError,
    ScenarioNotFoundError,
    UnitNotFoundError,
    UnitNotVacantError,
)
from biwaq_geo.domain.scenarios import ImproveStreet, SetSitePhase, UseUnit
from biwaq_geo.domain.units import Mark, UnitState
from biwaq_geo.services import scenario_acts, scenarios
from biwaq_geo.services.mark_unit import mark_unit
from tests.fakes import FakeTown
from tests.sample_catalogues import catalogues
from tests.sample_town import X0, Y0

ONE, TWO = UUID(int=901), UUID(int=902)
CATALOGUES = catalogues()
USE = UseUnit(UUID(int=100), UUID(int=6), "popup", date(2027, 1, 1), date(2027, 12, 31))
BENCH = ImproveStreet(UUID(int=200), "bench", 2.0, section_id="sec1")
PHASE = SetSitePhase(UUID(int=300), "g1", "workshop", date(2027, 1, 1))


def now():
    return datetime(2026, 5, 2, 9, 0, tzinfo=UTC)


def later():
    return datetime(2026, 6, 2, 9, 0, tzinfo=UTC)


def town_with_scenario():
    town = FakeTown()
    scenarios.create(town.store, now, scenario_id=ONE, name=" Belebung ", actor="A")
    return town


def add(town, edit, seen=1):
    return scenarios.add_edit(
        town, CATALOGUES, scenario_id=ONE, edit=edit, seen_version=seen, actor="A"
    )


def test_a_new_scenario_lies_over_the_register_of_this_moment():
    made = town_with_scenario().store.scenario(ONE)
    assert (made.name, made.edits, made.version) == ("Belebung", (), 1)
    # eight units were added before it
    assert made.baseline_revision == 8
    assert made.created_at == now()


def test_creating_twice_answers_with_what_was_saved_first():
    town = town_with_scenario()
    again = scenarios.create(town.store, later, scenario_id=ONE, name="Other", actor="A")
    assert again == town.store.scenario(ONE)
    assert (again.name, town.store.revision()) == ("Belebung", 9)


def test_a_scenario_needs_a_name():
    town = FakeTown()
    with pytest.raises(EmptyNameError):
        scenarios.create(town.store, now, scenario_id=ONE, name="  ", actor="A")
    assert town.store.revision() == 8


def test_edits_are_added_in_order():
    town = town_with_scenario()
    add(town, USE)
    add(town, BENCH, seen=2)
    assert add(town, PHASE, seen=3).edits == (USE, BENCH, PHASE)
    assert town.store.scenario(ONE).version == 4


def test_a_second_use_of_a_unit_takes_the_place_of_the_first():
    town = town_with_scenario()
    add(town, USE)
    other = replace(USE, edit_id=UUID(int=101), use_key="storage")
    assert add(town, other, seen=2).edits == (other,)


@pytest.mark.parametrize(
    ("edit", "error"),
    [
        (replace(USE, use_key="circus"), CatalogueKeyError),
        (replace(USE, funding_key="lottery"), CatalogueKeyError),
        (replace(USE, end=date(2026, 12, 31)), PeriodError),
        (replace(USE, unit_id=UUID(int=77)), UnitNotFoundError),
        (replace(USE, unit_id=UUID(int=1)), UnitNotVacantError),
        (replace(BENCH, measure_key="fountain"), CatalogueKeyError),
        (replace(BENCH, quantity=0.0), NotAboveZeroError),
        (replace(BENCH, quantity=float("nan")), NotAboveZeroError),
        (replace(BENCH, quantity=float("inf")), NotAboveZeroError),
        (replace(BENCH, section_id=None), PlaceNeededError),
        (replace(BENCH, section_id="sec9"), OutsideTownError),
        (replace(BENCH, section_id=None, place=Point(X0 - 51, Y0)), OutsideTownError),
        (replace(BENCH, place=Point(X0 - 51, Y0)), OutsideTownError),
        (replace(PHASE, phase_key="opera"), CatalogueKeyError),
        (replace(PHASE, part_id="g9"), OutsideTownError),
    ],
)
def test_an_edit_that_makes_no_sense_is_not_saved(edit, error):
    town = town_with_scenario()
    with pytest.raises(error):
        add(town, edit)
    assert town.store.scenario(ONE).edits == ()


def test_a_use_may_start_and_end_on_one_day_and_a_measure_may_stand_on_the_boundary():
    town = town_with_scenario()
    add(town, replace(USE, end=USE.start))
    add(town, replace(BENCH, section_id=None, place=Point(X0 - 50, Y0)), seen=2)


def test_the_state_at_the_baseline_decides_and_not_the_state_of_today():
    town = town_with_scenario()
    mark_unit(
        town.store,
        lambda: date(2026, 5, 3),
        unit_id=USE.unit_id,
        mark=Mark(UnitState.USED),
        seen_version=1,
        actor="A",
    )
    add(town, USE)
    scenarios.remove_edit(
        town.store, scenario_id=ONE, edit_id=USE.edit_id, seen_version=2, actor="A"
    )
    moved = scenarios.move_baseline(town.store, scenario_id=ONE, seen_version=3, actor="A")
    # 8 units, the scenario, the mark, two edits
    assert moved.baseline_revision == 12
    with pytest.raises(UnitNotVacantError):
        add(town, USE, seen=4)


def test_an_edit_is_taken_out_again():
    town = town_with_scenario()
    add(town, USE)
    add(town, BENCH, seen=2)
    left = scenarios.remove_edit(
        town.store, scenario_id=ONE, edit_id=USE.edit_id, seen_version=3, actor="A"
    )
    assert left.edits == (BENCH,)
    with pytest.raises(EditNotFoundError):
        scenarios.remove_edit(
            town.store, scenario_id=ONE, edit_id=USE.edit_id, seen_version=4, actor="A"
        )


def test_a_scenario_can_be_renamed_with_or_without_its_note():
    store = town_with_scenario().store
    with_note = scenarios.rename(
        store, scenario_id=ONE, name=" B ", note=" why ", seen_version=1, actor="A"
    )
    assert (with_note.name, with_note.note) == ("B", "why")
    assert (
        scenarios.rename(store, scenario_id=ONE, name="C", seen_version=2, actor="A").note == "why"
    )
    with pytest.raises(EmptyNameError):
        scenarios.rename(store, scenario_id=ONE, name="", seen_version=3, actor="A")


def test_own_assumptions_are_checked_and_can_be_cleared():
    store = town_with_scenario().store
    own = {"realised_share": Band(0, 0.1, 0.2)}
    changed = scenarios.set_assumptions(
        store, scenario_id=ONE, overrides=own, seen_version=1, actor="A"
    )
    assert changed.overrides == own
    for wrong, error in (
        ({"realised_share": Band(0, 1, 2)}, AssumptionRangeError),
        ({"gravity": Band(9, 9, 9)}, CatalogueKeyError),
    ):
        with pytest.raises(error):
            scenarios.set_assumptions(
                store, scenario_id=ONE, overrides=wrong, seen_version=2, actor="A"
            )
    cleared = scenarios.set_assumptions(
        store, scenario_id=ONE, overrides={}, seen_version=2, actor="A"
    )
    assert cleared.overrides == {}


def test_an_archived_scenario_is_out_of_sight_until_it_is_restored():
    store = town_with_scenario().store
    scenario_acts.archive(store, scenario_id=ONE, seen_version=1, actor="A")
    assert store.scenarios() == []
    assert len(store.scenarios(archived=True)) == 1
    back = scenario_acts.restore(store, scenario_id=ONE, seen_version=2, actor="A")
    assert store.scenarios() == [back]


def test_a_copy_keeps_baseline_and_edits_and_goes_its_own_way():
    town = town_with_scenario()
    source = add(town, USE)
    made = scenarios.copy(
        town.store, later, source_id=ONE, scenario_id=TWO, name="Kopie", actor="A"
    )
    assert made.baseline_revision == source.baseline_revision
    assert (made.name, made.version, made.created_at) == ("Kopie", 1, later())
    assert [replace(edit, edit_id=USE.edit_id) for edit in made.edits] == [USE]
    assert made.edits[0].edit_id != USE.edit_id
    again = scenarios.copy(town.store, now, source_id=ONE, scenario_id=TWO, name="Other", actor="A")
    assert again == made
    assert town.store.scenario(ONE) == source


@pytest.mark.parametrize(
    "change",
    [
        lambda s: scenarios.rename(s, scenario_id=ONE, name="X", seen_version=7, actor="A"),
        lambda s: scenario_acts.archive(s, scenario_id=ONE, seen_version=7, actor="A"),
        lambda s: scenario_acts.restore(s, scenario_id=ONE, seen_version=7, actor="A"),
        lambda s: scenarios.move_baseline(s, scenario_id=ONE, seen_version=7, actor="A"),
        lambda s: scenarios.remove_edit(s, scenario_id=ONE, edit_id=TWO, seen_version=7, actor="A"),
        lambda s: scenarios.set_assumptions(
            s, scenario_id=ONE, overrides={}, seen_version=7, actor="A"
        ),
    ],
)
def test_what_somebody_else_saved_is_never_overwritten(change):
    store = town_with_scenario().store
    before = store.scenario(ONE)
    with pytest.raises(EditConflictError):
        change(store)
    assert store.scenario(ONE) == before


def test_a_scenario_that_does_not_exist_is_named():
    town = FakeTown()
    with pytest.raises(ScenarioNotFoundError):
        add(town, USE)
    with pytest.raises(ScenarioNotFoundError):
        scenarios.copy(town.store, now, source_id=ONE, scenario_id=TWO, name="Kopie", actor="A")
