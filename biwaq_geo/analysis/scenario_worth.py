"""What the town pays for each square metre put to use, and for each month of vacancy avoided."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from biwaq_geo.analysis.figures import Figure, Levels, each
from biwaq_geo.analysis.money import years_of
from biwaq_geo.analysis.scenario_plan import Plan
from biwaq_geo.analysis.stock import Stock
from biwaq_geo.domain.catalogue import ZERO, Band
from biwaq_geo.domain.comparison import EditCost, Measured
from biwaq_geo.domain.scenarios import ImproveStreet, LetUnit, ScenarioEdit, UseUnit

LEAST = 1e-9
"""What is less is nothing: differences of months are not exact."""


@dataclass(frozen=True, slots=True)
class Spent:
    """What the town pays for one edit until the day to which one looks ahead.

    Attributes
    ----------
    cost
        Euros: own share and running cost; None where unknown.
    puts_to_use
        Whether it puts an empty unit to use.
    area_m2
        Floor area of that unit; None where unknown, and for every other edit.
    """

    cost: Band | None
    puts_to_use: bool = False
    area_m2: float | None = None


def spending(
    plan: Plan, costs: Mapping[str, EditCost], stock: Stock, *, first: date, last: date
) -> list[Spent]:
    """Return what each edit with an entry in `costs` costs the town from day to day."""
    found = []
    for edit in (*plan.uses, *plan.moves, *plan.measures, *plan.phases):
        cost = costs.get(str(edit.edit_id))
        if cost is not None:
            found.append(_spent(edit, cost, stock, first=first, last=last))
    return found


def worth_figures(
    spent: Sequence[Spent], empty_before: Levels | None, empty_after: Levels | None
) -> dict[str, Figure]:
    """Return euros for each square metre put to use, and for each month of vacancy avoided.

    Both are unknown where nothing is put to use or no month is avoided. The cost is that of the
    whole plan, even if only a share of the interim uses comes about; edits of unknown cost or
    area are left out, and the basis tells of them.

    Parameters
    ----------
    empty_before, empty_after
        Months of vacancy until the day, doing nothing and with the plan.
    """
    uses = [one for one in spent if one.puts_to_use]
    sized = [one for one in uses if one.cost is not None and one.area_m2]
    area = sum(one.area_m2 or 0.0 for one in sized)
    known = [one for one in spent if one.cost is not None]
    return {
        "cost_per_m2": Figure(
            Measured.EUR, _ratio(_sum(sized), (area, area, area)), len(sized), len(uses), "edits"
        ),
        "cost_per_month": Figure(
            Measured.EUR,
            _ratio(_sum(known), _avoided(empty_before, empty_after)),
            len(known),
            len(spent),
            "edits",
        ),
    }


def _spent(edit: ScenarioEdit, cost: EditCost, stock: Stock, *, first: date, last: date) -> Spent:
    puts_to_use = isinstance(edit, UseUnit | LetUnit)
    area = None
    if isinstance(edit, UseUnit | LetUnit):
        value = float(stock.area[stock.row[str(edit.unit_id)]])
        area = value if value > 0 else None
    # few measures have a figure for their upkeep; the rent of a use is most of what it costs
    yearly = cost.yearly if isinstance(edit, UseUnit) else cost.yearly or ZERO
    if cost.own_share is None or yearly is None:
        return Spent(None, puts_to_use, area)
    return Spent(cost.own_share + yearly.times(_years(edit, first, last)), puts_to_use, area)


def _years(edit: ScenarioEdit, first: date, last: date) -> float:
    """Return for how long an edit runs between the two days."""
    begins = max(first, edit.start) if not isinstance(edit, ImproveStreet) else first
    ends = min(last, edit.end) if isinstance(edit, UseUnit) else last
    return years_of(begins, ends) if begins <= ends else 0.0


def _avoided(before: Levels | None, after: Levels | None) -> Levels | None:
    if before is None or after is None:
        return None
    low, expected, high = (old - new for old, new in zip(before, after, strict=True))
    return low, expected, high


def _sum(spent: Sequence[Spent]) -> Levels | None:
    bands = [one.cost for one in spent if one.cost is not None]
    return each(sum(bands[1:], start=bands[0])) if bands else None


def _ratio(cost: Levels | None, of: Levels | None) -> Levels | None:
    """Divide level by level; None where one of the levels is nought or less."""
    if cost is None or of is None or min(of) <= LEAST:
        return None
    low, expected, high = (euros / part for euros, part in zip(cost, of, strict=True))
    return low, expected, high
