"""Commercial units from shops, offices, crafts and the like."""

import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

import geopandas as gpd
from shapely.geometry.base import BaseGeometry

from biwaq_geo.adapters.osm.buildings import address
from biwaq_geo.adapters.osm.doubles import Mapped, doubles
from biwaq_geo.adapters.osm.features import element_of, tags_of
from biwaq_geo.adapters.osm.nearest import nearest
from biwaq_geo.adapters.osm.tags import BUILDING_KIND, NO_VALUE, SEEN, Tags
from biwaq_geo.adapters.osm.unit_tags import (
    AMENITY_UNIT,
    CRAFT_BRANCH,
    LODGING,
    OFFICE_BRANCH,
    PRACTICES,
    SHOP_BRANCH,
    SHOP_KIND,
)
from biwaq_geo.domain.branches import Branch
from biwaq_geo.domain.origin import Origin
from biwaq_geo.domain.units import CommercialUnit, UnitKind, UnitState

_NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, "https://www.openstreetmap.org/")
_BUILDING_M = 15.0
"""A unit this near to a footprint is taken to be in it."""
_STREET_M = 100.0
"""A unit without an address takes the name of the nearest street that is this near."""

_LIVE_KEYS = ("shop", "office", "craft", "amenity", "tourism", "healthcare")
_FORMER_KEYS = ("disused:shop", "disused:amenity", "disused:office", "disused:craft")
_EMPTY = frozenset({"vacant", "empty", "disused"})
"""Values of `shop` that name no trade but its absence."""
_HOLDERS = frozenset({"mall"})
"""Values of `shop` of a house of many shops."""


@dataclass(frozen=True, slots=True)
class Use:
    """What the tags of one element say of a unit."""

    kind: UnitKind
    branch: Branch | None = None
    last_branch: Branch | None = None
    empty: bool = False


def use_of(tags: Tags) -> Use | None:
    """Return the use that the tags describe; None if they describe no unit.

    `shop=vacant`, `vacant=yes`, `disused=yes` and `disused:shop=*` make an empty unit,
    whose last branch is that of the former shop where the tags still name it.
    """
    live = {k: tags[k] for k in _LIVE_KEYS if k in tags and tags[k] not in NO_VALUE}
    former = {
        key.partition(":")[2]: tags[key]
        for key in (*_FORMER_KEYS, "abandoned:shop")
        if key in tags and tags[key] not in NO_VALUE
    }
    now = _branch_and_kind(live)
    before = _branch_and_kind(former)
    if _says_empty(tags) and (now or live.get("shop") in _EMPTY or _is_room(tags)):
        last = before or now
        return Use(
            kind=last[1] if last else UnitKind.SHOP,
            last_branch=last[0] if last else None,
            empty=True,
        )
    if now:
        return Use(kind=now[1], branch=now[0], last_branch=before[0] if before else None)
    if before:
        return Use(kind=before[1], last_branch=before[0], empty=True)
    return None


def units(
    features: gpd.GeoDataFrame,
    *,
    inside: BaseGeometry,
    footprints: gpd.GeoDataFrame,
    streets: gpd.GeoDataFrame,
    as_of: date,
) -> list[CommercialUnit]:
    """Return the units in the town, ordered by address and id.

    An empty unit is a candidate that somebody has to look at. The id depends on nothing
    but the OpenStreetMap element, so a second import makes the same units.

    Parameters
    ----------
    features, footprints, streets
        In the town's projected CRS.
    as_of
        Day of observation of an element that has no day of its own.
    """
    tagged = tags_of(features)
    uses = {i: use for i, tags in tagged.items() if (use := use_of(tags))}
    rows = features.loc[list(uses)]
    twice = doubles(rows.geometry, {i: _mapped(tagged[i], use) for i, use in uses.items()})
    rows = rows[~rows.index.isin(twice)]
    rows = rows.set_geometry(rows.representative_point())
    rows = rows[rows.within(inside)]
    building = nearest(rows, footprints, within_m=_BUILDING_M)
    named = streets[streets["name"].notna()]
    street = nearest(rows, named, within_m=_STREET_M)
    houses = footprints["address"].dropna()
    made = []
    for i, location in zip(rows.index.astype(str), rows.geometry, strict=True):
        tags = tagged[i]
        house = houses.get(building.get(i, ""), "")
        on_street = named["name"].get(street.get(i), "")
        found = {
            "location": location,
            "building_id": building.get(i),
            "address": address(tags) or str(house or on_street),
            "observed_on": _observed(tags, as_of),
        }
        made.append(_unit(i, tags, uses[i], found))
    return sorted(made, key=lambda unit: (unit.address, unit.unit_id))


