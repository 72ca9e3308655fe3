"""How long vacancies last: the falling line, its median, and the same numbers as a table."""

from weakref import WeakKeyDictionary

import streamlit as st

from biwaq_geo.analysis.kpis.facts import Facts
from biwaq_geo.analysis.kpis.survival import Survival, survival
from biwaq_geo.texts import Texts
from biwaq_geo.texts.figures import reading_basis
from biwaq_geo.ui.parts.kpi_charts import survival_chart

_found: WeakKeyDictionary[Facts, Survival] = WeakKeyDictionary()
"""Kept as long as the facts are."""


def kpi_survival(facts: Facts, texts: Texts) -> None:
    """Show how long the vacancies of a place last, or say why nobody can tell."""
    st.subheader(texts("figures.survival"))
    st.caption(texts("figures.survival_help"))
    with st.spinner(texts("figures.working")):
        found = _survival(facts)
    if found.curve.empty:
        st.info(texts("figures.survival_none"))
        return
    st.markdown(_median(found, texts))
    st.caption(f"{texts('figures.basis')}: {reading_basis(found.median, 'vacancies', texts)}")
    left, right = st.columns([3, 2], gap="medium")
    chart = survival_chart(
        found.curve,
        months=texts("figures.months"),
        lasting=texts("figures.lasting"),
        words=texts("figures.survival_chart"),
    )
    left.altair_chart(chart, theme=None)
    right.dataframe(
        _table(found, texts),
        hide_index=True,
        height=min(360, 40 + 35 * len(found.curve)),
    )


def _median(found: Survival, texts: Texts) -> str:
    median = found.median
    if median.value is None:
        ended, known = texts.number(found.ended), texts.number(median.known)
        return texts("figures.survival_unknown", ended=ended, known=known)
    months, low, high = (
        texts.number(one, digits=1) for one in (median.value, median.low, median.high)
    )
    return texts("figures.survival_median", months=months, low=low, high=high)


def _table(found: Survival, texts: Texts) -> dict[str, list[str]]:
    curve = found.curve
    return {
        texts("figures.months"): [texts.number(one, digits=1) for one in curve["months"]],
        texts("figures.lasting"): [texts.percent(one) for one in curve["lasting"]],
        texts("figures.low"): [texts.percent(one) for one in curve["low"]],
        texts("figures.high"): [texts.percent(one) for one in curve["high"]],
        texts("figures.watched"): [texts.number(one) for one in curve["watched"]],
    }


def _survival(facts: Facts) -> Survival:
    found = _found.get(facts)
    if found is None:
        found = _found[facts] = survival(facts.vacancies, day=facts.day)
    return found
