"""What stands around every page: the list of pages, the town, the language, the name."""

from collections.abc import Mapping, Sequence

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from biwaq_geo.domain.origin import Origin
from biwaq_geo.texts import LANGUAGES, Texts
from biwaq_geo.ui import state
from biwaq_geo.ui.parts.account import account
from biwaq_geo.ui.parts.plain import plain

COUNCIL = "council"
LANGUAGE_SIGN = '<style class="biwaq-language" lang="{language}"></style>'
"""Tells `static/biwaq/words.js` what language the session speaks."""

LANGUAGE_NAMES = {"de": "Deutsch", "en": "English"}

_GROUPS = {
    "register": {
        "map": ":material/map:",
        "mark": ":material/add_location:",
        "unit": ":material/folder_open:",
        "businesses": ":material/storefront:",
        "requests": ":material/person_search:",
        "work": ":material/checklist:",
        "figures": ":material/query_stats:",
        "reach": ":material/directions_walk:",
        "street_audit": ":material/fact_check:",
        "footfall": ":material/groups:",
    },
    "planning": {
        "scenarios": ":material/account_tree:",
        "waiting": ":material/hourglass_empty:",
        "optimiser": ":material/calculate:",
        COUNCIL: ":material/co_present:",
        "catalogues": ":material/menu_book:",
    },
    "data": {
        "import_units": ":material/upload_file:",
        "export_data": ":material/download:",
        "layers": ":material/layers:",
        "towns": ":material/location_city:",
        "bin": ":material/delete:",
        "accessibility": ":material/accessibility_new:",
    },
}
"""Pages with their icons, by group, in the order of the thread. The icons stand in the links
only: as the icon of a page the browser would fetch it from abroad."""

_FOR_THE_PUBLIC = frozenset(
    {"accessibility", "map", "businesses", "catalogues", "export_data", "figures"}
)
"""Pages of an installation for the public: the others change something or hold nothing for it."""


_OF_PLANNING = frozenset({"scenarios", "optimiser", COUNCIL})
"""Pages of those who work on scenarios."""


def _offered() -> Mapping[str, Mapping[str, str]]:
    shown = {page for group in _GROUPS.values() for page in group}
    if not state.may_change():
        shown &= _FOR_THE_PUBLIC
    if not state.may_change("scenario"):
        shown -= _OF_PLANNING
    if not state.may_add_layers():
        shown -= {"layers"}
    groups = {
        name: {page: icon for page, icon in group.items() if page in shown}
        for name, group in _GROUPS.items()
    }
    return {name: group for name, group in groups.items() if group}


def pages(texts: Texts) -> Sequence[StreamlitPage]:
    """Return the pages in the order of the thread, the map first."""
    return [
        st.Page(
            f"screens/{name}.py",
            title=texts(f"nav.{name}"),
            url_path="" if name == "map" else name,
            default=name == "map",
        )
        for group in _offered().values()
        for name in group
    ]


def sidebar(listed: Sequence[StreamlitPage]) -> None:
    """Draw the sidebar."""
    texts = state.texts()
    with st.sidebar:
        st.markdown(f"### {texts('app.title')}")
        left = iter(listed)
        # a landmark for those who jump to it: `static/biwaq/heard.js` makes it one
        with st.container(key="pages"):
            for name, group in _offered().items():
                st.caption(texts(f"nav_group.{name}"))
                for icon in group.values():
                    st.page_link(next(left), icon=icon)
        st.divider()
        _town(texts)
        person = state.app().person
        if person is not None:
            account(person, texts)
        elif state.may_change():
            _actor(texts)
        st.radio(
            texts("app.language"),
            LANGUAGES,
            LANGUAGES.index(state.kept(state.LANGUAGE, state.language())),
            key=state.box(state.LANGUAGE),
            format_func=LANGUAGE_NAMES.__getitem__,
            horizontal=True,
            on_change=_language_chosen,
        )
        state.keep(state.LANGUAGE)
        if person is None and not state.app().settings.services:
            st.caption(texts("app.local_only"))


def _actor(texts: Texts) -> None:
    st.text_input(
        texts("app.actor"),
        state.kept(state.ACTOR, ""),
        key=state.box(state.ACTOR),
        max_chars=40,
        placeholder=texts("app.actor_default"),
        help=texts("app.actor_help"),
    )
    state.keep(state.ACTOR)


def _language_chosen() -> None:
    # the copy must follow before the run begins, so that the whole page changes at once
    state.keep(state.LANGUAGE)
    st.query_params["lang"] = state.language()


def _town(texts: Texts) -> None:
    names = {profile.key: profile.name for profile in state.app().library.profiles()}
    shown = state.town().profile.key
    if len(names) == 1:
        # nothing to choose from, and a box for it costs every start a quarter of a second
        st.markdown(f"**{texts('app.town')}:** {plain(names[shown])}")
        return
    st.selectbox(
        texts("app.town"),
        list(names),
        list(names).index(state.kept_of(state.TOWN, list(names), shown)),
        key=state.box(state.TOWN),
        format_func=names.__getitem__,
        on_change=_town_chosen,
    )
    state.keep(state.TOWN)


def _town_chosen() -> None:
    state.keep(state.TOWN)
    state.select_unit(None)


def say_language() -> None:
    """Give the page the language of the session, for those who hear it read out."""
    st.html(LANGUAGE_SIGN.format(language=state.language()))


def demo_banner() -> None:
    """Say that the town is invented, wherever it is."""
    if state.town().profile.origin is Origin.DEMO:
        st.warning(state.texts()("app.demo_banner"), icon=":material/science:")
