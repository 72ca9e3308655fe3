"""Requests: somebody looks for a room."""

from datetime import date
from enum import StrEnum
from uuid import UUID

from biwaq_geo.domain.fields import confidential, internal, record
from biwaq_geo.domain.unit_values import Floor


class Seeker(StrEnum):
    """Who looks for a room."""

    FOUNDER = "founder"
    TRADER = "trader"
    CLUB = "club"
    ARTIST = "artist"
    SOCIAL_PROVIDER = "social_provider"
    MEASURE = "biwaq_measure"
    TOWN = "town"


class RequestStatus(StrEnum):
    """How far the search has come."""

    OPEN = "open"
    OFFERED = "offered"
    SETTLED = "settled"
    WITHDRAWN = "withdrawn"


@record
class Request:
    """What somebody needs, and from when.

    Whom to answer is a `Contact`, which has a day of deletion.

    Attributes
    ----------
    use_key
        Key of an interim use of the catalogue, or somebody's own words.
    rent_limit_eur
        Without side costs, for a month.
    """

    request_id: UUID
    title: str = internal(length=120)
    seeker: Seeker = internal()
    use_key: str | None = internal(default=None, length=60)
    area_from_m2: float | None = internal(default=None, unit="m²", low=1, high=50_000)
    area_to_m2: float | None = internal(default=None, unit="m²", low=1, high=50_000)
    shop_window: bool | None = internal(default=None)
    floor: Floor | None = internal(default=None)
    step_free: bool | None = internal(default=None)
    water: bool | None = internal(default=None)
    toilet: bool | None = internal(default=None)
    kitchen: bool | None = internal(default=None)
    hours: str | None = internal(default=None)
    start_on: date | None = internal(default=None)
    months: int | None = internal(default=None, low=1, high=600)
    rent_limit_eur: float | None = confidential(default=None, unit="€", low=0)
    place_wish: str | None = internal(default=None)
    own_contribution: str | None = internal(default=None, length=500)
    status: RequestStatus = internal(default=RequestStatus.OPEN)
    removed_on: date | None = internal(default=None)
    version: int = internal(default=1)
