"""pandana on the same town: `PYTHON benchmarks/reach_pandana.py FOLDER`.

Needs a Python that has pandana, numpy and pandas, and nothing of this project: pandana is under
the AGPL and no part of it. It knows places by their crossing only, and answers for every crossing
at once; the ways to the doors are left out. The times of its threads are added up.
"""

import json
import sys
from pathlib import Path

import numpy as np
import pandana
import pandas as pd
from reach_clock import milliseconds, most_memory


def measured(folder: Path) -> dict[str, float]:
    """Return milliseconds of each task, and bytes."""
    town = np.load(folder / "town.npz")
    limit, xy, houses = float(town["limit"]), town["xy"], town["houses"]
    made = []

    def prepare() -> None:
        # every street once: the network is walked both ways
        once = town["tail"] < town["head"]
        network = pandana.Network(
            pd.Series(xy[:, 0]),
            pd.Series(xy[:, 1]),
            pd.Series(town["tail"][once]),
            pd.Series(town["head"][once]),
            pd.DataFrame({"minutes": town["minutes"][once]}),
            twoway=True,
        )
        made.append(network)

    prepared = milliseconds(prepare, runs=1)
    network = made[0]

    def reach_set() -> None:
        for number, places in enumerate(town["kinds"]):
            x, y = pd.Series(xy[places, 0]), pd.Series(xy[places, 1])
            network.set_pois(f"kind{number}", limit, 1, x, y)
            nearest = network.nearest_pois(limit, f"kind{number}", num_pois=1, max_distance=1e9)
            minutes = nearest.to_numpy()[houses, 0]
            for band in town["bands"]:
                (minutes <= band).sum() * float(town["people"])

    def all_crossings() -> None:
        network.set(pd.Series(houses), pd.Series(np.full(len(houses), float(town["people"]))))
        for band in town["bands"]:
            network.aggregate(float(band), type="sum", decay="flat")

    return {
        "prepared": prepared,
        "set": milliseconds(reach_set, runs=3),
        "people": milliseconds(all_crossings, runs=1),
        "memory": most_memory(),
    }


if __name__ == "__main__":
    place = Path(sys.argv[1])
    (place / "pandana.json").write_text(json.dumps(measured(place)))
