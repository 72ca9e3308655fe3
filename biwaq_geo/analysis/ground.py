"""What no scenario changes: streets, sections, buildings, services and sites of a town."""

from collections import OrderedDict
from collections.abc import Mapping, Sequence
from copy import copy
from dataclasses import dataclass, field
from functools import cached_property
from threading import Lock

import geopandas as gpd
import numpy as np
from shapely.geometry.base import BaseGeometry

from biwaq_geo.analysis.apart import Pieces, pieces_of
from biwaq_geo.analysis.network import Floats, Snapped, WalkNetwork, snap, walk_network
from biwaq_geo.analysis.reach import Residents, metres_per_minute, residents
from biwaq_geo.analysis.walking.costs import WalkCosts, metre_costs
from biwaq_geo.analysis.walking.doors import Doors, doors
from biwaq_geo.analysis.walking.search import from_nearest
from biwaq_geo.domain.assumptions import RANGES, REACH_MINUTES, WALK_SPEED

FARTHEST_M = metres_per_minute(RANGES[WALK_SPEED][1]) * RANGES[REACH_MINUTES][1]
"""The longest walk that the assumptions allow, metres."""

KEPT_BYTES = 64_000_000
"""Memory for walks that were looked for before."""


class Walks:
    """Walks from places to all houses that were looked for before, the latest ones."""

    def __init__(self) -> None:
        self._kept: OrderedDict[bytes, Floats] = OrderedDict()
        self._lock = Lock()

    def get(self, key: bytes) -> Floats | None:
        """Return the metres to each house, None where nobody has looked for them."""
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
            return self._kept.get(key)

    def put(self, key: bytes, metres: Floats) -> None:
        """Keep the metres, in the place of the oldest where memory is short."""
        metres.setflags(write=False)
        with self._lock:
            self._kept[key] = metres
            while len(self._kept) * metres.nbytes > KEPT_BYTES and len(self._kept) > 1:
                self._kept.popitem(last=False)


@dataclass(frozen=True, eq=False)
class Ground:
    """Base layers with the walking network and the way from every building to it.

    Costly to make and never changed: make it once for each town and share it.

    Attributes
    ----------
    sections, buildings, sites, services
        Base layers as `domain.towns.BASE_LAYERS` describes them.
    houses
        The buildings on the network, in the same order.
    """

    sections: gpd.GeoDataFrame
    buildings: gpd.GeoDataFrame
    sites: gpd.GeoDataFrame
    services: gpd.GeoDataFrame
    network: WalkNetwork
    houses: Snapped
    _walks: Walks = field(default_factory=Walks, init=False, repr=False)

    @cached_property
    def costs(self) -> WalkCosts:
        """Metres along the streets."""
        return metre_costs(self.network)

    @cached_property
    def doors(self) -> Doors:
        """The houses as walks come to them."""
        return doors(self.costs, self.houses)

    @cached_property
    def pieces(self) -> Pieces:
        """Whether everybody can walk to everybody."""
        return pieces_of(self.network, self.houses)

    @cached_property
    def people(self) -> Residents:
        """Who lives in the houses."""
        return residents(self.buildings)

    def with_sections(self, sections: gpd.GeoDataFrame) -> "Ground":
        """Return the same ground under sections with other scores; all that was found is kept."""
        if sections is self.sections:
            return self
        # made here, so that they are made once and not for each set of scores
        _ = self.doors, self.people, self.pieces
        made = copy(self)
        object.__setattr__(made, "sections", sections)
        return made

    def metres_from(self, *places: BaseGeometry) -> Floats:
        """Return the walk from the nearest of the places to each house in metres.

        inf beyond `FARTHEST_M`, without any place, and from places too far from all streets.
        """
        key = b"".join(place.wkb for place in places)
        found = self._walks.get(key)
        if found is None:
            snapped = snap(self.network, gpd.GeoSeries(list(places)))
            found = from_nearest(self.costs, snapped, self.doors, limit=FARTHEST_M)
            self._walks.put(key, found)
        return found

    def metres_from_each(self, places: Sequence[BaseGeometry]) -> Floats:
        """Return the same, each place looked for on its own: one more costs one search."""
        nearest = np.full(self.doors.size, np.inf)
        for place in places:
            np.minimum(nearest, self.metres_from(place), out=nearest)
        return nearest


def lay_ground(layers: Mapping[str, gpd.GeoDataFrame]) -> Ground:
    """Return the ground of the base layers streets, sections, buildings, sites, services.

    Raises
    ------
    GeometryError
        The streets do not join where their nodes say.
    """
    network = walk_network(layers["streets"])
    buildings = layers["buildings"]
    return Ground(
        sections=layers["sections"],
        buildings=buildings,
        sites=layers["sites"],
        services=layers["services"],
        network=network,
        houses=snap(network, buildings.geometry),
    )
