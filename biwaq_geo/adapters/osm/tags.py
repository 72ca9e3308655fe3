"""What tags of OpenStreetMap mean here: one table for each question, no logic but look-up.

Meanings follow the OpenStreetMap wiki, "Map features". A value that no table names
falls to the default that the function states.
"""

from collections.abc import Mapping

Tags = Mapping[str, str]
"""Key to value of one element; a key that is absent has no value."""

SEEN = "seen_on"
"""Our own key, written while an extract is read: day of the element's last edit."""

FEATURE_KEYS = (
    "building",
    "landuse",
    "natural",
    "leisure",
    "waterway",
    "railway",
    "place",
    "shop",
    "office",
    "craft",
    "amenity",
    "tourism",
    "healthcare",
    "disused:shop",
    "disused:amenity",
    "disused:office",
    "disused:craft",
    "abandoned:shop",
    "vacant",
)
"""Elements with one of these keys are looked at, as are `highway=bus_stop` nodes."""

DETAIL_KEYS = (
    "highway",
    "public_transport",
    "name",
    "old_name",
    "operator",
    "access",
    "brand",
    "addr:street",
    "addr:place",
    "addr:housenumber",
    "building:levels",
    "building:use",
    "disused",
    "check_date",
    "population",
    "area",
    SEEN,
)
"""What else is read from those elements; every other tag is dropped on the way in."""

NO_VALUE = frozenset({"no", "none"})
"""Values that deny their key."""

CAR_PARK = "car_park"
NOT_FOR_ALL = frozenset({"private", "no", "permit", "employees", "delivery"})
"""Values of `access` of car parks that not everybody may use."""

SERVICE_KIND: tuple[tuple[str, str, str], ...] = (
    ("shop", "supermarket", "supermarket"),
    ("shop", "bakery", "bakery"),
    ("craft", "bakery", "bakery"),
    ("amenity", "pharmacy", "pharmacy"),
    ("shop", "pharmacy", "pharmacy"),
    ("amenity", "doctors", "doctor"),
    ("amenity", "clinic", "doctor"),
    ("healthcare", "doctor", "doctor"),
    ("amenity", "hospital", "hospital"),
    ("amenity", "kindergarten", "kindergarten"),
    ("amenity", "childcare", "kindergarten"),
    ("amenity", "school", "school"),
    ("amenity", "bank", "bank"),
    ("amenity", "post_office", "post"),
    ("amenity", "library", "library"),
    ("amenity", "townhall", "town_hall"),
    ("highway", "bus_stop", "bus_stop"),
    ("railway", "station", "station"),
    ("railway", "halt", "station"),
    ("amenity", "theatre", "culture"),
    ("amenity", "cinema", "culture"),
    ("amenity", "arts_centre", "culture"),
    ("amenity", "community_centre", "culture"),
    ("tourism", "museum", "culture"),
    ("tourism", "gallery", "culture"),
    ("leisure", "playground", "playground"),
    ("amenity", "parking", CAR_PARK),
)
"""Key, value, kind of service; the first row that fits decides."""

LAND_KIND: tuple[tuple[str, str, str], ...] = (
    ("natural", "water", "water"),
    ("waterway", "riverbank", "water"),
    ("waterway", "dock", "water"),
    ("landuse", "reservoir", "water"),
    ("landuse", "basin", "water"),
    ("landuse", "forest", "forest"),
    ("natural", "wood", "forest"),
    ("landuse", "allotments", "allotments"),
    ("landuse", "brownfield", "brownfield"),
    ("landuse", "industrial", "industry"),
    ("landuse", "railway", "industry"),
    ("landuse", "quarry", "industry"),
    ("place", "square", "square"),
    ("leisure", "park", "green"),
    ("leisure", "garden", "green"),
    ("leisure", "pitch", "green"),
    ("leisure", "nature_reserve", "green"),
    ("landuse", "recreation_ground", "green"),
    ("landuse", "village_green", "green"),
    ("landuse", "grass", "green"),
    ("landuse", "meadow", "green"),
    ("landuse", "cemetery", "green"),
    ("landuse", "orchard", "green"),
    ("landuse", "vineyard", "green"),
    ("natural", "grassland", "green"),
    ("natural", "heath", "green"),
    ("natural", "scrub", "green"),
)
"""Key, value, kind of land; the first row that fits decides."""

RAIL_KINDS = frozenset({"rail", "light_rail", "tram", "narrow_gauge", "disused", "preserved"})

_BUILDINGS = {
    "residential": "residential house detached semidetached_house terrace apartments dormitory "
    "bungalow farm villa",
    "commercial": "commercial retail office supermarket kiosk hotel",
    "industrial": "industrial warehouse factory manufacture hangar",
    "public": "public civic school kindergarten university college hospital church chapel "
    "cathedral mosque synagogue religious government townhall train_station fire_station "
    "sports_hall museum library theatre",
    "other": "garage garages shed carport roof hut greenhouse barn stable sty service transformer "
    "ruins construction container allotment_house cabin bunker silo storage_tank toilets "
    "farm_auxiliary outbuilding conservatory",
}
BUILDING_KIND: Mapping[str, str] = {
    value: kind for kind, values in _BUILDINGS.items() for value in values.split()
}
"""Value of `building` to kind; `yes` and any other value need the land around them."""

LANDUSE_BUILDING: Mapping[str, str] = {
    "residential": "residential",
    "retail": "commercial",
    "commercial": "commercial",
    "industrial": "industrial",
    "railway": "industrial",
    "allotments": "other",
}
"""Kind of an otherwise unnamed building by the land use that it stands on."""

_PUBLIC = (
    "school kindergarten university college hospital townhall library theatre arts_centre "
    "community_centre place_of_worship fire_station police courthouse social_facility"
)
PUBLIC_AMENITIES = frozenset(_PUBLIC.split())
"""Values of `amenity` that make the building they stand on a public one."""


def look_up(tags: Tags, table: tuple[tuple[str, str, str], ...]) -> str | None:
    """Return the kind of the first row whose key and value the element has."""
    return next((kind for key, value, kind in table if tags.get(key) == value), None)
