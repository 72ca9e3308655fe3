"""How many houses a search from crossing to crossing puts into a wrong band.

The measure is networkx on a graph in which every street is cut at every door. Ours puts doors on
streets without cutting any. The other way is the usual one: door and place are moved to their
nearest crossing, with the straight way there counted, or left out as most tools do.
"""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import geopandas as gpd
import numpy as np
import numpy.typing as npt
from scipy.sparse.csgraph import dijkstra
from scipy.spatial import KDTree

from biwaq_geo.adapters.builtin_town import load_builtin
from biwaq_geo.adapters.catalogue_files import read_catalogues
from biwaq_geo.adapters.osm.import_file import import_town
from biwaq_geo.adapters.towns import FolderLibrary
from biwaq_geo.analysis.network import Floats, snap
from biwaq_geo.analysis.walking.costs import WalkCosts
from biwaq_geo.analysis.walking.doors import doors
from biwaq_geo.analysis.walking.network import walking_network
from biwaq_geo.analysis.walking.search import TOLERANCE, from_nearest
from biwaq_geo.analysis.within import REACH_BANDS
from biwaq_geo.settings import ROOT
from tests.split_graph import from_nearest_place, split_graph

REAL = ROOT.parent / "shared" / "real" / "krems.osm.gz"
FACILITIES = 15
LIMIT = max(REACH_BANDS)


def towns(folder: Path) -> Iterator[tuple[str, gpd.GeoDataFrame, gpd.GeoDataFrame]]:
    """Yield name, streets and buildings of each town that there is."""
    library = FolderLibrary(folder)
    town = load_builtin(library, ROOT / "data" / "shapefiles")
    yield "built-in town", town.layer("streets"), town.layer("buildings")
    if REAL.exists():
        town = import_town(library, REAL, name="Krems")
        yield "real extract", town.layer("streets"), town.layer("buildings")
    else:
        print("real extract: not on this machine")


def bands_of(minutes: Floats) -> npt.NDArray[np.intp]:
    """Return the number of the band of each walk, one more than there are for none."""
    return np.searchsorted(np.array(REACH_BANDS) + TOLERANCE, minutes)


def by_crossings(
    costs: WalkCosts, places: gpd.GeoSeries, houses: gpd.GeoSeries, *, straight: bool
) -> Floats:
    """Return the walks between the nearest crossings, with or without the straight way there."""
    tree = KDTree(costs.network.xy)

    def nearest(group: gpd.GeoSeries) -> tuple[Floats, npt.NDArray[np.intp]]:
        away, at = tree.query(group.representative_point().get_coordinates().to_numpy())
        return away * costs.per_metre * straight, at

    place_away, place_at = nearest(places)
    house_away, house_at = nearest(houses)
    walks = dijkstra(costs.arcs, indices=place_at)
    found: Floats = (walks[:, house_at] + place_away[:, None]).min(axis=0) + house_away
    return found


def say_snapping() -> None:
    """Print the shares of houses in a wrong band."""
    adult = read_catalogues(ROOT / "catalogues").walking["adult"]
    print(f"\nhouses in a wrong band of {FACILITIES} places, against streets cut at every door")
    with tempfile.TemporaryDirectory() as name:
        for town, streets, buildings in towns(Path(name)):
            walking = walking_network(streets, adult)
            costs, used = walking.costs, streets.loc[walking.streets]
            chosen = np.random.default_rng(5).choice(len(buildings), FACILITIES, replace=False)
            shapes, spots = buildings.geometry, buildings.geometry.iloc[chosen]
            houses, places = snap(costs.network, shapes), snap(costs.network, spots)
            there = houses.on_network()
            graph = split_graph(costs.network, used, {"o": places, "t": houses}, profile=adult)
            right = from_nearest_place(graph, FACILITIES, len(houses.index))
            ours = from_nearest(costs, places, doors(costs, houses), limit=LIMIT)
            print(f"{town}: {there.sum()} houses", end="")
            for what, walks in (
                ("doors on streets", ours),
                (
                    "crossings, straight way counted",
                    by_crossings(costs, spots, shapes, straight=True),
                ),
                ("crossings alone", by_crossings(costs, spots, shapes, straight=False)),
            ):
                wrong = int((bands_of(walks) != bands_of(right))[there].sum())
                print(f"; {what} {wrong} ({100 * wrong / there.sum():.1f} %)", end="")
            print()
