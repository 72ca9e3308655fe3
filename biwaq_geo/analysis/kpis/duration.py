"""How long what is empty now has been empty: age of the present vacancies.

This is no survival time: it leaves out those that have ended, and half of a vacancy's
life lies ahead of it. See `analysis.kpis.survival` for how long vacancies last.
"""

import pandas as pd

from biwaq_geo.analysis.kpis.facts import DAYS_PER_MONTH, Facts, years_before
from biwaq_geo.analysis.kpis.reading import MIN_UNITS, Reading, enough


def vacancy_age(facts: Facts) -> Reading:
    """Months since the present vacancies began: median, with the quartiles as interval.

    Only empty units whose beginning is known enter; the others are in `total` only.

    Formula: median of (day − first day of the vacancy), months of 30.44 days
    Source: usual in vacancy registers; quartiles of type 7 (Hyndman and Fan 1996)
    """
    vacant = facts.vacant()
    known = vacant["since"].dropna()
    if len(known) < MIN_UNITS:
        return Reading(None, len(known), len(vacant))
    days = pd.Series([(facts.day - since).days for since in known], dtype=float)
    low, middle, high = (days / DAYS_PER_MONTH).quantile([0.25, 0.5, 0.75])
    return Reading(float(middle), len(known), len(vacant), float(low), float(high))


def long_vacancy(facts: Facts) -> Reading:
    """Units empty for more than a year as a share of the empty ones of known beginning.

    Formula: empty for more than 12 months ÷ empty with known beginning
    Source: long vacancy as warning: practice of vacancy registers
    """
    return _longer(facts, years=1)


def very_long_vacancy(facts: Facts) -> Reading:
    """Units empty for more than two years as a share; as `long_vacancy`.

    Formula: empty for more than 24 months ÷ empty with known beginning
    Source: long vacancy as warning: practice of vacancy registers
    """
    return _longer(facts, years=2)


def _longer(facts: Facts, *, years: int) -> Reading:
    vacant = facts.vacant()
    known = vacant["since"].dropna()
    if len(known) < MIN_UNITS:
        return Reading(None, len(known), len(vacant))
    before = years_before(facts.day, years)
    share = sum(since < before for since in known) / len(known)
    return enough(share, known=len(known), total=len(vacant))
