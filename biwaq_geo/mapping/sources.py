"""From the query of a layer to the features it shows."""

from collections.abc import Iterable
from datetime import date

import geopandas as gpd
import numpy as np
import pandas as pd

from biwaq_geo.analysis.street_score import scored_sections
from biwaq_geo.domain.participants import published
from biwaq_geo.domain.street_audits import StreetAudit
from biwaq_geo.domain.units import PUBLIC_FIELDS, CommercialUnit
from biwaq_geo.mapping.identity_cache import kept_for_the_same
from biwaq_geo.mapping.mapspec import LayerSpec, is_missing
from biwaq_geo.mapping.query import GROUPS, SECTIONS, UNITS, UPLOAD, Query, parse
from biwaq_geo.services.ports import Town

EXTENT_MARGIN_M = 150.0
"""Room around the built-up town in the first view."""

FRAMES_KEPT = 8
UNIT_LAYERS_KEPT = 64
"""States of registers that several people look at, and their layers, a few megabytes each."""

FAR_OUT_SHARE = 0.02
"""Share of what lies on each side that the first view may leave out: lone farms."""


def layer_frame(
    town: Town,
    layer: LayerSpec,
    *,
    units: Iterable[CommercialUnit] | None = None,
    audits: Iterable[StreetAudit] | None = None,
    day: date | None = None,
) -> gpd.GeoDataFrame:
    """Return the features of one layer in the town's CRS, indexed by text `id`.

    Units come with their public fields only; counts of participants pass through the
    rule of publication once more.

    Parameters
    ----------
    units
        The register as it is to be shown; the town's present one if None.
    audits
        The street audits that the scores of sections rest on; likewise.
    day
        The day that is shown: scores of later days count nowhere; all count if None.

    Raises
    ------
    AddedLayerNotFoundError, AddedLayerDamagedError
        The layer is one that people have added, and not for whom the town is shown, or
        broken.
    """
    query = parse(layer.source)
    if query.name == UPLOAD:
        return town.added.features(layer.key)
    if query.name == UNITS:
        shown = town.store.units() if units is None else units
        return _units_of(shown, layer.source, epsg=town.profile.epsg)
    frame = town.layer(query.name)
    if query.name == "areas":
        frame = _published(frame)
    if query.name == SECTIONS:
        kept = town.store.records(StreetAudit) if audits is None else audits
        frame = scored_sections(frame, kept, day=day)
    return _filtered(frame, query)


@kept_for_the_same(FRAMES_KEPT)
def units_frame(units: tuple[CommercialUnit, ...], *, epsg: int) -> gpd.GeoDataFrame:
    """Return units with the fields that anybody may see, indexed by text `id`.

    The same units give the same frame: do not change it.
    """
    columns = {name: [getattr(unit, field) for unit in units] for field, name in _COLUMNS}
    index = pd.Index([str(unit.unit_id) for unit in units], name="id", dtype=str)
    places = [unit.location for unit in units]
    return gpd.GeoDataFrame(columns, index=index, geometry=places, crs=epsg)


_COLUMNS = [(field, name) for field, name in PUBLIC_FIELDS.items() if name != "id"]


@kept_for_the_same(UNIT_LAYERS_KEPT)
def _units_of(units: tuple[CommercialUnit, ...], source: str, *, epsg: int) -> gpd.GeoDataFrame:
    return _filtered(units_frame(units, epsg=epsg), parse(source))


def _filtered(frame: gpd.GeoDataFrame, query: Query) -> gpd.GeoDataFrame:
    kept = np.ones(len(frame), dtype=bool)
    for column, values in query.filters.items():
        if column == "group":
            states = frozenset().union(*(GROUPS[value] for value in values))
            kept &= frame["state"].isin(states).to_numpy()
        else:
            kept &= frame[column].isin(values).to_numpy()
    return frame if kept.all() else frame[kept]


def _published(areas: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    pairs = zip(areas["participants"], areas["inhabitants"], strict=True)
    counts = [
        None if is_missing(count) else published(int(count), inhabitants=int(inhabitants))
        for count, inhabitants in pairs
    ]
    return areas.assign(
        participants=pd.array(counts, dtype="Int64").to_numpy(float, na_value=np.nan)
    )


def first_extent(town: Town, units: Iterable[CommercialUnit]) -> tuple[float, float, float, float]:
    """Return west, south, east, north of the first view, metres in the town's CRS.

    That is where the shops are; a town without units shows all that is built.
    """
    places = gpd.GeoSeries([unit.location for unit in units], crs=town.profile.epsg)
    if places.empty:
        return built_up_extent(town)
    low = np.quantile([places.x, places.y], FAR_OUT_SHARE, axis=1) - EXTENT_MARGIN_M
    high = np.quantile([places.x, places.y], 1 - FAR_OUT_SHARE, axis=1) + EXTENT_MARGIN_M
    return float(low[0]), float(low[1]), float(high[0]), float(high[1])


def built_up_extent(town: Town) -> tuple[float, float, float, float]:
    """Return west, south, east, north of the built-up town, metres in its CRS.

    Without buildings, the extent of its boundary.
    """
    buildings = town.layer("buildings")
    if buildings.empty:
        west, south, east, north = town.layer("boundary").total_bounds
    else:
        bounds = buildings.geometry.bounds
        low = bounds[["minx", "miny"]].quantile(FAR_OUT_SHARE)
        high = bounds[["maxx", "maxy"]].quantile(1 - FAR_OUT_SHARE)
        west, south = low.to_numpy() - EXTENT_MARGIN_M
        east, north = high.to_numpy() + EXTENT_MARGIN_M
    return float(west), float(south), float(east), float(north)
