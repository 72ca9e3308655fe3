"""Counts against flows: a quasi-Poisson regression that holds with few counts and with none.

    log E[persons] = log minutes + level + slope x log(flow share) + period

The flow share is the flow of the counted street over the largest of all sections. The slope has a
normal prior around 1 (the model as it is), is never below 0 (counts that contradict the model turn
it off, not upside down), and the effects of the periods one around 0, both
assumptions; the level has none worth naming. Priors keep the regression well-defined with a single
count, and with many counts they no longer matter. Estimates by Newton's method on the penalised
quasi-likelihood (McCullagh and Nelder, Generalized Linear Models, 1989, chapters 2 and 9). How much
counts of one place vary (the dispersion) and how far places lie beside the model are told apart,
and a place tells no more than both let it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import numpy.typing as npt

from biwaq_geo.analysis.network import Floats

LEAST_SHARE = 0.01
"""A flow share below this counts as this: a logarithm knows no zero (assumption)."""

SLOPE, SLOPE_SD = 1.0, 0.5
PERIOD_SD = 0.7
LEVEL_SD = 10.0
"""Spreads of the priors (assumptions); the level's says nothing."""

USUAL_DISPERSION, USUAL_FREE = 4.0, 3
"""Variance over mean of short counts, and as how many repeated counts this counts (assumption)."""

USUAL_PLACE_SD, USUAL_PLACES = 0.5, 4
"""How far places lie beside the model, and as how many places this counts (assumption): a few
places that happen to fit must not make the interval narrow."""

STEPS, ENOUGH = 100, 1e-10
HELD = 1e12
"""Weight of a prior that nothing moves."""


class Period(StrEnum):
    """Parts of the week that differ in how many walk."""

    MORNING = "morning"
    NOON = "noon"
    AFTERNOON = "afternoon"
    EVENING = "evening"
    WEEKEND = "weekend"


@dataclass(frozen=True, slots=True)
class Counted:
    """One count as the regression takes it.

    Attributes
    ----------
    place
        Label of the section or spot; counts of one place belong together.
    share
        Flow share of its street, 0 to 1 and a little above.
    """

    place: str
    share: float
    minutes: float
    persons: int
    period: Period


def log_share(share: npt.ArrayLike) -> Floats:
    """Return the logarithm of flow shares, those near zero as `LEAST_SHARE`."""
    found: Floats = np.log(np.maximum(np.asarray(share, dtype=np.float64), LEAST_SHARE))
    return found


@dataclass(frozen=True, slots=True, eq=False)
class Fit:
    """Estimates: level, slope, effects of the periods after the first; see `Calibration`."""

    beta: Floats
    covariance: Floats
    dispersion: float
    place_sd: float
    periods: list[Period]


def fit(counts: Sequence[Counted]) -> Fit:
    """Fit the regression; somebody must have been counted."""
    periods = _periods(counts)
    design = np.array(
        [
            [1.0, float(log_share(one.share)), *(float(one.period is p) for p in periods[1:])]
            for one in counts
        ]
    )
    persons = np.array([one.persons for one in counts], dtype=np.float64)
    offset = np.log([one.minutes for one in counts])
    mean = np.array(
        [np.log(persons.sum() / np.exp(offset).sum()), SLOPE, *[0.0] * (len(periods) - 1)]
    )
    spread = np.array([LEVEL_SD, SLOPE_SD, *[PERIOD_SD] * (len(periods) - 1)])
    penalty = np.diag(spread**-2.0)
    dispersion = USUAL_DISPERSION
    beta = mean.copy()
    # the dispersion follows from the fit and weighs the priors, so both go on together
    for _ in range(2):
        beta = _newton(design, persons, offset, beta, mean, penalty, dispersion)
        if beta[1] < 0.0:
            # a concave likelihood with its top below the bound is largest at the bound
            beta = _newton(design, persons, offset, beta, *_held_at_zero(mean, penalty), dispersion)
            beta[1] = 0.0
        fitted = np.exp(offset + design @ beta)
        dispersion = _dispersion(counts, persons, fitted)
    place_sd = _place_sd(counts, persons, fitted, dispersion)
    known = penalty + _information(counts, design, fitted, dispersion, place_sd)
    return Fit(
        beta=beta,
        covariance=np.asarray(np.linalg.inv(known), dtype=np.float64),
        dispersion=dispersion,
        place_sd=place_sd,
        periods=periods,
    )


