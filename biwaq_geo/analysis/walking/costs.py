"""What it costs to walk the streets of a network, in each direction."""

import hashlib
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import shapely
from scipy.sparse import csr_array

from biwaq_geo.analysis.network import Floats, Snapped, WalkNetwork, cheapest_arcs
from biwaq_geo.analysis.walking.part import Bound, bound_of


@dataclass(frozen=True, eq=False)
class WalkCosts:
    """Costs of one kind of walker, in one unit: minutes or metres. Never changed.

    Attributes
    ----------
    there, back
        Cost of each whole street from `u` to `v` and from `v` to `u`; inf where nobody may
        walk that way. A piece of a street costs its share of the length.
    per_metre
        Cost of a metre between a door and the street.
    arcs
        The cheapest street from node to node.
    """

    network: WalkNetwork
    there: Floats
    back: Floats
    per_metre: float
    arcs: csr_array

    def reversed(self) -> "WalkCosts":
        """Return the costs of the same walks in the other direction."""
        return WalkCosts(self.network, self.back, self.there, self.per_metre, self.arcs.T.tocsr())

    @cached_property
    def bound(self) -> Bound | None:
        """How far one gets for a cost, for searches of a large network."""
        return bound_of(self.arcs, self.network.xy, self.per_metre)

    @cached_property
    def digest(self) -> str:
        """Text that stands for the network and its costs: equal for equal ones."""
        found = hashlib.sha256(np.float64(self.per_metre).tobytes())
        for array in (self.network.u, self.network.v, self.there, self.back):
            found.update(np.ascontiguousarray(array).tobytes())
        for line in shapely.to_wkb(self.network.lines.geometries):
            found.update(line)
        return found.hexdigest()


def walk_costs(network: WalkNetwork, there: Floats, back: Floats, *, per_metre: float) -> WalkCosts:
    """Return the costs with their arcs; as for `WalkCosts`."""
    tail, head = np.r_[network.u, network.v], np.r_[network.v, network.u]
    arcs = cheapest_arcs(tail, head, np.r_[there, back], nodes=network.metres.shape[0])
    for array in (there, back):
        array.setflags(write=False)
    return WalkCosts(network, there, back, per_metre, arcs)


def metre_costs(network: WalkNetwork) -> WalkCosts:
    """Return the costs in metres, every street walked both ways."""
    return WalkCosts(network, network.length, network.length, 1.0, network.metres)


def share_along(network: WalkNetwork, snapped: Snapped) -> Floats:
    """Return where on its street each place lies: 0 at `u`, 1 at `v`."""
    length = network.length[snapped.street]
    share = np.zeros(len(length))
    np.divide(snapped.along, length, out=share, where=length > 0)
    return np.clip(share, 0.0, 1.0)


def piece(cost: Floats, share: Floats) -> Floats:
    """Return the cost of a share of a street; nothing is free even where the whole is closed."""
    part = np.zeros(np.broadcast(cost, share).shape)
    np.multiply(cost, share, out=part, where=share > 0)
    return part
