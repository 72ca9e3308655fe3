"""Locking, merging, races and the history of scenarios."""

from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import UUID, uuid5

import pytest
from hypothesis import given
from hypothesis import strategies as st

from biwaq_geo.domain.errors.scenarios import (
    FundingExclusiveError,
    MergeChoiceError,
    ScenarioEmptyError,
    ScenarioLockedError,
)
from biwaq_geo.domain.merge import Verdict
from biwaq_geo.domain.scenario_merge import Clash, clashes, merged
from biwaq_geo.domain.scenarios import MoveOut
from biwaq_geo.services import scenario_acts, scenarios
from tests.fakes import FakeTown
from tests.sample_scenarios import CATALOGUES, improve, phase, scenario, use

ONE, TWO = UUID(int=901), UUID(int=902)
OUT = MoveOut(UUID(int=600), UUID(int=1), date(2027, 1, 1))
EDITS = [use(5), use(6, "gallery"), improve(0, section_id="sec1"), phase(), OUT]


def now():
    return datetime(2026, 5, 2, 9, 0, tzinfo=UTC)


def town_with(*edits, other=()):
    town = FakeTown()
    for key, name, planned in ((ONE, "Erstes", edits), (TWO, "Zweites", other)):
        scenarios.create(town.store, now, scenario_id=key, name=name, actor="A")
        for version, edit in enumerate(planned, start=1):
            add(town, edit, seen=version, key=key)
    return town


def add(town, edit, *, seen, key=ONE, actor="A"):
    return scenarios.add_edit(
        town, CATALOGUES, scenario_id=key, edit=edit, seen_version=seen, actor=actor
    )


def merge(town, seen, chosen=None, catalogues=CATALOGUES):
    return scenario_acts.merge(
        town.store,
        catalogues,
        scenario_id=ONE,
        source_id=TWO,
        chosen=chosen or {},
        seen_version=seen,
        actor="B",
    )


def test_nobody_changes_a_locked_scenario_and_who_locked_it_is_told():
    town = town_with(use(5))
    lock = {"scenario_id": ONE, "actor": "Erika"}
    assert scenario_acts.lock(town.store, seen_version=2, **lock).locked_by == "Erika"
    for change in (
        lambda: add(town, phase(), seen=3),
        lambda: scenarios.remove_edit(
            town.store, scenario_id=ONE, edit_id=use(5).edit_id, seen_version=3, actor="A"
        ),
        lambda: scenarios.rename(
            town.store, scenario_id=ONE, name="Neu", seen_version=3, actor="A"
        ),
        lambda: scenario_acts.archive(town.store, scenario_id=ONE, seen_version=3, actor="A"),
        lambda: scenario_acts.lock(town.store, seen_version=3, **lock),
    ):
        with pytest.raises(ScenarioLockedError) as caught:
            change()
        assert caught.value.values["by"] == "Erika"
    assert town.store.scenario(ONE).version == 3
    assert scenario_acts.unlock(town.store, seen_version=3, **lock).locked_by is None
    assert len(add(town, phase(), seen=4).edits) == 2


def test_a_copy_of_a_locked_scenario_is_open():
    town = town_with(use(5))
    scenario_acts.lock(town.store, scenario_id=ONE, seen_version=2, actor="Erika")
    copied = scenarios.copy(
        town.store, now, source_id=ONE, scenario_id=UUID(int=903), name="Kopie", actor="B"
    )
    assert copied.locked_by is None


def test_merging_takes_what_the_other_plans_and_leaves_the_other_as_it_is():
    town = town_with(use(5), other=(phase(), improve(0, section_id="sec1")))
    made = merge(town, 2)
    assert [type(edit).__name__ for edit in made.edits] == [
        "UseUnit",
        "SetSitePhase",
        "ImproveStreet",
    ]
    assert made.edits[1].edit_id == uuid5(ONE, str(phase().edit_id))
    assert len(town.store.scenario(TWO).edits) == 2
    assert (made.name, made.version) == ("Erstes", 3)


def test_two_uses_of_one_unit_must_be_chosen_between():
    other = replace(use(5), edit_id=UUID(int=77), use_key="storage")
    town = town_with(use(5), other=(other,))
    mine, theirs = town.store.scenario(ONE), town.store.scenario(TWO)
    assert clashes(mine, theirs) == [Clash(use(5), other)]
    with pytest.raises(MergeChoiceError) as caught:
        merge(town, 2)
    assert caught.value.values["missing"] == 1
    assert town.store.scenario(ONE) == mine
    kept = merge(town, 2, {use(5).edit_id: Verdict.MINE})
    assert [edit.use_key for edit in kept.edits] == ["popup"]
    taken = merge(town, 3, {use(5).edit_id: Verdict.THEIRS})
    assert [edit.use_key for edit in taken.edits] == ["storage"]


def test_merging_with_an_empty_scenario_is_refused_by_name():
    with pytest.raises(ScenarioEmptyError) as caught:
        merge(town_with(use(5)), 2)
    assert caught.value.values["name"] == "Zweites"


def test_lines_that_exclude_each_other_are_not_merged():
    strict = replace(CATALOGUES.funding["uses_only"], excludes=frozenset({"wide"}))
    rules = replace(CATALOGUES, funding={**CATALOGUES.funding, "uses_only": strict})
    town = town_with(
        use(5, funding_key="uses_only"), other=(use(6, "gallery", funding_key="wide"),)
    )
    with pytest.raises(FundingExclusiveError):
        merge(town, 2, catalogues=rules)
    assert len(town.store.scenario(ONE).edits) == 1


def test_the_history_tells_who_did_what_the_latest_first():
    town = town_with()
    add(town, use(5), seen=1, actor="Erika")
    told = scenario_acts.history(town.store, ONE)
    assert [(event.actor, event.action.value) for event in told] == [
        ("Erika", "edited"),
        ("A", "added"),
    ]


PICKED = st.lists(st.sampled_from(EDITS), unique=True)


def contents(made):
    return {replace(edit, edit_id=UUID(int=0)) for edit in made.edits}


@given(PICKED, PICKED.filter(bool))
def test_merging_without_a_clash_holds_what_either_holds_once_whatever_comes_first(mine, theirs):
    one = scenario(*mine)
    other = replace(scenario(*theirs), scenario_id=TWO)
    made = merged(one, other, chosen={}, seen_version=1)
    assert contents(made) == contents(one) | contents(other)
    assert len(made.edits) == len(contents(made))
    if mine:
        back = merged(other, one, chosen={}, seen_version=1)
        assert contents(back) == contents(made)


@given(PICKED.filter(bool))
def test_a_scenario_merged_with_its_copy_holds_what_it_held(edits):
    one = scenario(*edits)
    copied = replace(
        one,
        scenario_id=TWO,
        edits=tuple(replace(e, edit_id=uuid5(TWO, str(e.edit_id))) for e in edits),
    )
    assert merged(one, copied, chosen={}, seen_version=1).edits == one.edits
