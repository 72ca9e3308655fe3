"""Rows of the table of use cases: edits that are changed, moved, or meet somebody else's."""

from collections.abc import Mapping
from dataclasses import replace

from biwaq_geo.domain.errors import EditConflictError
from biwaq_geo.domain.merge import Verdict
from biwaq_geo.domain.scenario_race import ScenarioRaceError
from biwaq_geo.domain.scenarios import Scenario
from biwaq_geo.services import scenario_races, scenarios
from biwaq_geo.services.ports import Town
from tests.role_world import WHO, Row, World
from tests.sample_catalogues import catalogues
from tests.sample_scenarios import improve, use

READS = "reads"
CATALOGUES = catalogues()
LATER = replace(use(5), holder="Verein")
TWO = (improve(0, section_id="sec1"), use(5))


def seen(scenario):
    return {"scenario_id": scenario.scenario_id, "seen_version": scenario.version, **WHO}


def renames(scenario):
    return scenario.changed(seen_version=scenario.version, name="Neu")


def resolves(w: World, t: Town) -> object:
    made = w.scenario()
    whole = w.whole.store
    scenarios.rename(
        whole, scenario_id=made.scenario_id, name="Anders", seen_version=1, actor="whole"
    )
    try:
        scenario_races.save_as_seen(
            whole, renames, scenario_id=made.scenario_id, seen_version=1, actor="whole"
        )
    except ScenarioRaceError as race:
        chosen = {"name": Verdict.MINE}
        return scenario_races.resolve(t, CATALOGUES, race.conflict, chosen=chosen, **WHO)
    raise EditConflictError


RACES: Mapping[str, Row] = {
    "scenario_races.as_seen": (
        READS,
        lambda w, t: [
            # nobody but who sees scenarios at all
            scenario_races.as_seen(t.store, one.scenario_id, one.version)
            for one in [w.scenario()]
            if t.store.records(Scenario)
        ],
    ),
    "scenario_races.resolve": ("scenario", resolves),
    "scenario_races.save_as_seen": (
        "scenario",
        lambda w, t: scenario_races.save_as_seen(t.store, renames, **seen(w.scenario())),
    ),
    "scenarios.change_edit": (
        "scenario",
        lambda w, t: scenarios.change_edit(
            t, CATALOGUES, edit=LATER, **seen(w.scenario(edits=(use(5),)))
        ),
    ),
    "scenarios.move_edit": (
        "scenario",
        lambda w, t: scenarios.move_edit(
            t.store, edit_id=use(5).edit_id, by=-1, **seen(w.scenario(edits=TWO))
        ),
    ),
}
