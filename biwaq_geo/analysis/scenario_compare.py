"""What a scenario changes against doing nothing: a function of nothing but its arguments."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from shapely.geometry.base import BaseGeometry

from biwaq_geo.analysis import figures as made
from biwaq_geo.analysis.course import Course, Drift, course, happenings
from biwaq_geo.analysis.drift import History
from biwaq_geo.analysis.figures import Figure, each, rows
from biwaq_geo.analysis.footfall.planned import PresentFootfall, footfall_rows
from biwaq_geo.analysis.ground import Ground
from biwaq_geo.analysis.scenario_engine import section_points
from biwaq_geo.analysis.scenario_money import edit_costs
from biwaq_geo.analysis.scenario_plan import Plan, plan_of
from biwaq_geo.analysis.scenario_reach import access_rows
from biwaq_geo.analysis.scenario_worth import spending, worth_figures
from biwaq_geo.analysis.stock import Stock
from biwaq_geo.domain.assumptions import (
    DRIFT_EMPTY,
    DRIFT_FILL,
    HORIZON,
    LET_SHARE,
    PERMANENT_SHARE,
    REALISED_SHARE,
    WALK_SPEED,
)
from biwaq_geo.domain.catalogue import ZERO, Assumption, Band, Catalogues
from biwaq_geo.domain.comparison import (
    Comparison,
    EditCost,
    KpiRow,
    Obstacle,
    Obstructed,
)
from biwaq_geo.domain.months import months_after
from biwaq_geo.domain.scenarios import Scenario, UseUnit


@dataclass(frozen=True, slots=True, eq=False)
class Baseline:
    """A register on one day over the ground of its town. Never changed.

    Costly to make: make it once for all scenarios over it. Walks that were looked for are
    kept in the ground, so one more edit costs one more search.

    Attributes
    ----------
    day
        From which one looks ahead.
    history
        What the register tells of how its units move by themselves.
    footfall
        None where no counts have calibrated a model.
    """

    stock: Stock
    ground: Ground
    catalogues: Catalogues
    day: date
    history: History
    footfall: PresentFootfall | None = None


def compare(
    baseline: Baseline, scenario: Scenario, assumptions: Mapping[str, Assumption]
) -> Comparison:
    """Compare the scenario with doing nothing, both on the day to which one looks ahead.

    Needs no store and no screen, and may run in several threads at a time.

    Parameters
    ----------
    assumptions
        Every key of `domain.assumptions.RANGES`, as `assumptions_of` returns them. Bands
        whose ends are the same are computed once.
    """
    stock, ground, catalogues = baseline.stock, baseline.ground, baseline.catalogues
    assumed = {key: item.value for key, item in assumptions.items()}
    lay = partial(plan_of, units=stock.frame, ground=ground, catalogues=catalogues)
    plan, nothing = lay(scenario), lay(replace(scenario, edits=()))
    day = months_after(baseline.day, round(assumed[HORIZON].expected))
    costs = edit_costs(
        plan, units=stock.frame, ground=ground, catalogues=catalogues, assumed=assumptions
    )
    late = _not_in_place(plan, day)
    offers = {key: place for key, place in plan.offers.items() if key not in late}
    before = _figures(nothing, [], (), baseline, assumed)
    after = _figures(plan, list(offers.values()), list(costs.values()), baseline, assumed)
    empty = before["vacant_months"].levels, after["vacant_months"].levels
    spent = spending(plan, costs, stock, first=baseline.day, last=day)
    before |= worth_figures([], None, None)
    after |= worth_figures(spent, *empty)
    obstacles = {item.edit_id: item for item in plan.obstructed}
    for key in late:
        obstacles.setdefault(key, Obstructed(key, Obstacle.NOT_IN_PLACE))
    ids = [str(edit.edit_id) for edit in scenario.edits]
    dated = (*plan.uses, *plan.moves, *plan.phases)
    in_place = [one for one in dated if str(one.edit_id) not in late]
    walkers = baseline.footfall
    return Comparison(
        rows=rows(before, after),
        costs=[costs.get(key) or EditCost(key, None, None, ZERO) for key in ids],
        assumptions=list(assumptions.values()),
        changed_units=0,
        obstructed=[obstacles[key] for key in ids if key in obstacles],
        access=access_rows(
            [move for move in plan.moves if str(move.edit_id) not in late],
            stock.frame.geometry,
            ground=ground,
            speed_kmh=assumed[WALK_SPEED].expected,
        ),
        footfall=None if walkers is None else footfall_rows(walkers, in_place),
        day=day,
    )


def row_of(comparison: Comparison, key: str) -> KpiRow:
    """Return the row of a figure; raises KeyError for a figure that there is not."""
    for row in comparison.rows:
        if row.key == key:
            return row
    raise KeyError(key)


def courses(plan: Plan, stock: Stock, *, day: date, assumed: Mapping[str, Band]) -> list[Course]:
    """Follow the stock at the low, expected and high value of all assumptions."""
    # what was over before is in the register already
    uses = [use for use in plan.uses if use.end >= day]
    happens = happenings(stock, (*uses, *plan.moves))
    levels = zip(
        *(
            each(assumed[key])
            for key in (
                HORIZON,
                DRIFT_EMPTY,
                DRIFT_FILL,
                REALISED_SHARE,
                LET_SHARE,
                PERMANENT_SHARE,
            )
        ),
        strict=True,
    )
    drifts = [Drift(round(months), *shares) for months, *shares in levels]
    found = {drift: course(stock, happens, day=day, drift=drift) for drift in set(drifts)}
    return [found[drift] for drift in drifts]


def _figures(
    plan: Plan,
    offers: Sequence[BaseGeometry],
    costs: Sequence[EditCost],
    baseline: Baseline,
    assumed: Mapping[str, Band],
) -> dict[str, Figure]:
    stock, ground = baseline.stock, baseline.ground
    ways = courses(plan, stock, day=baseline.day, assumed=assumed)
    points = section_points(
        plan.measures, sections=ground.sections, catalogues=baseline.catalogues, units=stock.frame
    )
    return {
        **made.rate_figures(stock, ways),
        **made.waiting_figures(stock, ways, assumed),
        **made.reach_figures(offers, ground=ground, assumed=assumed),
        **made.street_figures(ground.sections, points),
        **made.money_figures(costs),
    }


def _not_in_place(plan: Plan, day: date) -> frozenset[str]:
    """Return the edits that have not begun or are over on the day."""
    dated = (*plan.uses, *plan.moves, *plan.phases)
    return frozenset(
        str(edit.edit_id)
        for edit in dated
        if edit.start > day or (isinstance(edit, UseUnit) and edit.end < day)
    )
