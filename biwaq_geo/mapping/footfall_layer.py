"""The modelled footfall of the sections, as a layer below all that can be clicked."""

from dataclasses import replace

import geopandas as gpd

from biwaq_geo.mapping.comparing import marks
from biwaq_geo.mapping.mapspec import Draw, LayerSpec, MapSpec, Stroke, Symbol
from biwaq_geo.mapping.query import FOOTFALL
from biwaq_geo.texts import LANGUAGES, load

_ABOVE_ALL = 1e9
CLASSES = (
    ("low", "#7b6b8d", 3.0, Stroke.DOTTED, 0.0, 25.0),
    ("fair", "#2b7a9b", 5.0, Stroke.DASHED, 25.0, 50.0),
    ("high", "#1f5fa8", 8.0, Stroke.SOLID, 50.0, 75.0),
    ("peak", "#08306b", 12.0, Stroke.SOLID, 75.0, _ABOVE_ALL),
)
"""Key, colour, width in pixels, stroke, and the index from and below."""


def footfall_layer() -> LayerSpec:
    """Return the layer; the wider a line, the more walk there."""
    return LayerSpec(
        key=FOOTFALL,
        order=0,
        title={language: load(language)("footfall.layer") for language in LANGUAGES},
        source=FOOTFALL,
        draw=Draw.LINES,
        colour=CLASSES[0][1],
        column="index",
        symbols=(
            *(
                Symbol(
                    key=key,
                    label=_words(key),
                    colour=colour,
                    stroke=stroke,
                    low=low,
                    high=high,
                    width=width,
                )
                for key, colour, width, stroke, low, high in CLASSES
            ),
            Symbol(
                key="unknown",
                label=_words("unknown"),
                colour="#6b6b6b",
                stroke=Stroke.DOTTED,
                missing=True,
                width=2.0,
            ),
        ),
    )


def with_footfall(spec: MapSpec, sections: gpd.GeoDataFrame) -> MapSpec:
    """Return the map with the footfall below all layers that are not of the base map.

    Parameters
    ----------
    sections
        Column `index`; in the CRS of the map.
    """
    layer = footfall_layer()
    base = tuple(one for one in spec.layers if one.base)
    others = tuple(one for one in spec.layers if not one.base)
    return replace(
        spec,
        layers=(*base, layer, *others),
        visible=spec.visible | {layer.key},
        own={**spec.own, **marks(sections, layer)},
    )


def _words(name: str) -> dict[str, str]:
    said: dict[str, str] = {}
    for language in LANGUAGES:
        texts = load(language)
        said[language] = texts(f"footfall.class_{name}")
    return said
