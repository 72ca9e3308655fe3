"""One key figure over the months, as a chart and with the same numbers as a table."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from biwaq_geo.analysis.kpis.kpi import Kpi
from biwaq_geo.analysis.kpis.places import Place
from biwaq_geo.analysis.kpis.reading import Reading
from biwaq_geo.domain.comparison import Measured
from biwaq_geo.services.kpis.readings import month_ends
from biwaq_geo.services.ports import Town
from biwaq_geo.texts import Texts
from biwaq_geo.texts.figures import reading_basis, reading_words
from biwaq_geo.ui.parts.day_picker import Shown
from biwaq_geo.ui.parts.kpi_book import look_at, readings_at, shown_kpis
from biwaq_geo.ui.parts.kpi_charts import course_chart


def kpi_course(town: Town, place: Place, look: Shown, texts: Texts) -> None:
    """Let the person choose a figure, and show it at the end of each month until the day."""
    st.subheader(texts("figures.course"))
    looks = _looks(town, look)
    if not looks:
        st.info(texts("figures.too_short"))
        return
    by_key = {kpi.key: kpi for kpi in shown_kpis(place)}
    if st.session_state.get("figures_course") not in by_key:
        # another place has other figures
        st.session_state.pop("figures_course", None)
    chosen = st.selectbox(
        texts("figures.choose"),
        list(by_key),
        key="figures_course",
        format_func=lambda key: texts(f"kpi.{key}"),
    )
    kpi = by_key[chosen]
    with st.spinner(texts("figures.counting")):
        found = [readings_at(town, place, one, [kpi])[kpi.key] for one in looks]
    _show(kpi, looks, found, texts)


def _looks(town: Town, look: Shown) -> Sequence[Shown]:
    if look.begun is None or look.day < look.begun:
        return ()
    days = month_ends(look.begun, look.day)
    return [*(look_at(town, day, look) for day in days[:-1]), look]


def _show(kpi: Kpi, looks: Sequence[Shown], found: Sequence[Reading], texts: Texts) -> None:
    share = kpi.measured is Measured.SHARE
    rows = pd.DataFrame(
        {
            "day": pd.to_datetime([one.day for one in looks]),
            "number": pd.Series(
                [_number(reading, share=share) for reading in found], dtype="float64"
            ),
            "value": [reading_words(reading, kpi.measured, texts)[0] for reading in found],
            "basis": [reading_basis(reading, kpi.of, texts) for reading in found],
            "words": [texts.day(one.day) for one in looks],
        }
    )
    name = texts(f"kpi.{kpi.key}")
    left, right = st.columns([3, 2], gap="medium")
    with left:
        if rows["number"].count() > 1:
            title = f"{name}, %" if share else name
            words = texts("figures.chart", figure=name)
            st.altair_chart(course_chart(rows, title=title, words=words, share=share), theme=None)
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


def _number(reading: Reading, *, share: bool) -> float | None:
    if reading.value is None:
        return None
    return 100 * reading.value if share else reading.value
