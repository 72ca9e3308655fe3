"""What the measures of a plan change: the street score of their sections."""

import geopandas as gpd

from biwaq_geo.analysis.street_score import section_at
from biwaq_geo.domain.catalogue import ZERO, Band, Catalogues
from biwaq_geo.domain.scenarios import ImproveStreet


def section_points(
    measures: tuple[ImproveStreet, ...],
    *,
    sections: gpd.GeoDataFrame,
    catalogues: Catalogues,
    units: gpd.GeoDataFrame,
) -> dict[str, Band]:
    """Return the points that the measures add to the street score, by section.

    A type of measure counts once for each section, however often it is planned there:
    the points of the catalogue stand for a section that is equipped with it. A measure
    at a place or a front counts for the nearest section within `street_score.NEAR_M` metres.
    """
    types = {
        (section_of(item, sections=sections, units=units), item.measure_key) for item in measures
    }
    points: dict[str, Band] = {}
    # sorted, so that sums do not depend on the order of the edits
    for section, key in sorted((s, k) for s, k in types if s is not None):
        gain = catalogues.measures[key].score_points
        if gain is not None:
            points[section] = points.get(section, ZERO) + gain
    return points


def section_of(
    measure: ImproveStreet, *, sections: gpd.GeoDataFrame, units: gpd.GeoDataFrame
) -> str | None:
    """Return the section that the measure improves; None where none is near."""
    if measure.section_id is not None:
        return measure.section_id
    if measure.unit_id is not None:
        return section_at(sections, units.geometry.loc[str(measure.unit_id)])
    return None if measure.place is None else section_at(sections, measure.place)
