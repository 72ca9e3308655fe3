"""The figures of the footfall model, and who draws how many to where."""

from collections.abc import Mapping

from biwaq_geo.domain.branches import Branch

DECAY = "decay_per_min"
INHABITANT = "inhabitant"
BUS_STOP, STATION, CAR_PARK = "bus_stop", "station", "car_park"
ANCHOR, DAILY, SHOP, GUESTS = "anchor", "daily", "shop", "guests"
SERVICE, PUBLIC, INTERIM = "service", "public", "interim"

FIGURES: Mapping[str, tuple[float, float]] = {
    # half of a mass is left after 35 minutes at the least, after 40 seconds at the most
    DECAY: (0.02, 1.0),
    **dict.fromkeys((INHABITANT, BUS_STOP, STATION, CAR_PARK), (0.0, 10_000.0)),
    **dict.fromkeys((ANCHOR, DAILY, SHOP, GUESTS, SERVICE, PUBLIC, INTERIM), (0.0, 1_000.0)),
}
"""Smallest and largest value of each figure that the model needs."""

ORIGINS: Mapping[str, str] = {"bus_stop": BUS_STOP, "station": STATION, "car_park": CAR_PARK}
"""Services from which people set out, by kind."""

OF_SERVICES: Mapping[str, str] = {
    "supermarket": ANCHOR,
    "hospital": ANCHOR,
    **dict.fromkeys(("bakery", "pharmacy", "bank", "post"), DAILY),
    **dict.fromkeys(
        ("doctor", "kindergarten", "school", "library", "town_hall", "culture"), PUBLIC
    ),
}
"""What services draw with, by kind; other kinds draw nobody."""

OF_BRANCHES: Mapping[Branch, str] = {
    **dict.fromkeys((Branch.FOOD, Branch.BAKERY_BUTCHER, Branch.DRUGSTORE_HEALTH), DAILY),
    **dict.fromkeys(
        (
            Branch.FASHION,
            Branch.HOUSEHOLD,
            Branch.ELECTRONICS,
            Branch.BOOKS_LEISURE,
            Branch.FLOWERS_GARDEN,
        ),
        SHOP,
    ),
    **dict.fromkeys((Branch.GASTRONOMY, Branch.LODGING), GUESTS),
    **dict.fromkeys((Branch.MEDICAL, Branch.SOCIAL_CULTURE, Branch.PUBLIC), PUBLIC),
}
"""What units in use draw with, by branch; other and unknown branches draw as `SERVICE`."""

_BY_PUBLIC_BODIES = frozenset({Branch.SOCIAL_CULTURE, Branch.PUBLIC})

OFFERED_BY: Mapping[str, frozenset[Branch]] = {
    "supermarket": frozenset({Branch.FOOD}),
    "hospital": _BY_PUBLIC_BODIES | {Branch.MEDICAL},
    "bakery": frozenset({Branch.BAKERY_BUTCHER, Branch.FOOD, Branch.GASTRONOMY}),
    "pharmacy": frozenset({Branch.DRUGSTORE_HEALTH, Branch.MEDICAL}),
    "bank": frozenset({Branch.FINANCE, Branch.OFFICE}),
    # counters in shops of other branches, too
    "post": frozenset(
        {
            Branch.PERSONAL_SERVICE,
            Branch.FINANCE,
            Branch.OFFICE,
            Branch.PUBLIC,
            Branch.FOOD,
            Branch.BOOKS_LEISURE,
        }
    ),
    "doctor": frozenset({Branch.MEDICAL}),
    "kindergarten": _BY_PUBLIC_BODIES,
    "school": _BY_PUBLIC_BODIES,
    "library": _BY_PUBLIC_BODIES | {Branch.BOOKS_LEISURE},
    "town_hall": _BY_PUBLIC_BODIES | {Branch.OFFICE},
    "culture": _BY_PUBLIC_BODIES | {Branch.GASTRONOMY},
}
"""Branches of the units that may be the service of each kind of `OF_SERVICES`."""
