"""How long it takes from one more edit of a scenario to the new table of figures.

The peer computes the reach of the whole scenario from scratch with networkx: a search from each
offer on the same streets, with every building as a node of its own. Both must count the same
inhabitants. Its graph is laid before and timed apart.

    python -m benchmarks.scenario_edit [--side N] [--houses N] [--units N]
"""

import argparse
import statistics
import sys
import time
from datetime import UTC, date, datetime
from uuid import UUID

import geopandas as gpd
import networkx as nx
import numpy as np
from shapely import LineString, Point, box

from biwaq_geo.adapters.catalogue_files import read_catalogues
from biwaq_geo.analysis.drift import Flow, History
from biwaq_geo.analysis.footfall.calibrate import calibrate
from biwaq_geo.analysis.footfall.change import FootfallModel
from biwaq_geo.analysis.footfall.flows import pull
from biwaq_geo.analysis.footfall.places import drawn_with
from biwaq_geo.analysis.footfall.planned import PresentFootfall
from biwaq_geo.analysis.footfall.regression import Counted, Period
from biwaq_geo.analysis.footfall.sections import on_sections
from biwaq_geo.analysis.frames import units_frame
from biwaq_geo.analysis.ground import FARTHEST_M, Ground, lay_ground
from biwaq_geo.analysis.network import snap
from biwaq_geo.analysis.scenario_compare import Baseline, compare
from biwaq_geo.analysis.stock import stock_of
from biwaq_geo.analysis.walking.costs import walk_costs
from biwaq_geo.domain.assumptions import REACH_MINUTES, WALK_SPEED, assumptions_of
from biwaq_geo.domain.catalogue import Catalogues
from biwaq_geo.domain.footfall import DECAY
from biwaq_geo.domain.origin import Origin
from biwaq_geo.domain.scenarios import Scenario, UseUnit
from biwaq_geo.domain.units import CommercialUnit, UnitKind, UnitState
from biwaq_geo.settings import ROOT

EPSG, BLOCK_M, REPEATS, SEED = 25833, 80.0, 15, 7
X0, Y0 = 475_000.0, 5_706_000.0
SERVICES = ("supermarket", "bakery", "pharmacy", "doctor")


def streets(side: int) -> gpd.GeoDataFrame:
    """A grid of side x side crossings."""
    rows = []
    for row in range(side):
        for column in range(side):
            here = row * side + column
            for there, (dx, dy) in ((here + 1, (1, 0)), (here + side, (0, 1))):
                if column + dx < side and row + dy < side:
                    x, y = X0 + column * BLOCK_M, Y0 + row * BLOCK_M
                    line = LineString([(x, y), (x + dx * BLOCK_M, y + dy * BLOCK_M)])
                    rows.append({"u": here, "v": there, "geometry": line})
    return gpd.GeoDataFrame(rows, crs=EPSG)


def ground(side: int, houses: int, rng: np.random.Generator) -> Ground:
    """The grid with houses, sections and services on it."""
    at = rng.uniform(0, (side - 1) * BLOCK_M, size=(houses, 2))
    homes = [box(X0 + x, Y0 + y, X0 + x + 8, Y0 + y + 8) for x, y in at]
    places = rng.uniform(0, (side - 1) * BLOCK_M, size=(80, 2))
    named = streets(side)
    sections = named.iloc[: side * 2].assign(street_score=50.0)[["street_score", "geometry"]]
    return lay_ground(
        {
            "streets": named,
            "buildings": gpd.GeoDataFrame(
                {"kind": "residential", "inhabitants": rng.integers(1, 12, houses).astype(float)},
                geometry=homes,
                crs=EPSG,
            ),
            "sections": sections.set_index(sections.index.astype(str)),
            "sites": gpd.GeoDataFrame({"phase": [], "floor_area_m2": []}, geometry=[], crs=EPSG),
            "services": gpd.GeoDataFrame(
                {"kind": [SERVICES[i % len(SERVICES)] for i in range(len(places))]},
                geometry=[Point(X0 + x, Y0 + y) for x, y in places],
                crs=EPSG,
            ),
        }
    )


def units(count: int, side: int, rng: np.random.Generator) -> list[CommercialUnit]:
    """Units along the streets, every third one empty."""
    return [
        CommercialUnit(
            UUID(int=i + 1),
            f"Straße {i}",
            UnitKind.SHOP,
            UnitState.VACANT if i % 3 == 0 else UnitState.USED,
            Point(X0 + rng.integers(0, side) * BLOCK_M + 8, Y0 + rng.integers(0, side) * BLOCK_M),
            date(2026, 5, 1),
            Origin.DEMO,
            floor_area_m2=float(rng.integers(30, 200)),
            frontage_m=8.0,
        )
        for i in range(count)
    ]


def footfall(laid: Ground, frame: gpd.GeoDataFrame, catalogues: Catalogues) -> PresentFootfall:
    """The calibrated model over the same houses and units, with three counts."""
    figures = {key: item.value.expected for key, item in catalogues.footfall.items()}
    network = laid.network
    costs = walk_costs(network, network.length / 80, network.length / 80, per_metre=1 / 80)
    drawn = pull(
        costs,
        laid.houses,
        laid.buildings["inhabitants"].to_numpy(),
        snap(network, frame.geometry),
        decay_per_min=figures[DECAY],
    )
    counts = [Counted(f"{n}", share, 15.0, int(60 * share), Period.NOON)
              for n, share in enumerate((0.2, 0.5, 1.0))]  # fmt: skip
    known = calibrate(counts)
    assert known is not None  # noqa: S101 -- people were counted
    model = FootfallModel(drawn, on_sections(network, laid.sections), known)
    # no service stands beside these units
    none = gpd.GeoDataFrame({"kind": []}, geometry=[], crs=frame.crs)
    with_figures = drawn_with(frame, none, figures)
    weights = {str(key): figures.get(figure, 0.0) for key, figure in with_figures.items()}
    bands = {key: item.value for key, item in catalogues.footfall.items()}
    return PresentFootfall(model, known, weights, bands, {})


