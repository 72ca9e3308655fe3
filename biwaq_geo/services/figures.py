"""Use cases: the figures of the register on a day, and how they came about month by month."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import geopandas as gpd

from biwaq_geo.analysis import rates
from biwaq_geo.analysis.frames import units_frame
from biwaq_geo.analysis.rates import MIN_UNITS, Rate
from biwaq_geo.domain.freshness import SETTLED, Light, light
from biwaq_geo.domain.units import CommercialUnit

FROM_FRAME: Mapping[str, Callable[[gpd.GeoDataFrame], Rate]] = {
    "vacancy_rate_units": rates.vacancy_rate_by_units,
    "marketable_vacancy": rates.marketable_vacancy_rate,
    "vacancy_rate_area": rates.vacancy_rate_by_area,
    "vacancy_rate_frontage": rates.vacancy_rate_by_frontage,
    "interim_share": rates.interim_share,
    "interim_use_rate": rates.interim_use_rate,
}
LONG_VACANCY, CHECKED = "long_vacancy", "checked_share"

FIGURES = (*FROM_FRAME, LONG_VACANCY, CHECKED)
"""Names of all figures, in the order in which they are shown."""

NEEDED = ("state", "since", "floor_area_m2", "frontage_m")
"""Fields of a unit that the figures rest on."""

MONTHS_SHOWN = 36


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures of one day by name."""

    day: date
    rates: Mapping[str, Rate]


def figures_of(units: Iterable[CommercialUnit], *, epsg: int, day: date) -> Figures:
    """Return all figures of a register as it stood on `day`."""
    listed = list(units)
    frame = units_frame(listed, epsg=epsg, only=NEEDED)
    found = {name: measure(frame) for name, measure in FROM_FRAME.items()}
    found[LONG_VACANCY] = rates.long_vacancy_share(frame, day=day)
    found[CHECKED] = _checked(listed, day=day)
    return Figures(day, found)


def month_ends(first: date, last: date) -> Sequence[date]:
    """Return the last day of each month from `first` until before `last`, then `last`.

    At most `MONTHS_SHOWN` days, the latest ones.

    >>> [str(day) for day in month_ends(date(2026, 1, 31), date(2026, 3, 2))]
    ['2026-01-31', '2026-02-28', '2026-03-02']
    """
    days = [last]
    end = last.replace(day=1) - timedelta(days=1)
    while end >= first and len(days) < MONTHS_SHOWN:
        days.append(end)
        end = end.replace(day=1) - timedelta(days=1)
    return days[::-1]


def _checked(units: Sequence[CommercialUnit], *, day: date) -> Rate:
    """Units that somebody has looked at within a quarter, of all that need a look."""
    needed = [unit for unit in units if unit.state not in SETTLED]
    fresh = sum(light(unit, today=day) is Light.GREEN for unit in needed)
    if len(needed) < MIN_UNITS:
        return Rate(None, len(needed), len(needed))
    return Rate(fresh / len(needed), len(needed), len(needed))
