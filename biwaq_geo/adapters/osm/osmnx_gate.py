"""The only file that calls OSMnx, with its global settings put back afterwards.

OSMnx is imported inside the functions: it costs 1.5 s that nobody pays who imports nothing.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import geopandas as gpd
import pandas as pd

from biwaq_geo.adapters.osm.tag_text import one_line
from biwaq_geo.adapters.osm.tags import DETAIL_KEYS, FEATURE_KEYS
from biwaq_geo.adapters.osm.walk_filter import WALK_TAGS, foot_direction, is_walkable

WGS84 = 4326
ONE_WAY = "one_way_on_foot"
"""Name of our own edge attribute: True where one may walk in one direction only."""
GROUND_TAGS = ("surface", "smoothness", "incline", "width", "wheelchair")
"""Tags that say over what one walks; missing where nobody has said."""
_ALIKE = ["highway", "name", ONE_WAY, *GROUND_TAGS]
"""Pieces of a way between crossings that differ in one of these stay apart."""
_EDGE_COLUMNS = ["u", "v", *_ALIKE, "geometry"]

_settings_lock = threading.Lock()
"""OSMnx' settings are global to the process: one import at a time."""


@contextmanager
def osmnx_settings(**values: object) -> Iterator[Any]:
    """Give out OSMnx with these settings, without cache, and put the old ones back."""
    with _settings_lock:
        import osmnx  # noqa: PLC0415

        values = {
            "use_cache": False,
            "log_console": False,
            "log_file": False,
            "useful_tags_way": list(WALK_TAGS),
            **values,
        }
        before = {name: getattr(osmnx.settings, name) for name in values}
        try:
            for name, value in values.items():
                setattr(osmnx.settings, name, value)
            yield osmnx
        finally:
            for name, value in before.items():
                setattr(osmnx.settings, name, value)


def streets_from_file(path: Path) -> Any:
    """Return the graph (degrees, both directions, unsimplified) of a file of streets."""
    with osmnx_settings() as ox:
        return ox.graph_from_xml(path, bidirectional=True, simplify=False, retain_all=True)


def features_from_file(path: Path) -> gpd.GeoDataFrame:
    """Return all features of a file as `tidy_features` describes them."""
    with osmnx_settings() as ox:
        from osmnx._errors import InsufficientResponseError  # noqa: PLC0415

        try:
            return tidy_features(ox.features_from_xml(path))
        except InsufficientResponseError:
            return tidy_features(None)


def tidy_features(features: gpd.GeoDataFrame | None) -> gpd.GeoDataFrame:
    """Return the features with one text column for each known key.

    Indexed by text such as "w123" (n, w, r for node, way, relation); degrees; a tag that
    is absent is None. None stands for no features at all.
    """
    columns = [*FEATURE_KEYS, *DETAIL_KEYS, "geometry"]
    if features is None or features.empty:
        return gpd.GeoDataFrame(columns=columns, geometry="geometry", crs=WGS84)
    tidy = features.reindex(columns=columns)
    tidy.index = pd.Index(
        [f"{kind[0]}{number}" for kind, number in features.index], name="id", dtype=object
    )
    tidy = tidy[~tidy.index.duplicated()]
    tidy = tidy.astype(object).where(tidy.notna(), None).set_geometry("geometry", crs=WGS84)
    for key in columns[:-1]:
        tidy[key] = tidy[key].map(_text)
    return tidy


def _text(value: object) -> str | None:
    return (one_line(value) or None) if isinstance(value, str) else None


def walk_edges(graph: Any) -> gpd.GeoDataFrame:
    """Return the streets between crossings, once each, in degrees.

    Parameters
    ----------
    graph
        As `streets_from_file` returns it; edges that one may not walk on are left out.

    Returns
    -------
    geopandas.GeoDataFrame
        Columns u, v (OpenStreetMap node ids), highway, name, `ONE_WAY`, those of
        `GROUND_TAGS`, geometry; lines run from u to v, which is the direction of walking
        where there is only one.
    """
    with osmnx_settings() as ox:
        directed = graph.copy()
        for u, v, key, tags in list(directed.edges(keys=True, data=True)):
            direction = foot_direction(tags)
            against = direction and tags.get("reversed") == (direction == 1)
            if against or not is_walkable(tags):
                directed.remove_edge(u, v, key)
            else:
                tags[ONE_WAY] = bool(direction)
        directed.remove_nodes_from([n for n, degree in dict(directed.degree).items() if not degree])
        if not directed.number_of_edges():
            return gpd.GeoDataFrame(columns=_EDGE_COLUMNS, geometry="geometry", crs=WGS84)
        simple = ox.simplification.simplify_graph(directed, edge_attrs_differ=_ALIKE)
        edges = ox.convert.graph_to_gdfs(ox.convert.to_undirected(simple), nodes=False)
    # geometries run along "from" and "to"; u and v of an undirected graph are in any order
    edges = edges.reset_index(drop=True).rename(columns={"from": "u", "to": "v"})
    streets: gpd.GeoDataFrame = edges.reindex(columns=_EDGE_COLUMNS)
    words = ["name", *GROUND_TAGS]
    return streets.assign(**{column: streets[column].map(_text) for column in words})
