"""The figures of a plan at three levels, and their comparison row by row."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import pandas as pd
from shapely.geometry.base import BaseGeometry

from biwaq_geo.analysis.course import Course
from biwaq_geo.analysis.ground import Ground
from biwaq_geo.analysis.scenario_reach import reached
from biwaq_geo.analysis.stock import Stock, stock_rates
from biwaq_geo.analysis.street_score import street_score
from biwaq_geo.domain.assumptions import (
    DECAY,
    HOLDING,
    REACH_MINUTES,
    REFIT,
    RENT,
    WALK_SPEED,
)
from biwaq_geo.domain.catalogue import Band
from biwaq_geo.domain.comparison import EditCost, KpiRow, Measured

Levels = tuple[float, float, float]
"""A figure at the low, expected and high value of the assumptions, in this order.

Not always rising: few interim uses (low) leave much vacancy."""

REACH_ROWS: Mapping[str, float | None] = {
    "inhabitants_5": 5.0,
    "inhabitants_reached": None,
    "inhabitants_15": 15.0,
}
"""Figures of reach with their minutes; None for the minutes of the assumptions."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure with the records it rests on; `levels` is None where it is unknown."""

    measured: Measured
    levels: Levels | None
    known: int
    total: int
    of: str
    minutes: float | None = None


def rows(before: Mapping[str, Figure], after: Mapping[str, Figure]) -> list[KpiRow]:
    """Return one row for each figure: before, after and what the difference is.

    The difference is taken level by level, since both sides rest on the same
    assumptions, and put in rising order afterwards.
    """
    return [_row(key, before[key], after[key]) for key in after]


def _row(key: str, old: Figure, new: Figure) -> KpiRow:
    change: Levels | None = None
    if old.levels is not None and new.levels is not None:
        low, expected, high = (n - o for o, n in zip(old.levels, new.levels, strict=True))
        change = (low, expected, high)
    return KpiRow(
        key=key,
        measured=new.measured,
        before=_band(old.levels),
        after=_band(new.levels),
        difference=_band(change),
        known=new.known,
        total=new.total,
        of=new.of,
        minutes=new.minutes,
    )


def _band(levels: Levels | None) -> Band | None:
    return None if levels is None else Band(min(levels), levels[1], max(levels))


def each(band: Band) -> Levels:
    """Return low, expected and high."""
    return (band.low, band.expected, band.high)


def rate_figures(stock: Stock, courses: Sequence[Course]) -> dict[str, Figure]:
    """Return the rates of vacancy and interim use at the end of three courses."""
    found = [stock_rates(stock, one.vacant, one.interim) for one in courses]
    return {
        key: Figure(
            Measured.SHARE,
            _levels([one[key].value for one in found]),
            found[0][key].known,
            found[0][key].total,
            "units",
        )
        for key in found[0]
    }


def waiting_figures(
    stock: Stock, courses: Sequence[Course], assumed: Mapping[str, Band]
) -> dict[str, Figure]:
    """Return the months for which units are empty in three courses, and what that costs.

    The cost of an empty square metre and month is its running cost, the rent it does not
    earn, and the twelfth part of what making it fit gets dearer in a year. It is that of the
    assumptions for all units: costs of single units are confidential.
    """
    months = [float(one.empty_months[stock.counted].sum()) for one in courses]
    sized = stock.counted & ~np.isnan(stock.area)
    costs = [
        float(one.empty_months[sized] @ stock.area[sized]) * price
        for one, price in zip(courses, prices_of_waiting(assumed), strict=True)
    ]
    counted, known = int(stock.counted.sum()), int(sized.sum())
    return {
        "vacant_months": Figure(Measured.MONTHS, _levels(months), counted, stock.total, "units"),
        "waiting_cost": Figure(
            Measured.EUR, _levels(costs) if known else None, known, stock.total, "units"
        ),
    }


def prices_of_waiting(assumed: Mapping[str, Band]) -> Levels:
    """Return euros for each square metre and month of vacancy, at three levels."""
    low, expected, high = (
        holding + rent + refit * decay / 12
        for holding, rent, refit, decay in zip(
            *(each(assumed[key]) for key in (HOLDING, RENT, REFIT, DECAY)), strict=True
        )
    )
    return low, expected, high


def reach_figures(
    places: Sequence[BaseGeometry], *, ground: Ground, assumed: Mapping[str, Band]
) -> dict[str, Figure]:
    """Return the inhabitants within a walk of the nearest of the places."""
    found = {}
    for key, minutes in REACH_ROWS.items():
        within = assumed[REACH_MINUTES] if minutes is None else Band(minutes, minutes, minutes)
        persons = reached(places, ground=ground, speed=assumed[WALK_SPEED], minutes=within)
        # no new offer reaches nobody, even where nobody knows who lives where
        levels = _levels([one.value for one in persons]) if places else (0.0, 0.0, 0.0)
        found[key] = Figure(
            Measured.PERSONS,
            levels,
            persons[0].known,
            persons[0].total,
            "buildings",
            within.expected,
        )
    return found


def street_figures(sections: gpd.GeoDataFrame, points: Mapping[str, Band]) -> dict[str, Figure]:
    """Return the street score with the points that measures add, by section."""
    gains = [
        pd.Series({section: each(gain)[level] for section, gain in points.items()}, dtype=float)
        for level in (range(3) if points else range(1))
    ]
    scores = [street_score(sections, gain) for gain in gains]
    levels = _levels([one.value for one in scores])
    return {
        "street_score": Figure(
            Measured.POINTS, levels, scores[0].known, scores[0].total, "sections"
        )
    }


def money_figures(costs: Sequence[EditCost]) -> dict[str, Figure]:
    """Return the sums over the edits."""
    return {
        "cost_one_off": _sum(Measured.EUR, [cost.one_off for cost in costs]),
        "cost_yearly": _sum(Measured.EUR_PER_YEAR, [cost.yearly for cost in costs]),
        "grant": _sum(Measured.EUR, [cost.grant if cost.one_off else None for cost in costs]),
        "own_share": _sum(Measured.EUR, [cost.own_share for cost in costs]),
    }


def _levels(values: Sequence[float | None]) -> Levels | None:
    """Return three levels from three values, or from one that holds at all of them."""
    known = [value for value in values if value is not None]
    if len(known) < len(values):
        return None
    return (known[0], known[len(known) // 2], known[-1])


def _sum(measured: Measured, bands: Sequence[Band | None]) -> Figure:
    known = [band for band in bands if band is not None]
    levels: Levels | None = (0.0, 0.0, 0.0)
    if known:
        levels = each(sum(known[1:], start=known[0]))
    elif bands:
        levels = None
    return Figure(measured, levels, len(known), len(bands), "edits")
