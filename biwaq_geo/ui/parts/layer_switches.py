"""The legend that is also the switchboard: each layer with its switch, symbols and counts."""

from collections import Counter
from collections.abc import Mapping, Sequence
from html import escape

import geopandas as gpd
import streamlit as st

from biwaq_geo.analysis.vacancy_around import densest_vacancy
from biwaq_geo.domain.units import CommercialUnit
from biwaq_geo.mapping.legend import HEIGHT, WIDTH, sample
from biwaq_geo.mapping.mapspec import HEAT_RADIUS_M, LayerSpec
from biwaq_geo.mapping.query import UNITS, parse
from biwaq_geo.texts import Texts
from biwaq_geo.ui import state
from biwaq_geo.ui.parts.background_choice import background_choice
from biwaq_geo.ui.parts.plain import plain
from biwaq_geo.ui.parts.theme_choice import theme_choice

STYLE = """<style>
.legend { margin: -.7rem 0 0 1.5rem; font-size: .875rem; line-height: 1.35; }
.legend [role=listitem] { display: flex; gap: .5rem; align-items: center; margin: .15rem 0; }
.legend .n { margin-left: auto; font-variant-numeric: tabular-nums; color: #57534a; }
.legend-row { display: flex; flex-wrap: wrap; gap: 0 1.5rem; margin: 0; }
</style>"""


def layer_switches(
    layers: Sequence[LayerSpec],
    frames: Mapping[str, gpd.GeoDataFrame],
    units: Sequence[CommercialUnit],
    texts: Texts,
) -> frozenset[str]:
    """Show switches with the symbols of what is on; return the keys of the visible layers.

    The lists of the legend run from the top of the map downwards; the look of the map is
    chosen below them.

    Parameters
    ----------
    units
        The register that is shown, for the worked example of a heated layer.
    """
    visible = set()
    for layer in reversed([layer for layer in layers if not layer.base]):
        frame = frames[layer.key]
        if frame.empty and parse(layer.source).name != UNITS:
            # no vacant unit is news, a site that the town does not have is not
            continue
        shown = st.checkbox(
            f"{plain(texts.of(layer.title))} ({len(frame)})",
            state.kept(f"layer_{layer.key}", layer.visible),
            key=state.box(f"layer_{layer.key}"),
        )
        state.keep(f"layer_{layer.key}")
        if shown:
            visible.add(layer.key)
            if signs := legend(layer, frame, texts):
                st.html(signs)
            if layer.cluster_below:
                st.caption(texts("map.cluster_note"))
            if layer.heat and (said := heat_example(units, texts)):
                st.caption(plain(said))
    theme_choice(texts)
    background_choice(texts)
    return frozenset(visible)


def heat_example(units: Sequence[CommercialUnit], texts: Texts) -> str:
    """Say what the darkest place of a heated layer means; nothing where little is empty."""
    found = densest_vacancy(units, radius_m=HEAT_RADIUS_M)
    if found is None:
        return ""
    return texts(
        "map.heat_example",
        radius=texts.number(HEAT_RADIUS_M),
        address=found.address,
        vacant=texts.number(found.vacant),
        total=texts.number(found.total),
    )


def legend(
    layer: LayerSpec, frame: gpd.GeoDataFrame, texts: Texts, *, in_a_row: bool = False
) -> str:
    """Return the symbols of a layer with their counts as HTML, one below the other or in a row.

    Nothing where a layer that tells its features apart has none.
    """
    counts: Counter[str] = Counter()
    if layer.column:
        for value, count in frame[layer.column].value_counts(dropna=False).items():
            counts[layer.symbol_of(value).key] += count
    rows = [
        f'<div role="listitem">'
        f'<img src="{sample(layer, symbol, state.theme())}" '
        f'width="{WIDTH}" height="{HEIGHT}" alt="">'
        f"<span>{escape(texts.of(symbol.label))}</span>"
        + (f'<span class="n">{counts[symbol.key]}</span>' if layer.column else "")
        + "</div>"
        for symbol in layer.legend()
        if not layer.column or counts[symbol.key]
    ]
    if not rows:
        return ""
    look = "legend legend-row" if in_a_row else "legend"
    return f'{STYLE}<div class="{look}" role="list">{"".join(rows)}</div>'
