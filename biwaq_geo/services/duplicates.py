"""Use case: tell whether a unit that is to be added is in the register already."""

from uuid import UUID

from shapely import Point

from biwaq_geo.domain.units import CommercialUnit
from biwaq_geo.services.ports import Town

NEAR_M = 10.0
"""Two shops with doors nearer to each other than this can be one, seen twice."""


def likely_same(
    town: Town,
    *,
    building_id: str | None,
    location: Point | None = None,
    position: str = "",
    unit_id: UUID | None = None,
) -> list[CommercialUnit]:
    """Return units of the register that may be the one to be added, the nearest first.

    That is: in the same building or within `NEAR_M` of the place, and with the same
    place in the building, or none given for one of the two.

    Parameters
    ----------
    building_id, location
        Where the new unit is to be; a building alone is enough.
    position
        Place in the building as typed; capitals and spaces do not count.
    unit_id
        The new unit's own id: sent twice it is no double of itself.
    """
    place = location or _inside(town, building_id)
    wanted = _plain(position)
    found = [
        unit
        for unit in town.store.units()
        if unit.unit_id != unit_id
        and _near(unit, building_id=building_id, place=place)
        and (not wanted or not unit.position or _plain(unit.position) == wanted)
    ]
    return sorted(found, key=lambda unit: 0.0 if place is None else unit.location.distance(place))


def _inside(town: Town, building_id: str | None) -> Point | None:
    buildings = town.layer("buildings")
    if building_id is None or building_id not in buildings.index:
        return None
    inside: Point = buildings.geometry.loc[building_id].representative_point()
    return inside


def _near(unit: CommercialUnit, *, building_id: str | None, place: Point | None) -> bool:
    if building_id is not None and unit.building_id == building_id:
        return True
    return place is not None and unit.location.distance(place) <= NEAR_M


def _plain(position: str) -> str:
    return "".join(position.split()).casefold()
