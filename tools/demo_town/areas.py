"""Divides the town into residence areas along its streets."""

from collections import defaultdict
from collections.abc import Sequence

import geopandas as gpd
import shapely
from shapely import MultiPoint, Point, Polygon
from shapely.geometry.base import BaseGeometry

from biwaq_geo.domain.participants import published
from tools.demo_town.dice import Dice
from tools.demo_town.land import read_railways
from tools.demo_town.network import FOOT_KINDS, Street
from tools.demo_town.plan import EPSG, read_plan

COUNTED_ON = "2026-06-30"
_LARGE = 60_000.0
"""Blocks above this area (square metres) are cut between the centres of the quarters."""


def make_areas(
    streets: Sequence[Street], *, town: Polygon, buildings: gpd.GeoDataFrame
) -> gpd.GeoDataFrame:
    """Return the residence areas; the numbers of participants are made up.

    A block belongs to the quarter that has the nearest drawn centre. Inhabitants are
    those of the buildings whose inner point lies in the area.
    """
    centres = read_plan("quarters")
    names = list(dict.fromkeys(c.values["name"] for c in centres))
    pieces: defaultdict[str, list[Polygon]] = defaultdict(list)
    for piece in _pieces(streets, town=town, centres=[c.shape for c in centres]):
        inside = piece.representative_point()
        nearest = min(centres, key=lambda c: float(c.shape.distance(inside)))
        pieces[nearest.values["name"]].append(piece)
    shapes = [shapely.union_all(pieces[name], grid_size=0.01) for name in names]
    heads = [_heads(buildings, shape) for shape in shapes]
    return gpd.GeoDataFrame(
        {
            "id": [f"a{i + 1:02d}" for i in range(len(names))],
            "name": names,
            "inhabitants": heads,
            "participants": [_participants(i, heads=h) for i, h in enumerate(heads)],
            "counted_on": COUNTED_ON,
            "origin": "demo",
        },
        geometry=shapes,
        crs=EPSG,
    )


def _pieces(streets: Sequence[Street], *, town: Polygon, centres: Sequence[Point]) -> list[Polygon]:
    lines = [s.line for s in streets if s.kind not in FOOT_KINDS]
    lines += [f.shape for f in read_railways() if f.values["kind"] == "rail"]
    faces = shapely.polygonize([shapely.union_all([*lines, town.exterior])]).geoms
    cells = shapely.get_parts(shapely.voronoi_polygons(MultiPoint(centres), extend_to=town))
    pieces = []
    for face in faces:
        inside = face.intersection(town)
        cuts = [inside.intersection(c) for c in cells] if face.area > _LARGE else [inside]
        pieces += [p for cut in cuts for p in shapely.get_parts(cut) if isinstance(p, Polygon)]
    return [p for p in pieces if p.area > 0]


def _heads(buildings: gpd.GeoDataFrame, shape: BaseGeometry) -> int:
    inside = buildings.geometry.representative_point().within(shape)
    return int(buildings.loc[inside, "inhabitants"].sum())


def _participants(number: int, *, heads: int) -> float | None:
    dice = Dice("participants", number)
    count = published(round(heads * dice.between(0.003, 0.022)), inhabitants=heads)
    return None if count is None else float(count)
