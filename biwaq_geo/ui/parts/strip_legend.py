"""What the signs of the elevation strip mean, in one row below it."""

from collections.abc import Mapping, Sequence
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
    once = {(layer.key, symbol.key): (layer, symbol) for layer, symbol in listed}
    rows = "".join(
        f'<div role="listitem"><img src="{sample(layer, symbol)}" width="{WIDTH}" '
        f'height="{HEIGHT}" alt=""><span>{escape(texts.of(symbol.label))}</span></div>'
        for layer, symbol in once.values()
    )
    st.html(f'{STYLE}<div class="rings" role="list">{rows}</div>')
