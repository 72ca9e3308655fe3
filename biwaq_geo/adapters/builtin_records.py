"""Businesses and requests of the built-in town: invented, and marked as such in their names."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from biwaq_geo.domain.branches import Branch
from biwaq_geo.domain.businesses import AgeBand, Business, SizeClass
from biwaq_geo.domain.requests import Request, RequestStatus, Seeker
from biwaq_geo.domain.units import CommercialUnit, UnitState

_BUSINESSES: Mapping[Branch, Mapping[str, Any]] = {
    Branch.BAKERY_BUTCHER: {
        "size_class": SizeClass.MICRO,
        "jobs": 6,
        "vacancies": 1,
        "training_places": 1,
        "skills_needed": "Verkauf am frühen Morgen",
        "hosts_placements": True,
        "opening_hours": "Mo bis Fr 6 bis 17 Uhr, Sa 6 bis 11 Uhr",
    },
    Branch.GASTRONOMY: {
        "size_class": SizeClass.MICRO,
        "jobs": 4,
        "vacancies": 2,
        "skills_needed": "Küchenhilfe, Bedienung am Wochenende",
        "hosts_placements": True,
        "opening_hours": "Di bis So 11 bis 21 Uhr",
    },
    Branch.PERSONAL_SERVICE: {
        "size_class": SizeClass.SOLO,
        "jobs": 1,
        "opening_hours": "Di bis Sa 9 bis 18 Uhr",
        "owner_age": AgeBand.OVER_62,
        "seeks_successor": True,
    },
    Branch.MEDICAL: {"size_class": SizeClass.MICRO, "jobs": 5, "training_places": 1},
    Branch.CRAFT: {
        "size_class": SizeClass.MICRO,
        "jobs": 8,
        "vacancies": 1,
        "training_places": 2,
        "skills_needed": "Führerschein, handwerkliches Geschick",
        "hosts_placements": True,
    },
    Branch.FASHION: {
        "size_class": SizeClass.MICRO,
        "jobs": 3,
        "opening_hours": "Mo bis Fr 10 bis 18 Uhr, Sa 10 bis 13 Uhr",
        "owner_age": AgeBand.FROM_55_TO_62,
    },
    Branch.BOOKS_LEISURE: {
        "size_class": SizeClass.SOLO,
        "jobs": 2,
        "opening_hours": "Mo bis Fr 9 bis 18 Uhr",
        "hosts_placements": False,
    },
    Branch.SOCIAL_CULTURE: {"jobs": 2, "hosts_placements": True},
}
"""What is known of a business of each branch; its name and place are those of a unit in use."""

_REQUESTS: Sequence[Mapping[str, Any]] = (
    {
        "title": "Nähwerkstatt sucht kleinen Laden (Demo)",
        "seeker": Seeker.FOUNDER,
        "use_key": "Nähwerkstatt mit Verkauf",
        "area_from_m2": 30.0,
        "area_to_m2": 60.0,
        "shop_window": True,
        "water": True,
        "months": 24,
        "rent_limit_eur": 250.0,
    },
    {
        "title": "Lernladen für die Maßnahme (Demo)",
        "seeker": Seeker.MEASURE,
        "use_key": "learning_shop",
        "area_from_m2": 80.0,
        "area_to_m2": 150.0,
        "step_free": True,
        "toilet": True,
        "months": 12,
        "place_wish": "gut zu Fuß vom Bahnhof",
    },
    {
        "title": "Schaufenster für eine Glasausstellung (Demo)",
        "seeker": Seeker.ARTIST,
        "use_key": "museum_window",
        "shop_window": True,
        "months": 3,
        "own_contribution": "Aufbau, Aufsicht und Reinigung",
        "status": RequestStatus.OFFERED,
    },
    {
        "title": "Vereinsraum für Spieleabende (Demo)",
        "seeker": Seeker.CLUB,
        "use_key": "club_room",
        "area_from_m2": 40.0,
        "toilet": True,
        "kitchen": True,
        "hours": "abends und am Wochenende",
        "rent_limit_eur": 120.0,
        "status": RequestStatus.SETTLED,
    },
)


def builtin_records(units: Sequence[CommercialUnit]) -> Iterator[Business | Request]:
    """Yield a business for the first unit in use of each branch above, then the requests.

    The ids are the same each time. Nobody's contact is among them, invented or not.
    """
    for branch, known in _BUSINESSES.items():
        unit = next((one for one in units if _holds(one, branch)), None)
        if unit is not None:
            yield Business(
                _id(f"business/{branch}"), unit.occupant or "", branch, unit.unit_id, **known
            )
    for number, values in enumerate(_REQUESTS):
        yield Request(_id(f"request/{number}"), **values)


def _holds(unit: CommercialUnit, branch: Branch) -> bool:
    return unit.state is UnitState.USED and unit.branch is branch and bool(unit.occupant)


def _id(name: str) -> UUID:
    return uuid5(NAMESPACE_URL, f"weisswasser-demo/{name}")
