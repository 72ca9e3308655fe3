"""How robust a ranking is: who stays first how often, what moves the lead, where it switches."""

import json
from collections.abc import Iterable
from math import ceil, floor, log10
from textwrap import wrap

import altair as alt
import pandas as pd
import streamlit as st

from biwaq_geo.texts.robust_words import MOST_BARS, RobustWords
from biwaq_geo.ui.parts.figure_table import figure_table
from biwaq_geo.ui.parts.plain import plain

_LINE = 30
"""Letters of a name in one line beside the chart."""
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
            "name": ["\n".join(wrap(words.titles[one.key], _LINE)) for one in bars],
            "low": [one.at_low for one in bars],
            "high": [one.at_high for one in bars],
        }
    )
    st.altair_chart(_chart(rows, found.lead, words), theme=None)
    figure_table(words.tornado_titles(), words.tornado())


def _ticks(values: Iterable[float]) -> list[float]:
    """Return round numbers, evenly apart, from below the least of the values to above the most."""
    found = list(values)
    low, high = min(found), max(found)
    rough = (high - low) / 4 or 1.0
    power = 10.0 ** floor(log10(rough))
    step = next(one * power for one in (1, 2, 5, 10) if one * power >= rough * (1 - 1e-9))
    return [n * step for n in range(floor(low / step), max(ceil(high / step), 1) + 1)]


def _chart(rows: pd.DataFrame, lead: float, words: RobustWords) -> alt.LayerChart:
    texts = words.texts
    lines = 1 + max(name.count("\n") for name in rows["name"])
    height = {"step": 14 + 14 * lines}
    # a name that is longer than its place goes on in the next line
    names = alt.Axis(labelExpr="split(datum.label, '\\n')", labelLimit=0)
    base = alt.Chart(rows, description=texts("robust.chart")).encode(
        y=alt.Y("name:N", sort=None, title=None, axis=names)
    )
    across, ticks = texts("robust.lead"), _ticks([0.0, lead, *rows["low"], *rows["high"]])
    # a lead is written as in the table: the browser would write it the English way
    said = json.dumps([words.lead(one) for one in ticks], ensure_ascii=True)
    step = ticks[1] - ticks[0]
    axis = alt.Axis(values=ticks, labelExpr=f"{said}[round((datum.value - {ticks[0]}) / {step})]")
    bars = [
        base.mark_bar(color=colour, height=12).encode(
            x=alt.X(f"{end}:Q", title=across, axis=axis), x2=alt.X2(datum=lead)
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
