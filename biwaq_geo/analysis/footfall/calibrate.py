"""What counts say of the flows, and how far the model is off where it has not been told."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from biwaq_geo.analysis.footfall.regression import (
    Counted,
    Period,
    fit,
    log_share,
)
from biwaq_geo.analysis.network import Floats

LEAST_PLACES = 3
"""Fewer places cannot tell how far the model is off at one of them."""


@dataclass(frozen=True, slots=True, eq=False)
class Calibration:
    """What the counts say.

    Attributes
    ----------
    level
        log persons per minute at share 1 in the reference period.
    slope
        How strongly counts follow the flows; 1 as modelled, 0 not at all.
    periods
        Effects on the logarithm by period, 0 for the reference; those that were counted.
    covariance
        Of level and slope.
    dispersion
        Variance over mean of a count.
    place_sd
        Spread of places beside the model, on the logarithm.
    counts, places
        On how many it rests.
    error_factor
        Held out: half of the places are wrong by at most this factor when they alone are left
        out; None with fewer than three places.
    flat_error_factor
        The same where every place is told the mean of the others.
    """

    level: float
    slope: float
    periods: dict[Period, float]
    reference: Period
    covariance: Floats
    dispersion: float
    place_sd: float
    counts: int
    places: int
    error_factor: float | None
    flat_error_factor: float | None

    def per_minute(self, share: Floats) -> Floats:
        """Return expected persons per minute in the reference period."""
        found: Floats = np.exp(self.level + self.slope * log_share(share))
        return found


def calibrate(counts: Sequence[Counted]) -> Calibration | None:
    """Return what the counts say of the model; None without a single person counted.

    Zero counts count; only if all are zero nothing can be said of the level.
    """
    if sum(one.persons for one in counts) == 0:
        return None
    fitted = fit(counts)
    places = {one.place for one in counts}
    error, flat = _held_out(counts) if len(places) >= LEAST_PLACES else (None, None)
    return Calibration(
        level=float(fitted.beta[0]),
        slope=float(fitted.beta[1]),
        periods=dict(zip(fitted.periods, [0.0, *fitted.beta[2:].tolist()], strict=True)),
        reference=fitted.periods[0],
        covariance=fitted.covariance[:2, :2],
        dispersion=fitted.dispersion,
        place_sd=fitted.place_sd,
        counts=len(counts),
        places=len(places),
        error_factor=error,
        flat_error_factor=flat,
    )


def _held_out(counts: Sequence[Counted]) -> tuple[float | None, float | None]:
    """Leave each place out in turn and tell it from the others."""
    model, flat = [], []
    for place in sorted({one.place for one in counts}):
        inside = [one for one in counts if one.place != place]
        left = [one for one in counts if one.place == place]
        if sum(one.persons for one in inside) == 0:
            return None, None
        fitted = fit(inside)
        effects = dict(zip(fitted.periods, [0.0, *fitted.beta[2:]], strict=True))
        said = sum(
            one.minutes
            * float(
                np.exp(
                    fitted.beta[0]
                    + fitted.beta[1] * log_share(one.share)
                    + effects.get(one.period, 0.0)
                )
            )
            for one in left
        )
        rate = sum(one.persons for one in inside) / sum(one.minutes for one in inside)
        seen, minutes = sum(one.persons for one in left), sum(one.minutes for one in left)
        model.append(abs(np.log((seen + 0.5) / (said + 0.5))))
        flat.append(abs(np.log((seen + 0.5) / (rate * minutes + 0.5))))
    return float(np.exp(np.median(model))), float(np.exp(np.median(flat)))
