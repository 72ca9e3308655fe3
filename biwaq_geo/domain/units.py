"""Commercial units and their states."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from shapely import Point

from biwaq_geo.domain.branches import Branch
from biwaq_geo.domain.errors import DateInFutureError, EditConflictError, StateNotMarkableError
from biwaq_geo.domain.fields import confidential, internal, public, record
from biwaq_geo.domain.origin import Origin
from biwaq_geo.domain.unit_values import (
    MARKABLE,
    OCCUPIED,
    STOCK,
    VACANT,
    BlockedBy,
    CaseOutcome,
    CaseStatus,
    DatePrecision,
    Floor,
    Heating,
    LocationClass,
    OwnerClass,
    PermitLight,
    Reliability,
    StepFree,
    UnitKind,
    UnitState,
    VacancyKind,
    VacancyReason,
    Willingness,
)

__all__ = [
    "MARKABLE",
    "OCCUPIED",
    "PUBLIC_FIELDS",
    "STOCK",
    "VACANT",
    "CommercialUnit",
    "DatePrecision",
    "Mark",
    "UnitKind",
    "UnitState",
]


@record
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
    condition_inside, condition_outside
        From 1, usable at once, to 5, a ruin.
    location_class
        Relative to the best place of this town.
    use_ended_on
        Last day of the permitted use; it may lapse with disuse.
    removed_on
        Day on which the unit went to the recycle bin; None while it is in use.
    version
        Counts saves, from 1. The only thing that orders them: clocks may lie.
    """

    unit_id: UUID = public()
    address: str = public(level=1)
    kind: UnitKind = public(level=1)
    state: UnitState = public(level=1)
    location: Point = public(level=1)
    observed_on: date = internal(level=1)
    origin: Origin = public()
    source: str = internal(default="", length=2000)
    building_id: str | None = internal(default=None)
    position: str = public(default="", level=1, length=120)
    since: date | None = public(default=None, level=1)
    since_precision: DatePrecision = public(default=DatePrecision.ESTIMATED, level=1)
    floor_area_m2: float | None = public(default=None, unit="m²", low=1, high=50_000)
    frontage_m: float | None = public(default=None, unit="m", low=0.5, high=300)
    branch: Branch | None = public(default=None, level=1)
    occupant: str | None = internal(default=None)
    last_branch: Branch | None = public(default=None, level=1)
    last_occupant: str | None = internal(default=None)
    state_reason: str | None = internal(default=None, length=500)
    vacancy_kind: VacancyKind | None = internal(default=None)
    vacancy_reasons: tuple[VacancyReason, ...] = internal(default=())
    floor: Floor | None = public(default=None, level=1)
    parcel: str | None = internal(default=None, level=3)
    sales_area_m2: float | None = public(default=None, unit="m²", low=1, high=50_000)
    side_area_m2: float | None = public(default=None, unit="m²", low=0, high=50_000)
    storage_area_m2: float | None = public(default=None, unit="m²", low=0, high=50_000)
    gastronomy_area_m2: float | None = public(default=None, unit="m²", low=0, high=50_000)
    office_area_m2: float | None = public(default=None, unit="m²", low=0, high=50_000)
    divisible_from_m2: float | None = public(default=None, unit="m²", low=1, high=50_000)
    windows: int | None = public(default=None, low=0, high=200)
    corner: bool | None = public(default=None)
    condition_inside: int | None = internal(default=None, low=1, high=5)
    condition_outside: int | None = internal(default=None, level=1, low=1, high=5)
    water: bool | None = public(default=None)
    toilet: bool | None = public(default=None)
    heating: Heating | None = public(default=None)
    power: str | None = public(default=None, length=60)
    broadband: bool | None = public(default=None)
    kitchen: bool | None = public(default=None)
    step_free: StepFree | None = public(default=None, level=1)
    step_height_cm: float | None = public(default=None, unit="cm", low=0, high=300)
    accessible_toilet: bool | None = public(default=None)
    listed: bool | None = public(default=None)
    statute_area: str | None = public(default=None)
    zoning: str | None = public(default=None, length=60)
    built_year: int | None = internal(default=None, level=3, low=1000, high=2200)
    modernised_year: int | None = internal(default=None, level=3, low=1000, high=2200)
    energy_certificate: str | None = internal(default=None, level=3, length=60)
    contamination: str | None = internal(default=None, level=3, length=500)
    location_class: LocationClass | None = internal(default=None)
    rent_asked_eur_m2: float | None = confidential(default=None, unit="€/m²", low=0, high=500)
    rent_last_eur_m2: float | None = confidential(default=None, unit="€/m²", low=0, high=500)
    side_costs_eur_m2: float | None = confidential(default=None, unit="€/m²", low=0, high=100)
    deposit_eur: float | None = confidential(default=None, unit="€", low=0)
    purchase_price_eur: float | None = confidential(default=None, unit="€", low=0)
    holding_cost_eur_month: float | None = confidential(default=None, level=3, unit="€", low=0)
    available_from: date | None = public(default=None)
    available_until: date | None = public(default=None)
    shortest_term_months: int | None = public(default=None, low=0, high=600)
    longest_term_months: int | None = public(default=None, low=0, high=600)
    owner_class: OwnerClass | None = internal(default=None)
    willingness: Willingness | None = confidential(default=None)
    interim_view: Willingness | None = confidential(default=None)
    consent_on: date | None = confidential(default=None)
    consent_scope: str | None = confidential(default=None, length=500)
    reuse_ideas: tuple[str, ...] = internal(default=())
    excluded_uses: tuple[str, ...] = internal(default=())
    permit_light: PermitLight | None = internal(default=None)
    permit_note: str | None = internal(default=None, length=500)
    use_ended_on: date | None = internal(default=None)
    interim_from: date | None = internal(default=None)
    interim_until: date | None = internal(default=None)
    interim_user: str | None = internal(default=None)
    interim_use: str | None = internal(default=None, length=60)
    case_status: CaseStatus = internal(default=CaseStatus.NOT_STARTED)
    case_since: date | None = internal(default=None)
    case_reason: str | None = internal(default=None, length=500)
    blocked_by: BlockedBy | None = internal(default=None)
    case_outcome: CaseOutcome | None = internal(default=None)
    next_check_on: date | None = internal(default=None)
    reliability: Reliability | None = internal(default=None)
    removed_on: date | None = internal(default=None)
    version: int = internal(default=1)

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
"""Fields of a unit that maps show, all of them public, with the name they carry outside."""
