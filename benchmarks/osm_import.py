"""Time and memory of cutting a town out of an extract as large as a federal state.

`make` writes a synthetic extract: a square of square villages, each a grid of streets with
houses. Ids are spread over the range that twenty years of mapping have filled, which is
what makes id sets expensive. `clip` imports one village of it and prints the figures.

    python benchmarks/osm_import.py make state.osm.pbf --nodes 20000000
    python benchmarks/osm_import.py clip state.osm.pbf
"""

import argparse
import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import osmium
from osmium.osm.mutable import Node, Relation, Way

from biwaq_geo.adapters.osm.import_file import import_town
from biwaq_geo.adapters.towns import FolderLibrary

LAST_NODE_ID = 12_500_000_000
LAST_WAY_ID = 1_350_000_000
SIDE = 40
"""Crossings along each side of a village; each crossing has one house beside it."""
NODES_OF_VILLAGE = 5 * SIDE * SIDE
STEP_DEG = 0.0007
WEST, SOUTH = 11.9, 50.2
VILLAGES_IN_ROW = 50
SEED_STEP = 7_919
"""A prime: villages are not neighbours in the order of ids, as in the real world."""


def corner(village: int) -> tuple[float, float]:
    """Return longitude and latitude of the south-west crossing of a village."""
    across, up = village % VILLAGES_IN_ROW, village // VILLAGES_IN_ROW
    width = STEP_DEG * (SIDE + 5)
    return WEST + width * across, SOUTH + width * up


def place_of(number: int, villages: int) -> tuple[float, float]:
    """Node `number` belongs to village `number % villages`, so each has old and new ids."""
    west, south = corner(number % villages)
    inside = number // villages
    crossing, part = inside % (SIDE * SIDE), inside // (SIDE * SIDE)
    x, y = west + STEP_DEG * (crossing % SIDE), south + STEP_DEG * (crossing // SIDE)
    if part == 0:
        return x, y
    right, up = ((0, 0), (1, 0), (1, 1), (0, 1))[part - 1]
    return x + STEP_DEG * (0.3 + 0.2 * right), y + STEP_DEG * (0.2 + 0.2 * up)


def ways(villages: int, spread: int) -> Iterator[tuple[list[int], dict[str, str]]]:
    """Yield nodes and tags of the streets and houses of every village."""

    def node(village: int, part: int, crossing: int) -> int:
        return 1 + spread * (village + villages * (part * SIDE * SIDE + crossing))

    for village in range(villages):
        for line in range(SIDE):
            row = [node(village, 0, SIDE * line + n) for n in range(SIDE)]
            yield row, {"highway": "residential", "name": f"Reihe {line}"}
            column = [node(village, 0, SIDE * n + line) for n in range(SIDE)]
            yield column, {"highway": "residential", "name": f"Gasse {line}"}
        for crossing in range(SIDE * SIDE):
            ring = [node(village, part, crossing) for part in (1, 2, 3, 4)]
            yield [*ring, ring[0]], {"building": "house"}


def make(path: Path, *, nodes: int) -> None:
    """Write the extract."""
    villages = max(1, nodes // NODES_OF_VILLAGE)
    count = villages * NODES_OF_VILLAGE
    spread = LAST_NODE_ID // (count + 10)
    with osmium.SimpleWriter(str(path), overwrite=True) as writer:
        for number in range(count):
            writer.add_node(Node(id=1 + spread * number, location=place_of(number, villages)))
        west, south = corner(villages // 2)
        edge = STEP_DEG * (SIDE + 1)
        rim = [(-1, -1), (1, -1), (1, 1), (-1, 1)]
        centre = (west + edge / 2, south + edge / 2)
        last = [1 + spread * (count + n) for n in range(4)]
        for node_id, (x, y) in zip(last, rim, strict=True):
            spot = (centre[0] + x * edge / 2, centre[1] + y * edge / 2)
            writer.add_node(Node(id=node_id, location=spot))
        way_spread = LAST_WAY_ID // (villages * (SIDE * SIDE + 2 * SIDE) + 10)
        way_id = 1
        for refs, tags in ways(villages, spread):
            writer.add_way(Way(id=way_id, nodes=refs, tags=tags))
            way_id += way_spread
        writer.add_way(Way(id=way_id, nodes=[*last, last[0]]))
        boundary = {"type": "boundary", "boundary": "administrative", "name": "Mitte (Demo)"}
        writer.add_relation(Relation(id=1, members=[("w", way_id, "outer")], tags=boundary))
    print(f"{count} nodes, {villages} villages, {path.stat().st_size / 1e6:.0f} MB")


def clip(path: Path) -> None:
    """Import one village and print time and peak memory at each step."""
    begun = time.monotonic()
    steps: list[str] = []

    def progress(_share: float, step: str) -> None:
        if step not in steps:
            steps.append(step)
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3
            print(f"{time.monotonic() - begun:7.1f} s  peak {peak:6.0f} MB  {step}")

    with tempfile.TemporaryDirectory() as state:
        town = import_town(
            FolderLibrary(Path(state)),
            path,
            name="Mitte",
            place="Mitte (Demo)",
            progress=progress,
        )
        print(f"{len(town.layer('buildings'))} buildings, {len(town.layer('streets'))} streets")


def main() -> None:
    """Run what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=["make", "clip"])
    parser.add_argument("file", type=Path)
    parser.add_argument("--nodes", type=int, default=20_000_000)
    arguments = parser.parse_args(sys.argv[1:])
    if arguments.what == "make":
        make(arguments.file, nodes=arguments.nodes)
    else:
        clip(arguments.file)


if __name__ == "__main__":
    main()
