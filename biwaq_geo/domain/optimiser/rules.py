"""The rules of a choice by name, so that they can be said in words."""

from dataclasses import dataclass
from enum import StrEnum


class RuleKind(StrEnum):
    """What a rule limits."""

    BUDGET = "budget"
    HOURS = "hours"
    POT = "pot"
    MOST_PER_USE = "most_per_use"
    LEAST_PER_AXIS = "least_per_axis"
    MOST_PER_AXIS = "most_per_axis"
    APART = "apart"
    LOCKED_IN = "locked_in"
    LOCKED_OUT = "locked_out"


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule.

    Attributes
    ----------
    subject
        What it is about: a key of a catalogue, an axis, or the id of a unit.
    other
        A second subject: the use of a lock.
    limit
        Its limit in euros, hours or pieces; None where it has none.
    """

    kind: RuleKind
    subject: str = ""
    other: str = ""
    limit: float | None = None
