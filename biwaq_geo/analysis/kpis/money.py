"""What standing empty costs the owners, as far as they have told it."""

from biwaq_geo.analysis.kpis.facts import Facts
from biwaq_geo.analysis.kpis.reading import Reading, enough


def holding_cost(facts: Facts) -> Reading:
    """Euros a month that the empty units cost their owners, of those that have told.

    No estimate for the others: it is a sum of known parts and grows with every answer.

    Formula: Σ holding cost (€ a month) of the empty units that have one
    Source: own definition
    """
    told = facts.vacant()["holding_cost_eur_month"]
    return enough(float(told.sum()), known=int(told.notna().sum()), total=len(told))
