"""A town of 5,000 units whose every text is as long as its field allows."""

from dataclasses import fields, replace
from uuid import UUID

from shapely import Point

from biwaq_geo.domain.fields import about
from biwaq_geo.domain.units import CommercialUnit
from biwaq_geo.texts.words import field_types
from tests import sample_town
from tests.payload_town import filled

UNITS = 5_000
_WORDS = "Großbuchstabenüberschreitung „an der alten Glashütte“ & Söhne – "
_LONGEST = _WORDS * 200
_ACROSS, _STEP_M = 80, 4.5


def longest(number: int) -> dict[str, object]:
    """Return a text of the full length for each field that holds one; no two units alike."""
    known, hints = about(CommercialUnit), field_types(CommercialUnit)
    texts: dict[str, object] = {}
    for field in fields(CommercialUnit):
        if hints[field.name] is str and field.name != "building_id":
            texts[field.name] = f"{number} {_LONGEST}"[: known[field.name].length]
    return texts


def unit(number: int) -> CommercialUnit:
    """Return a unit of its own place with everything said of it that can be said."""
    made = filled(CommercialUnit, number, building_id=f"b{number % 8 + 1}", location=_place(number))
    assert isinstance(made, CommercialUnit)
    state = list(type(made.state))[number % 4]
    return replace(made, unit_id=UUID(int=number + 1), state=state, **longest(number))


def _place(number: int) -> Point:
    row, column = divmod(number, _ACROSS)
    return Point(sample_town.X0 + 20 + _STEP_M * column, sample_town.Y0 + 20 + _STEP_M * row)


def fill(library, count: int = UNITS):
    """Register the town."""
    return library.create(
        sample_town.PROFILE,
        layers=sample_town.layers(),
        units=[unit(number) for number in range(count)],
    )
