"""What other attraction weights change: the same model before and after."""

from collections.abc import Mapping
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
    flows = [
        model.sections.mean(model.pull.flows(pd.Series(dict(weights), dtype=float)))
        for weights in (before, after)
    ]
    peak = flows[0].max()
    slope = 1.0 if model.calibration is None else model.calibration.slope
    first, second = (_index(one, peak, slope=slope) for one in flows)
    return pd.DataFrame(
        {"before": first, "after": second, "difference": second - first},
        index=model.sections.index,
    )


def _index(flow: "pd.Series[float]", peak: float, *, slope: float) -> Floats:
    if not peak > 0:
        return np.full(len(flow), np.nan)
    share = (flow / peak).to_numpy(dtype=np.float64)
    if slope == 1.0:
        return np.asarray(100.0 * share)
    return np.asarray(100.0 * np.maximum(share, LEAST_SHARE) ** slope)
