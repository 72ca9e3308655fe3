"""Use cases: what the register says of its own drift, and the assumptions that hold."""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from biwaq_geo.analysis.drift import Flow, History, history_of
from biwaq_geo.domain.assumptions import DRIFT_EMPTY, assumptions_of
from biwaq_geo.domain.catalogue import Assumption, Band, Catalogues, Evidence
from biwaq_geo.domain.local_time import local_day
from biwaq_geo.domain.scenarios import Scenario
from biwaq_geo.domain.spells import spells
from biwaq_geo.services.assumption_sets import set_of
from biwaq_geo.services.ports import Store, Town

if TYPE_CHECKING:
    from biwaq_geo.domain.events import Event


def history(store: Store, *, revision: int, until: date) -> History:
    """Return how the units of the register have moved up to a revision and a day."""
    by_unit: dict[object, list[Event]] = {}
    for event in store.events(limit=revision):
        if event.subject_kind == "unit" and event.number <= revision:
            by_unit.setdefault(event.subject_id, []).append(event)
    watched = [(local_day(events[0].at), spells(events)) for events in by_unit.values()]
    return history_of(watched, until=until)


def assumptions_used(
    town: Town, catalogues: Catalogues, scenario: Scenario, *, known: History
) -> Mapping[str, Assumption]:
    """Return the assumptions that hold for the scenario, each with where it is from.

    Its own values come first, then those of the set that it names, then what the register's
    own history tells, then the catalogue.

    Raises
    ------
    CatalogueKeyError, AssumptionRangeError
        One is missing from the catalogue, unknown or out of its range.
    """
    measured = {
        key: (band, _from_register(_flow(known, key), day=scenario.created_at.year))
        for key, band in known.shares.items()
    }
    chosen = set_of(town.store, scenario)
    of_set: dict[str, tuple[Band, Evidence]] = {}
    if chosen is not None:
        of_set = {one.key: (one.band, chosen.evidence(one)) for one in chosen.values}
    return assumptions_of(catalogues, scenario, instead=measured | of_set)


def _flow(known: History, key: str) -> Flow:
    return known.empty if key == DRIFT_EMPTY else known.fill


def _from_register(flow: Flow, *, day: int) -> Evidence:
    # the same in both languages: a source is cited as it is
    said = f"Verzeichnis / register: {flow.changes} : {flow.quarters:.0f}"
    return Evidence(source=said, year=day, assumption=False)