def plan(edits: int) -> Scenario:
    """A scenario with so many interim uses."""
    uses = [
        UseUnit(
            UUID(int=9_000 + i),
            UUID(int=3 * i + 1),
            "pop_up_store",
            date(2026, 6, 1),
            date(2028, 5, 31),
        )
        for i in range(edits)
    ]
    made = datetime(2026, 5, 1, tzinfo=UTC)
    return Scenario(UUID(int=8), "S", baseline_revision=0, created_at=made, edits=tuple(uses))


class Peer:
    """The same streets in networkx, with every building as a node of its own."""

    def __init__(self, base: Baseline) -> None:
        network, houses = base.ground.network, base.ground.houses
        self.base, self.graph = base, nx.Graph()
        streets_ = sorted(zip(network.length, network.u, network.v, strict=True), reverse=True)
        # of several streets between two crossings the shortest one stays
        self.graph.add_weighted_edges_from((u, v, length) for length, u, v in streets_)
        for house, (street, along, access) in enumerate(
            zip(houses.street, houses.along, houses.access, strict=True)
        ):
            self._hang(("h", house), street, along, access)

    def reached(self, scenario: Scenario, minutes: float, pace_kmh: float) -> float:
        """Search from every offer anew and add up who lives near the nearest."""
        at = self.base.stock.frame.geometry.loc[[str(edit.unit_id) for edit in scenario.edits]]
        snapped = snap(self.base.ground.network, at)
        people, limit = self.base.ground.people.people, pace_kmh * 1000 / 60 * minutes
        near: set[int] = set()
        for offer, (street, along, access) in enumerate(
            zip(snapped.street, snapped.along, snapped.access, strict=True)
        ):
            self._hang(("o", offer), street, along, access)
            found = nx.single_source_dijkstra_path_length(
                self.graph, ("o", offer), cutoff=FARTHEST_M
            )
            near |= {
                node[1]
                for node, metres in found.items()
                if isinstance(node, tuple) and node[0] == "h" and metres <= limit + 1e-6
            }
            self.graph.remove_node(("o", offer))
        return float(sum(people[house] for house in near))

    def _hang(self, node: tuple[str, int], street: int, along: float, access: float) -> None:
        network = self.base.ground.network
        rest = network.length[street] - along
        self.graph.add_edge(node, network.u[street], weight=along + access)
        self.graph.add_edge(node, network.v[street], weight=rest + access)


def edit_after_edit(base: Baseline) -> tuple[list[float], float]:
    """Return the seconds from each edit to its table, and the inhabitants reached at last."""
    times, reached = [], 0.0
    for edits in range(1, REPEATS + 1):
        scenario = plan(edits)
        assumed = assumptions_of(base.catalogues, scenario)
        begun = time.perf_counter()
        found = compare(base, scenario, assumed)
        times.append(time.perf_counter() - begun)
        row = next(one for one in found.rows if one.key == "inhabitants_reached")
        reached = row.after.expected if row.after else 0.0
    return times, reached


def main() -> int:
    """Time edit after edit, then the peer, and print the figures."""
    asked = argparse.ArgumentParser()
    asked.add_argument("--side", type=int, default=70, help="crossings of the grid along one side")
    asked.add_argument("--houses", type=int, default=8_000)
    asked.add_argument("--units", type=int, default=150)
    asked.add_argument("--uncounted", action="store_true", help="a town without counts of people")
    given = asked.parse_args()
    rng = np.random.default_rng(SEED)
    catalogues = read_catalogues(ROOT / "catalogues")
    still = History(Flow(0, 0.0), Flow(0, 0.0))
    stock = stock_of(units_frame(units(given.units, given.side, rng), epsg=EPSG))
    laid = ground(given.side, given.houses, rng)
    walkers = None
    if not given.uncounted:
        begun = time.perf_counter()
        walkers = footfall(laid, stock.frame, catalogues)
        print(f"footfall of {given.units} units, once: {time.perf_counter() - begun:.1f} s")
    base = Baseline(stock, laid, catalogues, date(2026, 5, 1), still, walkers)
    assumed = assumptions_of(catalogues, plan(0))
    compare(base, plan(0), assumed)
    times, reached = edit_after_edit(base)
    ours = statistics.median(times)
    begun = time.perf_counter()
    peer = Peer(base)
    prepared = time.perf_counter() - begun
    begun = time.perf_counter()
    other = peer.reached(
        plan(REPEATS), assumed[REACH_MINUTES].value.expected, assumed[WALK_SPEED].value.expected
    )
    theirs = time.perf_counter() - begun
    print(
        f"{given.side**2} crossings, {given.houses} houses, {given.units} units\n"
        f"one edit to the new table: median {ours * 1000:.1f} ms,"
        f" worst {max(times) * 1000:.1f} ms\n"
        f"networkx, the reach of all {REPEATS} edits from scratch: {theirs * 1000:.0f} ms"
        f" ({theirs / ours:.0f} times the whole table), its graph laid in {prepared:.1f} s\n"
        f"inhabitants reached: {reached:.0f} here, {other:.0f} there"
    )
    return 0 if abs(reached - other) < 1 else 1


if __name__ == "__main__":
    sys.exit(main())
