"""The doors at which walks end, and the walks that stay on one street."""

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from biwaq_geo.analysis.network import Floats, Snapped
from biwaq_geo.analysis.walking.costs import WalkCosts, piece, share_along

Indices = npt.NDArray[np.intp]


@dataclass(frozen=True, slots=True, eq=False)
class Doors:
    """Targets that are walked to again and again, with the last piece of every walk.

    Attributes
    ----------
    near
        Those on the network, and `kept`, their positions among all `size`.
    u, v, from_u, from_v
        The ends of the street of each, and the cost from there to the door.
    order
        Positions in `near` by street; `streets` are the streets in that order.
    """

    near: Snapped
    kept: Indices
    size: int
    u: npt.NDArray[np.int32]
    v: npt.NDArray[np.int32]
    from_u: Floats
    from_v: Floats
    order: Indices
    streets: npt.NDArray[np.int32]


def doors(costs: WalkCosts, targets: Snapped) -> Doors:
    """Return the targets as these costs come to them."""
    near, kept = only_near(targets)
    share, street = share_along(costs.network, near), near.street
    access = near.access * costs.per_metre
    order = np.argsort(street, kind="stable")
    return Doors(
        near=near,
        kept=kept,
        size=len(targets.index),
        u=costs.network.u[street],
        v=costs.network.v[street],
        from_u=piece(costs.there[street], share) + access,
        from_v=piece(costs.back[street], 1.0 - share) + access,
        order=order,
        streets=street[order],
    )


def only_near(places: Snapped) -> tuple[Snapped, Indices]:
    """Return the places on the network, and their positions among all."""
    kept = np.flatnonzero(places.on_network())
    return taken(places, kept), kept


def taken(places: Snapped, kept: Indices) -> Snapped:
    """Return the places at these positions."""
    return replace(
        places,
        index=places.index[kept],
        street=places.street[kept],
        along=places.along[kept],
        access=places.access[kept],
    )


def on_one_street(places: Snapped, targets: Doors) -> tuple[Indices, Indices]:
    """Return all pairs of a place and a target that lie on the same street."""
    first = np.searchsorted(targets.streets, places.street, side="left")
    counts = np.searchsorted(targets.streets, places.street, side="right") - first
    here = np.repeat(np.arange(len(places.street)), counts)
    within = np.arange(len(here)) - np.repeat(np.cumsum(counts) - counts, counts)
    return here, targets.order[np.repeat(first, counts) + within]


def along_one_street(
    costs: WalkCosts, places: Snapped, targets: Doors, here: Indices, there: Indices
) -> Floats:
    """Return the cost of the walk of each pair that never leaves its street."""
    street, near = places.street[here], taken(targets.near, there)
    way = share_along(costs.network, near) - share_along(costs.network, places)[here]
    cost = np.where(way >= 0, costs.there[street], costs.back[street])
    access = (places.access[here] + near.access) * costs.per_metre
    return piece(cost, np.abs(way)) + access
