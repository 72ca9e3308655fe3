"""What fell empty and what was filled, quarter by quarter and since an earlier day."""

from collections.abc import Sequence
from datetime import date, timedelta

import pandas as pd
import streamlit as st

from biwaq_geo.analysis.kpis.facts import Facts
from biwaq_geo.analysis.kpis.flow import Flow, flow, quarters
from biwaq_geo.texts import Texts
from biwaq_geo.ui.parts.kpi_charts import flow_chart


def kpi_flow(facts: Facts, earlier: date | None, texts: Texts) -> None:
    """Show new and ended vacancies of a place."""
    st.subheader(texts("figures.flow"))
    st.caption(texts("figures.flow_help"))
    if earlier is not None:
        since = flow(facts.vacancies, first=earlier + timedelta(days=1), last=facts.day)
        st.markdown(_since(since, texts))
    found = quarters(facts)
    if not found:
        st.info(texts("figures.flow_none"))
        return
    names = [_name(one, texts) for one in found]
    left, right = st.columns([3, 2], gap="medium")
    new, ended = texts("figures.new"), texts("figures.ended")
    chart = flow_chart(
        _bars(found, names, new=new, ended=ended),
        title=texts("figures.vacancies_axis"),
        new=new,
        ended=ended,
        words=texts("figures.flow_chart"),
    )
    left.altair_chart(chart, theme=None)
    right.dataframe(
        {
            texts("figures.quarter"): names[::-1],
            new: [one.new for one in found[::-1]],
            ended: [one.ended for one in found[::-1]],
            texts("figures.net"): [_signed(one.net, texts) for one in found[::-1]],
        },
        hide_index=True,
        height=min(360, 40 + 35 * len(found)),
    )


def _bars(found: Sequence[Flow], names: Sequence[str], *, new: str, ended: str) -> pd.DataFrame:
    rows = [
        (name, kind, number)
        for name, one in zip(names, found, strict=True)
        for kind, number in ((new, one.new), (ended, -one.ended))
    ]
    return pd.DataFrame(rows, columns=["quarter", "kind", "number"])


def _name(one: Flow, texts: Texts) -> str:
    number = (one.first.month - 1) // 3 + 1
    said = texts("figures.quarter_name", number=number, year=one.first.year)
    return said if one.whole else f"{said}*"


def _since(one: Flow, texts: Texts) -> str:
    return texts(
        "figures.flow_since",
        first=texts.day(one.first),
        last=texts.day(one.last),
        new=texts.number(one.new),
        ended=texts.number(one.ended),
        net=_signed(one.net, texts),
    )


def _signed(number: int, texts: Texts) -> str:
    return f"{'+' if number > 0 else ''}{texts.number(number)}"
