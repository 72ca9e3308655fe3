"""Two sessions that bring one scenario back, or open it again, over each database there is."""

from dataclasses import replace
from uuid import UUID

import pytest

from biwaq_geo.domain.errors import ChoiceNeededError
from biwaq_geo.domain.errors.scenarios import ScenarioLockedError
from biwaq_geo.domain.merge import Verdict
from biwaq_geo.domain.scenario_race import ScenarioRaceError
from biwaq_geo.services import scenario_acts, scenario_races, scenarios
from tests.integration.test_scenario_races import ERIKA, ME, Sat, now
from tests.sample_scenarios import CATALOGUES, use

ONE = UUID(int=911)
ACTS = {
    "archive": scenario_acts.archive,
    "restore": scenario_acts.restore,
    "lock": scenario_acts.lock,
    "unlock": scenario_acts.unlock,
}
AGAINST = {"restore": "archive", "unlock": "lock"}
BOTH = pytest.mark.parametrize("act", AGAINST)


@pytest.fixture
def town(store):
    made = Sat(store)
    scenarios.create(store, now, scenario_id=ONE, name="Eins", **ME)
    return made


def does(act, town, seen, who=ME):
    return ACTS[act](town.store, scenario_id=ONE, seen_version=seen, **who)


def add(town, seen, who=ERIKA):
    return scenarios.add_edit(
        town, CATALOGUES, scenario_id=ONE, edit=use(5), seen_version=seen, **who
    )


@BOTH
def test_what_both_take_back_is_saved_once(town, act):
    does(AGAINST[act], town, 1)
    saved = does(act, town, 2, ERIKA)
    assert does(act, town, 2) == saved == town.store.scenario(ONE)
    assert saved.version == 3


@BOTH
def test_who_takes_back_too_late_keeps_what_others_planned_since(town, act):
    does(AGAINST[act], town, 1)
    does(act, town, 2, ERIKA)
    planned = add(town, 3)
    assert does(act, town, 2) == planned == town.store.scenario(ONE)


@BOTH
def test_what_was_taken_back_and_done_again_is_told_and_taken_back_on_purpose(town, act):
    does(AGAINST[act], town, 1)
    does(act, town, 2, ERIKA)
    add(town, 3)
    again = does(AGAINST[act], town, 4, ERIKA)
    with pytest.raises(ScenarioRaceError) as caught:
        does(act, town, 2)
    conflict = caught.value.conflict
    assert town.store.scenario(ONE) == again == conflict.theirs
    assert conflict.pending
    # another name on the lock is a lock of theirs: that is chosen, never overruled by chance
    asked = {pieces[0].field for pieces in conflict.choices}
    assert asked == ({"locked_by"} if act == "unlock" else set())
    if asked:
        with pytest.raises(ChoiceNeededError):
            scenario_races.resolve(town, CATALOGUES, conflict, chosen={}, **ME)
    saved = scenario_races.resolve(
        town, CATALOGUES, conflict, chosen=dict.fromkeys(asked, Verdict.MINE), **ME
    )
    assert (saved.archived, saved.locked_by, saved.edits) == (False, None, (use(5),))
    assert saved == town.store.scenario(ONE) == replace(conflict.mine, edits=(use(5),), version=6)


def test_a_lock_of_theirs_that_is_left_alone_stays(town):
    does("lock", town, 1)
    does("unlock", town, 2, ERIKA)
    locked = does("lock", town, 3, ERIKA)
    with pytest.raises(ScenarioRaceError) as caught:
        does("unlock", town, 2)
    with pytest.raises(ScenarioLockedError):
        scenario_races.resolve(
            town, CATALOGUES, caught.value.conflict, chosen={"locked_by": Verdict.THEIRS}, **ME
        )
    assert town.store.scenario(ONE) == locked


def test_what_was_renamed_in_the_bin_comes_back_under_its_new_name(town):
    does("archive", town, 1)
    renamed = scenarios.rename(town.store, scenario_id=ONE, name="Neu", seen_version=2, **ERIKA)
    with pytest.raises(ScenarioRaceError) as caught:
        does("restore", town, 2)
    assert town.store.scenario(ONE) == renamed
    (race,) = caught.value.conflict.only(Verdict.THEIRS)
    assert (race.field, race.theirs, race.actor) == ("name", "Neu", "Erika")
    saved = scenario_races.resolve(town, CATALOGUES, caught.value.conflict, chosen={}, **ME)
    assert (saved.name, saved.archived) == ("Neu", False)


def test_who_opens_what_others_opened_and_brought_back_saves_nothing_anew(town):
    does("archive", town, 1)
    does("lock", town, 2)
    does("unlock", town, 3, ERIKA)
    restored = does("restore", town, 4, ERIKA)
    assert does("unlock", town, 3) == restored == town.store.scenario(ONE)


def test_what_is_locked_in_the_bin_is_opened_before_it_comes_back(town):
    does("archive", town, 1)
    locked = does("lock", town, 2)
    with pytest.raises(ScenarioLockedError):
        does("restore", town, 3)
    assert town.store.scenario(ONE) == locked


def test_two_who_lock_are_named_to_each_other(town):
    does("lock", town, 1, ERIKA)
    with pytest.raises(ScenarioRaceError) as caught:
        does("lock", town, 1)
    ((piece,),) = caught.value.conflict.choices
    assert (piece.field, piece.mine, piece.theirs) == ("locked_by", "Ich", "Erika")


def test_two_who_throw_away_do_it_once(town):
    saved = does("archive", town, 1, ERIKA)
    assert does("archive", town, 1) == saved
