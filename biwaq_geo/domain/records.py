"""The kinds of record that a register keeps."""

from collections.abc import Mapping
from typing import Any, Protocol, TypeVar
from uuid import UUID

from biwaq_geo.domain.assumption_sets import AssumptionSet
from biwaq_geo.domain.businesses import Business
from biwaq_geo.domain.contacts import Contact
from biwaq_geo.domain.exports import Export
from biwaq_geo.domain.filters import SavedFilter
from biwaq_geo.domain.foot_counts import FootCount
from biwaq_geo.domain.notes import Note
from biwaq_geo.domain.photos import Photo
from biwaq_geo.domain.requests import Request
from biwaq_geo.domain.scenarios import Scenario
from biwaq_geo.domain.street_audits import StreetAudit
from biwaq_geo.domain.tasks import Task
from biwaq_geo.domain.town_figures import TownFigure
from biwaq_geo.domain.town_layers import TownLayer
from biwaq_geo.domain.units import CommercialUnit
from biwaq_geo.domain.views import SavedView


class Record(Protocol):
    """A frozen dataclass with an id made by whoever records it first."""

    @property
    def version(self) -> int:
        """Counts saves, from 1."""


RecordT = TypeVar("RecordT", bound=Record)

KINDS: Mapping[str, type[Any]] = {
    "unit": CommercialUnit,
    "scenario": Scenario,
    "business": Business,
    "contact": Contact,
    "note": Note,
    "task": Task,
    "photo": Photo,
    "request": Request,
    "filter": SavedFilter,
    "export": Export,
    "map_view": SavedView,
    "layer": TownLayer,
    "assumption_set": AssumptionSet,
    "audit": StreetAudit,
    "count": FootCount,
    "figure": TownFigure,
}
"""By the name that events use. The field of a kind's id is the name and "_id"."""

NAMES: Mapping[type[Any], str] = {kind: name for name, kind in KINDS.items()}

FORGETTABLE = frozenset({"contact"})
"""Kinds whose values events do not repeat, so that a deleted record is gone."""


def id_field(kind: type[Any]) -> str:
    """Return the name of the field that holds the record's id."""
    return f"{NAMES[kind]}_id"


def id_of(record: Record) -> UUID:
    """Return the id of a record."""
    found: UUID = getattr(record, id_field(type(record)))
    return found
