"""Use cases: make, change and copy scenarios.

Every change names the version that the caller saw. A scenario that was saved since raises
ScenarioRaceError and stays as it is: the error holds what each side made of it.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from uuid import UUID, uuid5

from biwaq_geo.domain.assumptions import HORIZON, check_assumption
from biwaq_geo.domain.catalogue import Band, Catalogues
from biwaq_geo.domain.errors import ScenarioNotFoundError
from biwaq_geo.domain.scenarios import Scenario, ScenarioEdit
from biwaq_geo.services.edit_checks import check_edit
from biwaq_geo.services.ports import Now, Store, Town, Transaction
from biwaq_geo.services.retry import again_after_collision
from biwaq_geo.services.scenario_races import as_seen, save_as_seen

DO_NOTHING = UUID(int=0)
"""Id of the scenario without edits that every comparison includes; never stored."""


def do_nothing(now: Now, *, revision: int, months: int | None = None) -> Scenario:
    """Return the scenario without edits over the register as it stood at `revision`.

    Its name is a key: the texts have the words for it. It looks as many months ahead as the
    catalogue says, or as asked for.
    """
    ahead = {} if months is None else {HORIZON: Band(months, months, months)}
    return Scenario(
        DO_NOTHING, "do_nothing", baseline_revision=revision, created_at=now(), overrides=ahead
    )


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
    the errors of `edit_checks.check_edit`, and ScenarioRaceError.
    """
    put = Scenario.with_edit
    return _save_edit(
        town, catalogues, edit, put, scenario_id=scenario_id, seen_version=seen_version, actor=actor
    )


def change_edit(
    town: Town,
    catalogues: Catalogues,
    *,
    scenario_id: UUID,
    edit: ScenarioEdit,
    seen_version: int,
    actor: str,
) -> Scenario:
    """Put the edit in the place of the one with its id; errors as for `add_edit`.

    Raises
    ------
    EditNotFoundError
        The scenario held no such edit.
    """
    put = Scenario.with_edit_changed
    return _save_edit(
        town, catalogues, edit, put, scenario_id=scenario_id, seen_version=seen_version, actor=actor
    )


def _save_edit(
    town: Town,
    catalogues: Catalogues,
    edit: ScenarioEdit,
    put: Callable[..., Scenario],
    *,
    scenario_id: UUID,
    seen_version: int,
    actor: str,
) -> Scenario:
    seen = as_seen(town.store, scenario_id, seen_version)
    check_edit(edit, town=town, catalogues=catalogues, scenario=seen)
    return save_as_seen(
        town.store,
        lambda scenario: put(scenario, edit, seen_version=scenario.version),
        scenario_id=scenario_id,
        seen_version=seen_version,
        actor=actor,
    )


def move_edit(
    store: Store, *, scenario_id: UUID, edit_id: UUID, by: int, seen_version: int, actor: str
) -> Scenario:
    """Move the edit so many places down the list; raises EditNotFoundError."""
    return save_as_seen(
        store,
        lambda scenario: scenario.with_edit_moved(edit_id, by=by, seen_version=scenario.version),
        scenario_id=scenario_id,
        seen_version=seen_version,
        actor=actor,
    )


def remove_edit(
    store: Store, *, scenario_id: UUID, edit_id: UUID, seen_version: int, actor: str
) -> Scenario:
    """Take the edit out of the scenario and return it; raises EditNotFoundError."""
    return save_as_seen(
        store,
        lambda scenario: scenario.without_edit(edit_id, seen_version=scenario.version),
        scenario_id=scenario_id,
        seen_version=seen_version,
        actor=actor,
    )


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


def move_baseline(store: Store, *, scenario_id: UUID, seen_version: int, actor: str) -> Scenario:
    """Lay the scenario over the register of this moment.

    Edits stay; a comparison tells those that no longer fit.
    """
    fields = {"baseline_revision": store.revision()}
    return change(store, scenario_id, seen_version=seen_version, actor=actor, fields=fields)


def change(
    store: Store,
    scenario_id: UUID,
    *,
    seen_version: int,
    actor: str,
    fields: Mapping[str, object],
) -> Scenario:
    """Replace fields of the scenario and return it."""
    return save_as_seen(
        store,
        lambda scenario: scenario.changed(seen_version=scenario.version, **fields),
        scenario_id=scenario_id,
        seen_version=seen_version,
        actor=actor,
    )


def _existing(tx: Transaction, scenario_id: UUID) -> Scenario | None:
    try:
        return tx.scenario(scenario_id)
    except ScenarioNotFoundError:
        return None
