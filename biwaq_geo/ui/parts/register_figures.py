"""The figures of the register: a table for one day, and their course month by month."""

from collections.abc import Sequence
from datetime import date
from html import escape
from threading import Lock
from weakref import WeakKeyDictionary

import altair as alt
import pandas as pd
import streamlit as st

from biwaq_geo.analysis.rates import Rate
from biwaq_geo.services.figures import FIGURES, Figures, figures_of, month_ends
from biwaq_geo.services.history import revision_of_day
from biwaq_geo.services.ports import Town
from biwaq_geo.texts import Texts
from biwaq_geo.ui.parts.day_picker import Shown
from biwaq_geo.ui.parts.kpi_table import STYLE

LINE = "#1a5fb4"
"""Contrast 5.9 to the white of the page."""

_KEPT = 400
"""Days per town in memory: several courses of three years."""

_measured: WeakKeyDictionary[Town, dict[tuple[int, date], Figures]] = WeakKeyDictionary()
"""By revision and day: the past does not change as long as the town is the same object."""

_lock = Lock()


def figures_on(town: Town, look: Shown) -> Figures:
    """Return the figures of the register as it is shown."""
    key = (look.revision, look.day)
    with _lock:
        found = _measured.setdefault(town, {}).get(key)
    if found is not None:
        return found
    units = town.store.units(at_revision=look.revision)
    found = figures_of(units, epsg=town.profile.epsg, day=look.day)
    with _lock:
        known = _measured.setdefault(town, {})
        known[key] = found
        while len(known) > _KEPT:
            known.pop(next(iter(known)))
    return found


def course(town: Town, look: Shown) -> Sequence[Figures]:
    """Return the figures at the end of each month until the shown day, the oldest first."""
    if look.begun is None or look.day < look.begun:
        return ()
    days = month_ends(look.begun, look.day)
    past = [Shown(day, revision_of_day(town.store, day), True, look.begun) for day in days[:-1]]
    return [figures_on(town, one) for one in [*past, look]]


def figure_table(found: Figures, texts: Texts, *, now: Figures | None) -> None:
    """Show the figures with what they rest on; beside a past day also those of today."""
    columns = [
        "figures.figure",
        "figures.value",
        *(["figures.now"] if now else []),
        "figures.basis",
    ]
    head = "".join(f'<th scope="col">{escape(texts(column))}</th>' for column in columns)
    body = "".join(_row(name, found, texts, now=now) for name in FIGURES)
    table = f'<table class="kpi"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>'
    st.html(f'{STYLE}<div class="kpi-scroll" tabindex="0">{table}</div>')


def explanations(texts: Texts) -> None:
    """Say of each figure what it counts."""
    with st.expander(texts("figures.counts")):
        for name in FIGURES:
            st.markdown(f"**{texts(f'kpi.{name}')}**: {texts(f'kpi_help.{name}')}")


def figure_course(found: Sequence[Figures], texts: Texts) -> None:
    """Show one figure over the months, as a chart and with the same numbers as a table."""
    name = st.selectbox(
        texts("figures.choose"),
        FIGURES,
        key="figures_course",
        format_func=lambda one: texts(f"kpi.{one}"),
    )
    rows = pd.DataFrame(
        {
            "day": pd.to_datetime([one.day for one in found]),
            "percent": [_percent(one.rates[name]) for one in found],
            "value": [texts.percent(one.rates[name].value) for one in found],
            "basis": [_basis(one.rates[name], texts) for one in found],
            "words": [texts.day(one.day) for one in found],
        }
    )
    left, right = st.columns([3, 2], gap="medium")
    with left:
        if rows["percent"].count() > 1:
            st.altair_chart(_chart(rows, texts(f"kpi.{name}"), texts), theme=None)
        else:
            st.info(texts("figures.too_short"))
    right.dataframe(
        rows[["words", "value", "basis"]][::-1],
        hide_index=True,
        height=min(320, 40 + 35 * len(rows)),
        column_config={
            "words": texts("figures.day"),
            "value": texts("figures.value"),
            "basis": texts("figures.basis"),
        },
    )


def _row(name: str, found: Figures, texts: Texts, *, now: Figures | None) -> str:
    cells = [texts.percent(one.rates[name].value) for one in (found, now) if one is not None]
    return (
        f'<tr><th scope="row">{escape(texts(f"kpi.{name}"))}</th>'
        + "".join(f"<td>{escape(cell)}</td>" for cell in cells)
        + f'<td class="basis">{escape(_basis(found.rates[name], texts))}</td></tr>'
    )


def _basis(rate: Rate, texts: Texts) -> str:
    known, total = texts.number(rate.known), texts.number(rate.total)
    said = texts("common.based_on", known=known, total=total)
    return f"{said} {texts('counted.units')}"


def _percent(rate: Rate) -> float | None:
    return None if rate.value is None else 100 * rate.value


def _chart(rows: pd.DataFrame, name: str, texts: Texts) -> alt.Chart:
    top = max(10.0, 1.15 * float(rows["percent"].max()))
    chart: alt.Chart = (
        alt.Chart(rows, description=texts("figures.chart", figure=name))
        .mark_line(color=LINE, strokeWidth=2.5, point=alt.OverlayMarkDef(color=LINE, size=45))
        .encode(
            x=alt.X("day:T", title=None, axis=alt.Axis(format="%m/%Y", labelAngle=0, grid=False)),
            y=alt.Y(
                "percent:Q",
                title=f"{name}, %",
                scale=alt.Scale(domain=[0, min(100.0, top)]),
                axis=alt.Axis(format="d"),
            ),
            tooltip=[
                alt.Tooltip("words:N", title=texts("figures.day")),
                alt.Tooltip("value:N", title=texts("figures.value")),
                alt.Tooltip("basis:N", title=texts("figures.basis")),
            ],
        )
        .properties(height=320, background="white")
        .configure_axis(labelFontSize=12, titleFontSize=12, labelColor="#24211c")
        .configure_view(stroke=None)
    )
    return chart
