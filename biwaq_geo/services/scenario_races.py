"""Save what somebody made of a scenario that others may have changed meanwhile."""

from collections.abc import Callable, Mapping
from uuid import UUID

from biwaq_geo.domain.catalogue import Catalogues
from biwaq_geo.domain.errors import EditConflictError
from biwaq_geo.domain.errors.scenarios import ScenarioLockedError
from biwaq_geo.domain.events import Action
from biwaq_geo.domain.merge import Verdict
from biwaq_geo.domain.scenario_race import ScenarioConflict, ScenarioRaceError, scenario_race
from biwaq_geo.domain.scenarios import Scenario
from biwaq_geo.services.edit_checks import check_edit
from biwaq_geo.services.ports import Store, Town
from biwaq_geo.services.retry import again_after_collision


def save_as_seen(
    store: Store,
    make: Callable[[Scenario], Scenario],
    *,
    scenario_id: UUID,
    seen_version: int,
    actor: str,
) -> Scenario:
    """Save what `make` makes of the scenario as it was seen, and return what is stored.

    Where others have done the same meanwhile, nothing is left to save.

    Parameters
    ----------
    make
        Returns the next version of the scenario that it is given.

    Raises
    ------
    ScenarioRaceError
        Somebody saved the scenario since, and something of mine is not stored. Nothing was
        saved.
    ScenarioNotFoundError, EditConflictError
        There is no such scenario, or it has never had this version.
    """
    saved = _saved(store, make, scenario_id=scenario_id, seen_version=seen_version, actor=actor)
    if saved is not None:
        return saved
    seen = as_seen(store, scenario_id, seen_version)
    conflict = _conflict(store, seen, make(seen))
    if conflict.pending:
        raise ScenarioRaceError(conflict)
    return conflict.theirs


def resolve(
    town: Town,
    catalogues: Catalogues,
    conflict: ScenarioConflict,
    *,
    chosen: Mapping[str, Verdict],
    actor: str,
) -> Scenario:
    """Save theirs with what is mine, as somebody chose it, and return what is stored.

    Raises
    ------
    ChoiceNeededError
        A piece that both changed is left to chance.
    ScenarioLockedError
        Somebody has locked the scenario meanwhile.
    ScenarioRaceError
        Somebody was faster again; the new conflict holds what was chosen.
    BiwaqError
        As `edit_checks.check_edit` says: what I planned does not go with what they planned.
        Nothing was saved.
    """
    merged, theirs = conflict.resolve(chosen), conflict.theirs
    now = town.store.scenario(merged.scenario_id)
    if now.version == theirs.version and theirs.locked_by and merged.locked_by:
        raise ScenarioLockedError(by=theirs.locked_by)
    for edit in conflict.mine_planned:
        if edit in merged.edits:
            check_edit(edit, town=town, catalogues=catalogues, scenario=merged)
    saved = _saved(
        town.store,
        lambda _: merged,
        scenario_id=merged.scenario_id,
        seen_version=theirs.version,
        actor=actor,
    )
    if saved is not None:
        return saved
    raise ScenarioRaceError(_conflict(town.store, theirs, merged))


def as_seen(store: Store, scenario_id: UUID, version: int) -> Scenario:
    """Return the scenario as it was in that version.

    Raises
    ------
    ScenarioNotFoundError, EditConflictError
        There is no such scenario, or it has never had this version.
    """
    now = store.scenario(scenario_id)
    if now.version == version:
        return now
    for event in store.events(subject_id=scenario_id):
        if event.version == version:
            stood = store.records(Scenario, at_revision=event.number)
            return next(one for one in stood if one.scenario_id == scenario_id)
    raise EditConflictError(subject=scenario_id, seen=version, now=now.version)


@again_after_collision
def _saved(
    store: Store,
    make: Callable[[Scenario], Scenario],
    *,
    scenario_id: UUID,
    seen_version: int,
    actor: str,
) -> Scenario | None:
    """Save, unless somebody was faster."""
    with store.transaction() as tx:
        now = tx.scenario(scenario_id)
        if now.version != seen_version:
            return None
        made = make(now)
        tx.save_scenario(made, action=Action.EDITED, actor=actor)
    return made


def _conflict(store: Store, seen: Scenario, mine: Scenario) -> ScenarioConflict:
    theirs = store.scenario(seen.scenario_id)
    events = store.events(subject_id=seen.scenario_id)
    since = [event for event in events if event.version > seen.version]
    return scenario_race(seen, mine, theirs, since=since)
