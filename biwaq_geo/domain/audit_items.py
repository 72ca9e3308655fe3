"""What is looked at in a street, and what each score of it means."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from biwaq_geo.domain.catalogue_values import Sourced, Words


class AuditGroup(StrEnum):
    """The parts of the street score."""

    WALKING = "walking"
    CALM = "calm"
    STAY = "stay"
    TOWNSCAPE = "townscape"


@dataclass(frozen=True, slots=True)
class AuditItem:
    """One item of the street audit.

    Attributes
    ----------
    text
        What to look at.
    meanings
        By score, what one sees where it fits.
    weight
        How much the item counts among all that were assessed.
    """

    key: str
    title: Words
    text: Words
    group: AuditGroup
    meanings: Mapping[int, Words]
    weight: Sourced
