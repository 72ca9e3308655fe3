"""The calculator of a rental fund: what one unit costs, and how many a budget carries."""

from dataclasses import dataclass
from math import floor, inf

from biwaq_geo.analysis.rent import rent_split
from biwaq_geo.analysis.waiting import break_even
from biwaq_geo.domain.catalogue import ZERO, Band
from biwaq_geo.domain.errors.scenarios import BudgetZeroError
from biwaq_geo.domain.rent import RentModel, RentSplit


@dataclass(frozen=True, slots=True)
class FundCase:
    """What is put into the calculator, in euros and months.

    Attributes
    ----------
    old_rent, running
        Of the unit in a month.
    once
        For making it fit at the beginning.
    waiting
        What a month of vacancy costs; None where unknown.
    turnover
        Of the user in a month; None where nobody has named it.
    """

    model: RentModel
    old_rent: float
    running: float
    once: Band
    waiting: Band | None
    months: int
    turnover: float | None = None


@dataclass(frozen=True, slots=True)
class FundPlan:
    """What comes out.

    Attributes
    ----------
    split
        Who pays what in a month.
    town, state
        What town and programme pay in the whole term; making fit is with the town.
    even
        Months at whose end the vacancy that was avoided covers what town and programme paid:
        at best, as expected, at worst; None where they never do.
    """

    split: RentSplit
    town: Band
    state: Band
    even: tuple[int | None, int | None, int | None]


def fund_plan(case: FundCase) -> FundPlan:
    """Calculate a case.

    Raises
    ------
    TurnoverNeededError
        The model takes a share of a turnover that nobody has named.
    """
    split = rent_split(
        case.model,
        old_rent=_flat(case.old_rent),
        running=_flat(case.running),
        turnover=case.turnover,
    )
    monthly = split.town_in_all + split.state
    return FundPlan(
        split=split,
        town=case.once + split.town_in_all.times(case.months),
        state=split.state.times(case.months),
        even=(
            _even(case.once.low, monthly.low, case.waiting, "high"),
            _even(case.once.expected, monthly.expected, case.waiting, "expected"),
            _even(case.once.high, monthly.high, case.waiting, "low"),
        ),
    )


def units_carried(budget_eur: float, *, each_eur: float) -> int | None:
    """Return how many units a budget carries at so many euros each; None for any number.

    Raises
    ------
    BudgetZeroError
        There is no budget.
    """
    if not 0 < budget_eur < inf:
        raise BudgetZeroError(budget=budget_eur)
    return None if each_eur <= 0 else floor(budget_eur / each_eur + 1e-9)


def _even(once: float, monthly: float, waiting: Band | None, end: str) -> int | None:
    avoided = getattr(waiting or ZERO, end)
    return break_even(once=once, monthly=monthly, avoided=avoided)


def _flat(value: float) -> Band:
    return Band(value, value, value)
