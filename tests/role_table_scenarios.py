"""The fourth part of the table of use cases: scenarios and what they are compared with."""

from collections.abc import Mapping
from datetime import date
from uuid import uuid4

from biwaq_geo.domain.assumption_sets import AssumptionSet, SetContents, SetValue
from biwaq_geo.domain.origin import Origin
from biwaq_geo.services import assumption_sets, baseline, compare, drift, scenario_acts, scenarios
from tests.role_table_races import RACES
from tests.role_world import TODAY, WHO, Row, World
from tests.sample_catalogues import catalogues
from tests.sample_scenarios import use

READS = "reads"
CATALOGUES = catalogues()
CONTENTS = SetContents("Vorsichtig", date(2026, 5, 1), "", (SetValue("let_share", 0.1, 0.2, 0.3),))


def a_set(w: World) -> AssumptionSet:
    return w.add(AssumptionSet(uuid4(), "Vorsichtig", TODAY, Origin.DEMO))


def seen(scenario):
    return {"scenario_id": scenario.scenario_id, "seen_version": scenario.version, **WHO}


def known(town):
    return drift.history(town.store, revision=0, until=TODAY)


def noted(w, t):
    made = w.scenario()
    return scenarios.change(
        t.store,
        made.scenario_id,
        seen_version=made.version,
        fields={"note": "Neu"},
        **WHO,
    )


SCENARIOS: Mapping[str, Row] = {
    "baseline.looked_from": (READS, lambda w, t: baseline.looked_from(t, w.plan())),
    **RACES,
    "assumption_sets.add_set": (
        "assumption_set",
        lambda _w, t: assumption_sets.add_set(
            t, assumption_set_id=uuid4(), contents=CONTENTS, **WHO
        ),
    ),
    "assumption_sets.assumption_sets": (
        READS,
        lambda _w, t: assumption_sets.assumption_sets(t.store),
    ),
    "assumption_sets.change_set": (
        "assumption_set",
        lambda w, t: assumption_sets.change_set(
            t.store,
            assumption_set_id=a_set(w).assumption_set_id,
            seen_version=1,
            contents=CONTENTS,
            **WHO,
        ),
    ),
    "assumption_sets.go_by_set": (
        "scenario",
        lambda w, t: assumption_sets.go_by_set(t.store, chosen=None, **seen(w.scenario())),
    ),
    "assumption_sets.set_of": (READS, lambda w, t: assumption_sets.set_of(t.store, w.plan())),
    "compare.baseline_of": (READS, lambda w, t: compare.baseline_of(t, CATALOGUES, w.plan())),
    "drift.assumptions_used": (
        READS,
        lambda w, t: drift.assumptions_used(t, CATALOGUES, w.plan(), known=known(t)),
    ),
    "drift.history": (READS, lambda _w, t: known(t)),
    "scenario_acts.archive": (
        "scenario",
        lambda w, t: scenario_acts.archive(t.store, **seen(w.scenario())),
    ),
    "scenario_acts.history": (
        READS,
        lambda w, t: scenario_acts.history(t.store, w.plan().scenario_id),
    ),
    "scenario_acts.lock": (
        "scenario",
        lambda w, t: scenario_acts.lock(t.store, **seen(w.scenario())),
    ),
    "scenario_acts.merge": (
        "scenario",
        lambda w, t: scenario_acts.merge(
            t.store,
            CATALOGUES,
            source_id=w.scenario(edits=(use(5),)).scenario_id,
            chosen={},
            **seen(w.scenario()),
        ),
    ),
    "scenario_acts.restore": (
        "scenario",
        lambda w, t: scenario_acts.restore(t.store, **seen(w.scenario(archived=True))),
    ),
    "scenario_acts.unlock": (
        "scenario",
        lambda w, t: scenario_acts.unlock(t.store, **seen(w.scenario(locked_by="whole"))),
    ),
    "scenarios.change": (
        "scenario",
        noted,
    ),
}
