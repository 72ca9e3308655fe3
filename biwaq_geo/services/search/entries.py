"""What of a town can be found: its base layers, which stay, and its register, which changes."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from biwaq_geo.domain.businesses import Business
from biwaq_geo.domain.units import VACANT, CommercialUnit
from biwaq_geo.services.ports import Town
from biwaq_geo.services.search.index import Entry, HitKind
from biwaq_geo.services.search.spelling import Spelt, spell, words_of

LABEL_PARTS = ", "


def base_entries(town: Town, *, kind_words: Mapping[str, str]) -> list[Entry]:
    """Return streets, buildings, services, places, sites and areas that touch the town.

    Parameters
    ----------
    kind_words
        Words for the kinds of services, so that a "pharmacy" is found by what it is.
    """
    boundary = town.layer("boundary").union_all()
    shapely.prepare(boundary)

    def inside(name: str, column: str = "name") -> gpd.GeoDataFrame:
        frame = town.layer(name)
        if frame.empty:
            return frame
        named = frame[frame[column].notna() & frame[column].ne("")]
        return named[shapely.intersects(boundary, named.geometry.to_numpy())]

    # nobody types the name of the town to find its station
    home = frozenset(words_of(town.profile.name))
    services = inside("services")
    more = [words_of(kind_words.get(str(kind), "")) for kind in services["kind"]]
    return [
        *_joined(inside("streets"), HitKind.STREET, "name"),
        *_joined(inside("sites", "site"), HitKind.SITE, "site"),
        *_joined(inside("land"), HitKind.PLACE, "name"),
        *_single(services, HitKind.SERVICE, services["name"], more, home),
        *_parts_of_sites(inside("sites")),
        *_single(inside("areas"), HitKind.AREA, inside("areas")["name"]),
        *_buildings(inside("buildings", "address")),
    ]


def unit_entries(town: Town, *, at_revision: int | None = None) -> list[Entry]:
    """Return the units by address, position and the names of businesses that may be seen."""
    names: dict[object, list[str]] = defaultdict(list)
    for business in town.store.records(Business, at_revision=at_revision):
        if business.removed_on is None and business.unit_id is not None:
            names[business.unit_id].append(business.name)
    units = town.store.units(at_revision=at_revision)
    return [_unit(unit, names.get(unit.unit_id, ())) for unit in units]


def _unit(unit: CommercialUnit, businesses: Iterable[str]) -> Entry:
    known = dict.fromkeys([*([unit.occupant] if unit.occupant else []), *businesses])
    label = LABEL_PARTS.join(filter(None, [unit.address, unit.position, *known]))
    more = tuple(word for text in (unit.position, *known) for word in words_of(text))
    x, y = unit.location.x, unit.location.y
    return Entry(
        HitKind.UNIT,
        str(unit.unit_id),
        label,
        spell(unit.address),
        (x, y, x, y),
        (x, y),
        more,
        unit.state in VACANT,
    )


def _buildings(frame: gpd.GeoDataFrame) -> list[Entry]:
    columns = zip(frame.index, frame["address"], *_places(frame.geometry.to_numpy()), strict=True)
    return [
        Entry(HitKind.BUILDING, str(key), str(address), spell(str(address)), extent, point)
        for key, address, extent, point in columns
    ]


def _single(
    frame: gpd.GeoDataFrame,
    kind: HitKind,
    names: pd.Series,
    more: Iterable[tuple[str, ...]] | None = None,
    unsaid: frozenset[str] = frozenset(),
) -> list[Entry]:
    further = [()] * len(frame) if more is None else list(more)
    columns = zip(frame.index, names, further, *_places(frame.geometry.to_numpy()), strict=True)
    return [
        Entry(kind, str(key), str(name), _spelt(str(name), unsaid), extent, point, words)
        for key, name, words, extent, point in columns
    ]


def _spelt(name: str, unsaid: frozenset[str]) -> Spelt:
    words = words_of(name)
    return Spelt(tuple(word for word in words if word not in unsaid) or words)


def _parts_of_sites(frame: gpd.GeoDataFrame) -> list[Entry]:
    names = pd.Series(
        [LABEL_PARTS.join(pair) for pair in zip(frame["site"], frame["name"], strict=True)],
        index=frame.index,
        dtype=object,
    )
    return _single(frame, HitKind.SITE, names)


def _joined(frame: gpd.GeoDataFrame, kind: HitKind, column: str) -> list[Entry]:
    """Return one entry for all features of a name, with a point on the largest of them."""
    if frame.empty:
        return []
    shapes = frame.geometry.to_numpy()
    codes, names = pd.factorize(frame[column])
    # of each name the largest comes first
    order = np.lexsort((-shapely.length(shapes), codes))
    starts = np.searchsorted(codes[order], np.arange(len(names)))
    bounds = shapely.bounds(shapes)[order]
    low = np.minimum.reduceat(bounds[:, :2], starts)
    high = np.maximum.reduceat(bounds[:, 2:], starts)
    _, points = _places(shapes[order[starts]])
    extents = [(float(w), float(s), float(e), float(n)) for w, s, e, n in np.hstack([low, high])]
    return [
        Entry(kind, str(name), str(name), Spelt(words_of(str(name))), extent, point)
        for name, extent, point in zip(names, extents, points, strict=True)
    ]


_Extents = list[tuple[float, float, float, float]]
_Points = list[tuple[float, float]]


def _places(shapes: np.ndarray) -> tuple[_Extents, _Points]:
    """Return the bounds of each shape and a point on it, of a line the middle."""
    bounds = [(float(w), float(s), float(e), float(n)) for w, s, e, n in shapely.bounds(shapes)]
    on = shapely.point_on_surface(shapes)
    line = shapely.get_dimensions(shapes) == 1
    on[line] = shapely.line_interpolate_point(shapes[line], 0.5, normalized=True)
    return bounds, [(float(x), float(y)) for x, y in shapely.get_coordinates(on)]
