"""Businesses: who runs what in a unit."""

from datetime import date
from enum import StrEnum
from uuid import UUID

from biwaq_geo.domain.branches import Branch
from biwaq_geo.domain.fields import confidential, internal, public, record


class SizeClass(StrEnum):
    """By people at work, as the European Union counts."""

    SOLO = "solo"
    MICRO = "micro"
    SMALL = "small"
    MEDIUM = "medium"
    LARGE = "large"


class AgeBand(StrEnum):
    """Age of the owner, told freely."""

    UNDER_40 = "under_40"
    FROM_40_TO_54 = "40_to_54"
    FROM_55_TO_62 = "55_to_62"
    OVER_62 = "over_62"


@record
class Business:
    """A business in a unit or looking for one; whom to ask is a `Contact`.

    Attributes
    ----------
    unit_id
        Where it is; None while it has no place in the register.
    hosts_placements
        Takes people of the programme in for a time.
    jobs, training_places, vacancies
        Persons, places, open posts.
    """

    business_id: UUID
    name: str = public(length=120)
    branch: Branch | None = public(default=None)
    unit_id: UUID | None = public(default=None)
    since: date | None = public(default=None)
    size_class: SizeClass | None = internal(default=None)
    sales_area_m2: float | None = internal(default=None, unit="m²", low=1, high=50_000)
    jobs: int | None = internal(default=None, low=0, high=100_000)
    training_places: int | None = internal(default=None, low=0, high=10_000)
    vacancies: int | None = internal(default=None, low=0, high=10_000)
    skills_needed: str | None = internal(default=None, length=500)
    hosts_placements: bool | None = internal(default=None)
    opening_hours: str | None = public(default=None)
    lease_end: date | None = confidential(default=None)
    owner_age: AgeBand | None = confidential(default=None)
    seeks_successor: bool | None = confidential(default=None)
    removed_on: date | None = internal(default=None)
    version: int = internal(default=1)
