"""The streets layer: the connected walking network of the town."""

from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import pandas as pd
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components
from shapely.geometry.base import BaseGeometry

from biwaq_geo.adapters.osm.osmnx_gate import GROUND_TAGS, ONE_WAY
from biwaq_geo.domain.origin import Origin


@dataclass(frozen=True, slots=True)
class Network:
    """The streets layer and what was left out of it.

    Attributes
    ----------
    streets
        As `BASE_LAYERS` says.
    islands, island_streets, island_m
        Parts that hang together with nothing, their streets and length in metres. They
        are often faults of the map.
    """

    streets: gpd.GeoDataFrame
    islands: int
    island_streets: int
    island_m: float


def network(edges: gpd.GeoDataFrame, *, inside: BaseGeometry | None) -> Network:
    """Return the largest connected part of the streets that touch the town.

    Parameters
    ----------
    edges
        As `walk_edges` returns them, in the town's projected CRS.
    inside
        Area of the town in the same CRS; None for all streets.
    """
    if inside is not None:
        edges = edges[edges.intersects(inside)]
    if edges.empty:
        return Network(edges, islands=0, island_streets=0, island_m=0.0)
    label = _components(edges)
    main = label == np.bincount(label, weights=edges.length).argmax()
    cut = edges[~main]
    return Network(
        streets=_as_layer(edges[main]),
        islands=int(label.max()),
        island_streets=len(cut),
        island_m=float(cut.length.sum()),
    )


def _components(edges: gpd.GeoDataFrame) -> np.ndarray:
    """Return the number of the connected part of each edge, walked either way."""
    _, ends = np.unique(edges[["u", "v"]].to_numpy(dtype=np.int64), return_inverse=True)
    u, v = ends.reshape(-1, 2).T
    size = ends.max() + 1
    _, label = connected_components(coo_array((np.ones(len(u)), (u, v)), shape=(size, size)))
    return np.asarray(label[u])


def _as_layer(edges: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Return the layer with nodes numbered from 0 in the order of their OSM ids."""
    edges = edges.sort_values(["u", "v"], kind="stable")
    _, ends = np.unique(edges[["u", "v"]].to_numpy(dtype=np.int64), return_inverse=True)
    u, v = ends.reshape(-1, 2).T
    texts = {
        column: edges[column].where(edges[column].notna(), None).astype(object).to_numpy()
        for column in ("name", *GROUND_TAGS)
    }
    one_way = edges[ONE_WAY].astype(bool)
    return gpd.GeoDataFrame(
        {
            "u": u,
            "v": v,
            "kind": edges["highway"].astype(str).to_numpy(),
            "name": texts["name"],
            "origin": Origin.OSM.value,
            "one_way": ["yes" if one else None for one in one_way],
            **{column: texts[column] for column in GROUND_TAGS},
        },
        geometry=edges.geometry.to_numpy(),
        index=pd.Index([f"s{n}" for n in range(1, len(edges) + 1)], name="id", dtype=object),
        crs=edges.crs,
    )
