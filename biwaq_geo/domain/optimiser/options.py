"""One thing that could be done at one place."""

from dataclasses import dataclass

from biwaq_geo.domain.catalogue_values import ZERO, Band
from biwaq_geo.domain.use_effects import Need


@dataclass(frozen=True, slots=True)
class Option:
    """A use in a unit or a measure on a section, paid for in one way.

    Attributes
    ----------
    place
        Id of the unit or of the section.
    key
        Of the use or the measure.
    measure
        True for a measure on a section.
    axis
        Shopping axis; empty where the unit lies at none.
    funding
        Line that pays; None for none.
    own_eur, running_eur, grant_eur
        Expected euros: what is left of the one-off cost, what it costs over the months, what
        the line pays.
    hours, jobs
        Hours of the town hall; jobs and training places.
    front_m
        Metres of vacant front that come to life; 0 for a measure.
    street
        Points of the street score that it adds to its section, times the section's metres.
    quantity
        Of a measure, in its own unit.
    cost_band, jobs_band, street_band
        `cost_eur`, `jobs` and `street` with their low and high values.
    """

    place: str
    key: str
    measure: bool
    axis: str
    funding: str | None
    own_eur: float
    running_eur: float
    grant_eur: float
    hours: float
    jobs: float
    front_m: float
    street: float
    need: Need | None
    quantity: float = 1.0
    cost_band: Band = ZERO
    jobs_band: Band = ZERO
    street_band: Band = ZERO

    @property
    def cost_eur(self) -> float:
        """What the town pays in all."""
        return self.own_eur + self.running_eur
