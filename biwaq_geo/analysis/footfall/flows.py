"""Walks from origins to destinations, laid on the streets they go along.

A gravity model without constraints: from origin i of mass m to destination j of weight w go
m x w x exp(-decay x minutes) walks, all along the cheapest way. Every flow is linear in the weights
of the destinations, so that a scenario needs no new search.
"""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array

from biwaq_geo.analysis.network import Floats, Snapped
from biwaq_geo.analysis.walking.costs import WalkCosts, piece, share_along
from biwaq_geo.analysis.walking.search import TOLERANCE
from biwaq_geo.analysis.walking.ways import Ways, ways_from

if TYPE_CHECKING:
    import pandas as pd

LIMIT_MIN = 20.0
"""No walk is longer: at a decay of 0.15 per minute a twentieth is left of a mass (assumption)."""

Positions = npt.NDArray[np.intp]


@dataclass(frozen=True, slots=True, eq=False)
class Pull:
    """What a destination of weight one draws along each street.

    Attributes
    ----------
    per_weight
        One row for each destination, one column for each street of the network.
    index
        Labels of the destinations.
    lost_origins, lost_destinations
        Those too far from every street; they move nobody.
    """

    per_weight: csr_array
    index: "pd.Index[Any]"
    lost_origins: int
    lost_destinations: int

    def flows(self, weights: "pd.Series[float]") -> Floats:
        """Return the flow of each street; a destination without a weight draws nobody."""
        known = weights.reindex(self.index).fillna(0.0).to_numpy(dtype=np.float64)
        found: Floats = self.per_weight.T @ known
        return found


def pull(
    costs: WalkCosts,
    origins: Snapped,
    masses: Floats,
    destinations: Snapped,
    *,
    decay_per_min: float,
    limit_min: float = LIMIT_MIN,
) -> Pull:
    """Search the ways from all origins to each destination, bounded by `limit_min`.

    A street that a walk goes along in part has that share of the walk, so its flow is the mean
    over its length.

    Parameters
    ----------
    costs
        In minutes, from origins to destinations.
    masses
        Walkers of each origin, not negative.
    """
    moved = masses > 0
    near = np.flatnonzero(origins.on_network() & moved)
    streets = _Streets(costs.reversed())
    starts = _Starts(
        street=origins.street[near],
        share=share_along(costs.network, origins)[near],
        access=origins.access[near] * costs.per_metre,
        masses=masses[near],
    )
    there = destinations.on_network()
    rows = [
        _row(streets, starts, destinations, position, decay=decay_per_min, limit=limit_min)
        if there[position]
        else np.zeros(len(costs.network.length))
        for position in range(len(destinations.index))
    ]
    return Pull(
        per_weight=_stacked(rows, columns=len(costs.network.length)),
        index=destinations.index,
        lost_origins=int((moved & ~origins.on_network()).sum()),
        lost_destinations=int((~there).sum()),
    )


@dataclass(frozen=True, slots=True, eq=False)
class _Starts:
    """Origins on the network: where on which street, minutes to it, walkers."""

    street: npt.NDArray[np.int32]
    share: Floats
    access: Floats
    masses: Floats


@dataclass(eq=False)
class _Streets:
    """Costs against the direction of the walks, with the street of each arc."""

    back: WalkCosts
    nodes: int = field(init=False)
    _pairs: npt.NDArray[np.int64] = field(init=False)
    _street: Positions = field(init=False)

    def __post_init__(self) -> None:
        network = self.back.network
        self.nodes = self.back.arcs.shape[0]
        tail, head = np.r_[network.u, network.v], np.r_[network.v, network.u]
        cost = np.r_[self.back.there, self.back.back]
        order = np.lexsort((cost, head, tail))
        pairs = tail[order].astype(np.int64) * self.nodes + head[order]
        self._pairs, first = np.unique(pairs, return_index=True)
        self._street = np.tile(np.arange(len(network.length)), 2)[order][first]

    def of(self, tail: Positions, head: Positions) -> Positions:
        """Return the cheapest street from each tail to its head."""
        found: Positions = self._street[
            np.searchsorted(self._pairs, tail.astype(np.int64) * self.nodes + head)
        ]
        return found


def _row(
    streets: _Streets,
    starts: _Starts,
    doors: Snapped,
    position: int,
    *,
    decay: float,
    limit: float,
) -> Floats:
    """Return the flow of each street towards one door of weight one."""
    back, network = streets.back, streets.back.network
    at = float(share_along(network, doors)[position])
    ways = ways_from(back, doors, position, share=at, limit=limit)
    door_access = float(doors.access[position]) * back.per_metre
    street, share = starts.street, starts.share
    over_u = ways.costs[network.u[street]] + piece(back.there[street], share) + starts.access
    over_v = ways.costs[network.v[street]] + piece(back.back[street], 1 - share) + starts.access
    along = np.where(share >= at, back.there[street], back.back[street])
    straight = piece(along, np.abs(share - at)) + starts.access + door_access
    straight[street != doors.street[position]] = np.inf
    minutes = np.minimum(np.minimum(over_u, over_v), straight)
    within = minutes <= limit + TOLERANCE
    walks = np.zeros(len(minutes))
    walks[within] = starts.masses[within] * np.exp(-decay * minutes[within])
    direct = straight <= np.minimum(over_u, over_v)
    via_u, via_v = ~direct & (over_u <= over_v), ~direct & (over_u > over_v)
    part = np.where(direct, np.abs(share - at), np.where(via_u, share, 1 - share))
    found, arriving = np.zeros(len(network.length)), np.zeros(streets.nodes)
    np.add.at(found, street, walks * part)
    np.add.at(arriving, network.u[street[via_u]], walks[via_u])
    np.add.at(arriving, network.v[street[via_v]], walks[via_v])
    carried = _carry(streets, ways, arriving, found)
    # the last piece, from an end of the door's street to the door
    last = int(doors.street[position])
    for node, piece_of in zip(ways.ends, ways.shares, strict=True):
        found[last] += carried[node] * piece_of
    return found


def _carry(streets: _Streets, ways: Ways, arriving: Floats, found: Floats) -> list[float]:
    """Carry walks from node to node towards the door, the farthest first; return each sum."""
    costs, before = ways.costs, ways.before
    inner = np.flatnonzero(np.isfinite(costs) & (before >= 0) & (before < streets.nodes))
    inner = inner[np.argsort(-costs[inner], kind="stable")]
    carried: list[float] = arriving.tolist()
    lanes = streets.of(before[inner], inner).tolist()
    for node, parent, lane in zip(inner.tolist(), before[inner].tolist(), lanes, strict=True):
        walks = carried[node]
        if walks:
            found[lane] += walks
            carried[parent] += walks
    return carried


def _stacked(rows: list[Floats], *, columns: int) -> csr_array:
    sparse = [np.flatnonzero(row) for row in rows]
    lengths = [len(one) for one in sparse]
    data = [row[kept] for row, kept in zip(rows, sparse, strict=True)]
    return csr_array(
        (
            np.concatenate([*data, np.zeros(0)]),
            np.concatenate([*sparse, np.zeros(0, dtype=np.intp)]).astype(np.int32),
            np.concatenate([[0], np.cumsum(lengths)]).astype(np.int32),
        ),
        shape=(len(rows), columns),
    )
