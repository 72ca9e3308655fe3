"""Two sessions with one scenario, over each database there is: nothing of either is lost."""

from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import UUID

import pytest

from biwaq_geo.domain.assumption_sets import AssumptionSet, SetContents, SetValue
from biwaq_geo.domain.catalogue import Band
from biwaq_geo.domain.errors import EditConflictError, UnitNotVacantError
from biwaq_geo.domain.errors.scenarios import ScenarioLockedError
from biwaq_geo.domain.merge import RaceLostError, Verdict
from biwaq_geo.domain.scenario_race import ScenarioRaceError
from biwaq_geo.domain.scenarios import MoveOut
from biwaq_geo.services import assumption_sets, races, scenario_acts, scenario_races, scenarios
from tests import sample_town
from tests.sample_scenarios import CATALOGUES, improve, phase, use

ONE, TWO, SET = UUID(int=901), UUID(int=902), UUID(int=903)
ME, ERIKA = {"actor": "Ich"}, {"actor": "Erika"}
SAID = SetContents("Vorsichtig", date(2026, 5, 1), "", (SetValue("let_share", 0.1, 0.2, 0.3),))


def now():
    return datetime(2026, 5, 2, 9, 0, tzinfo=UTC)


class Sat:
    """A town whose register lies in the store of the test."""

    def __init__(self, store):
        self.store, self.profile = store, sample_town.PROFILE
        self._layers = sample_town.layers()

    def layer(self, name):
        return self._layers[name]


@pytest.fixture
def town(store):
    made = Sat(store)
    scenarios.create(store, now, scenario_id=TWO, name="Zwei", **ME)
    add(made, phase(), seen=1, key=TWO)
    assumption_sets.add_set(made, assumption_set_id=SET, contents=SAID, **ME)
    return begun(made)


def begun(town, key=ONE):
    """Plan a scenario; it is in its third version then."""
    scenarios.create(town.store, now, scenario_id=key, name="Eins", **ME)
    add(town, use(5), seen=1, key=key)
    add(town, improve(0, section_id="sec1"), seen=2, key=key)
    return town


def add(town, edit, *, seen, key=ONE, who=ME):
    return scenarios.add_edit(
        town, CATALOGUES, scenario_id=key, edit=edit, seen_version=seen, **who
    )


SEEN = {"scenario_id": ONE, "seen_version": 3}
LATER = replace(use(5), end=date(2028, 6, 30), holder="Verein")
MINE = {
    "added": lambda t, who: scenarios.add_edit(t, CATALOGUES, edit=use(6, "gallery"), **who),
    "changed": lambda t, who: scenarios.change_edit(t, CATALOGUES, edit=LATER, **who),
    "moved": lambda t, who: scenarios.move_edit(t.store, edit_id=use(5).edit_id, by=1, **who),
    "removed": lambda t, who: scenarios.remove_edit(t.store, edit_id=use(5).edit_id, **who),
    "renamed": lambda t, who: scenarios.rename(t.store, name="Neu", note="N", **who),
    "assumed": lambda t, who: scenarios.set_assumptions(
        t.store, overrides={"let_share": Band(0, 0.5, 1)}, **who
    ),
    "set": lambda t, who: assumption_sets.go_by_set(
        t.store, chosen=t.store.record(AssumptionSet, SET), **who
    ),
    "moved_baseline": lambda t, who: scenarios.move_baseline(t.store, **who),
    "archived": lambda t, who: scenario_acts.archive(t.store, **who),
    "locked": lambda t, who: scenario_acts.lock(t.store, **who),
    "merged": lambda t, who: scenario_acts.merge(
        t.store, CATALOGUES, source_id=TWO, chosen={}, **who
    ),
}


def does(act, town, who, key=ONE):
    return MINE[act](town, {"scenario_id": key, "seen_version": 3, **who})


def test_every_act_that_meets_a_newer_change_is_told_and_can_be_saved_with_it(town):
    # one store for all of them: making one takes longer than the acts
    for number, act in enumerate(MINE, start=1_000):
        key = UUID(int=number)
        begun(town, key)
        meets_a_newer_change(town, act, key)


