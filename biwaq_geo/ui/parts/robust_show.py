"""How robust a ranking is: who stays first how often, what moves the lead, where it switches."""

from collections.abc import Callable, Mapping, Sequence

import altair as alt
import pandas as pd
import streamlit as st

from biwaq_geo.analysis.robustness import Robustness
from biwaq_geo.texts import Texts
from biwaq_geo.ui.parts.optimiser_table import table
from biwaq_geo.ui.parts.plain import plain

MOST_BARS = 8
_LOW, _HIGH, _INK = "#8a5a00", "#1f5f8b", "#24313a"

Say = Callable[[str, float], str]
"""Says the value of an assumption at a step from -1 to 1."""


def show_robustness(
    found: Robustness,
    names: Sequence[str],
    titles: Mapping[str, str],
    texts: Texts,
    *,
    say: Say,
    lead: Callable[[float], str],
) -> None:
    """Show a ranking with how sure it is; everything in the chart stands in a table, too.

    Parameters
    ----------
    names
        Of the alternatives, as typed.
    titles
        Of the assumptions, by key.
    lead
        Writes a lead of the first over the best other.
    """
    first = found.order[0]
    stays = found.stays[first]
    st.markdown(
        texts(
            "robust.stays",
            name=plain(names[first]),
            share=texts.percent(stays.share, digits=0),
            low=texts.percent(stays.low, digits=0),
            high=texts.percent(stays.high, digits=0),
            draws=texts.number(found.draws),
        )
    )
    _ranks(found, names, texts)
    _tornado(found, titles, texts, say=say, lead=lead)
    _switches(found, names, titles, texts, say=say)
    st.caption(texts("robust.help", draws=texts.number(found.draws)))


def _ranks(found: Robustness, names: Sequence[str], texts: Texts) -> None:
    rows = [
        [
            names[at],
            texts.percent(found.stays[at].share, digits=0),
            texts(
                "robust.from_to",
                low=texts.percent(found.stays[at].low, digits=0),
                high=texts.percent(found.stays[at].high, digits=0),
            ),
        ]
        for at in found.order
    ]
    table([texts(f"robust.{one}") for one in ("alternative", "share", "interval")], rows)


def _tornado(
    found: Robustness,
    titles: Mapping[str, str],
    texts: Texts,
    *,
    say: Say,
    lead: Callable[[float], str],
) -> None:
    bars = found.tornado[:MOST_BARS]
    if not bars:
        st.caption(texts("robust.nothing_moves"))
        return
    rows = pd.DataFrame(
        {
            "name": [titles[one.key] for one in bars],
            "low": [one.at_low for one in bars],
            "high": [one.at_high for one in bars],
        }
    )
    st.altair_chart(_chart(rows, found.lead, texts), theme=None)
    table(
        [texts(f"robust.{one}") for one in ("assumption", "at_low", "at_high")],
        [
            [
                titles[one.key],
                f"{lead(one.at_low)} ({say(one.key, -1)})",
                f"{lead(one.at_high)} ({say(one.key, 1)})",
            ]
            for one in bars
        ],
    )


def _switches(
    found: Robustness,
    names: Sequence[str],
    titles: Mapping[str, str],
    texts: Texts,
    *,
    say: Say,
) -> None:
    if not found.switches:
        st.markdown(texts("robust.no_switch"))
        return
    told = [
        texts(
            "robust.switch_above" if one.step > 0 else "robust.switch_below",
            name=names[one.to],
            assumption=titles[one.key],
            value=say(one.key, one.step),
        )
        for one in found.switches
    ]
    st.markdown("\n".join(f"- {plain(one)}" for one in told))


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
