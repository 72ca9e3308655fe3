"""The elevation strip to take along: as a page of PDF, and as a picture."""

import streamlit as st

from biwaq_geo.domain.slug import slug
from biwaq_geo.reports.strip_sheet import StripView, strip_sheet
from biwaq_geo.services.ports import Town
from biwaq_geo.texts import Texts
from biwaq_geo.ui.parts.paper_file import demo_mark, paper_file


def strip_files(town: Town, view: StripView, picture: str, texts: Texts) -> None:
    """Offer the strip that is shown."""
    name = f"{texts('strip.file')}-{slug(view.axis)}{demo_mark(town)}-{view.day.isoformat()}"
    with st.container(horizontal=True):
        paper_file(
            texts("strip.paper"),
            lambda: strip_sheet(town, view, texts=texts),
            file_name=name,
            key="strip_paper",
        )
        st.download_button(
            texts("strip.download"),
            data=picture.encode(),
            file_name=f"{name}.svg",
            mime="image/svg+xml",
            key="strip_download",
            icon=":material/download:",
            on_click="ignore",
        )
