"""Use case: rank scenarios by a figure, and say how robust the ranking is."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from biwaq_geo.analysis.robustness import Robustness, response, robustness
from biwaq_geo.analysis.scenario_compare import Baseline, compare, row_of
from biwaq_geo.domain.catalogue import Assumption, Band
from biwaq_geo.domain.comparison import KpiRow, Measured
from biwaq_geo.domain.errors.optimising import NothingToRankError
from biwaq_geo.domain.scenarios import Scenario

CATALOGUE = "catalogue"
"""Key of what the catalogues leave open: costs, funding rates, points of measures."""

BETTER_HIGH = ("interim_share", "inhabitants_reached", "street_score", "grant")
BETTER_LOW = (
    "vacancy_rate_units", "vacancy_rate_area", "vacancy_rate_frontage", "cost_one_off",
    "cost_yearly", "own_share",
)  # fmt: skip
RANKED_BY = (*BETTER_HIGH, *BETTER_LOW)
"""Figures of a comparison by which scenarios can be ranked."""


@dataclass(frozen=True, slots=True, eq=False)
class Ranking:
    """Scenarios by one figure.

    Attributes
    ----------
    values
        The figure of each scenario, expected, in the order of the scenarios.
    measured
        What the figure is measured in.
    days
        To which each scenario looks ahead.
    bands
        Of the assumptions that differ in any way, by their key.
    """

    scenarios: Sequence[Scenario]
    values: Sequence[float]
    found: Robustness
    measured: Measured
    days: Sequence[date | None]
    bands: Mapping[str, Assumption]


Laid = tuple[Baseline, Scenario, Mapping[str, Assumption]]
"""What a comparison needs of one scenario."""


def rank(
    laid: Sequence[Laid],
    figure: str,
    *,
    heard: Callable[[float], None] = lambda _: None,
) -> Ranking:
    """Rank the scenarios, and vary each assumption from its low to its high value.

    Every scenario is computed again with one assumption at a time at its ends; draws add up
    what each assumption does alone.

    Parameters
    ----------
    figure
        One of `RANKED_BY`.
    heard
        Hears which share of the work is done, after each comparison; what it raises ends
        the work.

    Raises
    ------
    NothingToRankError
        Fewer than two of the scenarios have a known value of the figure.
    """
    known = [one for one in laid if _known(one, figure, heard)]
    if len(known) <= 1:
        raise NothingToRankError(figure=figure)
    bands = _bands(known)
    sign = 1.0 if figure in BETTER_HIGH else -1.0
    work, done = len(known) * (1 + 2 * (len(bands) + 1)), 0

    def value(one: Laid, levels: Mapping[str, int]) -> float:
        nonlocal done
        found = sign * _value(_row(_at(one, levels), figure), levels)
        done += 1
        heard(min(1.0, done / work))
        return found

    def evaluate(levels: Mapping[str, int]) -> list[float]:
        return [value(one, levels) for one in known]

    found = response(evaluate, [*bands, CATALOGUE])
    values = (sign * found.expected).tolist()
    compared = [compare(*one) for one in known]
    return Ranking(
        scenarios=[one[1] for one in known],
        values=values,
        found=robustness(found),
        measured=row_of(compared[0], figure).measured,
        days=[one.day for one in compared],
        bands=bands,
    )


def _known(laid: Laid, figure: str, heard: Callable[[float], None]) -> bool:
    heard(0.0)
    return _row(laid, figure).after is not None


def _bands(laid: Sequence[Laid]) -> dict[str, Assumption]:
    found: dict[str, Assumption] = {}
    for _, _, assumed in laid:
        for key, item in assumed.items():
            if item.value.low < item.value.high:
                found.setdefault(key, item)
    return found


def _at(laid: Laid, levels: Mapping[str, int]) -> Laid:
    """Return the scenario with every assumption at one value: expected, or the end asked for."""
    baseline, scenario, assumed = laid
    fixed = {key: replace(item, value=_one(item.value, levels.get(key, 0)))
             for key, item in assumed.items()}  # fmt: skip
    return baseline, scenario, fixed


def _one(band: Band, end: int) -> Band:
    value = (band.low, band.expected, band.high)[end + 1]
    return Band(value, value, value)


def _row(laid: Laid, figure: str) -> KpiRow:
    return row_of(compare(*laid), figure)


def _value(row: KpiRow, levels: Mapping[str, int]) -> float:
    if row.after is None:
        return float("nan")
    return (row.after.low, row.after.expected, row.after.high)[levels.get(CATALOGUE, 0) + 1]
