"""The paper of two days: a pair of maps or what differs, chosen in a dialog."""

import streamlit as st

from biwaq_geo.mapping.geojson import projected
from biwaq_geo.mapping.gl.compare import Mode
from biwaq_geo.reports.days_scene import TwoDays
from biwaq_geo.reports.days_sheet import DaysView, days_sheet
from biwaq_geo.services.ports import Town
from biwaq_geo.texts import Texts
from biwaq_geo.ui.parts.print_view import asked_for, filter_words, offer


def print_days(town: Town, two: TwoDays, texts: Texts, *, mode: Mode) -> None:
    """Offer the paper when the maps were asked for it, once.

    Parameters
    ----------
    mode
        How the days are compared on screen; the paper first offers the same.
    """
    seen = asked_for()
    if seen is None:
        return
    extent, wide = projected(seen.bounds, epsg=town.profile.epsg), seen.wide

    @st.dialog(texts("print.days_title"))
    def dialog() -> None:
        st.markdown(texts("print.days_intro"))
        first = Mode.DIFFERENCE if mode is Mode.DIFFERENCE else Mode.SIDE
        choices = {Mode.SIDE: "print.days_pair", Mode.DIFFERENCE: "print.days_difference"}
        what = st.radio(
            texts("print.days_what"),
            list(choices),
            index=list(choices).index(first),
            key="print_days_what",
            format_func=lambda one: texts(choices[one]),
            horizontal=True,
        )
        view = DaysView(
            two, extent, wide, difference=what is Mode.DIFFERENCE, filter_words=filter_words(texts)
        )
        offer(
            town,
            lambda paper: days_sheet(town, view, paper=paper, texts=texts),
            day=two.days[1],
            texts=texts,
        )

    dialog()
