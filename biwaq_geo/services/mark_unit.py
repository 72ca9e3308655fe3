"""Use cases: note what is seen in front of a unit, and add a unit that is not yet known."""

from dataclasses import dataclass
from uuid import UUID

from shapely import Point

from biwaq_geo.domain.errors import OutsideTownError
from biwaq_geo.domain.events import Action
from biwaq_geo.domain.origin import Origin
from biwaq_geo.domain.units import CommercialUnit, Mark, UnitKind, UnitState
from biwaq_geo.services.ports import Store, Today, Town
from biwaq_geo.services.races import Saving, save_as_seen
from biwaq_geo.services.retry import again_after_collision

_STATED = ("state", "since", "since_precision")
"""What a mark says, also of a unit that is as it was."""


@dataclass(frozen=True, slots=True)
class FoundUnit:
    """A unit that somebody stands in front of and that the register lacks.

    Attributes
    ----------
    unit_id
        Made by the caller once, so that sending twice adds one unit.
    building_id, location
        At least one: a building of the base data, or a point in the town's CRS.
    """

    unit_id: UUID
    kind: UnitKind
    mark: Mark
    building_id: str | None = None
    location: Point | None = None
    address: str = ""
    position: str = ""


def mark_unit(
    store: Store,
    today: Today,
    *,
    unit_id: UUID,
    mark: Mark,
    seen_version: int,
    actor: str,
    act: UUID | None = None,
) -> CommercialUnit:
    """Save the mark as seen today and return the unit; sent again it changes nothing.

    Raises
    ------
    RaceLostError
        Somebody saved the unit after `seen_version`; the conflict says what each made of it.
    UnitNotFoundError, EditConflictError, StateNotMarkableError, DateInFutureError
        Nothing was saved.
    """
    return save_as_seen(
        store,
        lambda seen: seen.mark(mark, on=today(), seen_version=seen_version),
        unit_id=unit_id,
        seen_version=seen_version,
        how=Saving(Action.MARKED, actor, act, asserted=_STATED),
    )


@again_after_collision
def add_unit(town: Town, today: Today, *, found: FoundUnit, actor: str) -> CommercialUnit:
    """Add a unit as seen today and return it.

    Without a point it lies inside its building; without a building it belongs to the one
    that covers the point, if any.

    Raises
    ------
    OutsideTownError
        There is no such building, or the point is missing or outside the boundary.
    StateNotMarkableError, DateInFutureError
        The mark is not possible. Nothing was saved.
    """
    location, building_id = _place(town, found)
    unseen = CommercialUnit(
        unit_id=found.unit_id,
        address=found.address.strip() or _address(town, building_id),
        kind=found.kind,
        state=UnitState.CANDIDATE,
        location=location,
        observed_on=today(),
        origin=Origin.STAFF,
        building_id=building_id,
        position=found.position.strip(),
        version=0,
    )
    # the mark is its first save: it checks state and date and counts the version up to 1
    unit = unseen.mark(found.mark, on=today(), seen_version=0)
    with town.store.transaction() as tx:
        tx.add_unit(unit, actor=actor)
    return unit


def _place(town: Town, found: FoundUnit) -> tuple[Point, str | None]:
    buildings = town.layer("buildings")
    if found.building_id is not None and found.building_id not in buildings.index:
        raise OutsideTownError(place=found.building_id)
    if found.location is None:
        if found.building_id is None:
            raise OutsideTownError(place=found.address)
        return buildings.geometry.loc[found.building_id].representative_point(), found.building_id
    if not town.layer("boundary").covers(found.location).any():
        raise OutsideTownError(place=found.address)
    if found.building_id is not None:
        return found.location, found.building_id
    around = buildings.sindex.query(found.location, predicate="intersects")
    return found.location, str(buildings.index[around[0]]) if len(around) else None


def _address(town: Town, building_id: str | None) -> str:
    if building_id is None:
        return ""
    address = town.layer("buildings")["address"].loc[building_id]
    return address if isinstance(address, str) else ""
