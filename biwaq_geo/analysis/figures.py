"""The figures of a plan at three levels, and their comparison row by row."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import geopandas as gpd
import pandas as pd

from biwaq_geo.analysis.ground import Ground
from biwaq_geo.analysis.network import snap
from biwaq_geo.analysis.rates import (
    Rate,
    interim_share,
    vacancy_rate_by_area,
    vacancy_rate_by_frontage,
    vacancy_rate_by_units,
)
from biwaq_geo.analysis.reach import inhabitants_within, metres_per_minute, metres_to_nearest
from biwaq_geo.analysis.scenario_engine import after_units, section_points
from biwaq_geo.analysis.scenario_plan import Plan
from biwaq_geo.analysis.street_score import street_score
from biwaq_geo.domain.assumptions import REACH_MINUTES, REALISED_SHARE, WALK_SPEED
from biwaq_geo.domain.catalogue import Band, Catalogues
from biwaq_geo.domain.comparison import EditCost, KpiRow, Measured

Levels = tuple[float, float, float]
"""A figure at the low, expected and high value of the assumptions, in this order.

Not always rising: few interim uses (low) leave much vacancy."""

RATES: Mapping[str, Callable[[gpd.GeoDataFrame], Rate]] = {
    "vacancy_rate_units": vacancy_rate_by_units,
    "vacancy_rate_area": vacancy_rate_by_area,
    "vacancy_rate_frontage": vacancy_rate_by_frontage,
    "interim_share": interim_share,
}


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure with the records it rests on; `levels` is None where it is unknown."""

    measured: Measured
    levels: Levels | None
    known: int
    total: int
    of: str


def figures(
    plan: Plan,
    costs: Sequence[EditCost],
    *,
    units: gpd.GeoDataFrame,
    ground: Ground,
    catalogues: Catalogues,
    assumed: Mapping[str, Band],
) -> dict[str, Figure]:
    """Return every figure of the plan by key, in the order of a comparison.

    Parameters
    ----------
    costs
        Money of the edits that count.
    assumed
        Bands of the assumptions by key.
    """
    points = section_points(plan.measures, sections=ground.sections, catalogues=catalogues)
    return {
        **_rates(units, plan, share=assumed[REALISED_SHARE]),
        "inhabitants_reached": _reached(plan.offers, ground=ground, assumed=assumed),
        "street_score": _street(ground.sections, points),
        **_money(costs),
    }


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
    )


def _band(levels: Levels | None) -> Band | None:
    return None if levels is None else Band(min(levels), levels[1], max(levels))


def _each(band: Band) -> Levels:
    return (band.low, band.expected, band.high)


def _rates(units: gpd.GeoDataFrame, plan: Plan, *, share: Band) -> dict[str, Figure]:
    # without interim uses all levels are one and the same
    parts = _each(share) if plan.uses else (0.0,)
    frames = [after_units(units, plan.uses, realised_share=part) for part in parts]
    found = {}
    for key, rate in RATES.items():
        each = [rate(frame) for frame in frames]
        levels = _levels([one.value for one in each])
        found[key] = Figure(Measured.SHARE, levels, each[0].known, each[0].total, "units")
    return found


def _reached(places: gpd.GeoSeries, *, ground: Ground, assumed: Mapping[str, Band]) -> Figure:
    pairs = zip(_each(assumed[WALK_SPEED]), _each(assumed[REACH_MINUTES]), strict=True)
    limits = [metres_per_minute(speed) * minutes for speed, minutes in pairs]
    metres = metres_to_nearest(
        ground.network, snap(ground.network, places), ground.houses, limit_m=max(limits)
    )
    each = [inhabitants_within(ground.buildings, metres <= limit) for limit in limits]
    # no new offer reaches nobody, even where nobody knows who lives where
    levels = (0.0, 0.0, 0.0) if places.empty else _levels([one.value for one in each])
    return Figure(Measured.PERSONS, levels, each[0].known, each[0].total, "buildings")


def _street(sections: gpd.GeoDataFrame, points: Mapping[str, Band]) -> Figure:
    gains = [
        pd.Series({section: _each(gain)[level] for section, gain in points.items()}, dtype=float)
        for level in (range(3) if points else range(1))
    ]
    each = [street_score(sections, gain) for gain in gains]
    levels = _levels([one.value for one in each])
    return Figure(Measured.POINTS, levels, each[0].known, each[0].total, "sections")


def _levels(values: Sequence[float | None]) -> Levels | None:
    """Return three levels from three values, or from one that holds at all of them."""
    known = [value for value in values if value is not None]
    if len(known) < len(values):
        return None
    return (known[0], known[len(known) // 2], known[-1])


def _money(costs: Sequence[EditCost]) -> dict[str, Figure]:
    return {
        "cost_one_off": _sum(Measured.EUR, [cost.one_off for cost in costs]),
        "cost_yearly": _sum(Measured.EUR_PER_YEAR, [cost.yearly for cost in costs]),
        "grant": _sum(Measured.EUR, [cost.grant if cost.one_off else None for cost in costs]),
        "own_share": _sum(Measured.EUR, [cost.own_share for cost in costs]),
    }


def _sum(measured: Measured, bands: Sequence[Band | None]) -> Figure:
    known = [band for band in bands if band is not None]
    levels: Levels | None = (0.0, 0.0, 0.0)
    if known:
        levels = _each(sum(known[1:], start=known[0]))
    elif bands:
        levels = None
    return Figure(measured, levels, len(known), len(bands), "edits")
