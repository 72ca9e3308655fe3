"""What other attraction weights change: the same model before and after."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from biwaq_geo.analysis.footfall.calibrate import Calibration
from biwaq_geo.analysis.footfall.flows import Pull
from biwaq_geo.analysis.footfall.regression import LEAST_SHARE
from biwaq_geo.analysis.footfall.sections import OnSections
from biwaq_geo.analysis.network import Floats


@dataclass(frozen=True, slots=True, eq=False)
class FootfallModel:
    """Everything that no scenario changes.

    Attributes
    ----------
    sections
        Which streets each section of the shopping streets lies on.
    calibration
        None where nobody has counted.
    """

    pull: Pull
    sections: OnSections
    calibration: Calibration | None


def footfall_change(
    model: FootfallModel, before: Mapping[str, float], after: Mapping[str, float]
) -> pd.DataFrame:
    """Return the index of each section before and after, on the scale of before.

    Pure and quick: no walk is searched anew, flows are linear in the weights.

    Parameters
    ----------
    before, after
        Attraction weight by destination; one that is left out draws nobody.

    Returns
    -------
    pandas.DataFrame
        Columns `before`, `after`, `difference` [index, peak before = 100], indexed by section.
        All are NaN where no flow was before.
    """
    slope = 1.0 if model.calibration is None else model.calibration.slope
    first, second = (_index(one, slope=slope) for one in flow_shares(model, before, after))
    return pd.DataFrame(
        {"before": first, "after": second, "difference": second - first},
        index=model.sections.index,
    )


def flow_shares(
    model: FootfallModel, before: Mapping[str, float], after: Mapping[str, float]
) -> tuple[Floats, Floats]:
    """Return the flows of the sections before and after, the largest before being 1.

    All are NaN where no flow was before.
    """
    was, will = shares_of(model, before, [after])
    return was, will


def shares_of(
    model: FootfallModel, before: Mapping[str, float], weights: Sequence[Mapping[str, float]]
) -> list[Floats]:
    """Return the flows of the sections before and for each set of weights, on one scale.

    The largest flow before is 1.

    Flows add up: those of a sum of weights, which may be negative, are the sum of theirs.
    """
    flows = [
        model.sections.mean(model.pull.flows(pd.Series(dict(one), dtype=float)))
        for one in (before, *weights)
    ]
    peak = flows[0].max() if flows[0].max() > 0 else np.nan
    return [np.asarray(one / peak, dtype=np.float64) for one in flows]


def _index(share: Floats, *, slope: float) -> Floats:
    if slope == 1.0:
        return np.asarray(100.0 * share)
    return np.asarray(100.0 * np.maximum(share, LEAST_SHARE) ** slope)
