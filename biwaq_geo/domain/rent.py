"""Rent models: who pays how much of the rent while a unit is used for a time."""

from dataclasses import dataclass
from enum import StrEnum

from biwaq_geo.domain.catalogue_values import Band, Evidence, Words


class Bearer(StrEnum):
    """Who bears the running cost of a room."""

    USER = "user"
    TOWN = "town"
    OWNER = "owner"


@dataclass(frozen=True, slots=True)
class RentModel:
    """A way to share the rent of an interim use.

    Attributes
    ----------
    owner, user
        Shares (0 to 1) of the old rent that the owner receives and the user pays. With
        `turnover`, the user pays a share of their turnover and the owner receives that.
    state
        Share of what the town adds that a programme bears.
    max_m2, max_months
        Limits of the model; None where there are none.
    available
        False for a programme that cannot be applied for here.
    """

    key: str
    title: Words
    text: Words
    owner: Band
    user: Band
    state: Band
    running: Bearer
    turnover: bool
    max_m2: float | None
    max_months: int | None
    available: bool
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class RentSplit:
    """Who pays what, in euros per month.

    Attributes
    ----------
    owner, user
        What the owner receives and the user pays as rent.
    state, town
        What a programme and the town add to it.
    running
        Running cost of the room, and who bears it.
    """

    owner: Band
    user: Band
    state: Band
    town: Band
    running: Band
    bearer: Bearer

    @property
    def town_in_all(self) -> Band:
        """What the town pays in a month, running cost among it where it bears that."""
        return self.town + self.running if self.bearer is Bearer.TOWN else self.town
