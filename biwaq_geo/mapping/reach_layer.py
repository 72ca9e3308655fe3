"""The areas that are reached on foot, as a layer below all that can be clicked."""

from collections.abc import Sequence
from dataclasses import replace

import geopandas as gpd

from biwaq_geo.mapping.comparing import marks
from biwaq_geo.mapping.mapspec import Draw, LayerSpec, MapSpec, Stroke, Symbol
from biwaq_geo.mapping.query import REACH
from biwaq_geo.texts import LANGUAGES, load

LOOKS: Sequence[tuple[str, Stroke]] = (
    ("#0b5d66", Stroke.SOLID),
    ("#1f6fb2", Stroke.DASHED),
    ("#7a5aa6", Stroke.DOTTED),
)
"""Colour and outline of the rings, the nearest first."""


def reach_layer(bands: Sequence[float]) -> LayerSpec:
    """Return the layer of the rings of these minutes, at most three, rising."""
    return LayerSpec(
        key=REACH,
        order=0,
        title={language: load(language)("reach.layer") for language in LANGUAGES},
        source=REACH,
        draw=Draw.POLYGONS,
        colour=LOOKS[0][0],
        width=2.0,
        fill=0.22,
        column="minutes",
        symbols=tuple(
            Symbol(
                key=f"{band:g}",
                label={
                    language: load(language)("reach.up_to", minutes=f"{band:g}")
                    for language in LANGUAGES
                },
                colour=colour,
                stroke=stroke,
                values=frozenset({str(float(band))}),
            )
            for band, (colour, stroke) in zip(bands, LOOKS, strict=False)
        ),
    )


def with_reach(spec: MapSpec, rings: gpd.GeoDataFrame, *, bands: Sequence[float]) -> MapSpec:
    """Return the map with the rings below all layers that are not of the base map.

    Parameters
    ----------
    rings
        Column `minutes`; in the CRS of the map. Without a ring the layer is switched off.
    """
    layer = reach_layer(bands)
    base = tuple(one for one in spec.layers if one.base)
    others = tuple(one for one in spec.layers if not one.base)
    return replace(
        spec,
        layers=(*base, layer, *others),
        visible=spec.visible if rings.empty else spec.visible | {layer.key},
        own={**spec.own, **marks(rings, layer)},
    )
