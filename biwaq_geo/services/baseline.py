"""The register as a scenario sees it, and what it does not see."""

from collections.abc import Sequence
from datetime import date

from biwaq_geo.domain.local_time import local_day
from biwaq_geo.domain.scenarios import Scenario
from biwaq_geo.domain.units import CommercialUnit
from biwaq_geo.services.ports import Town

LOOK_FURTHER = 16
"""How much further back is looked where the nearest events are not to be seen."""


def baseline_units(town: Town, scenario: Scenario) -> Sequence[CommercialUnit]:
    """Return the units as they stood at the baseline of the scenario."""
    return town.store.units(at_revision=scenario.baseline_revision)


def baseline_day(town: Town, scenario: Scenario) -> date:
    """Return the local day of the last event of the baseline; that of the scenario if none.

    Whoever does not see all events gets the day of the last one that is to be seen.
    """
    last, reach = scenario.baseline_revision, 1
    while last > 0:
        after = max(0, last - reach)
        events = town.store.events(after=after, limit=last - after)
        seen = [event for event in events if event.number <= last]
        if seen:
            return local_day(seen[-1].at)
        if after == 0:
            break
        reach *= LOOK_FURTHER
    return local_day(scenario.created_at)


def looked_from(town: Town, scenario: Scenario) -> date:
    """Return the day from which the scenario looks ahead.

    That of the last event of its baseline, or the day on which it was made if that is later.
    """
    return max(baseline_day(town, scenario), local_day(scenario.created_at))


def changed_units(town: Town, seen: Sequence[CommercialUnit]) -> int:
    """Return how many units were added or saved since the register was as `seen`."""
    versions = {unit.unit_id: unit.version for unit in seen}
    return sum(versions.get(unit.unit_id) != unit.version for unit in town.store.units())
