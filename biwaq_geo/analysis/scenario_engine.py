"""What the edits of a plan change: units and the street score.

All edits are taken as in place at the same time, whatever their dates: the comparison
shows the town with the whole scenario against the town without it. Nothing here changes
the frames it is given.
"""

import geopandas as gpd
import pandas as pd

from biwaq_geo.analysis.rates import PLANNED
from biwaq_geo.analysis.street_score import section_at
from biwaq_geo.domain.catalogue import ZERO, Band, Catalogues
from biwaq_geo.domain.scenarios import ImproveStreet, UseUnit


def after_units(
    units: gpd.GeoDataFrame, uses: tuple[UseUnit, ...], *, realised_share: float
) -> gpd.GeoDataFrame:
    """Return the units with the planned interim uses in column `rates.PLANNED`.

    Nobody knows which of the planned uses come about. Each counts with the expected
    share of them (0 to 1), so that rates after the scenario are expected values.
    """
    planned = pd.Series(0.0, index=units.index)
    planned[[str(use.unit_id) for use in uses]] = realised_share
    return units.assign(**{PLANNED: planned})


def section_points(
    measures: tuple[ImproveStreet, ...], *, sections: gpd.GeoDataFrame, catalogues: Catalogues
) -> dict[str, Band]:
    """Return the points that the measures add to the street score, by section.

    A type of measure counts once for each section, however often it is planned there:
    the points of the catalogue stand for a section that is equipped with it. A measure
    at a place counts for the nearest section within `street_score.NEAR_M` metres.
    """
    types = {(section_of(item, sections=sections), item.measure_key) for item in measures}
    points: dict[str, Band] = {}
    # sorted, so that sums do not depend on the order of the edits
    for section, key in sorted((s, k) for s, k in types if s is not None):
        gain = catalogues.measures[key].score_points
        if gain is not None:
            points[section] = points.get(section, ZERO) + gain
    return points


def section_of(measure: ImproveStreet, *, sections: gpd.GeoDataFrame) -> str | None:
    """Return the section that the measure improves; None where none is near."""
    if measure.section_id is not None or measure.place is None:
        return measure.section_id
    return section_at(sections, measure.place)
