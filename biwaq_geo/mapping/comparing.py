"""What differs between two maps, as a layer of its own and as changes of the other layers."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import geopandas as gpd

from biwaq_geo.domain.unit_changes import Change, UnitChange
from biwaq_geo.mapping.geojson import feature_collection, symbol_keys
from biwaq_geo.mapping.mapspec import Draw, Form, LayerSpec, MapSpec, Symbol
from biwaq_geo.mapping.query import CHANGES, UNITS, parse
from biwaq_geo.texts import LANGUAGES, load

Changed = Mapping[str, Any]
"""A change of one layer: `without` (ids), `features` (GeoJSON, WGS84) and a `stamp` of both."""

SIZE = 32.0
"""Diameter of the outline round a symbol, CSS pixels at full size."""

LOOKS_OF_CHANGES: Mapping[Change, tuple[Form, str]] = {
    Change.VACATED: (Form.TRIANGLE_DOWN, "#b3261e"),
    Change.FILLED: (Form.CIRCLE, "#1b6e3c"),
    Change.INTERIM: (Form.SQUARE, "#5b2a86"),
    Change.STATE: (Form.DIAMOND, "#8a5a00"),
    Change.ADDED: (Form.HEXAGON, "#084594"),
    Change.GONE: (Form.CROSS, "#3c4043"),
    Change.MOVED: (Form.STAR, "#006d77"),
    Change.IMPROVED: (Form.BAR, "#1b6e3c"),
    Change.MEASURE: (Form.PLUS, "#084594"),
    Change.PHASE: (Form.PENTAGON, "#8a5a00"),
    # the cross also stands for what is gone, which no scenario has
    Change.BUSIER: (Form.TRIANGLE, "#08306b"),
    Change.QUIETER: (Form.CROSS, "#7a3b00"),
}


def changes_layer(changes: Iterable[Change]) -> LayerSpec:
    """Return the layer of these kinds of change, drawn as outlines above all others."""
    present = frozenset(changes)
    return LayerSpec(
        key=CHANGES,
        order=1000,
        title=_words("compare.changes"),
        source=CHANGES,
        draw=Draw.POINTS,
        colour="#26241f",
        size=SIZE,
        column="change",
        symbols=tuple(
            Symbol(
                change.value,
                _words(f"compare.change_{change}"),
                colour,
                form,
                values=frozenset({change.value}),
                hollow=True,
            )
            for change, (form, colour) in LOOKS_OF_CHANGES.items()
            if change in present
        ),
    )


def _words(key: str) -> Mapping[str, str]:
    return {language: load(language)(key) for language in LANGUAGES}


def changes_of_units(changes: Sequence[UnitChange], *, epsg: int) -> gpd.GeoDataFrame:
    """Return one point for each changed unit, with column `change`, indexed by text `id`."""
    return gpd.GeoDataFrame(
        {"change": [str(one.change) for one in changes]},
        index=[str(one.unit.unit_id) for one in changes],
        geometry=[one.unit.location for one in changes],
        crs=epsg,
    )


def layer_change(
    before: gpd.GeoDataFrame, after: gpd.GeoDataFrame, layer: LayerSpec
) -> Changed | None:
    """Return what turns the features of a layer into others; None where they look the same.

    Of a feature only id, key of its symbol and shape are told.
    """
    old, new = _drawn(before, layer), _drawn(after, layer)
    kept = new.index.intersection(old.index)
    same = (new.loc[kept, "s"] == old.loc[kept, "s"]) & new.loc[kept].geometry.geom_equals(
        old.loc[kept].geometry, align=False
    )
    unchanged = kept[same.to_numpy(dtype=bool)]
    return changed(
        without=[str(key) for key in old.index.difference(unchanged)],
        added=new.loc[new.index.difference(unchanged)],
    )


def changed(*, without: Sequence[str], added: gpd.GeoDataFrame) -> Changed | None:
    """Return the change as the browser is told it; `added` has columns `i` and `s`."""
    if not without and added.empty:
        return None
    told = {
        "without": list(without),
        "features": json.loads(feature_collection(added))["features"],
    }
    digest = hashlib.sha256(json.dumps(told).encode()).hexdigest()
    return told | {"stamp": digest[:16]}


def _drawn(frame: gpd.GeoDataFrame, layer: LayerSpec) -> gpd.GeoDataFrame:
    keys = [str(key) for key in frame.index]
    return gpd.GeoDataFrame(
        {"i": keys, "s": symbol_keys(frame, layer)},
        index=keys,
        geometry=frame.geometry.to_numpy(),
        crs=frame.crs,
    )


def marks(frame: gpd.GeoDataFrame, layer: LayerSpec) -> Mapping[str, Changed]:
    """Return the features of the layer of changes, as the state of a map has them."""
    told = changed(without=[], added=_drawn(frame, layer))
    return {} if told is None else {layer.key: told}


def is_of_units(layer: LayerSpec) -> bool:
    """Say whether the layer is drawn from the register."""
    return parse(layer.source).name == UNITS


def only_changes(spec: MapSpec) -> frozenset[str]:
    """Return the layers of a map that shows nothing but what differs."""
    return frozenset(x.key for x in spec.drawn() if not x.base and is_of_units(x)) | {CHANGES}
