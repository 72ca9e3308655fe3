"""Where a scenario changes the modelled footfall, as marks on its maps."""

import geopandas as gpd
import shapely

from biwaq_geo.domain.unit_changes import Change
from biwaq_geo.services.picture import ScenarioPicture
from biwaq_geo.services.ports import Town

PREFIX = "footfall."
"""Before the id of a section: the section itself may be marked for its score."""

ALONG = 0.35
"""Where along a section the mark stands: the middle is that of a better score."""


def footfall_marks(town: Town, picture: ScenarioPicture) -> gpd.GeoDataFrame:
    """Return one point for each section with more or less footfall.

    Column `change`; index `footfall.<section>`; in the town's projected CRS.
    """
    shapes = town.layer("sections").geometry
    rows = [row for row in picture.footfall if row.section in shapes.index]
    changes = [Change.BUSIER if row.difference.expected > 0 else Change.QUIETER for row in rows]
    return gpd.GeoDataFrame(
        {"change": [str(change) for change in changes]},
        index=[f"{PREFIX}{row.section}" for row in rows],
        geometry=[_along(shapes.loc[row.section]) for row in rows],
        crs=town.profile.epsg,
    )


def _along(shape: shapely.Geometry) -> shapely.Geometry:
    longest = max(shapely.get_parts(shape), key=shapely.length)
    place: shapely.Geometry = shapely.line_interpolate_point(longest, ALONG, normalized=True)
    return place
