"""Use cases: the businesses of the town, and where they are."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from biwaq_geo.domain.businesses import Business
from biwaq_geo.domain.errors import DateInFutureError, EmptyNameError, UnitNotFoundError
from biwaq_geo.domain.record_edits import with_changes
from biwaq_geo.services.ports import Store, Today, Transaction
from biwaq_geo.services.races import save_edit
from biwaq_geo.services.retry import again_after_collision


def businesses(store: Store) -> Sequence[Business]:
    """Return the businesses by name, without those in the recycle bin."""
    kept = [one for one in store.records(Business) if one.removed_on is None]
    return sorted(kept, key=lambda one: (one.name.casefold(), one.business_id))


def businesses_in(store: Store, unit_id: UUID) -> Sequence[Business]:
    """Return the businesses in the unit, by name."""
    return [one for one in businesses(store) if one.unit_id == unit_id]


@again_after_collision
def add_business(
    store: Store, today: Today, *, business_id: UUID, values: Mapping[str, object], actor: str
) -> Business:
    """Save a new business and return it; the same one sent again is saved once.

    Parameters
    ----------
    business_id
        Made by the caller once.
    values
        By field; one that is left out is not known.

    Raises
    ------
    EmptyNameError, DateInFutureError, UnitNotFoundError
        It has no name, begins after today, or is in a unit that the register does not hold.
    FieldFixedError, NumberRangeError, TextTooLongError
        A value does not fit its field. Nothing was saved.
    """
    made = _checked(with_changes(Business(business_id, name=""), values), today)
    with store.transaction() as tx:
        _refuse_lost_unit(tx, made)
        tx.add(made, actor=actor)
    return made


@again_after_collision
def edit_business(
    store: Store,
    today: Today,
    *,
    seen: Business,
    changes: Mapping[str, object],
    actor: str,
    act: UUID | None = None,
) -> Business:
    """Save these fields and return the business as stored; sent again it changes nothing.

    Parameters
    ----------
    seen
        The business as the person saw it when they began to type.
    act
        As for `races.Saving`.

    Raises
    ------
    RaceLostError
        Somebody saved it meanwhile; the conflict says what each made of it.
    BiwaqError
        As for `add_business`. Nothing was saved.
    """
    mine = _checked(with_changes(seen, changes), today)
    with store.transaction() as tx:
        if mine.unit_id != seen.unit_id:
            _refuse_lost_unit(tx, mine)
        return save_edit(tx, seen=seen, mine=mine, actor=actor, act=act)


def _checked(business: Business, today: Today) -> Business:
    if not business.name:
        raise EmptyNameError
    if business.since is not None and business.since > today():
        raise DateInFutureError(date=business.since, today=today())
    return business


def _refuse_lost_unit(tx: Transaction, business: Business) -> None:
    if business.unit_id is not None and tx.unit(business.unit_id).removed_on is not None:
        raise UnitNotFoundError(unit_id=business.unit_id)
