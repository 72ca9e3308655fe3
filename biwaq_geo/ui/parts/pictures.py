"""Maps as pictures with one legend, where a browser cannot draw two work maps."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape

import streamlit as st

from biwaq_geo.mapping.legend import HEIGHT, WIDTH, sample
from biwaq_geo.mapping.mapspec import LayerSpec, Symbol
from biwaq_geo.mapping.themes import Theme
from biwaq_geo.texts import Texts
from biwaq_geo.ui.parts.plain import plain

LEGEND = """<style>
.scene-legend { display: flex; flex-wrap: wrap; gap: .2rem 1.2rem; font-size: 1rem; }
.scene-legend span { display: inline-flex; align-items: center; gap: .35rem; }
</style>"""


@dataclass(frozen=True, slots=True)
class Titled:
    """A picture as SVG, what stands above it, and what it shows to those who cannot see it."""

    svg: bytes
    title: str
    alt: str


def pictures(
    shown: Sequence[Titled],
    legend: Iterable[tuple[LayerSpec, Symbol]],
    texts: Texts,
    *,
    theme: Theme,
    source: str,
) -> None:
    """Show the pictures side by side, the legend and the source of the data below."""
    for column, one in zip(st.columns(len(shown)), shown, strict=True):
        column.markdown(f"**{plain(one.title)}**")
        column.image(one.svg.decode(), width="stretch", alt=one.alt)
    signs(legend, texts, theme=theme)
    st.caption(plain(source))


def signs(legend: Iterable[tuple[LayerSpec, Symbol]], texts: Texts, *, theme: Theme) -> None:
    """Show what the symbols mean, in a line that is broken where it must be."""
    entries = "".join(
        f'<span><img src="{sample(layer, symbol, theme)}" '
        f'width="{WIDTH}" height="{HEIGHT}" alt=""> '
        f"{escape(texts.of(symbol.label))}</span>"
        for layer, symbol in legend
        if not layer.base
    )
    st.html(f'{LEGEND}<div class="scene-legend">{entries}</div>')
