"""A page of PDF to take along, drawn only when somebody wants it."""

from collections.abc import Callable
from typing import Literal

import streamlit as st

from biwaq_geo.domain.origin import Origin
from biwaq_geo.services.ports import Town


def paper_file(
    label: str,
    draw: Callable[[], bytes],
    *,
    file_name: str,
    key: str,
    kind: Literal["primary", "secondary"] = "secondary",
    width: Literal["content", "stretch"] = "content",
) -> None:
    """Offer the page.

    Parameters
    ----------
    file_name
        Without an ending.
    """
    st.download_button(
        label,
        data=draw,
        file_name=f"{file_name}.pdf",
        mime="application/pdf",
        key=key,
        icon=":material/print:",
        type=kind,
        on_click="ignore",
        width=width,
    )


def demo_mark(town: Town) -> str:
    """Return what the name of a file says of a town whose data are invented."""
    return "-DEMONSTRATION" if town.profile.origin is Origin.DEMO else ""
