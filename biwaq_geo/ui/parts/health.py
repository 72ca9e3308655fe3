"""What staff should know of the installation before they work: backups, room, clock."""

from datetime import timedelta

import streamlit as st

from biwaq_geo.services.ports import Town
from biwaq_geo.texts import MISSING, Texts
from biwaq_geo.ui import state
from biwaq_geo.ui.parts.plain import error_words

WARN_BELOW_BYTES = 1_000_000_000
"""Of free disk space; the store itself refuses to save with much less."""

CLOCKS_APART = timedelta(minutes=1)
"""The newest change may lie this far ahead of the clock: two computers never quite agree."""


def health(town: Town, texts: Texts) -> None:
    """Show what is wrong; nothing if all is well."""
    # a place that is always there: what comes and goes above a map must not mount it anew
    with st.container():
        _health(town, texts)


def _health(town: Town, texts: Texts) -> None:
    app = state.app()
    failure = app.backups.failure(town.profile.key)
    if failure is not None:
        made = app.backups.times(town.profile.key)
        last = texts.time(made[0]) if made else MISSING
        cause = error_words(failure.error, texts)
        _warn(texts("backup.failed", time=texts.time(failure.at), cause=cause, last=last))
    free = app.free_bytes()
    if free < WARN_BELOW_BYTES:
        _warn(texts("backup.little_room", free=texts.number(free / 1e6, unit="MB")))
    for event in town.store.events(after=town.store.revision() - 1):
        if event.at - app.now() > CLOCKS_APART:
            _warn(texts("backup.clock", now=texts.time(app.now()), last=texts.time(event.at)))


def _warn(sentence: str) -> None:
    st.warning(sentence, icon=":material/warning:")
