"""How far the town hall has come: figures for those who do the work."""

import pandas as pd

from biwaq_geo.analysis.kpis.facts import Facts
from biwaq_geo.analysis.kpis.reading import MIN_UNITS, Reading, enough
from biwaq_geo.domain.freshness import FRESH_DAYS, SETTLED
from biwaq_geo.domain.unit_values import CaseStatus


def checked_share(facts: Facts) -> Reading:
    """Units that somebody has looked at within a quarter, of all that need a look.

    Formula: last look fewer than 90 days ago ÷ units that still are commercial units
    Source: quarterly prompt, as vacancy registers have it
    """
    seen = facts.units.loc[~facts.units["state"].isin(SETTLED), "observed_on"]
    fresh = sum((facts.day - day).days < FRESH_DAYS for day in seen)
    return enough(fresh / max(len(seen), 1), known=len(seen), total=len(seen))


def owner_known(facts: Facts) -> Reading:
    """Empty units of whose owner one knows at least the sort, as a share.

    Formula: empty with known sort of owner ÷ empty
    Source: own definition
    """
    vacant = facts.vacant()
    share = float(vacant["owner_class"].notna().mean()) if len(vacant) else 0.0
    return enough(share, known=len(vacant), total=len(vacant))


def owners_contacted(facts: Facts) -> Reading:
    """Empty units whose owner the town has turned to, as a share.

    Formula: empty with a case that has begun ÷ empty
    Source: own definition
    """
    vacant = facts.vacant()
    share = float(vacant["case_status"].ne(CaseStatus.NOT_STARTED).mean()) if len(vacant) else 0.0
    return enough(share, known=len(vacant), total=len(vacant))


def days_to_contact(facts: Facts) -> Reading:
    """Days from the beginning of a present vacancy, or from its coming into the register.

    Until the town first turned to the owner: median, with the quartiles as interval. Owners
    whom nobody has turned to are in `total` only, so the figure looks better than it is as
    long as many wait.

    Formula: median of max(0, day of first contact − first day known of the vacancy)
    Source: own definition
    """
    vacant = facts.vacant().index
    days = pd.Series([facts.waited[key] for key in vacant if key in facts.waited], dtype=float)
    if len(days) < MIN_UNITS:
        return Reading(None, len(days), len(vacant))
    low, middle, high = days.quantile([0.25, 0.5, 0.75])
    return Reading(float(middle), len(days), len(vacant), float(low), float(high))
