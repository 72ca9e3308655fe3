"""What a plan changes in the modelled footfall of the shopping streets."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from biwaq_geo.analysis.footfall.calibrate import Calibration
from biwaq_geo.analysis.footfall.change import FootfallModel, flow_shares, footfall_change
from biwaq_geo.analysis.footfall.places import Figures, weight_of
from biwaq_geo.analysis.footfall.regression import log_share
from biwaq_geo.analysis.network import Floats
from biwaq_geo.domain.catalogue import Band
from biwaq_geo.domain.comparison import FootfallRow
from biwaq_geo.domain.footfall import INTERIM, OF_SERVICES
from biwaq_geo.domain.scenarios import LetUnit, MoveIn, MoveOut, UseUnit
from biwaq_geo.domain.unit_values import UnitState

LEAST_CHANGE = 0.05
"""A smaller change of the index is none that anybody could see."""

DRAWS, SEED = 2_000, 1
LOW, HIGH = 0.05, 0.95


@dataclass(frozen=True, slots=True, eq=False)
class PresentFootfall:
    """The calibrated model of a baseline. Never changed.

    Attributes
    ----------
    calibration
        That of the model, which has one.
    weights
        What each destination draws as the register stands, by its label.
    per_hour
        Persons counted in an hour, by section.
    """

    model: FootfallModel
    calibration: Calibration
    weights: Mapping[str, float]
    figures: Figures
    per_hour: Mapping[str, float]


def footfall_rows(
    present: PresentFootfall, edits: Iterable[UseUnit | LetUnit | MoveIn | MoveOut]
) -> list[FootfallRow]:
    """Return the sections whose index changes if all these edits come about.

    No walk is searched anew. The place of a section beside the model is the same before and
    after, so a change is known better than the index itself.

    Parameters
    ----------
    edits
        Those in place on the day that is looked at. Phases of sites draw nobody in this model.
    """
    planned = weights_after(present, edits)
    found = footfall_change(present.model, present.weights, planned)
    size = found["difference"].abs().to_numpy()
    order = np.argsort(-size, kind="stable")
    moved = order[size[order] >= LEAST_CHANGE]
    was, will = (one[moved] for one in flow_shares(present.model, present.weights, planned))
    spans = _spans(was, will, present.calibration)
    rows = []
    for number, position in enumerate(moved):
        row = found.iloc[position]
        before, after, difference = (
            _band(float(row[column]), span[:, number])
            for column, span in zip(("before", "after", "difference"), spans, strict=True)
        )
        key = str(found.index[position])
        rows.append(FootfallRow(key, before, after, difference, present.per_hour.get(key)))
    return rows


def weights_after(
    present: PresentFootfall, edits: Iterable[UseUnit | LetUnit | MoveIn | MoveOut]
) -> dict[str, float]:
    """Return what each destination draws once these edits have come about."""
    after = dict(present.weights)
    # who moves out makes room, whatever comes first in the list
    for edit in sorted(edits, key=lambda one: not isinstance(one, MoveOut)):
        after[str(edit.unit_id)] = _drawn_by(edit, present.figures)
    return after


def _drawn_by(edit: UseUnit | LetUnit | MoveIn | MoveOut, figures: Figures) -> float:
    match edit:
        case MoveOut():
            return 0.0
        case UseUnit():
            return figures[INTERIM]
    service = OF_SERVICES.get(edit.service or "")
    if service is not None:
        return figures[service]
    return weight_of(UnitState.USED, edit.branch, figures)


def _spans(was: Floats, will: Floats, calibration: Calibration) -> list[Floats]:
    """Return the intervals of index before, after and of the difference, 2 x sections each.

    Draws of the slope and of the places beside the model, as in `footfall.index`.
    """
    before, after = log_share(was), log_share(will)
    slope_draws, place_draws = np.random.default_rng(SEED).standard_normal((2, DRAWS, 1))
    slopes = calibration.slope + np.sqrt(calibration.covariance[1, 1]) * slope_draws
    # beside the peak and beside itself; the peak is 100 by definition
    beside = np.sqrt(2.0) * calibration.place_sd * place_draws * (was < 1.0)
    first, second = (100.0 * np.exp(slopes * one + beside) for one in (before, after))
    return [np.quantile(one, (LOW, HIGH), axis=0) for one in (first, second, second - first)]


def _band(expected: float, span: Floats) -> Band:
    return Band(min(float(span[0]), expected), expected, max(float(span[1]), expected))
