"""Layers of so many units that their symbols would lie upon one another."""

from collections.abc import Sequence
from dataclasses import replace

from biwaq_geo.mapping.layerspec import Draw, LayerSpec
from biwaq_geo.mapping.query import UNITS, parse

MANY_UNITS = 1_500
"""Of a town: with more, symbols cover each other wherever a good part of it is seen."""

BELOW_ZOOM = 15
"""Web-map zoom from which on a window shows a few streets and each unit by itself again."""


def counted_from_afar(layers: Sequence[LayerSpec], *, units: int) -> tuple[LayerSpec, ...]:
    """Return the layers, those of units counted from afar in a town of many units.

    A town of the size that the layer files are made for is drawn as they say. What a file
    says of counting stays, and so do discs of density, which count by themselves.
    """
    if units <= MANY_UNITS:
        return tuple(layers)
    return tuple(
        replace(layer, cluster_below=BELOW_ZOOM) if _is_each_unit(layer) else layer
        for layer in layers
    )


def _is_each_unit(layer: LayerSpec) -> bool:
    return (
        not layer.base
        and layer.draw is Draw.POINTS
        and not layer.heat
        and not layer.cluster_below
        and parse(layer.source).name == UNITS
    )
