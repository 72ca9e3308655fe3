"""What fell empty and what was filled: flows of vacancies, and the half-life they imply."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import log

from scipy.stats import chi2

from biwaq_geo.analysis.kpis.facts import DAYS_PER_MONTH, Facts
from biwaq_geo.analysis.kpis.reading import MIN_UNITS, Reading
from biwaq_geo.domain.months import months_after
from biwaq_geo.domain.unit_story import Stretch

QUARTERS_SHOWN = 12
SURE = 0.95


@dataclass(frozen=True, slots=True)
class Flow:
    """Vacancies that began and ended from `first` to `last`, both days included.

    Attributes
    ----------
    whole
        Whether the register knew all of these days.
    """

    first: date
    last: date
    new: int
    ended: int
    whole: bool = True

    @property
    def net(self) -> int:
        """Units that are empty more than before."""
        return self.new - self.ended


def flow(vacancies: Sequence[Stretch], *, first: date, last: date, whole: bool = True) -> Flow:
    """Count the vacancies that began and those that ended between two days.

    A vacancy of which nobody knows when it began is in no count of new ones.
    """
    new = sum(one.dated and first <= one.begins <= last for one in vacancies)
    ended = sum(one.ends is not None and first <= one.ends <= last for one in vacancies)
    return Flow(first, last, new, ended, whole)


def quarters(facts: Facts) -> Sequence[Flow]:
    """Return the flow of each quarter since the register began, the oldest first.

    At most `QUARTERS_SHOWN`, the latest. What ended before the register began left no
    trace in it, so no earlier quarter is told. The first and the last quarter may be
    parts: they are not whole.
    """
    found: list[Flow] = []
    start = facts.day.replace(month=3 * ((facts.day.month - 1) // 3) + 1, day=1)
    while facts.begun is not None and len(found) < QUARTERS_SHOWN:
        ends = months_after(start, 3) - timedelta(days=1)
        if ends < facts.begun or start > facts.day:
            break
        whole = facts.begun <= start and ends <= facts.day
        first, last = max(start, facts.begun), min(ends, facts.day)
        found.append(flow(facts.vacancies, first=first, last=last, whole=whole))
        start = months_after(start, -3)
    return found[::-1]


def new_vacancies(facts: Facts) -> Reading:
    """Vacancies that began in the twelve months until the day.

    Unknown as long as the register is younger. In `total` are also those of which nobody
    knows when they began.

    Formula: count of vacancies with first day in the last 12 months
    Source: own definition
    """
    return _of_the_year(facts, lambda one: one.new)


def ended_vacancies(facts: Facts) -> Reading:
    """Vacancies that ended in the twelve months until the day, however they ended.

    Formula: count of vacancies with end in the last 12 months
    Source: own definition
    """
    return _of_the_year(facts, lambda one: one.ended)


def net_vacancies(facts: Facts) -> Reading:
    """Units that are empty more than twelve months before.

    Formula: new − ended vacancies of the last 12 months
    Source: own definition
    """
    return _of_the_year(facts, lambda one: one.net)


def half_life(facts: Facts) -> Reading:
    """Months in which half of the vacancies end if they go on ending as in the last year.

    Ends per month of vacancy that the register watched within the last twelve months,
    with the exact interval of a Poisson rate. Unknown below `MIN_UNITS` ends.

    Formula: ln 2 × months of vacancy watched ÷ ends
    Source: rate from occurrences and exposure; interval by Garwood (1936)
    """
    first, after = facts.a_year_back(), facts.day + timedelta(days=1)
    days, ends = 0, 0
    for one in facts.vacancies:
        begins, until = max(first, one.watched_from), min(one.ends or after, after)
        days += max((until - begins).days, 0)
        ends += one.ends is not None and first <= one.ends <= facts.day
    watched = len(facts.vacancies)
    if ends < MIN_UNITS:
        return Reading(None, ends, watched)
    half = log(2) * days / DAYS_PER_MONTH
    most = chi2.ppf((1 + SURE) / 2, 2 * ends + 2) / 2
    least = chi2.ppf((1 - SURE) / 2, 2 * ends) / 2
    return Reading(half / ends, ends, watched, half / float(most), half / float(least))


def _of_the_year(facts: Facts, count: Callable[[Flow], int]) -> Reading:
    dated = sum(one.dated for one in facts.vacancies)
    total = len(facts.vacancies)
    first = facts.a_year_back()
    if facts.begun is None or facts.begun > first:
        return Reading(None, dated, total)
    return Reading(count(flow(facts.vacancies, first=first, last=facts.day)), dated, total)
