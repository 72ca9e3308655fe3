"""Commercial units and their states."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from uuid import UUID

from shapely import Point

from biwaq_geo.domain.branches import Branch
from biwaq_geo.domain.errors import DateInFutureError, EditConflictError, StateNotMarkableError
from biwaq_geo.domain.origin import Origin


class UnitState(StrEnum):
    """What a unit is used for today."""

    USED = "used"
    IMPENDING = "impending"
    VACANT = "vacant"
    PARTLY_VACANT = "partly_vacant"
    IN_MEDIATION = "in_mediation"
    RESERVED = "reserved"
    INTERIM = "interim"
    LET = "let"
    IN_WORKS = "in_works"
    UNMARKETABLE = "unmarketable"
    CONVERTED = "converted"
    DEMOLISHED = "demolished"
    NO_VACANCY = "no_vacancy"
    CANDIDATE = "candidate"


OCCUPIED = frozenset({UnitState.USED, UnitState.IMPENDING, UnitState.LET, UnitState.NO_VACANCY})
"""Somebody regularly uses the unit. A unit reported empty by mistake is in use."""

VACANT = frozenset(
    {
        UnitState.VACANT,
        UnitState.PARTLY_VACANT,
        UnitState.IN_MEDIATION,
        UnitState.RESERVED,
        UnitState.IN_WORKS,
        UnitState.UNMARKETABLE,
    }
)
"""Counts as empty in the vacancy rate; interim use is counted on its own."""

STOCK = OCCUPIED | VACANT | {UnitState.INTERIM}
"""Units of known use that still exist as commercial units."""

MARKABLE = (
    UnitState.VACANT,
    UnitState.PARTLY_VACANT,
    UnitState.IMPENDING,
    UnitState.USED,
    UnitState.IN_WORKS,
    UnitState.NO_VACANCY,
)
"""States that can be set on the street with no more than a date."""


class UnitKind(StrEnum):
    """What sort of room it is."""

    SHOP = "shop"
    GASTRONOMY = "gastronomy"
    OFFICE = "office"
    KIOSK = "kiosk"
    WORKSHOP = "workshop"
    STORAGE = "storage"
    DEPARTMENT_STORE = "department_store"
    EXHIBITION = "exhibition"
    PUBLIC = "public"
    OTHER = "other"


class DatePrecision(StrEnum):
    """How exactly a date is known."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    ESTIMATED = "estimated"


@dataclass(frozen=True, slots=True)
class CommercialUnit:
    """One commercial unit at one address.

    Attributes
    ----------
    unit_id
        Made by whoever records the unit first, so a repeated save of the same
        record changes nothing.
    building_id
        Building of the town's base data; None where no footprint is known.
    address
        Street and number; empty where nobody knows it.
    position
        Place in the building, such as "EG links"; empty if it is the only unit.
    since, since_precision
        First day of the present state and how exactly it is known.
    floor_area_m2, frontage_m
        Usable floor area in square metres, shop front in metres; None where
        nobody has measured it.
    branch, occupant
        Present use and name of the business; None while the unit is empty.
    last_branch, last_occupant
        Last regular use.
    observed_on
        Day of the last look at the unit, in local time (Europe/Berlin).
    location
        Point in the town's projected CRS, metres.
    version
        Counts saves, from 1. The only thing that orders them: clocks may lie.
    """

    unit_id: UUID
    address: str
    kind: UnitKind
    state: UnitState
    location: Point
    observed_on: date
    origin: Origin
    source: str = ""
    building_id: str | None = None
    position: str = ""
    since: date | None = None
    since_precision: DatePrecision = DatePrecision.ESTIMATED
    floor_area_m2: float | None = None
    frontage_m: float | None = None
    branch: Branch | None = None
    occupant: str | None = None
    last_branch: Branch | None = None
    last_occupant: str | None = None
    version: int = 1

    def mark(self, mark: "Mark", *, on: date, seen_version: int) -> "CommercialUnit":
        """Return the unit as it was seen on the day `on`.

        A unit that falls empty keeps its last branch and occupant; one that is
        in use again has no present branch until somebody names it.

        Raises
        ------
        EditConflictError
            The unit was saved since the caller read it.
        StateNotMarkableError
            The state needs more than a date (an outcome, a contract).
        DateInFutureError
            The state is said to begin after the day it was seen.
        """
        if seen_version != self.version:
            raise EditConflictError(subject=self.unit_id, seen=seen_version, now=self.version)
        if mark.state not in MARKABLE:
            raise StateNotMarkableError(state=mark.state)
        if mark.since is not None and mark.since > on:
            raise DateInFutureError(date=mark.since, today=on)
        emptied = mark.state in VACANT and self.state not in VACANT
        return replace(
            self,
            state=mark.state,
            since=mark.since,
            since_precision=mark.since_precision,
            branch=None if mark.state in VACANT else self.branch,
            occupant=None if mark.state in VACANT else self.occupant,
            last_branch=mark.last_branch or (self.branch if emptied else self.last_branch),
            last_occupant=self.occupant if emptied else self.last_occupant,
            observed_on=on,
            version=self.version + 1,
        )


@dataclass(frozen=True, slots=True)
class Mark:
    """What a person sees in front of a unit: the whole of a capture on the street."""

    state: UnitState
    since: date | None = None
    since_precision: DatePrecision = DatePrecision.DAY
    last_branch: Branch | None = None


PUBLIC_FIELDS: Mapping[str, str] = {
    "unit_id": "id",
    "address": "address",
    "position": "position",
    "kind": "kind",
    "state": "state",
    "since": "since",
    "since_precision": "since_precision",
    "floor_area_m2": "floor_area_m2",
    "frontage_m": "frontage_m",
    "branch": "branch",
    "last_branch": "last_branch",
    "origin": "origin",
}
"""Fields of a unit that anybody may see, with the name they carry outside."""
