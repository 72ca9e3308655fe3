"""Which unit of the register a row of a file speaks of."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from uuid import UUID

import shapely
from shapely import Point

from biwaq_geo.domain.units import CommercialUnit
from biwaq_geo.services.import_units.column_words import normal

_PLACE = re.compile(r"\b\d{5} +[^\W\d][^,;\d]*")
"""Postcode and town: lists of one town do not agree on whether they name it."""

NEAR_M = 5.0
"""Metres within which two points are the same front door."""


@dataclass(frozen=True, slots=True)
class Sought:
    """What a row says about where its unit is; `near` are the units around its point."""

    unit_id: UUID | None
    address: str
    position: str
    building_id: str | None
    near: Sequence[CommercialUnit]


class Register:
    """The units to compare with, found by id, by address or by place.

    Those in the recycle bin are not found; `removed` holds their ids.
    """

    def __init__(self, units: Iterable[CommercialUnit]) -> None:
        every = list(units)
        self.removed = frozenset(unit.unit_id for unit in every if unit.removed_on is not None)
        self._units = [unit for unit in every if unit.removed_on is None]
        self._by_id = {unit.unit_id: unit for unit in self._units}
        self._by_address: dict[tuple[str, str], list[CommercialUnit]] = {}
        self._by_building: dict[str, list[CommercialUnit]] = {}
        for unit in self._units:
            key = (plain_address(unit.address), normal(unit.position))
            self._by_address.setdefault(key, []).append(unit)
            if unit.building_id is not None:
                self._by_building.setdefault(unit.building_id, []).append(unit)
        self._tree = shapely.STRtree([unit.location for unit in self._units])

    def near(self, points: Sequence[Point | None]) -> Sequence[Sequence[CommercialUnit]]:
        """Return for each point the units within `NEAR_M` of it."""
        found: list[list[CommercialUnit]] = [[] for _ in points]
        # all points in one question to the index: one for each costs twenty times as much
        pairs = self._tree.query(points, predicate="dwithin", distance=NEAR_M)
        for row, at in zip(*pairs.tolist(), strict=True):
            found[row].append(self._units[at])
        return found

    def find(self, sought: Sought) -> Sequence[CommercialUnit]:
        """Return the units that the row can mean: none, the one, or several.

        The same id decides; else the same address and position; else the same building or
        a place within `NEAR_M` with the same position, unless both have an address and
        these differ.
        """
        if sought.unit_id in self._by_id:
            return [self._by_id[sought.unit_id]]
        address = plain_address(sought.address)
        if address:
            same = self._by_address.get((address, normal(sought.position)), [])
            if same:
                return same
        here = {unit.unit_id: unit for unit in self._by_building.get(sought.building_id or "", [])}
        here |= {unit.unit_id: unit for unit in sought.near}
        return [
            unit
            for unit in here.values()
            if normal(unit.position) == normal(sought.position)
            and not (address and plain_address(unit.address))
        ]


@lru_cache(maxsize=2**15)
def plain_address(address: str) -> str:
    """Return the address as it reads the same in every hand.

    >>> plain_address("Bautzener Straße 12 A") == plain_address("bautzener str. 12a")
    True
    """
    said = normal(_PLACE.sub("", address).casefold().replace("str.", "strasse "))
    said = re.sub(r"str(asse)?\b", "str", said).replace(" str", "str")
    return re.sub(r"(\d) ([a-z])\b", r"\1\2", said)
