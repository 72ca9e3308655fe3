"""Use cases: make, change and copy scenarios.

Every change names the version that the caller saw; a scenario that was saved since
raises EditConflictError and stays as it is.
"""

from collections.abc import Mapping
from dataclasses import replace
from uuid import UUID, uuid5

from biwaq_geo.domain.assumptions import check_assumption
from biwaq_geo.domain.catalogue import Band, Catalogues
from biwaq_geo.domain.errors import ScenarioNotFoundError
from biwaq_geo.domain.events import Action
from biwaq_geo.domain.scenario_edits import same_target
from biwaq_geo.domain.scenario_merge import ScenarioRaceError
from biwaq_geo.domain.scenarios import Scenario, ScenarioEdit
from biwaq_geo.services.edit_checks import check_edit
from biwaq_geo.services.ports import Now, Store, Town, Transaction
from biwaq_geo.services.retry import again_after_collision

DO_NOTHING = UUID(int=0)
"""Id of the scenario without edits that every comparison includes; never stored."""


def do_nothing(now: Now, *, revision: int) -> Scenario:
    """Return the scenario without edits over the register as it stood at `revision`.

    Its name is a key: the texts have the words for it.
    """
    return Scenario(DO_NOTHING, "do_nothing", baseline_revision=revision, created_at=now())


@again_after_collision
def create(
    store: Store, now: Now, *, scenario_id: UUID, name: str, actor: str, note: str = ""
) -> Scenario:
    """Save an empty scenario over the register of this moment and return it.

    `scenario_id` is made by the caller: sent twice, it answers with what was saved
    first. Raises EmptyNameError.
    """
    with store.transaction() as tx:
        known = _existing(tx, scenario_id)
        if known is not None:
            return known
        made = Scenario(
            scenario_id,
            name.strip(),
            baseline_revision=tx.revision(),
            created_at=now(),
            note=note.strip(),
        )
        tx.add_scenario(made, actor=actor)
    return made


@again_after_collision
def copy(
    store: Store, now: Now, *, source_id: UUID, scenario_id: UUID, name: str, actor: str
) -> Scenario:
    """Save a copy with the same baseline under a new id and name, and return it.

    Its edits get ids of their own. Sent twice as for `create`.
    """
    with store.transaction() as tx:
        known = _existing(tx, scenario_id)
        if known is not None:
            return known
        source = tx.scenario(source_id)
        made = replace(
            source,
            scenario_id=scenario_id,
            name=name.strip(),
            created_at=now(),
            # derived, so that the same request makes the same copy
            edits=tuple(
                replace(edit, edit_id=uuid5(scenario_id, str(edit.edit_id)))
                for edit in source.edits
            ),
            archived=False,
            locked_by=None,
            version=1,
        )
        tx.add_scenario(made, actor=actor)
    return made


@again_after_collision
def add_edit(
    town: Town,
    catalogues: Catalogues,
    *,
    scenario_id: UUID,
    edit: ScenarioEdit,
    seen_version: int,
    actor: str,
) -> Scenario:
    """Add the edit to the scenario and return it.

    A second use of one unit and a second phase of one part replace the first. Raises
    the errors of `edit_checks.check_edit`.

    Raises
    ------
    ScenarioRaceError
        Somebody saved the scenario since; it says who, and whether the edit would take the
        place of theirs. Nothing was saved.
    """
    scenario = town.store.scenario(scenario_id)
    check_edit(edit, town=town, catalogues=catalogues, scenario=scenario)
    with town.store.transaction() as tx:
        now = tx.scenario(scenario_id)
        if now.version != seen_version:
            raise _race(tx, now, edit, seen_version)
        changed = now.with_edit(edit, seen_version=seen_version)
        tx.save_scenario(changed, action=Action.EDITED, actor=actor)
    return changed


def _race(tx: Transaction, now: Scenario, edit: ScenarioEdit, seen: int) -> ScenarioRaceError:
    since = [event for event in tx.events_of(now.scenario_id) if event.version > seen]
    clash = next((one for one in now.edits if same_target(one, edit)), None)
    others = dict.fromkeys((event.actor, event.at) for event in since)
    return ScenarioRaceError(edit, clash=clash, others=list(others), seen=seen, now=now.version)


@again_after_collision
def remove_edit(
    store: Store, *, scenario_id: UUID, edit_id: UUID, seen_version: int, actor: str
) -> Scenario:
    """Take the edit out of the scenario and return it; raises EditNotFoundError."""
    with store.transaction() as tx:
        changed = tx.scenario(scenario_id).without_edit(edit_id, seen_version=seen_version)
        tx.save_scenario(changed, action=Action.EDITED, actor=actor)
    return changed


def rename(
    store: Store,
    *,
    scenario_id: UUID,
    name: str,
    seen_version: int,
    actor: str,
    note: str | None = None,
) -> Scenario:
    """Give the scenario another name, and another note if there is one."""
    fields: dict[str, object] = {"name": name.strip()}
    if note is not None:
        fields["note"] = note.strip()
    return change(store, scenario_id, seen_version=seen_version, actor=actor, fields=fields)


def set_assumptions(
    store: Store,
    *,
    scenario_id: UUID,
    overrides: Mapping[str, Band],
    seen_version: int,
    actor: str,
) -> Scenario:
    """Replace the scenario's own values of the assumptions; an empty mapping clears them.

    Raises
    ------
    CatalogueKeyError, AssumptionRangeError
        A key is unknown or its band out of range. Nothing was saved.
    """
    checked = {key: check_assumption(key, value) for key, value in overrides.items()}
    fields = {"overrides": checked}
    return change(store, scenario_id, seen_version=seen_version, actor=actor, fields=fields)


@again_after_collision
def move_baseline(store: Store, *, scenario_id: UUID, seen_version: int, actor: str) -> Scenario:
    """Lay the scenario over the register of this moment.

    Edits stay; a comparison tells those that no longer fit.
    """
    with store.transaction() as tx:
        scenario = tx.scenario(scenario_id)
        changed = scenario.changed(seen_version=seen_version, baseline_revision=tx.revision())
        tx.save_scenario(changed, action=Action.EDITED, actor=actor)
    return changed


@again_after_collision
def change(
    store: Store,
    scenario_id: UUID,
    *,
    seen_version: int,
    actor: str,
    fields: Mapping[str, object],
) -> Scenario:
    """Replace fields of the scenario and return it."""
    with store.transaction() as tx:
        changed = tx.scenario(scenario_id).changed(seen_version=seen_version, **fields)
        tx.save_scenario(changed, action=Action.EDITED, actor=actor)
    return changed


def _existing(tx: Transaction, scenario_id: UUID) -> Scenario | None:
    try:
        return tx.scenario(scenario_id)
    except ScenarioNotFoundError:
        return None
