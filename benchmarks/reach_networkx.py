"""networkx on the same town, in a process of its own: `reach_networkx FOLDER`.

It searches crossings only: the ways to the doors are left out.
"""

import json
import sys
from pathlib import Path

import networkx as nx
import numpy as np

from benchmarks.reach_clock import milliseconds, most_memory


def measured(folder: Path) -> dict[str, float]:
    """Return milliseconds of each task, and bytes."""
    town = np.load(folder / "town.npz")
    limit, graph = float(town["limit"]), nx.DiGraph()

    def prepare() -> None:
        lists = (town[key].tolist() for key in ("tail", "head", "minutes"))
        graph.add_weighted_edges_from(zip(*lists, strict=True))

    prepared = milliseconds(prepare, runs=1)
    kinds, origins = [set(row) for row in town["kinds"].tolist()], town["origins"].tolist()

    def reach_set() -> None:
        for sources in kinds:
            nx.multi_source_dijkstra_path_length(graph, sources, cutoff=limit)

    def each() -> None:
        for source in origins:
            nx.single_source_dijkstra_path_length(graph, source, cutoff=limit)

    return {
        "prepared": prepared,
        "set": milliseconds(reach_set, runs=3),
        "origin": milliseconds(each, runs=3) / len(origins),
        "memory": most_memory(),
    }


if __name__ == "__main__":
    place = Path(sys.argv[1])
    (place / "networkx.json").write_text(json.dumps(measured(place)))
