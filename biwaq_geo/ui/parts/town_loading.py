"""Loading a town over the network from within the app, with its progress on screen."""

import streamlit as st

from biwaq_geo.domain.towns import TownProfile
from biwaq_geo.texts import Texts
from biwaq_geo.ui import state

REAL_WEISSWASSER = "Weißwasser/O.L."


def load_real_weisswasser(texts: Texts) -> TownProfile:
    """Fetch the real town and return its profile.

    Raises
    ------
    NetworkAbsentError, ServiceAnswerError, PlaceNotFoundError
        Nothing was stored.
    """
    # osmnx costs seconds to import and only this button needs it
    from biwaq_geo.adapters.osm.fetch import fetch_town  # noqa: PLC0415

    bar = st.progress(0.0, text=texts("towns.loading"))

    def show(share: float, step: str) -> None:
        bar.progress(share, text=texts(step))

    town = fetch_town(
        state.app().library, REAL_WEISSWASSER, settings=state.app().settings, progress=show
    )
    bar.empty()
    return town.profile