def meets_a_newer_change(town, act, key):
    seen = {"scenario_id": key, "seen_version": 3}
    scenarios.rename(town.store, name="Eins", note="von Erika", **seen, **ERIKA)
    before = town.store.scenario(key)
    with pytest.raises(ScenarioRaceError) as caught:
        does(act, town, ME, key)
    conflict = caught.value.conflict
    assert town.store.scenario(key) == before == conflict.theirs
    (noted,) = [race for race in conflict.races if race.field == "note"]
    assert (noted.before, noted.theirs, noted.actor) == ("", "von Erika", "Erika")
    chosen = {pieces[0].field: Verdict.MINE for pieces in conflict.choices}
    assert set(chosen) == ({"note"} if act == "renamed" else set())
    saved = scenario_races.resolve(town, CATALOGUES, conflict, chosen=chosen, **ME)
    assert town.store.scenario(key) == saved
    # mine stands, and theirs beside it
    mine = conflict.mine
    assert saved == replace(mine, note="N" if act == "renamed" else "von Erika", version=5)


def test_the_same_by_both_is_saved_once(town):
    for number, act in enumerate(set(MINE) - {"locked", "moved_baseline"}, start=2_000):
        key = UUID(int=number)
        begun(town, key)
        saved = does(act, town, ERIKA, key)
        assert does(act, town, ME, key) == saved
        assert town.store.scenario(key) == saved


def test_an_edit_that_they_changed_is_not_removed_by_chance(town):
    does("changed", town, ERIKA)
    with pytest.raises(ScenarioRaceError) as caught:
        does("removed", town, ME)
    conflict = caught.value.conflict
    ((piece,),) = conflict.choices
    assert (piece.before, piece.mine, piece.theirs) == (use(5), None, LATER)
    kept = scenario_races.resolve(
        town, CATALOGUES, conflict, chosen={piece.field: Verdict.THEIRS}, **ME
    )
    assert kept.edits[0] == LATER


def test_who_is_faster_again_is_told_again_and_what_was_chosen_is_kept(town):
    scenarios.rename(town.store, name="Ihres", **SEEN, **ERIKA)
    with pytest.raises(ScenarioRaceError) as first:
        does("renamed", town, ME)
    add(town, phase(), seen=4, who=ERIKA)
    with pytest.raises(ScenarioRaceError) as second:
        scenario_races.resolve(
            town, CATALOGUES, first.value.conflict, chosen={"name": Verdict.MINE}, **ME
        )
    saved = scenario_races.resolve(town, CATALOGUES, second.value.conflict, chosen={}, **ME)
    assert (saved.name, saved.note, saved.edits[-1]) == ("Neu", "N", phase())


def test_nothing_is_saved_into_a_scenario_that_they_locked(town):
    does("locked", town, ERIKA)
    with pytest.raises(ScenarioRaceError) as caught:
        does("added", town, ME)
    conflict = caught.value.conflict
    with pytest.raises(ScenarioLockedError):
        scenario_races.resolve(town, CATALOGUES, conflict, chosen={}, **ME)
    scenario_acts.unlock(town.store, scenario_id=ONE, seen_version=4, **ERIKA)
    with pytest.raises(ScenarioRaceError) as again:
        scenario_races.resolve(town, CATALOGUES, conflict, chosen={}, **ME)
    saved = scenario_races.resolve(town, CATALOGUES, again.value.conflict, chosen={}, **ME)
    assert use(6, "gallery") in saved.edits


def test_what_no_longer_fits_theirs_is_refused_by_its_own_name(town):
    out = MoveOut(UUID(int=600), UUID(int=1), date(2026, 6, 1))
    add(town, out, seen=3)
    after = replace(use(0), edit_id=UUID(int=601))
    scenarios.remove_edit(town.store, scenario_id=ONE, edit_id=out.edit_id, seen_version=4, **ERIKA)
    with pytest.raises(ScenarioRaceError) as caught:
        add(town, after, seen=4)
    with pytest.raises(UnitNotVacantError):
        scenario_races.resolve(town, CATALOGUES, caught.value.conflict, chosen={}, **ME)


def test_a_version_that_has_never_been_is_no_race(town):
    with pytest.raises(EditConflictError) as caught:
        scenarios.rename(town.store, scenario_id=ONE, name="Neu", seen_version=9, **ME)
    assert not isinstance(caught.value, ScenarioRaceError)


def test_two_who_change_a_set_of_assumptions_choose_between_their_values(town):
    def change(contents, who):
        return assumption_sets.change_set(
            town.store, assumption_set_id=SET, seen_version=1, contents=contents, **who
        )

    change(replace(SAID, source="Gespräch"), ERIKA)
    with pytest.raises(RaceLostError) as caught:
        change(replace(SAID, name="Mutig"), ME)
    conflict = caught.value.conflict
    assert conflict.choices == ()
    saved = races.merge(town.store, conflict, chosen={}, **ME)
    assert (saved.name, saved.source, saved.version) == ("Mutig", "Gespräch", 3)
