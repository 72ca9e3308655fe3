"""What the signs of the elevation strip mean, in one row below it."""

from collections.abc import Iterable, Mapping, Sequence
from html import escape

import streamlit as st

from biwaq_geo.mapping.legend import HEIGHT, WIDTH, sample
from biwaq_geo.mapping.mapspec import LayerSpec, Symbol
from biwaq_geo.texts import Texts
from biwaq_geo.ui.parts.reach_legend import STYLE

Signs = Mapping[str, tuple[LayerSpec, Symbol]]
"""By unit, the sign that the map shows it with and the layer of the sign."""


def strip_legend(
    fronts: Sequence[tuple[LayerSpec, Symbol]],
    scores: Sequence[tuple[LayerSpec | None, Symbol]],
    texts: Texts,
) -> None:
    """Show each sign once with its word."""
    listed = [*fronts, *((layer, symbol) for layer, symbol in scores if layer is not None)]
    rows = "".join(
        f'<div role="listitem"><img src="{sample(layer, symbol)}" width="{WIDTH}" '
        f'height="{HEIGHT}" alt=""><span>{escape(texts.of(symbol.label))}</span></div>'
        for layer, symbol in in_order(listed)
    )
    st.html(f'{STYLE}<div class="rings" role="list">{rows}</div>')


def in_order(listed: Iterable[tuple[LayerSpec, Symbol]]) -> list[tuple[LayerSpec, Symbol]]:
    """Return each sign once, those of a layer together and in the order of its file."""
    found = {(layer.key, symbol.key): (layer, symbol) for layer, symbol in listed}
    layers = list(dict.fromkeys(key for key, _ in found))
    return sorted(found.values(), key=lambda one: (layers.index(one[0].key), _rank(*one)))


def _rank(layer: LayerSpec, symbol: Symbol) -> int:
    keys = [one.key for one in layer.legend()]
    return keys.index(symbol.key) if symbol.key in keys else len(keys)