def _unit(key: str, tags: Tags, use: Use, values: Mapping[str, object]) -> CommercialUnit:
    occupant = _name(tags)
    before = tags.get("old_name") or (occupant if use.empty else None)
    source = element_of(key)
    return CommercialUnit(
        unit_id=uuid.uuid5(_NAMESPACE, source.removeprefix("OpenStreetMap ")),
        kind=use.kind,
        state=UnitState.CANDIDATE if use.empty else UnitState.USED,
        branch=use.branch,
        occupant=None if use.empty else occupant,
        last_branch=use.last_branch,
        last_occupant=before,
        origin=Origin.OSM,
        source=source,
        **values,  # type: ignore[arg-type]
    )


def _mapped(tags: Tags, use: Use) -> Mapped:
    return Mapped(
        name=_name(tags) or "",
        sort=f"{use.branch or use.last_branch} {use.empty}",
        seen=tags.get(SEEN, ""),
        holder=tags.get("shop") in _HOLDERS,
    )


def _name(tags: Tags) -> str | None:
    return tags.get("name") or tags.get("brand") or tags.get("operator")


def _is_room(tags: Tags) -> bool:
    """Say whether `vacant=yes` alone is about rooms for trade rather than a dwelling."""
    building = tags.get("building")
    traded = building is None or BUILDING_KIND.get(building) == "commercial"
    return tags.get("vacant") == "yes" and traded


def _says_empty(tags: Tags) -> bool:
    return tags.get("shop") in _EMPTY or "yes" in {tags.get("vacant"), tags.get("disused")}


def _branch_and_kind(tags: Tags) -> tuple[Branch, UnitKind] | None:
    for key, meaning in _MEANINGS:
        value = tags.get(key)
        if value is not None and value not in _EMPTY and (found := meaning(value)):
            return found
    return None


def _of_shop(value: str) -> tuple[Branch, UnitKind]:
    first = value.partition(";")[0].strip()
    return SHOP_BRANCH.get(first, Branch.OTHER), SHOP_KIND.get(first, UnitKind.SHOP)


def _of_lodging(value: str) -> tuple[Branch, UnitKind] | None:
    return (Branch.LODGING, UnitKind.OTHER) if value in LODGING else None


def _of_craft(value: str) -> tuple[Branch, UnitKind]:
    return CRAFT_BRANCH.get(value, Branch.CRAFT), UnitKind.WORKSHOP


def _of_office(value: str) -> tuple[Branch, UnitKind]:
    return OFFICE_BRANCH.get(value, Branch.OFFICE), UnitKind.OFFICE


def _of_healthcare(value: str) -> tuple[Branch, UnitKind] | None:
    return (Branch.MEDICAL, UnitKind.OFFICE) if value in PRACTICES else None


_Meaning = Callable[[str], tuple[Branch, UnitKind] | None]
_MEANINGS: tuple[tuple[str, _Meaning], ...] = (
    ("shop", _of_shop),
    ("amenity", AMENITY_UNIT.get),
    ("tourism", _of_lodging),
    ("craft", _of_craft),
    ("office", _of_office),
    ("healthcare", _of_healthcare),
)
"""The first key that says what a unit is for decides."""


def _observed(tags: Tags, as_of: date) -> date:
    for key in ("check_date", SEEN):
        try:
            return min(date.fromisoformat(tags.get(key, "")[:10]), as_of)
        except ValueError:
            continue
    return as_of
