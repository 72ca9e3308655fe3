"""The register as a scenario sees it, and what it does not see."""

from collections.abc import Sequence
from datetime import date

from biwaq_geo.domain.local_time import local_day
from biwaq_geo.domain.scenarios import Scenario
from biwaq_geo.domain.units import CommercialUnit
from biwaq_geo.services.ports import Town


def baseline_units(town: Town, scenario: Scenario) -> Sequence[CommercialUnit]:
    """Return the units as they stood at the baseline of the scenario."""
    return town.store.units(at_revision=scenario.baseline_revision)


def baseline_day(town: Town, scenario: Scenario) -> date:
    """Return the local day of the last event of the baseline; that of the scenario if none."""
    last = town.store.events(after=scenario.baseline_revision - 1, limit=1)
    return local_day(last[0].at if last else scenario.created_at)


def changed_units(town: Town, seen: Sequence[CommercialUnit]) -> int:
    """Return how many units were added or saved since the register was as `seen`."""
    versions = {unit.unit_id: unit.version for unit in seen}
    return sum(versions.get(unit.unit_id) != unit.version for unit in town.store.units())
