"""How good the street is to be in: the score of the sections of the place."""

from biwaq_geo.analysis.kpis.facts import Facts
from biwaq_geo.analysis.kpis.reading import Reading
from biwaq_geo.analysis.street_score import street_score


def townscape(facts: Facts) -> Reading:
    """Mean score of the sections that had been scored until the day, weighted by length.

    Formula: Σ score × length ÷ Σ length, 0 to 100
    Source: street audit of the town; compare the same auditor before and after
    """
    sections, day = facts.sections, facts.day.isoformat()
    later = sections["scored_on"].fillna("").astype(str) > day
    found = street_score(sections.assign(street_score=sections["street_score"].mask(later)))
    return Reading(found.value, found.known, found.total)
