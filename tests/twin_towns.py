"""Towns that differ in nothing but what the public must not learn, in every kind of value."""

from dataclasses import MISSING, fields, replace
from datetime import UTC, date, datetime, timedelta
from enum import Enum
from typing import get_args, get_origin
from uuid import UUID

from shapely import Point

from biwaq_geo.domain.contacts import Contact
from biwaq_geo.domain.events import Action
from biwaq_geo.domain.fields import Audience, about
from biwaq_geo.domain.filters import SavedFilter
from biwaq_geo.domain.foot_counts import FootCount
from biwaq_geo.domain.notes import Note
from biwaq_geo.domain.records import id_field
from biwaq_geo.domain.requests import Request
from biwaq_geo.domain.street_audits import StreetAudit
from biwaq_geo.domain.tasks import Task
from biwaq_geo.domain.unit_values import UnitState
from biwaq_geo.domain.units import CommercialUnit
from biwaq_geo.domain.views import SavedView
from biwaq_geo.texts.words import field_types
from tests import sample_town

EMPTY = None
"""In the place of a variant: whatever can be empty is."""

VARIANTS = (0, 1, EMPTY)
STATES = (UnitState.VACANT, UnitState.USED, UnitState.INTERIM)
KEPT = frozenset({"version", "removed_on"})
"""Not varied: how often a record was saved, and whether it lies in the bin, is no value."""


def value(field: str, hint: object, variant: int, number: int) -> object:
    """Return one of two values that a field of this type can have, other ones in each record."""
    if get_origin(hint) is tuple:
        return tuple(value(field, get_args(hint)[0], variant, n) for n in range(variant + 1))
    if isinstance(hint, type) and issubclass(hint, Enum):
        choices = list(hint)
        return choices[(number + variant) % len(choices)]
    made = {
        str: f"{('Ahorn', 'Birke')[variant]} {field} {number}",
        int: 3 + 40 * variant + number,
        float: 3.25 + 41.5 * variant + number,
        date: date(2024 + variant, 2, 3) + timedelta(days=number),
        datetime: datetime(2024 + variant, 2, 3, 9, 30, tzinfo=UTC),
        bool: variant == 0,
        UUID: UUID(int=700 + 10 * variant + number),
        Point: Point(sample_town.X0 + 3 + 40 * variant + number, sample_town.Y0 + 208),
    }
    return made[hint]


def hidden(kind: type, variant: int | None, number: int) -> dict[str, object]:
    """Return a value for every field of a kind that the public does not see."""
    hints = field_types(kind)
    names = [
        name
        for name, known in about(kind).items()
        if known.audience > Audience.PUBLIC and name not in KEPT | {id_field(kind)}
    ]
    if variant is EMPTY:
        given = {one.name: one for one in fields(kind)}
        return {
            # what cannot be empty has the value of the first variant
            name: value(name, hints[name], 0, number)
            if given[name].default is MISSING
            else given[name].default
            for name in names
        }
    return {name: value(name, hints[name], variant, number) for name in names}


def twin_unit(number: int, variant: int | None) -> CommercialUnit:
    """Return a unit; of the day of the last look the public sees the month."""
    looked = {"observed_on": date(2026, 5, 3 if variant == 0 else 28), "building_id": f"b{number}"}
    values = hidden(CommercialUnit, variant, number)
    return sample_town.unit(number, STATES[number % 3], **(values | looked))


def hidden_record(kind: type, key: int, variant: int | None) -> object:
    """Return a record of a kind of which the public may not even know that it exists."""
    values = {id_field(kind): UUID(int=key), **hidden(kind, variant or 0, key)}
    return kind(**{one.name: values[one.name] for one in fields(kind) if one.name in values})


def twin_audit(variant: int | None) -> StreetAudit:
    """Return an audit of which all see the index and few each score."""
    values = hidden(StreetAudit, variant, 0) | {"scores": (f"light={variant or 0}",)}
    seen = {"street_score": 62.0, "items_known": 12, "items_total": 15}
    return StreetAudit(UUID(int=80), "sec1", date(2026, 5, 4), **(seen | values))


def plant_twin(library, variant: int | None) -> None:
    """Register the town of a variant: units, hidden records, and changes of hidden fields."""
    units = [twin_unit(number, variant) for number in range(6)]
    town = library.create(sample_town.PROFILE, layers=sample_town.layers(), units=units)
    actor = ("Anna", "Bernd")[variant or 0]
    with town.store.transaction() as tx:
        for key, kind in enumerate(
            (Contact, Note, Task, Request, SavedFilter, SavedView, FootCount), start=50
        ):
            tx.add(hidden_record(kind, key, variant), actor=actor)
        tx.add(twin_audit(variant), actor=actor)
        for number, unit in enumerate(units):
            # and back, so that the history alone knows of it; the third time for all to see
            other = twin_unit(number, 1 if variant == 0 else 0)
            for version, now in enumerate((other, unit), start=2):
                tx.save(replace(now, version=version), action=Action.EDITED, actor=actor)
            open_to_all = replace(unit, version=4, floor_area_m2=61.0 + number)
            tx.save(open_to_all, action=Action.EDITED, actor=actor)
