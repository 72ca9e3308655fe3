"""What an import would do, row by row, before anything is stored."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from uuid import UUID, uuid4

from biwaq_geo.domain.units import CommercialUnit
from biwaq_geo.services.import_units.raw_table import Topic
from biwaq_geo.services.import_units.rows import Remark


class Outcome(StrEnum):
    """What becomes of a row."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    REFUSED = "refused"


class Reason(StrEnum):
    """Why a row is refused."""

    CELLS = "cells"
    SHAPE = "shape"
    NO_PLACE = "no_place"
    OUTSIDE = "outside"
    NO_STATE = "no_state"
    FUTURE = "future"
    DAY = "day"
    STEP = "step"
    INTERIM = "interim"
    OLDER = "older"
    DOUBLE = "double"
    SEVERAL = "several"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class PlannedRow:
    """One row of the file and what becomes of it.

    Attributes
    ----------
    line
        As the file counts.
    label
        What the row calls its place.
    unit
        As it would be saved; None for a refused row.
    changed
        Fields of a known unit that would change.
    other_line
        Line of the row that was there first, of a double.
    """

    line: int
    outcome: Outcome
    label: str
    unit: CommercialUnit | None = None
    reason: Reason | None = None
    remarks: tuple[Remark, ...] = ()
    changed: tuple[str, ...] = ()
    other_line: int | None = None


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """A line for every row of a file, and what is still to be confirmed.

    Attributes
    ----------
    batch
        Common to all events of the import, so that one undo takes all of it back.
    open_topics
        Questions without an answer; nothing is stored while there are any.
    """

    file_name: str
    rows: tuple[PlannedRow, ...]
    open_topics: tuple[Topic, ...] = ()
    batch: UUID = field(default_factory=uuid4)

    def units(self, outcome: Outcome) -> Sequence[CommercialUnit]:
        """Return the units of the rows with that outcome, in the order of the file."""
        return [row.unit for row in self.rows if row.outcome is outcome and row.unit is not None]

    def count(self, outcome: Outcome) -> int:
        """Return how many rows have that outcome."""
        return sum(row.outcome is outcome for row in self.rows)
