"""The measures of a scenario where they were clicked or drawn: one look for every renderer."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass

import geopandas as gpd
import shapely
from shapely import Geometry

from biwaq_geo.mapping.geojson import WGS84
from biwaq_geo.mapping.themes import Look


@dataclass(frozen=True, slots=True)
class PlannedLook:
    """How shapes and their numbers are drawn; lengths in CSS pixels.

    Attributes
    ----------
    ink
        Lines, areas and the plates of numbers.
    edge
        Parts lines and plates from the map; the numbers themselves.
    fill
        Opacity of areas.
    line, casing
        Width of a line, and of the edge that lies below it.
    plate, ring
        Radius of the plate of a number, and width of the edge round it.
    letters
        Size of a number.
    """

    ink: str
    edge: str
    fill: float
    line: float
    casing: float
    plate: float
    ring: float
    letters: float


def planned_look(look: Look) -> PlannedLook:
    """Return the look of planned shapes in a theme."""
    return PlannedLook(
        ink=look.selected,
        edge=look.selected_edge,
        fill=0.15,
        line=3.0 * look.line,
        casing=6.0 * look.line,
        plate=10.0 * look.type,
        ring=2.0 * look.line,
        letters=13.0 * look.type,
    )


def told_look(look: Look) -> dict[str, object]:
    """Return the same as a browser is told it."""
    return asdict(planned_look(look))


def planned_features(numbered: Mapping[int, Geometry], *, epsg: int) -> dict[str, object]:
    """Return shapes by the number of their edit as GeoJSON (WGS84): no words.

    Lines and areas come as they are; each number comes as a point of its own, in `n`, in
    the middle of its shape.

    Parameters
    ----------
    epsg
        CRS of the shapes, projected.
    """
    if not numbered:
        # the usual case of every run: setting up a CRS would be all of its work
        return {"type": "FeatureCollection", "features": []}
    shapes = [shape for shape in numbered.values() if not isinstance(shape, shapely.Point)]
    features = [_feature(shape, {}) for shape in _degrees(shapes, epsg)]
    places = _degrees([middle(shape) for shape in numbered.values()], epsg)
    features += [
        _feature(place, {"n": str(number)}) for number, place in zip(numbered, places, strict=True)
    ]
    return {"type": "FeatureCollection", "features": features}


def middle(shape: Geometry) -> shapely.Point:
    """Return where the number of a shape stands: halfway along a line, else inside.

    >>> middle(shapely.LineString([(0, 0), (4, 0)])).coords[0]
    (2.0, 0.0)
    """
    if isinstance(shape, shapely.LineString):
        return shape.interpolate(0.5, normalized=True)
    return shapely.point_on_surface(shape)


def _degrees(shapes: list[Geometry], epsg: int) -> gpd.GeoSeries:
    return gpd.GeoSeries(shapes, crs=epsg).to_crs(WGS84)


def _feature(shape: Geometry, properties: dict[str, str]) -> dict[str, object]:
    return {
        "type": "Feature",
        "properties": properties,
        "geometry": json.loads(shapely.to_geojson(shape)),
    }
