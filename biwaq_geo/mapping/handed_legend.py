"""The legend of a map that is handed on as one file: its signs, and how many there are of each."""

from collections import Counter
from collections.abc import Sequence
from html import escape

import geopandas as gpd

from biwaq_geo.mapping.legend import HEIGHT, WIDTH, sample
from biwaq_geo.mapping.mapspec import LayerSpec, Theme
from biwaq_geo.texts import Texts

STYLE = """<style>
.biwaq-legend { position: fixed; left: 10px; top: 90px; z-index: 1000; max-width: 16rem;
  max-height: calc(100vh - 180px); overflow-y: auto; padding: .4rem .7rem; background: #fff;
  color: #24211c; border: 1px solid #8a8478; border-radius: .5rem;
  font: 13px/1.35 "Source Sans 3", "Segoe UI", Roboto, Arial, sans-serif; }
.biwaq-legend summary { min-height: 24px; font-weight: 700; cursor: pointer; }
.biwaq-legend h2 { margin: .5rem 0 .1rem; font-size: 13px; }
.biwaq-legend ul { margin: 0; padding: 0; list-style: none; }
.biwaq-legend li { display: flex; gap: .5rem; align-items: center; }
.biwaq-legend img { flex: none; }
.biwaq-legend .n { margin-left: auto; font-variant-numeric: tabular-nums; }
@media print { .biwaq-legend { max-height: none; } }
</style>"""
OPEN = '<script>document.querySelector(".biwaq-legend").open = innerWidth > 640;</script>'
"""Where there is room the legend is open; on a phone it is a button."""


def handed_legend(
    drawn: Sequence[tuple[LayerSpec, gpd.GeoDataFrame]], texts: Texts, theme: Theme
) -> str:
    """Return the legend as HTML, from the top of the map downwards; empty where nothing is told.

    Parameters
    ----------
    drawn
        Layers in the order in which they are drawn, with what they show; the ground is left out.
    """
    told = [_layer(layer, frame, texts, theme) for layer, frame in reversed(drawn)]
    if not any(told):
        return ""
    head = f"<summary>{escape(texts('print.legend'))}</summary>"
    return f'{STYLE}<details class="biwaq-legend">{head}{"".join(told)}</details>{OPEN}'


def _layer(layer: LayerSpec, frame: gpd.GeoDataFrame, texts: Texts, theme: Theme) -> str:
    if layer.base or frame.empty:
        return ""
    counts: Counter[str] = Counter()
    if layer.column:
        for value, count in frame[layer.column].value_counts(dropna=False).items():
            counts[layer.symbol_of(value).key] += count
    rows = [
        f'<li><img src="{sample(layer, symbol, theme)}" width="{WIDTH}" height="{HEIGHT}" alt="">'
        f"<span>{escape(texts.of(symbol.label))}</span>"
        + (f'<span class="n">{counts[symbol.key]}</span>' if layer.column else "")
        + "</li>"
        for symbol in layer.legend()
        if not layer.column or counts[symbol.key]
    ]
    title = f"{escape(texts.of(layer.title))} ({len(frame)})"
    return f"<h2>{title}</h2><ul>{''.join(rows)}</ul>" if rows else ""
