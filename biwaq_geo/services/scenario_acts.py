"""Use cases: archive, restore, lock and merge scenarios, and tell who changed what.

Every act names the version that the caller saw; a scenario that was saved since raises
ScenarioRaceError and stays as it is, as for `services.scenarios`.
"""

from collections.abc import Mapping, Sequence
from uuid import UUID

from biwaq_geo.domain.catalogue import Catalogues
from biwaq_geo.domain.events import Event
from biwaq_geo.domain.merge import Verdict
from biwaq_geo.domain.scenario_merge import merged
from biwaq_geo.domain.scenarios import Scenario
from biwaq_geo.services.funding_checks import check_funding
from biwaq_geo.services.ports import Store
from biwaq_geo.services.scenario_races import save_as_seen
from biwaq_geo.services.scenarios import change


def archive(store: Store, *, scenario_id: UUID, seen_version: int, actor: str) -> Scenario:
    """Throw the scenario away; `restore` brings it back."""
    fields = {"archived": True}
    return change(store, scenario_id, seen_version=seen_version, actor=actor, fields=fields)


def restore(store: Store, *, scenario_id: UUID, seen_version: int, actor: str) -> Scenario:
    """Bring an archived scenario back."""
    fields = {"archived": False}
    return change(store, scenario_id, seen_version=seen_version, actor=actor, fields=fields)


def lock(store: Store, *, scenario_id: UUID, seen_version: int, actor: str) -> Scenario:
    """Lock the scenario against changes, for everybody, until somebody unlocks it."""
    return save_as_seen(
        store,
        lambda scenario: scenario.locked(actor, seen_version=scenario.version),
        scenario_id=scenario_id,
        seen_version=seen_version,
        actor=actor,
    )


def unlock(store: Store, *, scenario_id: UUID, seen_version: int, actor: str) -> Scenario:
    """Open the scenario to changes again."""
    return save_as_seen(
        store,
        lambda scenario: scenario.unlocked(seen_version=scenario.version),
        scenario_id=scenario_id,
        seen_version=seen_version,
        actor=actor,
    )


def merge(
    store: Store,
    catalogues: Catalogues,
    *,
    scenario_id: UUID,
    source_id: UUID,
    chosen: Mapping[UUID, Verdict],
    seen_version: int,
    actor: str,
) -> Scenario:
    """Take the edits of another scenario into this one and return it.

    The other one stays as it is. As `domain.scenario_merge.merged` says, which see for
    `chosen`.

    Raises
    ------
    FundingExclusiveError
        Lines of the two exclude each other. Nothing was saved.
    """
    theirs = store.scenario(source_id)

    def made(mine: Scenario) -> Scenario:
        found = merged(mine, theirs, chosen=chosen, seen_version=mine.version)
        for edit in found.edits:
            check_funding(edit, found, catalogues)
        return found

    return save_as_seen(
        store, made, scenario_id=scenario_id, seen_version=seen_version, actor=actor
    )


def history(store: Store, scenario_id: UUID) -> Sequence[Event]:
    """Return what happened to the scenario, the latest first."""
    return store.events(subject_id=scenario_id)[::-1]
