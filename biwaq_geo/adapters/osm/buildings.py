"""The buildings layer, and an estimate of who lives where."""

import math

import geopandas as gpd
import pandas as pd
from shapely.geometry.base import BaseGeometry

from biwaq_geo.adapters.osm.features import tags_of
from biwaq_geo.adapters.osm.nearest import nearest
from biwaq_geo.adapters.osm.tag_text import one_line
from biwaq_geo.adapters.osm.tags import (
    BUILDING_KIND,
    LANDUSE_BUILDING,
    NO_VALUE,
    PUBLIC_AMENITIES,
    Tags,
)
from biwaq_geo.domain.origin import Origin

LEVELS_WHERE_UNKNOWN = 2.0
"""Storeys taken for the estimate of inhabitants where nobody has mapped them."""

_MAX_LEVELS = 60.0
_SHED_M2 = 40.0
"""An unnamed building smaller than this is taken for a shed or garage."""

_STREET_M = 60.0
_HOME_STREETS = frozenset({"residential", "living_street"})
_LIVED_IN = ("residential", "mixed")


def buildings(
    features: gpd.GeoDataFrame, *, inside: BaseGeometry, streets: gpd.GeoDataFrame
) -> gpd.GeoDataFrame:
    """Return the footprints in the town, without inhabitants.

    The kind is that of the tag; of a building without one that of the land use around
    it; where that is not mapped either, residential if it bears a house number or the
    nearest street is a residential one.
    """
    found = features[features["building"].notna() & ~features["building"].isin(NO_VALUE)]
    found = found[found.geom_type.isin(["Polygon", "MultiPolygon"])]
    found = found[found.representative_point().within(inside)]
    around = _by_street(found, streets) | _land_use(found, features)
    tagged = tags_of(found)
    kinds = [
        _kind(tags, around=around.get(i), area_m2=area)
        for (i, tags), area in zip(tagged.items(), found.area, strict=True)
    ]
    return gpd.GeoDataFrame(
        {
            "kind": pd.Series(kinds, index=found.index, dtype=object),
            "levels": found["building:levels"].map(_levels).astype(float),
            "inhabitants": pd.Series(math.nan, index=found.index),
            "address": [address(tags) or None for tags in tagged.values()],
            "origin": Origin.OSM.value,
        },
        geometry=found.geometry,
        crs=features.crs,
    )


def address(tags: Tags) -> str:
    """Return street (or place) and number as tagged; empty where there is no street."""
    street = tags.get("addr:street") or tags.get("addr:place") or ""
    return one_line(f"{street} {tags.get('addr:housenumber', '')}") if street else ""


def with_shops(footprints: gpd.GeoDataFrame, *, building_ids: set[str]) -> gpd.GeoDataFrame:
    """Return the buildings with those that hold a unit told mixed or commercial."""
    holds = footprints.index.isin(building_ids)
    kind = footprints["kind"].mask(holds & (footprints["kind"] == "residential"), "mixed")
    return footprints.assign(kind=kind.mask(holds & (kind == "other"), "commercial"))


def with_inhabitants(footprints: gpd.GeoDataFrame, *, total: int | None) -> gpd.GeoDataFrame:
    """Return the buildings with the inhabitants of the town spread over them.

    Each residential or mixed building gets a share by footprint area x storeys, a mixed
    one without its ground floor. An estimate: the sum is `total`, single figures are not
    to be trusted. Without a total all stay missing.
    """
    lived_in = footprints["kind"].isin(_LIVED_IN)
    if total is None or not lived_in.any():
        return footprints
    levels = footprints["levels"].fillna(LEVELS_WHERE_UNKNOWN)
    shop_floor = (footprints["kind"] == "mixed").astype(float)
    floors = (levels - shop_floor).clip(lower=0.5)
    weight = (footprints.area * floors).where(lived_in, 0.0)
    return footprints.assign(inhabitants=total * weight / weight.sum())


def _kind(tags: Tags, *, around: str | None, area_m2: float) -> str:
    if tags.get("amenity") in PUBLIC_AMENITIES:
        return "public"
    named = BUILDING_KIND.get(tags["building"])
    if named:
        return named
    if area_m2 < _SHED_M2:
        return "other"
    if "shop" in tags or "office" in tags:
        return "commercial"
    if around:
        return around
    return "residential" if "addr:housenumber" in tags else "other"


def _by_street(found: gpd.GeoDataFrame, streets: gpd.GeoDataFrame) -> dict[str, str]:
    street = nearest(found, streets, within_m=_STREET_M)
    kind = streets["kind"]
    return {i: "residential" for i, s in street.items() if kind[s] in _HOME_STREETS}


def _land_use(found: gpd.GeoDataFrame, features: gpd.GeoDataFrame) -> dict[str, str]:
    """Return the kind that the smallest land use around each building suggests."""
    uses = features[features["landuse"].isin(list(LANDUSE_BUILDING))]
    uses = uses[uses.geom_type.isin(["Polygon", "MultiPolygon"])]
    centres = found[["geometry"]].set_geometry(found.representative_point())
    joined = centres.sjoin(
        uses[["landuse", "geometry"]].assign(size=uses.area), predicate="within"
    ).sort_values("size")
    first = joined[~joined.index.duplicated()]
    return {str(i): LANDUSE_BUILDING[use] for i, use in first["landuse"].items()}


def _levels(text: object) -> float:
    try:
        levels = float(str(text).replace(",", "."))
    except ValueError:
        return math.nan
    return levels if 0 < levels <= _MAX_LEVELS else math.nan
