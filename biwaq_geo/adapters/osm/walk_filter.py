"""Which ways one may walk on, and in which direction.

The rules are those of OSMnx' network type "walk" with four changes: `foot` overrules
`access`; a trunk road counts only with a pavement; a cycleway only where walking is
allowed; a street whose pavements are mapped on their own stays, because its name is
needed to tell shopping streets apart.
"""

from biwaq_geo.adapters.osm.tags import Tags

WALK_TAGS = (
    "highway",
    "name",
    "area",
    "access",
    "foot",
    "service",
    "sidewalk",
    "oneway:foot",
    "foot:backward",
    "surface",
    "smoothness",
    "incline",
    "width",
    "wheelchair",
)
"""Tags of a way that these rules and the streets layer read."""

_CLOSED = (
    "abandoned bus_guideway bus_stop busway construction emergency_bay motorway motorway_link no "
    "planned platform proposed raceway razed rest_area services street_lamp"
)
_NOT_FOR_WALKING = frozenset(_CLOSED.split())
_ALLOWED = frozenset({"yes", "designated", "permissive", "official", "destination", "customers"})
_FORBIDDEN = frozenset({"no", "private", "use_sidepath"})
_PAVEMENT = frozenset({"both", "left", "right", "yes", "separate"})


def is_walkable(tags: Tags) -> bool:
    """Say whether the way is a street, path or stairs that anybody may walk on."""
    highway = tags.get("highway")
    if highway is None or highway in _NOT_FOR_WALKING or tags.get("area") == "yes":
        return False
    foot = tags.get("foot")
    if foot in _FORBIDDEN:
        return False
    if foot in _ALLOWED:
        return True
    if tags.get("access") in {"private", "no"} or tags.get("service") == "private":
        return False
    if highway in {"trunk", "trunk_link"}:
        return tags.get("sidewalk") in _PAVEMENT
    return highway != "cycleway"


def foot_direction(tags: Tags) -> int:
    """Return 1 or -1 for a way that is one-way on foot (along or against it), else 0."""
    oneway = tags.get("oneway:foot")
    if oneway == "-1":
        return -1
    return 1 if oneway == "yes" or tags.get("foot:backward") in {"no", "private"} else 0
