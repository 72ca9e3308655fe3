"""The elevation strip to take along: as a page of PDF, and as a picture."""

import streamlit as st

from biwaq_geo.domain.origin import Origin
from biwaq_geo.domain.slug import slug
from biwaq_geo.reports.strip_sheet import StripView, strip_sheet
from biwaq_geo.services.ports import Town
from biwaq_geo.texts import Texts


def strip_files(town: Town, view: StripView, picture: str, texts: Texts) -> None:
    """Offer the strip that is shown."""
    mark = "-DEMONSTRATION" if town.profile.origin is Origin.DEMO else ""
    name = f"{texts('strip.file')}-{slug(view.axis)}{mark}-{view.day.isoformat()}"

    def drawn() -> bytes:
        return strip_sheet(town, view, texts=texts)

    with st.container(horizontal=True):
        st.download_button(
            texts("strip.paper"),
            # drawn only when somebody wants it
            data=drawn,
            file_name=f"{name}.pdf",
            mime="application/pdf",
            key="strip_paper",
            icon=":material/print:",
            on_click="ignore",
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
