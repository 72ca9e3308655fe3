"""What a plan changes in the modelled footfall of the shopping streets."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import numpy as np

from biwaq_geo.analysis.footfall.calibrate import Calibration
from biwaq_geo.analysis.footfall.change import (
    FootfallModel,
    flow_shares,
    footfall_change,
    shares_of,
)
from biwaq_geo.analysis.footfall.places import figure_of
from biwaq_geo.analysis.footfall.regression import log_share
from biwaq_geo.analysis.footfall.site_parts import SiteParts, part_label
from biwaq_geo.analysis.network import Floats
from biwaq_geo.domain.catalogue import Band
from biwaq_geo.domain.comparison import FootfallRow
from biwaq_geo.domain.footfall import INTERIM, OF_SERVICES, PUBLIC
from biwaq_geo.domain.scenarios import LetUnit, MoveIn, MoveOut, SetSitePhase, UseUnit
from biwaq_geo.domain.unit_values import UnitState

LEAST_CHANGE = 0.05
"""A smaller change of the index is none that anybody could see."""

DRAWS, SEED = 2_000, 1
LOW, HIGH = 0.05, 0.95
Z_HIGH = 1.645
"""Standard normal draws above this are the highest twentieth."""

Edit = UseUnit | LetUnit | MoveIn | MoveOut | SetSitePhase
"""An edit that changes who is drawn to where."""


@dataclass(frozen=True, slots=True, eq=False)
class PresentFootfall:
    """The calibrated model of a baseline. Never changed.

    Attributes
    ----------
    calibration
        That of the model, which has one.
    weights
        What each destination draws as the register stands, by its label.
    figures
        Low, expected and high value of `catalogues/footfall.toml` by key.
    per_hour
        Persons counted in an hour, by section.
    drawn_with
        The figure that a destination draws with as the register stands; those that draw nobody,
        and those that no plan can change, may be missing.
    sites
        Which parts of sites are open as the register stands.
    large
        Units that are department stores or hypermarkets, whoever is in them.
    """

    model: FootfallModel
    calibration: Calibration
    weights: Mapping[str, float]
    figures: Mapping[str, Band]
    per_hour: Mapping[str, float]
    drawn_with: Mapping[str, str] = field(default_factory=dict)
    sites: SiteParts = field(default_factory=SiteParts)
    large: frozenset[str] = frozenset()


def footfall_rows(present: PresentFootfall, edits: Iterable[Edit]) -> list[FootfallRow]:
    """Return the sections whose index changes if all these edits come about.

    No walk is searched anew. The place of a section beside the model is the same before and
    after, so a change is known better than the index itself. How much draws what opens or
    closes lies between the low and the high value of its figure; all that rests on one figure
    moves together.

    Parameters
    ----------
    edits
        Those in place on the day that is looked at.
    """
    edits = list(edits)
    planned = weights_after(present, edits)
    found = footfall_change(present.model, present.weights, planned)
    size = found["difference"].abs().to_numpy()
    order = np.argsort(-size, kind="stable")
    moved = order[size[order] >= LEAST_CHANGE]
    was, will = (one[moved] for one in flow_shares(present.model, present.weights, planned))
    rests = {key: one[moved] for key, one in _rest_on(present, edits).items()}
    spans = _spans(was, _drawn(will, rests, present.figures), present.calibration)
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


def weights_after(present: PresentFootfall, edits: Iterable[Edit]) -> dict[str, float]:
    """Return what each destination draws once these edits have come about."""
    expected = {key: band.expected for key, band in present.figures.items()}
    after = dict(present.weights)
    for label, figure in _figures_after(present, edits).items():
        after[label] = 0.0 if figure is None else expected[figure]
    return after


def _figures_after(present: PresentFootfall, edits: Iterable[Edit]) -> dict[str, str | None]:
    """Return the figure that each changed destination draws with; None for nobody."""
    # who moves out makes room, whatever comes first in the list
    ordered = sorted(edits, key=lambda one: not isinstance(one, MoveOut))
    phases = [one for one in ordered if isinstance(one, SetSitePhase)]
    of_units = (one for one in ordered if not isinstance(one, SetSitePhase))
    found = {str(one.unit_id): _figure(one, present.large) for one in of_units}
    return found | _parts_after(present.sites, phases)


def _parts_after(sites: SiteParts, phases: Iterable[SetSitePhase]) -> dict[str, str | None]:
    phases = list(phases)
    before, after = sites.drawing(), sites.after(phases).drawing()
    changed = {part_label(one.part_id) for one in phases} | (before ^ after)
    return {part: PUBLIC if part in after else None for part in sorted(changed)}


def _figure(edit: UseUnit | LetUnit | MoveIn | MoveOut, large: frozenset[str]) -> str | None:
    match edit:
        case MoveOut():
            return None
        case UseUnit():
            return INTERIM
    if (service := OF_SERVICES.get(edit.service or "")) is not None:
        return service
    return figure_of(UnitState.USED, edit.branch, large=str(edit.unit_id) in large)


def _rest_on(present: PresentFootfall, edits: Iterable[Edit]) -> dict[str, Floats]:
    """Return by figure how far the flows after rest on it: their change for 1 more of it."""
    turned: dict[str, dict[str, float]] = {}
    for label, figure in _figures_after(present, edits).items():
        for key, sign in ((figure, 1.0), (present.drawn_with.get(label), -1.0)):
            if key is not None:
                more = turned.setdefault(key, {})
                more[label] = more.get(label, 0.0) + sign
    # sorted, so that draws do not depend on the order of the edits
    keys = sorted(turned)
    _, *shares = shares_of(present.model, present.weights, [turned[key] for key in keys])
    return dict(zip(keys, shares, strict=True))


def _drawn(will: Floats, rests: Mapping[str, Floats], figures: Mapping[str, Band]) -> Floats:
    """Return flow shares after, draws x sections, with the figures between low and high.

    The low and the high value of a figure stand for its 5 % and 95 %, the spread on either side
    of the expected value is normal.
    """
    draws = np.random.default_rng((SEED, 1)).standard_normal((len(rests), DRAWS, 1))
    made = np.broadcast_to(will, (DRAWS, len(will))).copy()
    for (key, rest), z in zip(rests.items(), draws, strict=True):
        band = figures[key]
        spread = np.where(z > 0, band.high - band.expected, band.expected - band.low)
        value = np.maximum(band.expected + spread * z / Z_HIGH, 0.0)
        made += (value - band.expected) * rest
    return np.asarray(np.maximum(made, 0.0))


def _spans(was: Floats, will: Floats, calibration: Calibration) -> list[Floats]:
    """Return the intervals of index before, after and of the difference, 2 x sections each.

    Draws of the slope and of the places beside the model, as in `footfall.index`.

    Parameters
    ----------
    will
        Draws x sections, as `_drawn` returns them.
    """
    before, after = log_share(was), log_share(will)
    slope_draws, place_draws = np.random.default_rng(SEED).standard_normal((2, DRAWS, 1))
    slopes = calibration.slope + np.sqrt(calibration.covariance[1, 1]) * slope_draws
    slopes = np.maximum(slopes, 0.0)
    # beside the peak and beside itself; the peak is 100 by definition
    beside = np.sqrt(2.0) * calibration.place_sd * place_draws * (was < 1.0)
    first, second = (100.0 * np.exp(slopes * one + beside) for one in (before, after))
    return [np.quantile(one, (LOW, HIGH), axis=0) for one in (first, second, second - first)]


def _band(expected: float, span: Floats) -> Band:
    return Band(min(float(span[0]), expected), expected, max(float(span[1]), expected))
