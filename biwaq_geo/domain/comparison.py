"""What a comparison of a scenario with doing nothing says, as plain data."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from biwaq_geo.domain.assumptions import HORIZON
from biwaq_geo.domain.catalogue import Assumption, Band


class Measured(StrEnum):
    """What a figure is measured in."""

    SHARE = "share"
    PERSONS = "persons"
    EUR = "eur"
    EUR_PER_YEAR = "eur_per_year"
    POINTS = "points"
    COUNT = "count"
    MONTHS = "months"
    DAYS = "days"
    INDEX = "index"
    """A number without a unit, of which two decimals say something."""
    SQUARE_METRES = "square_metres"
    """For each inhabitant."""
    PER_100_M = "per_100_m"
    EUR_PER_MONTH = "eur_per_month"


@dataclass(frozen=True, slots=True)
class KpiRow:
    """One row of the comparison.

    Attributes
    ----------
    key
        Name of the figure; words live under `kpi.<key>` and `kpi_help.<key>`.
    before, after, difference
        None where the figure cannot be known from the data.
    known, total
        "Based on `known` of `total`" records; total 0 where there are none.
    of
        What is counted in `known` and `total`: "units", "buildings", "sections", "edits".
    minutes
        Walk that the figure is about; None for figures that have nothing to do with one.
    """

    key: str
    measured: Measured
    before: Band | None
    after: Band | None
    difference: Band | None
    known: int
    total: int
    of: str
    minutes: float | None = None


@dataclass(frozen=True, slots=True)
class EditCost:
    """What one edit of the scenario costs.

    Attributes
    ----------
    one_off, yearly
        Euros and euros per year; None where the catalogue has no figure.
    grant
        Euros of `one_off` that the funding line pays; zero without one.
    own_share
        Euros of `one_off` that the town pays; None where `one_off` is missing.
    running
        Euros over the whole period of an interim use; None without figure or end.
    """

    edit_id: str
    one_off: Band | None
    yearly: Band | None
    grant: Band
    own_share: Band | None = None
    running: Band | None = None


class Obstacle(StrEnum):
    """Why an edit, or its effect on reach, could not be counted."""

    UNIT_GONE = "unit_gone"
    UNIT_NOT_VACANT = "unit_not_vacant"
    UNIT_NOT_USED = "unit_not_used"
    CATALOGUE_KEY = "catalogue_key"
    SECTION_GONE = "section_gone"
    PART_GONE = "part_gone"
    OFF_NETWORK = "off_network"
    """The edit is counted, but nobody can walk there on the street network."""
    NOT_IN_PLACE = "not_in_place"
    """The edit costs, but it has not begun or is over on the day that is looked at."""
    NO_SECTION = "no_section"
    """The measure costs, but no street section is near enough to gain points by it."""


@dataclass(frozen=True, slots=True)
class Obstructed:
    """An edit that the comparison leaves out, wholly or for reach, and why."""

    edit_id: str
    obstacle: Obstacle


@dataclass(frozen=True, slots=True)
class AccessRow:
    """Who has a kind of service within so many minutes on foot, and what the plan changes.

    Attributes
    ----------
    kind
        As in the base layer of services.
    before, after
        Inhabitants; None where nobody's number is known.
    gained, lost
        Inhabitants who have one within the minutes only after, or only before.
    """

    kind: str
    minutes: float
    before: float | None
    after: float | None
    gained: float | None
    lost: float | None
    known: int
    total: int


@dataclass(frozen=True, slots=True)
class FootfallRow:
    """The modelled footfall of a section, and what the plan changes.

    Attributes
    ----------
    section
        Key in the base layer of sections.
    before, after, difference
        Index, 100 at the busiest section before; from low to high lie 90 of 100 cases.
    per_hour
        Persons counted there in an hour; None where nobody has counted. No part of the model.
    """

    section: str
    before: Band
    after: Band
    difference: Band
    per_hour: float | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """A scenario against doing nothing.

    Attributes
    ----------
    costs
        One for each edit, in the order of the scenario.
    assumptions
        Every assumption that entered, with the scenario's own values in place.
    changed_units
        Units that were saved since the baseline, which the scenario does not see.
    obstructed
        Edits that do not count, or not for reach, in the order of the scenario.
    access
        For each kind of service that the scenario opens or closes.
    footfall
        Sections whose modelled footfall changes, the largest change first; None where no counts
        have calibrated a model.
    day
        Day that the figures before and after are about; None where nobody looks ahead.
    """

    rows: Sequence[KpiRow]
    costs: Sequence[EditCost]
    assumptions: Sequence[Assumption]
    changed_units: int
    obstructed: Sequence[Obstructed] = ()
    access: Sequence[AccessRow] = ()
    footfall: Sequence[FootfallRow] | None = None
    day: date | None = None

    @property
    def months(self) -> int:
        """How far one looks ahead, in months; 0 where nobody does."""
        found = [one.value.expected for one in self.assumptions if one.key == HORIZON]
        return round(found[0]) if found else 0
