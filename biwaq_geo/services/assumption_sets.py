"""Use cases: sets of assumptions, and which of them a scenario goes by."""

from collections.abc import Sequence
from uuid import UUID

from biwaq_geo.domain.assumption_sets import AssumptionSet, SetContents
from biwaq_geo.domain.events import Action
from biwaq_geo.domain.merge import at_version
from biwaq_geo.domain.origin import Origin
from biwaq_geo.domain.scenarios import Scenario
from biwaq_geo.services.ports import Store, Town
from biwaq_geo.services.races import Saving, save_or_tell
from biwaq_geo.services.retry import again_after_collision
from biwaq_geo.services.scenarios import change


def assumption_sets(store: Store) -> Sequence[AssumptionSet]:
    """Return the sets that are not in the recycle bin, by name."""
    kept = [one for one in store.records(AssumptionSet) if one.removed_on is None]
    return sorted(kept, key=lambda one: (one.name.casefold(), one.assumption_set_id))


@again_after_collision
def add_set(
    town: Town, *, assumption_set_id: UUID, contents: SetContents, actor: str
) -> AssumptionSet:
    """Save a new set and return it; in a town for demonstration it is marked as such.

    Raises
    ------
    EmptyNameError, CatalogueKeyError, AssumptionRangeError
        The set makes no sense. Nothing was saved.
    """
    demo = town.profile.origin is Origin.DEMO
    origin = Origin.DEMO if demo else Origin.STAFF
    made = AssumptionSet(assumption_set_id, origin=origin, **contents.fields())
    with town.store.transaction() as tx:
        tx.add(made, actor=actor)
    return made


@again_after_collision
def change_set(
    store: Store,
    *,
    assumption_set_id: UUID,
    seen_version: int,
    contents: SetContents,
    actor: str,
) -> AssumptionSet:
    """Save the next version of a set and return it; errors as for `add_set`.

    Scenarios go on by the version that they name.

    Raises
    ------
    RaceLostError
        Somebody saved the set since; the conflict says what each made of it.
    """
    fields = contents.fields()
    with store.transaction() as tx:
        now = tx.record(AssumptionSet, assumption_set_id)
        seen = at_version(now, tx.events_of(assumption_set_id), seen_version)
        mine = seen.changed(seen_version=seen_version, **fields)
        return save_or_tell(tx, base=seen, mine=mine, how=Saving(Action.EDITED, actor))


def go_by_set(
    store: Store,
    *,
    scenario_id: UUID,
    chosen: AssumptionSet | None,
    seen_version: int,
    actor: str,
) -> Scenario:
    """Let the scenario go by this version of a set, or by the catalogue alone.

    Its own values of assumptions stay, and come before those of the set.
    """
    fields = {
        "assumption_set": chosen.assumption_set_id if chosen else None,
        "assumption_set_version": chosen.version if chosen else None,
    }
    return change(store, scenario_id, seen_version=seen_version, actor=actor, fields=fields)


def set_of(store: Store, scenario: Scenario) -> AssumptionSet | None:
    """Return the set of the scenario in the version that it names, None for none.

    Raises
    ------
    RecordNotFoundError, EditConflictError
        There is no such set, or it has never had this version.
    """
    if scenario.assumption_set is None or scenario.assumption_set_version is None:
        return None
    found = store.record(AssumptionSet, scenario.assumption_set)
    if found.version == scenario.assumption_set_version:
        return found
    events = store.events(subject_id=scenario.assumption_set)
    return at_version(found, events, scenario.assumption_set_version)