def _held_at_zero(mean: Floats, penalty: Floats) -> tuple[Floats, Floats]:
    """Return a prior that lets the slope be nothing but 0."""
    middle, weight = mean.copy(), penalty.copy()
    middle[1], weight[1, 1] = 0.0, HELD
    return middle, weight


def _of_places(counts: Sequence[Counted]) -> list[npt.NDArray[np.bool_]]:
    """Return for each place which counts are its own."""
    return [
        np.array([one.place == place for one in counts])
        for place in sorted({one.place for one in counts})
    ]


def _dispersion(counts: Sequence[Counted], persons: Floats, fitted: Floats) -> float:
    """Return Pearson's variance over mean within places, whatever they are beside the model."""
    square, free = 0.0, 0
    for here in _of_places(counts):
        if here.sum() > 1 and persons[here].sum() > 0:
            expected = fitted[here] * persons[here].sum() / fitted[here].sum()
            square += float(((persons[here] - expected) ** 2 / expected).sum())
            free += int(here.sum()) - 1
    return max(1.0, (USUAL_FREE * USUAL_DISPERSION + square) / (USUAL_FREE + free))


def _information(
    counts: Sequence[Counted], design: Floats, fitted: Floats, dispersion: float, place_sd: float
) -> Floats:
    """Return what the places tell: each no more than its own spread beside the model lets it."""
    found = np.zeros((design.shape[1], design.shape[1]))
    for here in _of_places(counts):
        row = np.average(design[here], axis=0, weights=fitted[here])
        found += np.outer(row, row) / (place_sd**2 + dispersion / fitted[here].sum())
    return found


def _newton(
    design: Floats,
    persons: Floats,
    offset: Floats,
    beta: Floats,
    mean: Floats,
    penalty: Floats,
    dispersion: float,
) -> Floats:
    def worth(at: Floats) -> float:
        eta = offset + design @ at
        gap = at - mean
        return float((persons * eta - np.exp(eta)).sum() / dispersion - gap @ penalty @ gap / 2)

    for _ in range(STEPS):
        fitted = np.exp(offset + design @ beta)
        slope = design.T @ (persons - fitted) / dispersion - penalty @ (beta - mean)
        curve = design.T @ (design * (fitted / dispersion)[:, None]) + penalty
        step = np.linalg.solve(curve, slope)
        # the penalised likelihood is concave: half of a step that is too long is not
        while worth(beta + step) < worth(beta) - ENOUGH and np.abs(step).max() > ENOUGH:
            step = step / 2
        beta = beta + step
        if np.abs(step).max() < ENOUGH:
            break
    return beta


def _periods(counts: Sequence[Counted]) -> list[Period]:
    """Return the counted periods, the one with most counts first."""
    numbers = {period: sum(one.period is period for one in counts) for period in Period}
    return sorted(
        (p for p in Period if numbers[p]), key=lambda p: (-numbers[p], list(Period).index(p))
    )


def _place_sd(
    counts: Sequence[Counted], persons: Floats, fitted: Floats, dispersion: float
) -> float:
    """Return the spread of places beside the model, without what chance alone makes of counts."""
    gaps, chance = [], []
    for here in _of_places(counts):
        gaps.append(np.log((persons[here].sum() + 0.5) / (fitted[here].sum() + 0.5)))
        chance.append(dispersion / (fitted[here].sum() + 0.5))
    free = len(gaps) - 1
    beside = max(float(np.mean(np.square(gaps)) - np.mean(chance)), 0.0)
    spread = USUAL_PLACES * USUAL_PLACE_SD**2 + free * beside
    return float(np.sqrt(spread / (USUAL_PLACES + free)))
