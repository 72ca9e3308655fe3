"""Charts of key figures; each stands beside a table with the same numbers."""

from typing import Any

import altair as alt
import pandas as pd

LINE = "#1a5fb4"
"""Contrast 5.9 to the white of the page."""

ENDED = "#9a4a00"
"""Contrast 6.3; ended vacancies also point downwards, so that nobody needs the colour."""

_BAND = 0.18
_HEIGHT = 320


def course_chart(rows: pd.DataFrame, *, title: str, words: str, share: bool) -> alt.Chart:
    """Return one figure over time.

    Parameters
    ----------
    rows
        Columns `day`, `number` (per cent for a share), `value`, `basis` and `words`.
    words
        What a screen reader says.
    """
    low = min(0.0, 1.15 * float(rows["number"].min()))
    top = max(10.0 if share else 1.0, 1.15 * float(rows["number"].max()))
    shown = alt.Chart(rows, description=words).mark_line(
        color=LINE, strokeWidth=2.5, point=alt.OverlayMarkDef(color=LINE, size=45)
    )
    styled: alt.Chart = _styled(
        shown.encode(
            x=alt.X("day:T", title=None, axis=alt.Axis(format="%m/%Y", labelAngle=0, grid=False)),
            y=alt.Y(
                "number:Q",
                title=title,
                scale=alt.Scale(domain=[low, min(100.0, top) if share else top]),
            ),
            tooltip=["words:N", "value:N", "basis:N"],
        )
    )
    return styled


def survival_chart(curve: pd.DataFrame, *, months: str, lasting: str, words: str) -> alt.LayerChart:
    """Return the falling line of vacancies that still last, with its band.

    Parameters
    ----------
    curve
        As of `analysis.kpis.survival`.
    months, lasting
        Titles of the axes.
    """
    percent = alt.Axis(format="%")
    base = alt.Chart(curve, description=words).encode(
        x=alt.X("months:Q", title=months, scale=alt.Scale(domainMin=0), axis=alt.Axis(grid=False))
    )
    band = base.mark_area(interpolate="step-after", color=LINE, opacity=_BAND).encode(
        y=alt.Y("low:Q", title=lasting, scale=alt.Scale(domain=[0, 1]), axis=percent), y2="high:Q"
    )
    line = base.mark_line(interpolate="step-after", color=LINE, strokeWidth=2.5).encode(
        y=alt.Y("lasting:Q", title=lasting, axis=percent)
    )
    styled: alt.LayerChart = _styled(alt.layer(band, line))
    return styled


def flow_chart(rows: pd.DataFrame, *, title: str, new: str, ended: str, words: str) -> alt.Chart:
    """Return bars by quarter: new vacancies upwards, ended ones downwards.

    Parameters
    ----------
    rows
        Columns `quarter` (in order), `kind` (`new` or `ended`) and `number`, signed.
    """
    shown = alt.Chart(rows, description=words).mark_bar()
    styled: alt.Chart = _styled(
        shown.encode(
            x=alt.X("quarter:N", title=None, sort=None, axis=alt.Axis(labelAngle=-40)),
            y=alt.Y("number:Q", title=title, axis=alt.Axis(format="d", tickMinStep=1)),
            color=alt.Color(
                "kind:N",
                title=None,
                scale=alt.Scale(domain=[new, ended], range=[LINE, ENDED]),
                legend=alt.Legend(orient="top"),
            ),
            tooltip=["quarter:N", "kind:N", "number:Q"],
        )
    )
    return styled


def _styled(chart: Any) -> Any:
    # every kind of chart has these methods, and no kind has them from another
    return (
        chart.properties(height=_HEIGHT, background="white")
        .configure_axis(labelFontSize=12, titleFontSize=12, labelColor="#24211c")
        .configure_view(stroke=None)
    )
