"""A ranking and how sure it is, to take along."""

import streamlit as st

from biwaq_geo.domain.origin import Origin
from biwaq_geo.reports.ranking_sheet import Above, ranking_sheet
from biwaq_geo.services.ports import Town
from biwaq_geo.texts.robust_words import RobustWords
from biwaq_geo.ui import state

_NAMES = {
    "ranking": ("robust.ranking_paper", "robust.ranking_file_name"),
    "choice": ("robust.choice_paper", "robust.choice_file_name"),
}


def ranking_paper(town: Town, words: RobustWords, above: Above, *, of: str, key: str) -> None:
    """Offer the sheet; the file of a demonstration says so in its name.

    Parameters
    ----------
    of
        What it is of, `ranking` or `choice`.
    """
    label, name = (words.texts(key) for key in _NAMES[of])
    day = state.app().today()
    mark = "-DEMONSTRATION" if town.profile.origin is Origin.DEMO else ""
    st.download_button(
        label,
        # set only when somebody wants it
        data=lambda: ranking_sheet(town, words, above, day=day),
        file_name=f"{name}{mark}-{day.isoformat()}.pdf",
        mime="application/pdf",
        key=key,
        icon=":material/print:",
        on_click="ignore",
    )
