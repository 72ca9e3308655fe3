"""Shops that are mapped twice: as the outline of a building and as a point within."""

from collections.abc import Mapping
from dataclasses import dataclass

import geopandas as gpd

_AREAS = ("Polygon", "MultiPolygon")


@dataclass(frozen=True, slots=True)
class Mapped:
    """What two elements are compared by.

    Attributes
    ----------
    name
        Of the business; empty where nobody has mapped it.
    sort
        Stands in where a name is missing.
    seen
        Day of the last look in ISO form; the later one is kept.
    holder
        True for an element that only holds others, such as a shopping centre.
    """

    name: str
    sort: str
    seen: str
    holder: bool = False


def doubles(shapes: gpd.GeoSeries, mapped: Mapping[str, Mapped]) -> frozenset[str]:
    """Return the ids of elements that say once more what another one says.

    An area repeats what lies within it if both bear the same name, or if one bears none
    and both are of the same sort. An area that only holds others goes wherever it holds
    one. Of two points side by side both stay: they may be two shops of one chain.
    """
    whole = gpd.GeoDataFrame(geometry=shapes.rename("geometry"))
    areas = whole[whole.geom_type.isin(_AREAS)]
    points = whole.set_geometry(whole.representative_point())
    pairs = points.sjoin(areas.rename_axis("around"), predicate="within")["around"]
    gone: set[str] = set()
    for inner, outer in sorted((str(i), str(o)) for i, o in pairs.items()):
        if inner == outer or gone & {inner, outer}:
            continue
        if mapped[outer].holder:
            gone.add(outer)
        elif _same(mapped[inner], mapped[outer]):
            gone.add(inner if mapped[inner].seen < mapped[outer].seen else outer)
    return frozenset(gone)


def _same(one: Mapped, other: Mapped) -> bool:
    if one.name and other.name:
        return one.name.casefold() == other.name.casefold()
    return one.sort == other.sort
