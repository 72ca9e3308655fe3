"""The clusters of vacancies as a layer: what is in one, what is empty alone, what is in use."""

from dataclasses import replace

import geopandas as gpd

from biwaq_geo.mapping.comparing import marks
from biwaq_geo.mapping.mapspec import Draw, Form, LayerSpec, MapSpec, Symbol
from biwaq_geo.mapping.query import CLUSTERS
from biwaq_geo.texts import LANGUAGES, load

IN_CLUSTER, EMPTY, OTHER = "cluster", "empty", "other"

LOOKS = (
    (IN_CLUSTER, "#b3261e", Form.SQUARE, False),
    (EMPTY, "#b3261e", Form.SQUARE, True),
    (OTHER, "#57534a", Form.CIRCLE, True),
)
"""Key, colour, form, and whether it is drawn as an outline."""

SIZE = 14.0


def clusters_layer() -> LayerSpec:
    """Return the layer; its features have column `stands`, one of the keys of `LOOKS`."""
    return LayerSpec(
        key=CLUSTERS,
        order=0,
        title={language: load(language)("figures.clusters") for language in LANGUAGES},
        source=CLUSTERS,
        draw=Draw.POINTS,
        colour=LOOKS[0][1],
        size=SIZE,
        column="stands",
        symbols=tuple(
            Symbol(
                key,
                _words(key),
                colour,
                form,
                values=frozenset({key}),
                hollow=hollow,
            )
            for key, colour, form, hollow in LOOKS
        ),
    )


def with_clusters(spec: MapSpec, units: gpd.GeoDataFrame) -> MapSpec:
    """Return the map with the units above its base.

    Parameters
    ----------
    units
        Column `stands`, in the CRS of the map.
    """
    layer = clusters_layer()
    return replace(
        spec,
        layers=(*spec.layers, layer),
        visible=spec.visible | {layer.key},
        own={**spec.own, **marks(units, layer)},
    )


def _words(stands: str) -> dict[str, str]:
    said: dict[str, str] = {}
    for language in LANGUAGES:
        texts = load(language)
        said[language] = texts(f"figures.stands_{stands}")
    return said
