"""Footfall of sections as an index with an interval, and where the next count helps most."""

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
import pandas as pd

from biwaq_geo.analysis.footfall.calibrate import Calibration
from biwaq_geo.analysis.footfall.regression import (
    SLOPE_SD,
    USUAL_DISPERSION,
    USUAL_PLACE_SD,
    log_share,
)
from biwaq_geo.analysis.network import Floats

NORMAL_90 = 1.645
"""Between this many standard deviations on both sides lie 90 of 100."""

COUNT_MIN = 15.0
"""The next count is thought of as this long, minutes."""

PEAK_GUESS = 2.0
"""Persons per minute at the peak where nobody has counted yet, for advice only (assumption)."""

NO_LEVEL_SD = 2.0
"""How little is known of the level without a count, on the logarithm (assumption)."""


@dataclass(frozen=True, slots=True)
class Advice:
    """Where the next count helps most.

    Attributes
    ----------
    place
        The section.
    gain
        By how much the mean variance of all sections falls, 0 to 1.
    counted
        Whether somebody has counted there before.
    """

    place: str
    gain: float
    counted: bool


def index_of(shares: "pd.Series[float]", calibration: Calibration | None) -> pd.DataFrame:
    """Return the index of each section: 100 at the peak of the model.

    Without calibration the index is 100 x flow share and has no interval: nobody knows how far it
    is off. With it, 100 x share ^ slope; the interval of 90 % holds how uncertain the slope is
    and how far places lie beside the model. The peak is 100 by definition.

    Parameters
    ----------
    shares
        Flow over the largest flow of all sections, 0 to 1; missing where no street is near.

    Returns
    -------
    pandas.DataFrame
        Columns `index`, `low`, `high` [0 to 100 and above], indexed like `shares`.
    """
    empty = np.full(len(shares), np.nan)
    known = shares.notna().to_numpy()
    if calibration is None:
        return pd.DataFrame({"index": 100.0 * shares, "low": empty, "high": empty})
    logs = log_share(shares.fillna(1.0).to_numpy())
    # beside the peak and beside itself, each on its own
    variance = calibration.covariance[1, 1] * logs**2 + 2 * calibration.place_sd**2
    variance[shares.to_numpy() >= 1.0] = 0.0
    value = np.where(known, 100.0 * np.exp(calibration.slope * logs), np.nan)
    width = np.exp(NORMAL_90 * np.sqrt(variance))
    return pd.DataFrame(
        {"index": value, "low": value / width, "high": value * width}, index=shares.index
    )


def next_count(
    shares: "pd.Series[float]", calibration: Calibration | None, *, counted: Collection[str]
) -> Advice | None:
    """Return the section whose next short count lowers the variance of all sections most.

    A-optimal: the mean over the sections of the variance of the logarithm of their flow, which is
    that of level and slope and, where nobody has counted, that of the place beside the model.
    None without a section.
    """
    known = shares.dropna()
    if known.empty:
        return None
    logs = log_share(known.to_numpy())
    design = np.column_stack([np.ones(len(logs)), logs])
    if calibration is None:
        covariance = np.diag([NO_LEVEL_SD**2, SLOPE_SD**2])
        rate = PEAK_GUESS * np.exp(logs)
        dispersion, beside = USUAL_DISPERSION, USUAL_PLACE_SD**2
    else:
        covariance, rate = (
            calibration.covariance,
            calibration.per_minute(np.asarray(known, dtype=np.float64)),
        )
        dispersion, beside = calibration.dispersion, calibration.place_sd**2
    chance = dispersion / np.maximum(rate * COUNT_MIN, 0.5)
    local = np.where(known.index.isin(list(counted)), 0.0, beside)
    now = float((np.einsum("ij,jk,ik->i", design, covariance, design) + local).mean())
    then = [
        _mean_variance(design, covariance, local, at, noise=float(chance[at]), beside=beside)
        for at in range(len(known))
    ]
    best = int(np.argmin(then))
    place = str(known.index[best])
    gain = (now - then[best]) / now if now > 0 else 0.0
    return Advice(place, gain, place in counted)


def _mean_variance(
    design: Floats, covariance: Floats, local: Floats, at: int, *, noise: float, beside: float
) -> float:
    """Return the mean variance of all sections after one more count at `at`."""
    row = design[at]
    lever = covariance @ row
    after = covariance - np.outer(lever, lever) / (float(row @ lever) + beside + noise)
    places = local.copy()
    if local[at] > 0:
        places[at] = local[at] * noise / (local[at] + noise)
    return float((np.einsum("ij,jk,ik->i", design, after, design) + places).mean())
