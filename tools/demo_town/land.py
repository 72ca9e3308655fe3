"""The land between the buildings: water, forest, greens, works, gaps in the estates."""

from collections.abc import Sequence

import shapely
from shapely import Polygon

from tools.demo_town.curves import smooth_line, smooth_polygon
from tools.demo_town.plan import Feature, read_plan

_ROUND_KINDS = frozenset({"water", "green", "brownfield"})
_TRIANGLE = 4
"""Points of a closed outline with three corners."""
_GAP_EDGE = 6.0
"""The lawn that was left around a demolished slab; metres."""


def read_boundary() -> Polygon:
    """Return the outline of the drawn area, its corners rounded."""
    return smooth_polygon(read_plan("boundary")[0].shape)


def read_land() -> list[Feature]:
    """Return the drawn land, shores rounded; the forest fills what the others leave."""
    drawn = [_with_soft_shore(f) for f in read_plan("land")]
    town = read_boundary()
    inside = [Feature(f.values, f.shape.intersection(town)) for f in drawn]
    others = [f for f in inside if f.values["kind"] != "forest"]
    left = shapely.union_all([f.shape for f in others])
    return [f if f in others else Feature(f.values, f.shape.difference(left)) for f in inside]


def read_railways() -> list[Feature]:
    """Return the tracks with their bends rounded."""
    return [Feature(f.values, smooth_line(f.shape, fixed=())) for f in read_plan("railways")]


def gaps(gone: Sequence[Polygon]) -> list[Feature]:
    """Return the land where slabs stood, neighbours merged."""
    lawns = shapely.union_all(shapely.buffer(list(gone), _GAP_EDGE))
    return [
        Feature({"kind": "estate_gap", "name": ""}, lawn)
        for lawn in sorted(shapely.get_parts(lawns), key=lambda g: g.bounds)
    ]


def _with_soft_shore(feature: Feature) -> Feature:
    kind = feature.values["kind"]
    if kind == "forest":
        clearings = [smooth_polygon(Polygon(ring)) for ring in feature.shape.interiors]
        return Feature(feature.values, read_boundary().difference(shapely.union_all(clearings)))
    if kind not in _ROUND_KINDS or len(feature.shape.exterior.coords) <= _TRIANGLE:
        return feature
    return Feature(feature.values, smooth_polygon(feature.shape))
