"""Who has logged in, and the way out."""

import streamlit as st

from biwaq_geo.domain.roles import Person
from biwaq_geo.texts import Texts
from biwaq_geo.ui.parts.plain import plain


def account(person: Person, texts: Texts) -> None:
    """Say under which account and role this page is seen, and lead to the log-out."""
    with st.expander(f"{texts('account.page')}: {plain(person.name)}", icon=":material/person:"):
        st.markdown(f"**{texts('account.role')}:** {texts(f'role.{person.role}')}")
        st.caption(texts(f"role_help.{person.role}"))
        _link("/account", texts("account.open"), texts)


def log_in_again(texts: Texts) -> None:
    """Lead to the page of the log-in."""
    _link("/login", texts("account.log_in_again"), texts)


def _link(path: str, words: str, texts: Texts) -> None:
    # in the same window: Streamlit's own links to pages that are not its own open another one
    link = f'<a href="{path}?lang={texts.language}" target="_self">{words}</a>'
    st.html(link)
