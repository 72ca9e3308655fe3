"""The paper of what is seen: chosen in a dialog, drawn when it is fetched."""

from collections.abc import Callable, Sequence
from datetime import date

import streamlit as st

from biwaq_geo.domain.street_audits import StreetAudit
from biwaq_geo.domain.units import CommercialUnit
from biwaq_geo.mapping.geojson import projected
from biwaq_geo.mapping.mapspec import LayerSpec
from biwaq_geo.reports.one_page import Paper
from biwaq_geo.reports.view_sheet import View, view_sheet
from biwaq_geo.services.ports import Town
from biwaq_geo.texts import Texts
from biwaq_geo.ui import state
from biwaq_geo.ui.parts.day_picker import Shown
from biwaq_geo.ui.parts.map_click import SeenOnScreen
from biwaq_geo.ui.parts.paper_file import demo_mark, paper_file


def print_view(
    town: Town,
    layers: Sequence[LayerSpec],
    visible: frozenset[str],
    units: Sequence[CommercialUnit],
    look: Shown,
    texts: Texts,
) -> None:
    """Offer the paper when the map was asked for it, once.

    Parameters
    ----------
    units
        Those that the filter lets through.
    """
    seen = asked_for()
    if seen is None:
        return
    view = View(
        extent=projected(seen.bounds, epsg=town.profile.epsg),
        wide=seen.wide,
        layers=layers,
        visible=visible,
        units=units,
        day=look.day,
        filter_words=filter_words(texts),
        audits=town.store.records(StreetAudit, at_revision=look.revision),
    )

    @st.dialog(texts("print.title"))
    def dialog() -> None:
        st.markdown(texts("print.intro"))
        offer(
            town,
            lambda paper: view_sheet(town, view, paper=paper, texts=texts),
            day=view.day,
            texts=texts,
        )

    dialog()


def asked_for() -> SeenOnScreen | None:
    """Return what the map wants on paper, once."""
    seen = st.session_state.pop(state.PRINT, None)
    return seen if isinstance(seen, SeenOnScreen) else None


def offer(town: Town, draw: Callable[[Paper], bytes], *, day: date, texts: Texts) -> None:
    """Let the person choose the paper and fetch what `draw` makes for it."""
    paper = st.radio(
        texts("print.paper"),
        list(Paper),
        key="print_paper",
        format_func=str.upper,
        horizontal=True,
    )
    paper_file(
        texts("print.fetch"),
        lambda: draw(paper or Paper.A4),
        file_name=f"{texts('map.title')}{demo_mark(town)}-{day.isoformat()}",
        key="print_fetch",
        kind="primary",
        width="stretch",
    )


def filter_words(texts: Texts) -> str:
    """Say what the filter of the map asks for; empty for nothing."""
    chosen = st.session_state.get(state.FILTER_STATES) or ()
    typed = str(st.session_state.get(state.FILTER_TEXT, "")).strip()
    parts = [", ".join(texts(f"state.{one}") for one in chosen)]
    parts.append(texts("print.address", typed=typed) if typed else "")
    return "; ".join(part for part in parts if part)
