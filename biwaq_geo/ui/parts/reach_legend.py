"""What the colours of the rings mean, in one row above the map."""

from html import escape

import streamlit as st

from biwaq_geo.analysis.within import REACH_BANDS
from biwaq_geo.mapping.legend import HEIGHT, WIDTH, sample
from biwaq_geo.mapping.reach_layer import reach_layer
from biwaq_geo.texts import Texts
from biwaq_geo.ui import state

STYLE = """<style>
.rings { display: flex; flex-wrap: wrap; gap: .2rem 1.2rem; font-size: .875rem; }
.rings [role=listitem] { display: flex; gap: .4rem; align-items: center; }
</style>"""


def ring_legend(texts: Texts) -> None:
    """Show the symbol and the minutes of each ring, the nearest first."""
    layer = reach_layer(REACH_BANDS)
    rows = "".join(
        f'<div role="listitem"><img src="{sample(layer, symbol, state.theme())}" '
        f'width="{WIDTH}" height="{HEIGHT}" alt="">'
        f"<span>{escape(texts.of(symbol.label))}</span></div>"
        for symbol in layer.legend()
    )
    st.html(f'{STYLE}<div class="rings" role="list">{rows}</div>')
