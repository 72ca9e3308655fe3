"""Use case: put a unit in another place on the map."""

from dataclasses import replace
from uuid import UUID

from shapely import Point

from biwaq_geo.domain.errors import OutsideTownError
from biwaq_geo.domain.events import Action
from biwaq_geo.domain.units import CommercialUnit
from biwaq_geo.services.ports import Town
from biwaq_geo.services.races import Saving, save_as_seen


def move_unit(
    town: Town,
    *,
    unit_id: UUID,
    to: Point,
    seen_version: int,
    actor: str,
    act: UUID | None = None,
) -> CommercialUnit:
    """Save the place and the building there, and return the unit as stored.

    The address stays: whoever moves a mark that was a little off does not mean another house.

    Parameters
    ----------
    to
        In the town's projected CRS, metres.
    act
        As for `races.Saving`.

    Raises
    ------
    OutsideTownError
        The place lies outside the town's boundary.
    RaceLostError
        Somebody saved the unit after `seen_version`; the conflict says what each made of it.
    ActorNeededError, UnitNotFoundError, EditConflictError
        As for any step. Nothing was saved.
    """
    if not town.layer("boundary").covers(to).any():
        raise OutsideTownError(place=f"{to.x:.0f}, {to.y:.0f}")
    building_id = building_at(town, to)
    return save_as_seen(
        town.store,
        lambda unit: replace(unit, location=to, building_id=building_id, version=unit.version + 1),
        unit_id=unit_id,
        seen_version=seen_version,
        how=Saving(Action.EDITED, actor, act),
    )


def building_at(town: Town, point: Point) -> str | None:
    """Return the building that covers the point (town's projected CRS), or None."""
    buildings = town.layer("buildings")
    found = buildings.sindex.query(point, predicate="intersects")
    return str(buildings.index[found[0]]) if len(found) else None
