"""What no scenario changes: streets, sections, buildings and sites of a town."""

from collections.abc import Mapping
from dataclasses import dataclass

import geopandas as gpd

from biwaq_geo.analysis.network import Snapped, WalkNetwork, snap, walk_network


@dataclass(frozen=True, slots=True, eq=False)
class Ground:
    """Base layers with the walking network and the way from every building to it.

    Costly to make and never changed: make it once for each town and share it.

    Attributes
    ----------
    sections, buildings, sites
        Base layers as `domain.towns.BASE_LAYERS` describes them.
    houses
        The buildings on the network, in the same order.
    """

    sections: gpd.GeoDataFrame
    buildings: gpd.GeoDataFrame
    sites: gpd.GeoDataFrame
    network: WalkNetwork
    houses: Snapped


def lay_ground(layers: Mapping[str, gpd.GeoDataFrame]) -> Ground:
    """Return the ground made of the base layers streets, sections, buildings and sites.

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
        network=network,
        houses=snap(network, buildings.geometry),
    )
