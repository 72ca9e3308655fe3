"""Who walks how fast over what."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from biwaq_geo.domain.catalogue_values import Evidence, Sourced, Words


@dataclass(frozen=True, slots=True)
class StreetQuality:
    """How much longer or shorter a way feels by the street score of the street.

    Attributes
    ----------
    worst, best
        Factors on the time at street score 0 and 100; 1 at 50 and where nobody has scored.
    """

    worst: float
    best: float
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Slopes:
    """How slopes slow walkers down, up and down alike.

    Attributes
    ----------
    free_percent
        Up to this slope nothing.
    per_percent
        What each percent more adds to the factor on the time.
    most_percent
        What is steeper is no way for them.
    """

    free_percent: float
    per_percent: float
    most_percent: float
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class WalkProfile:
    """People who walk alike.

    Attributes
    ----------
    speed_kmh
        On a good pavement, kilometres per hour.
    steps
        How many times as long as on the level a way over steps takes; None where steps are
        no way for them.
    surfaces
        The same for surfaces by their OpenStreetMap value; 1 for all others and where
        nobody knows the surface.
    surfaces_evidence
        None where `surfaces` is empty.
    quality
        For perceived time; None where the catalogue has no figure.
    smoothness
        As `surfaces`, by the OpenStreetMap value of smoothness; inf where it is no way.
    slopes
        None where slopes slow nobody down.
    least_width_m
        A path mapped as narrower is no way; None where any width will do.
    """

    key: str
    title: Words
    text: Words
    speed_kmh: Sourced
    steps: Sourced | None
    surfaces: Mapping[str, float]
    surfaces_evidence: Evidence | None
    quality: StreetQuality | None
    smoothness: Mapping[str, float] = field(default_factory=dict)
    smoothness_evidence: Evidence | None = None
    slopes: Slopes | None = None
    least_width_m: Sourced | None = None
