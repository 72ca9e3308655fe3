"""Use cases: change many units in one act, or note that they were looked at."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from biwaq_geo.domain.cases import CaseStep, take_case_step
from biwaq_geo.domain.errors import (
    ActorNeededError,
    BiwaqError,
    BulkConflictError,
    CaseStepNotPossibleError,
    NothingToChangeError,
    UnitsRefusedError,
)
from biwaq_geo.domain.events import Action
from biwaq_geo.domain.unit_values import LocationClass, OwnerClass, VacancyKind
from biwaq_geo.domain.units import CommercialUnit, Mark, UnitKind
from biwaq_geo.services.batches import NAMED
from biwaq_geo.services.ports import Store, Today, Transaction
from biwaq_geo.services.retry import again_after_collision

Seen = Mapping[UUID, int]
"""The version of each chosen unit that the person has seen."""


@dataclass(frozen=True, slots=True)
class BulkChange:
    """What is to become the same for many units; None leaves a field as it is."""

    mark: Mark | None = None
    kind: UnitKind | None = None
    vacancy_kind: VacancyKind | None = None
    owner_class: OwnerClass | None = None
    location_class: LocationClass | None = None
    next_check_on: date | None = None

    def values(self) -> dict[str, object]:
        """Return the fields to set, the mark apart."""
        names = ("kind", "vacancy_kind", "owner_class", "location_class", "next_check_on")
        given = {name: getattr(self, name) for name in names}
        return {name: value for name, value in given.items() if value is not None}


@dataclass(frozen=True, slots=True)
class BulkDone:
    """What an act on many units did.

    Attributes
    ----------
    batch
        Takes all of it back with `undo_batch`.
    changed
        How many units were saved, one event each.
    already
        How many were as they should become, and were left alone.
    """

    batch: UUID
    changed: int
    already: int


def change_units(
    store: Store, today: Today, *, seen: Seen, change: BulkChange, batch: UUID, actor: str
) -> BulkDone:
    """Change all of the units or none.

    Parameters
    ----------
    batch
        Made by the caller once, so that sending twice changes nothing more.

    Raises
    ------
    NothingToChangeError
        No unit is chosen, or nothing that is to become different.
    BulkConflictError
        Some units were saved since they were read; they are named.
    UnitNotFoundError, StateNotMarkableError, DateInFutureError
        As for a mark of each unit. Nothing was saved.
    """
    values = change.values()
    if change.mark is None and not values:
        raise NothingToChangeError

    def changed(unit: CommercialUnit) -> CommercialUnit:
        if change.mark is None:
            return replace(unit, **values, version=unit.version + 1)  # type: ignore[arg-type]
        seen_today = unit.mark(change.mark, on=today(), seen_version=unit.version)
        return replace(seen_today, **values)  # type: ignore[arg-type]

    action = Action.EDITED if change.mark is None else Action.MARKED
    return _apply(store, changed, seen=seen, action=action, batch=batch, actor=actor)


def change_cases(
    store: Store, today: Today, *, seen: Seen, step: CaseStep, batch: UUID, actor: str
) -> BulkDone:
    """Give the cases of all of the units the status, or none of them.

    Raises
    ------
    ActorNeededError
        Nobody is named who takes the step.
    StepIncompleteError, DateInFutureError
        The step lacks what its status needs, or its day is yet to come.
    UnitsRefusedError
        Some cases cannot take the step; it names them and says why.
    NothingToChangeError, BulkConflictError, UnitNotFoundError
        As for `change_units`. Nothing was saved.
    """
    if not actor.strip():
        raise ActorNeededError
    refused: list[tuple[str, BiwaqError]] = []

    def stepped(unit: CommercialUnit) -> CommercialUnit:
        try:
            return take_case_step(unit, step, today=today(), seen_version=unit.version)
        except CaseStepNotPossibleError as error:
            refused.append((_name(unit), error))
            return unit

    def all_or_none() -> None:
        if refused:
            raise UnitsRefusedError(refused, chosen=len(seen))

    return _apply(
        store,
        stepped,
        seen=seen,
        action=Action.EDITED,
        batch=batch,
        actor=actor,
        check=all_or_none,
    )


def confirm_checked(store: Store, today: Today, *, seen: Seen, batch: UUID, actor: str) -> BulkDone:
    """Note that the units were looked at today and are unchanged; all of them or none.

    Raises
    ------
    NothingToChangeError, BulkConflictError, UnitNotFoundError
        As for `change_units`. Nothing was saved.
    """

    def checked(unit: CommercialUnit) -> CommercialUnit:
        return replace(unit, observed_on=today(), version=unit.version + 1)

    return _apply(store, checked, seen=seen, action=Action.CHECKED, batch=batch, actor=actor)


@again_after_collision
def _apply(
    store: Store,
    change: Callable[[CommercialUnit], CommercialUnit],
    *,
    seen: Seen,
    action: Action,
    batch: UUID,
    actor: str,
    check: Callable[[], None] = lambda: None,
) -> BulkDone:
    if not seen:
        raise NothingToChangeError
    with store.transaction() as tx:
        done = len(tx.events_of_batch(batch))
        if done:
            return BulkDone(batch, done, len(seen) - done)
        pairs = [(unit, change(unit)) for unit in _as_seen(tx, seen)]
        check()
        fresh = [new for old, new in pairs if replace(new, version=old.version) != old]
        for unit in fresh:
            tx.save(unit, action=action, actor=actor, batch=batch)
    return BulkDone(batch, len(fresh), len(seen) - len(fresh))


def _as_seen(tx: Transaction, seen: Seen) -> list[CommercialUnit]:
    units = [tx.unit(unit_id) for unit_id in seen]
    moved = [unit for unit in units if unit.version != seen[unit.unit_id]]
    if moved:
        named = "; ".join(_name(unit) for unit in moved[:NAMED])
        more = " …" if len(moved) > NAMED else ""
        raise BulkConflictError(count=len(moved), changed=f"{named}{more}")
    return units


def _name(unit: CommercialUnit) -> str:
    return ", ".join(part for part in (unit.address, unit.position) if part) or "–"
