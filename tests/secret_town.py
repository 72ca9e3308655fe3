"""A town whose hidden fields hold marks that no output for the public may show."""

import io
import re
import zipfile
from dataclasses import fields, replace
from datetime import UTC, date, datetime
from enum import Enum
from typing import get_args, get_origin
from uuid import UUID

import pyogrio
from shapely import Point

from biwaq_geo.domain.assumption_sets import AssumptionSet, SetValue
from biwaq_geo.domain.businesses import Business
from biwaq_geo.domain.contacts import Contact
from biwaq_geo.domain.events import Action
from biwaq_geo.domain.fields import Audience, about
from biwaq_geo.domain.filters import SavedFilter
from biwaq_geo.domain.foot_counts import FootCount
from biwaq_geo.domain.notes import Note
from biwaq_geo.domain.origin import Origin
from biwaq_geo.domain.requests import Request, Seeker
from biwaq_geo.domain.street_audits import StreetAudit
from biwaq_geo.domain.tasks import Task
from biwaq_geo.domain.unit_values import UnitState
from biwaq_geo.domain.units import CommercialUnit
from biwaq_geo.domain.views import SavedView
from biwaq_geo.texts.words import field_types
from tests import sample_town
from tests.sample_paper import scenario

ACTOR = "GeheimVonErika"
AT = datetime(2026, 5, 2, 9, 0, tzinfo=UTC)
FOUND = re.compile(
    r"[Gg]eheim\w*|(?<![0-9a-f])1987(?![0-9a-f])|insolvency|Insolvenz|owner_unwilling"
)
NUMBERS = re.compile(r"7713\d\d")
SEEN_ON = ("17.05.2026", "2026-05-17", "17. Mai 2026", "May 17, 2026")
"""The day of the last look, of which the public sees the month."""

_BETWEEN_DIGITS = re.compile(r"(?<=\d)[.,\u00a0\u202f ](?=\d)")
_CHOSEN = {"vacancy_reasons": "insolvency", "blocked_by": "owner_unwilling"}


def secrets(text: str) -> set[str]:
    """Return the marks in a text, however its numbers and days are written."""
    plain = _BETWEEN_DIGITS.sub("", text)
    days = {day for day in SEEN_ON if day in text}
    return set(FOUND.findall(text)) | set(NUMBERS.findall(plain)) | days


def mark(field: str, hint: object, number: int) -> object:
    """Return a value for a field that is found again wherever it is written."""
    if hint is SetValue:
        return SetValue("let_share", 0.1, 0.2, 0.3, "GeheimVonDerAnnahme")
    if get_origin(hint) is tuple:
        return (mark(field, get_args(hint)[0], number),)
    if isinstance(hint, type) and issubclass(hint, Enum):
        return hint(_CHOSEN[field]) if field in _CHOSEN else list(hint)[-1]
    made = {
        str: f"Geheim{field.title().replace('_', '')}",
        int: 771_300 + number,
        float: 771_300.0 + number,
        date: date(1987, 1 + number % 12, 1 + number % 28),
        datetime: AT,
        bool: True,
        UUID: UUID(int=number),
        Point: Point(sample_town.X0 + 50, sample_town.Y0 + 208),
    }
    return made[hint]


def marks(kind: type, *, above: Audience) -> dict[str, object]:
    """Return a mark for every field of a kind that is hidden from the audience."""
    hints = field_types(kind)
    kept = {"version", "removed_on"}
    return {
        name: mark(name, hints[name], number)
        for number, (name, known) in enumerate(about(kind).items())
        if known.audience > above and name not in kept and not name.endswith("_id")
    }


def secret_unit(number: int) -> CommercialUnit:
    state = (UnitState.VACANT, UnitState.USED, UnitState.INTERIM)[number % 3]
    values = marks(CommercialUnit, above=Audience.PUBLIC)
    seen = {"observed_on": date(2026, 5, 17), "building_id": f"b{number}"}
    return sample_town.unit(number, state, **(values | seen))


def filled(kind: type, **values: object) -> object:
    """Return a record of a kind with a mark in every field that is not given."""
    given = marks(kind, above=Audience.PUBLIC) | values
    return kind(**{one.name: given[one.name] for one in fields(kind) if one.name in given})


def plant(library) -> None:
    """Register the town: marked units, records of every hidden kind, changes by a marked actor."""
    units = [secret_unit(number) for number in range(6)]
    fill(library.create(sample_town.PROFILE, layers=sample_town.layers(), units=units))


def fill(town) -> None:
    """Add records of every hidden kind and changes by a marked actor to the marked units."""
    first, last = (secret_unit(number).unit_id for number in (0, 5))
    with town.store.transaction() as tx:
        for record in (
            filled(Contact, contact_id=UUID(int=50), unit_ids=(first,)),
            filled(Note, note_id=UUID(int=51), unit_id=first),
            filled(Task, task_id=UUID(int=52), unit_id=first),
            filled(Request, request_id=UUID(int=53), seeker=Seeker.CLUB),
            filled(SavedFilter, filter_id=UUID(int=54)),
            filled(SavedView, map_view_id=UUID(int=56)),
            filled(
                AssumptionSet,
                assumption_set_id=UUID(int=57),
                origin=Origin.STAFF,
            ),
            filled(FootCount, count_id=UUID(int=58)),
            filled(
                StreetAudit,
                audit_id=UUID(int=59),
                section_id="sec1",
                audited_on=date(2026, 4, 30),
                street_score=62.0,
                scores=("light=2",),
            ),
            filled(Business, business_id=UUID(int=55), name="Laden (Demo)", unit_id=first),
            replace(scenario(), note="GeheimVonDerPlanung"),
        ):
            tx.add(record, actor=ACTOR)
        for number, changes in enumerate(
            (
                {"case_reason": "GeheimDavor"},
                {"floor_area_m2": 61.0},
                {"rent_last_eur_m2": 771_399.0},
            )
        ):
            old = tx.unit(first)
            new = replace(old, version=number + 2, **changes)
            tx.save(new, action=Action.EDITED, actor=ACTOR)
        gone = replace(
            tx.unit(last),
            version=2,
            removed_on=date(1987, 2, 3),
            address="Geheimweg 1 im Papierkorb",
        )
        tx.save(gone, action=Action.REMOVED, actor=ACTOR)


def text_of(data: bytes, *, folder) -> str:
    """Return everything that stands in a file, whatever its form."""
    if data.startswith(b"SQLite"):
        path = folder / "read.gpkg"
        path.write_bytes(data)
        frames = [
            pyogrio.read_dataframe(path, layer=name).to_csv()
            for name, _ in pyogrio.list_layers(path)
        ]
        # free pages of the file, too, may hold what was deleted
        return "\n".join([*frames, data.decode("utf-8", errors="replace")])
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = [archive.read(name) for name in archive.namelist()]
        return "\n".join(part.decode("utf-8", errors="replace") for part in parts)
    return data.decode("utf-8")
