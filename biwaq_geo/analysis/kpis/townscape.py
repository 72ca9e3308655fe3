"""How good the street is to be in: the score of the sections of the place."""

from dataclasses import dataclass

from biwaq_geo.analysis.kpis.facts import Facts
from biwaq_geo.analysis.kpis.reading import Reading
from biwaq_geo.analysis.street_score import street_score


@dataclass(frozen=True, slots=True)
class ScoredBy:
    """How many sections of a place have their score from an audit, from elsewhere, or not."""

    audited: int
    delivered: int
    without: int


def townscape(facts: Facts) -> Reading:
    """Mean score of the sections that had been scored until the day, weighted by length.

    The score of a section is that of its last audit until the day, else the delivered one
    (`street_score.scored_sections`, which the facts are made with).

    Formula: Σ score × length ÷ Σ length, 0 to 100
    Source: street audit of the town; compare the same auditor before and after
    """
    found = street_score(facts.sections)
    return Reading(found.value, found.known, found.total)


def scored_by(facts: Facts) -> ScoredBy:
    """Say what the scores behind `townscape` come from."""
    scored = set(facts.sections["street_score"].dropna().index)
    audited = len(scored & facts.audited)
    return ScoredBy(audited, len(scored) - audited, len(facts.sections) - len(scored))
