"""What a form says of a draft: that it is kept, or back, or could not be kept."""

from typing import Any

import streamlit as st

from biwaq_geo.texts import Texts
from biwaq_geo.ui.parts.draft_form import DraftForm


def draft_notice(form: DraftForm[Any], texts: Texts) -> None:
    """Say that something typed is not yet saved, and offer to throw it away."""
    draft = form.draft
    if draft is None:
        return
    if st.session_state.get(form.fault_key) is not None:
        st.warning(texts("draft.not_kept"))
    elif st.session_state.get(f"{form.key}_found") and draft.saved_at is not None:
        st.info(
            texts("draft.found", time=texts.time(draft.saved_at)),
            icon=":material/history_edu:",
        )
    else:
        st.caption(texts("draft.kept"))
    st.button(texts("draft.drop"), key=f"{form.key}_drop", on_click=form.drop)
