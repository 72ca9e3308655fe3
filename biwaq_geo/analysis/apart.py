"""Whether a walking network is in one piece, and which houses lie apart from most others."""

from dataclasses import dataclass

import numpy as np
from scipy.sparse.csgraph import connected_components

from biwaq_geo.analysis.network import Snapped, WalkNetwork


@dataclass(frozen=True, slots=True)
class Pieces:
    """A network in pieces between which nobody can walk.

    Attributes
    ----------
    count
        Pieces of the network.
    apart
        Houses on another piece than most of them are.
    off
        Houses too far from every street.
    """

    count: int
    apart: int
    off: int


def pieces_of(network: WalkNetwork, houses: Snapped) -> Pieces:
    """Count the pieces of the network that have streets, and the houses that they keep apart."""
    if not len(network.u):
        return Pieces(0, 0, len(houses.access))
    _, piece = connected_components(network.metres, directed=False)
    there = houses.on_network()
    on = piece[network.u[houses.street[there]]]
    most = int(np.bincount(on).max()) if on.size else 0
    return Pieces(len(np.unique(piece[network.u])), int(on.size) - most, int((~there).sum()))
