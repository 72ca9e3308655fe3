"""What can be done with a street, what it costs, and who says so."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from biwaq_geo.domain.audit_items import AuditItem
from biwaq_geo.domain.catalogue_values import ZERO, Band, Evidence, Sourced, Words
from biwaq_geo.domain.rent import RentModel
from biwaq_geo.domain.supply import Basic, BoughtFigure
from biwaq_geo.domain.use_effects import UseEffect
from biwaq_geo.domain.walkers import Slopes, StreetQuality, WalkProfile

__all__ = [
    "ZERO",
    "Assumption",
    "Band",
    "Catalogues",
    "Cost",
    "Evidence",
    "FundingLine",
    "InterimUse",
    "Light",
    "Measure",
    "Per",
    "RentModel",
    "SitePhase",
    "Slopes",
    "Sourced",
    "StreetQuality",
    "WalkProfile",
    "Words",
]


class Per(StrEnum):
    """Quantity that a cost is multiplied with."""

    PIECE = "piece"
    METRE = "m"
    SQUARE_METRE = "m2"
    CASE = "case"


@dataclass(frozen=True, slots=True)
class Cost:
    """A cost in euros per quantity, with its evidence."""

    eur: Band
    per: Per
    evidence: Evidence


class Light(StrEnum):
    """Hint on permits, never advice."""

    GREEN = "green"
    YELLOW = "yellow"
    RED = "red"


@dataclass(frozen=True, slots=True)
class InterimUse:
    """A type of interim use (Zwischennutzung).

    Attributes
    ----------
    area_m2
        Smallest and largest suitable floor area in square metres.
    setup
        One-off cost; None where no figure exists, which is shown as missing.
    yearly
        Cost per year while the use runs; None likewise.
    permit, permit_reason
        Traffic light and why; ends with the advice to ask building control.
    is_offer
        True if the public can go there, so that walking reach counts it.
    """

    key: str
    title: Words
    text: Words
    area_m2: tuple[float, float]
    setup: Cost | None
    yearly: Cost | None
    permit: Light
    permit_reason: Words
    is_offer: bool
    min_months: int


@dataclass(frozen=True, slots=True)
class Measure:
    """A streetscape measure.

    Attributes
    ----------
    cost, yearly
        Per unit of quantity; None where no figure exists.
    score_points
        Points that one measure adds to the street score (0 to 100) of its
        section, whatever the quantity; None where no effect is claimed.
    life_years
        Expected life span; None where unknown.
    """

    key: str
    title: Words
    text: Words
    per: Per
    cost: Cost | None
    yearly: Cost | None
    score_points: Band | None
    score_evidence: Evidence | None
    permit: Light
    permit_reason: Words
    life_years: int | None
    reversible: bool


@dataclass(frozen=True, slots=True)
class FundingLine:
    """A grant programme.

    Attributes
    ----------
    rate
        Share of the eligible cost, 0 to 1, as a band.
    cap_eur
        Largest grant; None where none is known.
    eligible
        Kinds of edit that it pays: "interim_use", "measure", "site_phase".
    available
        False for what cannot be applied for here: a model from elsewhere, a programme that ended.
    excludes
        Lines that cannot pay in the same scenario, whichever of the two says so.
    excludes_evidence
        None where `excludes` is empty.
    """

    key: str
    title: Words
    rate: Band
    cap_eur: float | None
    eligible: frozenset[str]
    available: bool
    evidence: Evidence
    excludes: frozenset[str] = frozenset()
    excludes_evidence: Evidence | None = None

    def excludes_line(self, other: "FundingLine") -> bool:
        """Say whether the two cannot pay in the same scenario."""
        return other.key in self.excludes or self.key in other.excludes


@dataclass(frozen=True, slots=True)
class SitePhase:
    """A phase of a site such as the Glasfachschule."""

    key: str
    title: Words
    text: Words
    cost: Cost | None
    yearly: Cost | None
    is_offer: bool


@dataclass(frozen=True, slots=True)
class Assumption:
    """An editable figure of the model, with its unit and evidence."""

    key: str
    title: Words
    value: Band
    unit: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Catalogues:
    """All catalogues of one installation, each by key, in the order of the file."""

    interim_uses: Mapping[str, InterimUse]
    measures: Mapping[str, Measure]
    funding: Mapping[str, FundingLine]
    site_phases: Mapping[str, SitePhase]
    assumptions: Mapping[str, Assumption]
    walking: Mapping[str, WalkProfile]
    rent_models: Mapping[str, RentModel] = field(default_factory=dict)
    basic_supply: Mapping[str, Basic] = field(default_factory=dict)
    bought_figures: Mapping[str, BoughtFigure] = field(default_factory=dict)
    street_audit: Mapping[str, AuditItem] = field(default_factory=dict)
    footfall: Mapping[str, Assumption] = field(default_factory=dict)
    use_effects: Mapping[str, UseEffect] = field(default_factory=dict)
