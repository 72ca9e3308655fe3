"""How robust a ranking is: who stays first how often, what moves the lead, where it switches."""

import altair as alt
import pandas as pd
import streamlit as st

from biwaq_geo.texts import Texts
from biwaq_geo.texts.robust_words import MOST_BARS, RobustWords
from biwaq_geo.ui.parts.figure_table import figure_table
from biwaq_geo.ui.parts.plain import plain

_LOW, _HIGH, _INK = "#8a5a00", "#1f5f8b", "#24313a"


def show_robustness(words: RobustWords) -> None:
    """Show a ranking with how sure it is; everything in the chart stands in a table, too."""
    texts = words.texts
    st.markdown(words.stays(name=plain))
    figure_table(words.rank_titles(), words.ranks())
    _tornado(words)
    switches = words.switches()
    if switches:
        st.markdown("\n".join(f"- {plain(one)}" for one in switches))
    else:
        st.markdown(texts("robust.no_switch"))
    st.caption(words.help())


def _tornado(words: RobustWords) -> None:
    found, texts = words.found, words.texts
    bars = found.tornado[:MOST_BARS]
    if not bars:
        st.caption(texts("robust.nothing_moves"))
        return
    rows = pd.DataFrame(
        {
            "name": [words.titles[one.key] for one in bars],
            "low": [one.at_low for one in bars],
            "high": [one.at_high for one in bars],
        }
    )
    st.altair_chart(_chart(rows, found.lead, texts), theme=None)
    figure_table(words.tornado_titles(), words.tornado())


def _chart(rows: pd.DataFrame, lead: float, texts: Texts) -> alt.LayerChart:
    height = {"step": 28}
    base = alt.Chart(rows, description=texts("robust.chart")).encode(
        y=alt.Y("name:N", sort=None, title=None, axis=alt.Axis(labelLimit=320))
    )
    across = texts("robust.lead")
    bars = [
        base.mark_bar(color=colour, height=12).encode(
            x=alt.X(f"{end}:Q", title=across), x2=alt.X2(datum=lead)
        )
        for end, colour in (("low", _LOW), ("high", _HIGH))
    ]
    rule = alt.Chart(pd.DataFrame({"x": [0.0]})).mark_rule(color=_INK).encode(x="x:Q")
    drawn: alt.LayerChart = (
        alt.layer(*bars, rule)
        .properties(height=height, background="white")
        .configure_axis(labelColor=_INK, titleColor=_INK, labelFontSize=12, titleFontSize=12)
        .configure_view(stroke=None)
    )
    return drawn
