"""All layers of a town: those of the layer files and those that people have added."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from biwaq_geo.domain.errors import BiwaqError, InputFileError
from biwaq_geo.domain.fields import Audience
from biwaq_geo.mapping.layerfile import read_added, read_layers
from biwaq_geo.mapping.mapspec import LayerSpec
from biwaq_geo.mapping.query import UPLOAD
from biwaq_geo.mapping.strict_table import layer_error
from biwaq_geo.services.ports import Town

Found = tuple[tuple[LayerSpec, ...], tuple[InputFileError, ...]]
"""The layers that can be drawn, and what is wrong with the others."""


def town_layers(town: Town, folder: Path, *, audience: Audience) -> Found:
    """Return what the audience may see on the map of the town, in drawing order.

    Hidden layers are left out. A broken layer is left out with its error: the map opens
    without it.
    """
    from_files, faults = read_layers(folder)
    added, more = added_layers(town)
    layers, again = _each_key_once((*from_files, *added))
    shown = for_audience((layer for layer in layers if not layer.hidden), audience)
    return (
        tuple(sorted(shown, key=lambda layer: (layer.order, layer.key))),
        (*faults, *more, *again),
    )


def added_layers(town: Town) -> Found:
    """Return the added layers of the town, hidden ones too, removed ones not."""
    layers: list[LayerSpec] = []
    faults: list[InputFileError] = list(town.added.damaged().values())
    for entry in town.added.layers():
        if entry.removed:
            continue
        try:
            features = town.added.features(entry.key)
            columns = frozenset(map(str, features.columns)) - {features.geometry.name}
            layer = read_added(entry.file, entry.text, columns=columns)
            if layer.key != entry.key:
                raise layer_error(entry.file, "(name)", entry.key, layer.key)
        except InputFileError as error:
            faults.append(error)
        except BiwaqError:
            # removed by somebody else a moment ago
            continue
        else:
            # what stands for the content of a layer must change when its features do
            source = f"{UPLOAD}?data={entry.origin.digest[:16]}"
            layers.append(replace(layer, source=source, audience=entry.audience))
    return tuple(layers), tuple(faults)


def for_audience(layers: Iterable[LayerSpec], audience: Audience) -> tuple[LayerSpec, ...]:
    """Return the layers that the audience may see."""
    return tuple(layer for layer in layers if layer.audience <= audience)


def _each_key_once(layers: Sequence[LayerSpec]) -> Found:
    kept: dict[str, LayerSpec] = {}
    faults = []
    for layer in layers:
        if layer.key in kept:
            expected = "a key that no other file has"
            faults.append(layer_error(f"{layer.key}.toml", "(name)", expected, layer.key))
        else:
            kept[layer.key] = layer
    return tuple(kept.values()), tuple(faults)
