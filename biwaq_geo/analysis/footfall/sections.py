"""Flows of streets as flows of the sections of the shopping streets."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd
import shapely

from biwaq_geo.analysis.network import Floats, WalkNetwork

if TYPE_CHECKING:
    from collections.abc import Sequence

BESIDE_M = 20.0
"""A section lies on the streets within this distance of it."""

POINTS = 9
"""So many points along a section say which streets it lies on."""


@dataclass(frozen=True, slots=True, eq=False)
class OnSections:
    """For each section the streets under points spread along it.

    Attributes
    ----------
    streets
        One array of positions for each section; empty where no street is near.
    """

    index: "pd.Index[Any]"
    streets: "Sequence[npt.NDArray[np.intp]]"

    def mean(self, flows: Floats) -> "pd.Series[float]":
        """Return the mean flow along each section; NaN where no street is near."""
        values = [float(flows[at].mean()) if len(at) else np.nan for at in self.streets]
        return pd.Series(values, index=self.index, dtype=float)


def on_sections(network: WalkNetwork, sections: gpd.GeoDataFrame) -> OnSections:
    """Find the streets of each section; CRS of the network."""
    places = (np.arange(POINTS) + 0.5) / POINTS
    found: list[npt.NDArray[np.intp]] = []
    for line in sections.geometry.to_numpy():
        points = shapely.line_interpolate_point(line, places, normalized=True)
        at, street = network.lines.query_nearest(points, max_distance=BESIDE_M, all_matches=False)
        del at
        found.append(np.asarray(street, dtype=np.intp))
    return OnSections(sections.index, found)
