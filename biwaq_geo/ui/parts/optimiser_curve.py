"""What each budget buys, as a chart and with the same numbers as a table."""

import altair as alt
import pandas as pd
import streamlit as st

from biwaq_geo.analysis.optimiser.pareto import Point
from biwaq_geo.services.optimising.proving import POINTS, CurveRun, begin_curve
from biwaq_geo.texts import MISSING, Texts
from biwaq_geo.ui.parts.figure_table import figure_table
from biwaq_geo.ui.parts.optimiser_work import Work

LOOK_EVERY_S = 1.0
_INK, _FAINT, _BOUND = "#24313a", "#d5d2c8", "#8a5a00"


def curve(work: Work, texts: Texts) -> None:
    """Offer the curve, tell how far it is, and show it when it is done."""
    st.subheader(texts("optimiser.curve"))
    if work.curve is None:
        st.caption(texts("optimiser.curve_help"))
        if st.button(texts("optimiser.curve_begin"), key="optimiser_curve"):
            work.curve = begin_curve(work.asked, budget_eur=work.wishes.budget_eur)
            st.rerun()
        return
    if work.curve.running:
        _waiting(work.curve, texts)
        return
    points = work.curve.points()
    if work.curve.failed:
        st.error(texts("optimiser.curve_failed"))
    if points:
        _show(work, list(points), texts)


@st.fragment(run_every=LOOK_EVERY_S)
def _waiting(run: CurveRun, texts: Texts) -> None:
    if not run.running:
        st.rerun()
    done = len(run.points())
    st.progress(done / POINTS, texts("optimiser.curve_progress", done=done, total=POINTS))
    if st.button(texts("optimiser.cancel"), key="optimiser_curve_cancel"):
        run.cancel()
        st.rerun()


def _show(work: Work, points: list[Point], texts: Texts) -> None:
    rows = pd.DataFrame(
        {
            "budget": [point.budget for point in points],
            "value": [point.value for point in points],
            "bound": [point.bound for point in points],
        }
    )
    st.altair_chart(_chart(rows, texts), theme=None)
    titles = [texts(f"optimiser.column_{one}") for one in
              ("budget", "points", "at_most", "count")]  # fmt: skip
    figure_table(
        titles,
        [
            [
                texts.number(point.budget, unit="€"),
                texts.number(point.value, digits=2) if point.chosen is not None else MISSING,
                texts.number(point.bound, digits=2),
                texts.number(0 if point.chosen is None else int(point.chosen.sum())),
            ]
            for point in points
        ],
    )
    st.caption(texts("optimiser.curve_read", budget=texts.number(work.wishes.budget_eur, unit="€")))


def _chart(rows: pd.DataFrame, texts: Texts) -> alt.LayerChart:
    across = alt.X("budget:Q", title=texts("optimiser.column_budget"))
    axis = texts("optimiser.column_points")
    base = alt.Chart(rows, description=texts("optimiser.curve_chart"))
    found = base.mark_line(color=_INK, point={"color": _INK}).encode(
        across, alt.Y("value:Q", title=axis)
    )
    bound = base.mark_line(color=_BOUND, strokeDash=[4, 3]).encode(
        across, alt.Y("bound:Q", title=axis)
    )
    drawn: alt.LayerChart = (
        alt.layer(found, bound)
        .properties(height=280, background="white")
        .configure_axis(gridColor=_FAINT, labelColor=_INK, titleColor=_INK, labelFontSize=13)
    )
    return drawn
