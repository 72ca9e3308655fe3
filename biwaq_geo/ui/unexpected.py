"""The one handler of the unexpected: a reference on screen, the trace in the log."""

import logging
from uuid import uuid4

import streamlit as st

from biwaq_geo.domain.errors import BiwaqError
from biwaq_geo.ui import state
from biwaq_geo.ui.parts.plain import error_words

log = logging.getLogger("biwaq_geo")


def show_unexpected(error: Exception) -> bool:
    """Show a sentence instead of a trace; True tells Streamlit that it is done.

    The screen gets a reference number, the log gets the trace under the same number.
    """
    texts = state.texts()
    if isinstance(error, BiwaqError) and error.code != BiwaqError.code:
        st.error(error_words(error, texts))
        return True
    reference = uuid4().hex[:8]
    log.error("unexpected error, reference %s", reference, exc_info=error)
    st.error(texts("error.unexpected", reference=reference))
    return True
