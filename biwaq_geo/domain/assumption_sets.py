"""Sets of assumptions: named, dated, sourced, and never lost when somebody changes them."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from biwaq_geo.domain.assumptions import check_assumption
from biwaq_geo.domain.catalogue_values import Band, Evidence
from biwaq_geo.domain.errors import EditConflictError, EmptyNameError
from biwaq_geo.domain.fields import internal, record
from biwaq_geo.domain.origin import Origin


@dataclass(frozen=True, slots=True)
class SetValue:
    """One assumption of a set.

    Attributes
    ----------
    key
        As in the catalogue of assumptions.
    source
        Where the figure is from; empty for an assumption.
    """

    key: str
    low: float
    expected: float
    high: float
    source: str = ""

    @property
    def band(self) -> Band:
        """The figure."""
        return Band(self.low, self.expected, self.high)


@record
class AssumptionSet:
    """Assumptions that hold together, beside those of the catalogue.

    A scenario names a set and its version, so that it says tomorrow what it says today.

    Attributes
    ----------
    day
        Day of which the figures are.
    source
        Who says so, for the set as a whole.
    values
        By key; what a set does not say, the catalogue does.
    """

    assumption_set_id: UUID
    name: str = internal(length=120)
    day: date = internal()
    origin: Origin = internal()
    source: str = internal(default="", length=2000)
    values: tuple[SetValue, ...] = internal(default=(), length=500)
    removed_on: date | None = internal(default=None)
    version: int = internal(default=1)

    def changed(self, *, seen_version: int, **fields: object) -> "AssumptionSet":
        """Return the next version with other fields.

        Raises
        ------
        EditConflictError
            Somebody saved the set since.
        """
        if seen_version != self.version:
            raise EditConflictError(
                subject=self.assumption_set_id, seen=seen_version, now=self.version
            )
        return replace(self, **fields, version=self.version + 1)  # type: ignore[arg-type]

    def evidence(self, value: SetValue) -> Evidence:
        """Return where one of the values is from; without a source it is an assumption."""
        said = value.source or self.source
        return Evidence(source=said, year=self.day.year, assumption=not said)


@dataclass(frozen=True, slots=True)
class SetContents:
    """What somebody types of a set; attributes as in `AssumptionSet`."""

    name: str
    day: date
    source: str
    values: tuple[SetValue, ...]

    def fields(self) -> dict[str, Any]:
        """Return the fields of a set, if they make sense.

        Raises
        ------
        EmptyNameError, CatalogueKeyError, AssumptionRangeError
            The set has no name, or a value is unknown or out of its range.
        """
        if not self.name.strip():
            raise EmptyNameError
        by_key = {value.key: value for value in self.values}
        for value in by_key.values():
            check_assumption(value.key, value.band)
        return {
            "name": self.name.strip(),
            "day": self.day,
            "source": self.source.strip(),
            "values": tuple(by_key.values()),
        }
