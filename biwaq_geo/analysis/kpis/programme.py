"""What the firms of the place offer to the programme.

Participants are counted elsewhere, and from published counts only: see
`analysis.participants_within`.
"""

import pandas as pd

from biwaq_geo.analysis.kpis.facts import Facts
from biwaq_geo.analysis.kpis.reading import Reading


def firms_hosting(facts: Facts) -> Reading:
    """Firms that take people of the programme in for a time.

    Formula: count of firms that said yes
    Source: own definition; figures of the programme BIWAQ
    """
    said = facts.businesses["hosts_placements"]
    return _total(said.dropna().astype(float), total=len(said))


def training_places(facts: Facts) -> Reading:
    """Training places of the firms.

    Formula: Σ training places, where a firm has told them
    Source: own definition; figures of the programme BIWAQ
    """
    return _total(facts.businesses["training_places"].dropna(), total=len(facts.businesses))


def open_posts(facts: Facts) -> Reading:
    """Posts that firms want to fill.

    Formula: Σ open posts, where a firm has told them
    Source: own definition; figures of the programme BIWAQ
    """
    return _total(facts.businesses["vacancies"].dropna(), total=len(facts.businesses))


def _total(told: pd.Series, *, total: int) -> Reading:
    return Reading(float(told.sum()) if len(told) else None, len(told), total)
