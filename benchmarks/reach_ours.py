"""Our side of the benchmark of reach, in a process of its own: `reach_ours CROSSINGS FOLDER`.

Writes its times and its memory as JSON, and then the same town for the peers. The memory is what
was there with the town and all answers at once, before anything is written for others.
"""

import json
import sys
from pathlib import Path

import geopandas as gpd
import pandas as pd

from benchmarks.reach_clock import milliseconds, most_memory
from benchmarks.reach_town import (
    CRS,
    HOUSES,
    KINDS,
    LIMIT,
    ORIGINS,
    PEOPLE,
    asked,
    points,
    streets,
    write_for_peers,
)
from biwaq_geo.adapters.catalogue_files import read_catalogues
from biwaq_geo.analysis.network import snap
from biwaq_geo.analysis.reach import residents
from biwaq_geo.analysis.walking.doors import doors
from biwaq_geo.analysis.walking.isochrone import isochrones
from biwaq_geo.analysis.walking.network import walking_network
from biwaq_geo.analysis.walking.search import from_each, from_nearest
from biwaq_geo.analysis.within import REACH_BANDS, inhabitants_of_each, within_bands
from biwaq_geo.settings import ROOT


def measured(crossings: int, folder: Path) -> dict[str, float]:
    """Return milliseconds of each task, and bytes."""
    town = streets(crossings)
    adult = read_catalogues(ROOT / "catalogues").walking["adult"]
    costs = walking_network(town, adult).costs
    back = costs.reversed()
    homes = points(HOUSES, seed=2, crossings=crossings)
    kept = gpd.GeoDataFrame({"kind": "residential", "inhabitants": pd.Series([PEOPLE] * HOUSES)})
    people, question = residents(kept), asked(costs, crossings)
    there, here = doors(costs, question.houses), doors(back, question.houses)

    def reach_set() -> None:
        for places in question.kinds:
            within_bands(people, from_nearest(back, places, here, limit=LIMIT))

    def each() -> None:
        for _ in from_each(costs, question.origins, there, limit=LIMIT):
            pass

    found = {
        "network": milliseconds(lambda: walking_network(town, adult), runs=1),
        "bound": milliseconds(lambda: (costs.bound, back.bound), runs=1),
        "snapping": milliseconds(lambda: snap(costs.network, homes)),
        "set": milliseconds(reach_set),
        "origin": milliseconds(each) / ORIGINS,
        "people": milliseconds(lambda: inhabitants_of_each(costs, question.origins, there, people)),
        "rings": milliseconds(lambda: isochrones(costs, question.one, bands=REACH_BANDS, epsg=CRS)),
        "crossings": costs.arcs.shape[0],
        "streets": len(town),
        "kinds": KINDS,
        "memory": most_memory(),
    }
    write_for_peers(folder / "town.npz", costs, question)
    return found


if __name__ == "__main__":
    place = Path(sys.argv[2])
    (place / "ours.json").write_text(json.dumps(measured(int(sys.argv[1]), place)))
