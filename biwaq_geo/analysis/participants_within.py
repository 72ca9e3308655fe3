"""Participants within reach, from nothing but the published counts of areas.

A published count is spread over the dwellings of its area, whose inhabitants are public. What
is added up here depends on published counts and public dwellings alone: two walks that differ
by one house differ by that house's share of its area, whoever lives in it. So no choice of
places, minutes or speeds tells more than the published counts do.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from biwaq_geo.analysis.network import Floats
from biwaq_geo.analysis.reach import residents
from biwaq_geo.analysis.walking.search import TOLERANCE
from biwaq_geo.domain.participants import (
    MIN_INHABITANTS,
    MIN_PERSONS,
    ROUND_TO,
    is_published_form,
)


@dataclass(frozen=True, slots=True, eq=False)
class Spread:
    """Published counts spread over dwellings.

    Attributes
    ----------
    share
        Participants that each building stands for, in the order of the buildings; 0 where
        nobody lives or the area has no published count.
    area
        Position of each dwelling's area; -1 for others.
    counted
        For each area whether it has a published count.
    """

    share: Floats
    area: np.ndarray
    counted: np.ndarray


@dataclass(frozen=True, slots=True)
class ParticipantsWithin:
    """Participants within reach.

    Attributes
    ----------
    about
        Rounded to 5; None below 10, as for an area.
    counted, touched
        Areas with a published count, of all in which a dwelling is within reach.
    """

    about: int | None
    counted: int
    touched: int


def spread(areas: gpd.GeoDataFrame, buildings: gpd.GeoDataFrame) -> Spread:
    """Spread the published counts over the dwellings of their areas.

    In proportion to inhabitants; where none of an area's are known, evenly. A count that is
    not in the published form counts as none.

    Parameters
    ----------
    areas, buildings
        Base layers in one CRS.
    """
    homes = residents(buildings)
    area = np.where(homes.lived_in, _area_of(areas, buildings), -1)
    weight = homes.people
    share = np.zeros(len(buildings))
    counts = [_published(row) for _, row in areas.iterrows()]
    for position, count in enumerate(counts):
        inside = np.flatnonzero(area == position)
        if count is None or not len(inside):
            continue
        parts = weight[inside] if weight[inside].sum() else np.ones(len(inside))
        share[inside] = count * parts / parts.sum()
    return Spread(share, area, np.array([count is not None for count in counts], dtype=bool))


def participants_within(
    spread_out: Spread, minutes: Floats, bands: Sequence[float]
) -> dict[float, ParticipantsWithin]:
    """Return the participants whose dwelling is within each band of minutes.

    Parameters
    ----------
    minutes
        Walk of each building; inf where there is none.
    """
    return {band: _within(spread_out, minutes <= band + TOLERANCE) for band in bands}


def _within(spread_out: Spread, near: np.ndarray) -> ParticipantsWithin:
    total = float(spread_out.share[near].sum())
    touched = np.unique(spread_out.area[near & (spread_out.area >= 0)])
    about = int(ROUND_TO * np.floor(total / ROUND_TO + 0.5))
    return ParticipantsWithin(
        about=about if about >= MIN_PERSONS else None,
        counted=int(spread_out.counted[touched].sum()),
        touched=len(touched),
    )


def _area_of(areas: gpd.GeoDataFrame, buildings: gpd.GeoDataFrame) -> np.ndarray:
    """Return the position of the first area that each building stands in, or -1."""
    found = np.full(len(buildings), -1)
    points = shapely.point_on_surface(buildings.geometry.to_numpy())
    building, area = shapely.STRtree(areas.geometry.to_numpy()).query(points, predicate="within")
    order = np.argsort(-area, kind="stable")
    found[building[order]] = area[order]
    return found


def _published(area: "pd.Series[float]") -> int | None:
    count = area["participants"]
    if pd.isna(count) or area["inhabitants"] < MIN_INHABITANTS or count % 1:
        return None
    return int(count) if is_published_form(int(count)) else None
