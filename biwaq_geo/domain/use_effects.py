"""What interim uses bring to a town and what they need of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from biwaq_geo.domain.catalogue_values import Band, Evidence


class Need(StrEnum):
    """What people find within walking reach."""

    SUPPLY = "supply"
    LEARNING = "learning"
    MEETING = "meeting"
    CULTURE = "culture"


@dataclass(frozen=True, slots=True)
class UseEffect:
    """What one type of interim use brings and needs.

    Attributes
    ----------
    need
        None where nobody goes there on foot.
    hours
        Of the town hall's staff, until the use has begun.
    jobs, training
        Jobs and placements, and places to train or learn, while the use runs.
    beside, apart
        Keys of uses that it gains from as neighbours, and that it disturbs or is disturbed by.
    """

    key: str
    need: Need | None
    hours: Band
    jobs: Band
    training: Band
    beside: frozenset[str]
    apart: frozenset[str]
    evidence: Evidence


def fits(effects: Mapping[str, UseEffect], one: str, other: str) -> bool:
    """Say whether either of two uses gains from the other as a neighbour."""
    return _names(effects, one, other, "beside") or _names(effects, other, one, "beside")


def disturbs(effects: Mapping[str, UseEffect], one: str, other: str) -> bool:
    """Say whether two uses disturb each other as neighbours."""
    return _names(effects, one, other, "apart") or _names(effects, other, one, "apart")


def _names(effects: Mapping[str, UseEffect], one: str, other: str, what: str) -> bool:
    known = effects.get(one)
    return known is not None and other in getattr(known, what)
