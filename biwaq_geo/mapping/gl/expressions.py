"""Parts that several style layers are made of."""

from collections.abc import Callable, Sequence
from typing import Any

from biwaq_geo.mapping.mapspec import LayerSpec, Symbol

Layer = dict[str, Any]

FONT = ["Source Sans Pro"]


def by_symbol(layer: LayerSpec, value: Callable[[Symbol], object]) -> Any:
    """Return an expression that chooses by the key of a feature's symbol."""
    own = value(layer.own_symbol())
    cases: list[Any] = []
    for symbol in layer.symbols:
        cases += [symbol.key, value(symbol)]
    return ["match", ["get", "s"], *cases, own] if cases else own


def by_zoom(stops: Sequence[tuple[float, float]], *, factor: float = 1.0) -> list[Any]:
    """Return an expression that follows the values at these zooms, each times `factor`."""
    flat = [x for zoom, value in stops for x in (zoom, round(value * factor, 4))]
    return ["interpolate", ["linear"], ["zoom"], *flat]
