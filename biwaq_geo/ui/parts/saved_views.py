"""Views of the map under names: the present one kept, a kept one opened, renamed, removed."""

from datetime import date
from uuid import UUID, uuid4

import streamlit as st

from biwaq_geo.domain.errors import BiwaqError
from biwaq_geo.domain.records import Record
from biwaq_geo.domain.views import SavedView
from biwaq_geo.mapping.view_link import CAMERA, to_query
from biwaq_geo.services.ports import Town
from biwaq_geo.services.recycle import remove
from biwaq_geo.services.saved_views import rename_view, save_view, saved_views
from biwaq_geo.texts import Texts
from biwaq_geo.ui import state
from biwaq_geo.ui.parts.last_act import last_act, note_act
from biwaq_geo.ui.parts.refusal import refuse
from biwaq_geo.ui.parts.shared_view import present_view, show_query

NAME_LENGTH = 120

_NEW = "map_view_new_id"


def views_menu(town: Town, texts: Texts) -> None:
    """Offer the views that were kept, to those who may keep one."""
    if not state.may_change("map_view"):
        return
    with st.popover(texts("views.title"), icon=":material/bookmarks:", key="map_views"):
        kept = {one.map_view_id: one for one in saved_views(town.store)}
        if not kept:
            st.caption(texts("views.none"))
        else:
            chosen = st.selectbox(
                texts("views.choose"),
                list(kept),
                key="map_views_chosen",
                index=None,
                placeholder=texts("common.choose"),
                format_func=lambda one: kept[one].name if one in kept else "",
            )
            if chosen in kept:
                _acts(town, kept[chosen], texts)
        if st.session_state.get(state.NO_WEBGL):
            # the simple map has no button of its own for it
            st.button(texts("views.keep"), key="map_views_keep", on_click=_ask)


def views_done(town: Town, texts: Texts) -> None:
    """Say what was last done to a view and offer to take it back."""
    last_act(town, texts, SavedView)


def buttons() -> tuple[str, ...]:
    """Return the buttons over a map whose page calls `keep_view`, as `MapFrame.tools`."""
    keep = ("keep",) if state.may_change("map_view") else ()
    return ("share", *keep, "print", "position")


def keep_view(town: Town, visible: frozenset[str], past: date | None, texts: Texts) -> None:
    """Ask for the name of the present view, from when the map was asked to keep it.

    The question stays through runs that others cause, until it is answered or shut.
    """
    camera = st.session_state.get(state.KEEP_VIEW)
    if camera is None:
        return
    shown = to_query(present_view(visible, past))
    query = "&".join(part for part in (shown, f"{CAMERA}={camera}" if camera else "") if part)

    @st.dialog(texts("views.keep"), on_dismiss=_end)
    def dialog() -> None:
        _name(town, query, texts, with_extent=bool(camera))

    dialog()


def _ask() -> None:
    st.session_state[state.KEEP_VIEW] = ""


def _end() -> None:
    for key in (state.KEEP_VIEW, _NEW):
        st.session_state.pop(key, None)


def _name(town: Town, query: str, texts: Texts, *, with_extent: bool) -> None:
    st.markdown(texts("views.help" if with_extent else "views.help_simple"))
    with st.form("map_view_new", border=False):
        name = st.text_input(texts("views.name"), key="map_view_name", max_chars=NAME_LENGTH)
        if not st.form_submit_button(texts("views.save"), type="primary"):
            return
    # made once for each question, so that sending twice keeps one view
    new = st.session_state.setdefault(_NEW, uuid4())
    text = str(st.session_state.get(state.FILTER_TEXT, ""))
    wanted = SavedView(new, name, query=query, filter_text=text)
    try:
        saved = save_view(town.store, wanted=wanted, actor=state.actor())
    except BiwaqError as error:
        refuse(error, texts)
        return
    _end()
    _done("act.added", saved)


def _acts(town: Town, view: SavedView, texts: Texts) -> None:
    st.button(
        texts("views.open"),
        key="map_views_open",
        icon=":material/visibility:",
        type="primary",
        width="stretch",
        on_click=_open,
        args=(view,),
    )
    seen = _seen_version(view)
    name = st.text_input(
        texts("views.name"),
        value=view.name,
        key=f"map_view_name_{view.map_view_id}_{view.version}",
        max_chars=NAME_LENGTH,
    )
    renames = st.button(texts("views.rename"), key="map_views_rename", width="stretch")
    removes = st.button(texts("views.remove"), key="map_views_remove", width="stretch")
    if not renames and not removes:
        return
    which, actor = view.map_view_id, state.actor()
    try:
        if renames:
            done = rename_view(
                town.store, map_view_id=which, name=name, seen_version=seen, actor=actor
            )
        else:
            done = remove(
                town.store,
                state.app().today,
                kind=SavedView,
                record_id=which,
                seen_version=seen,
                actor=actor,
            )
    except BiwaqError as error:
        refuse(error, texts)
        return
    _done("act.saved" if renames else "act.removed", done)


def _seen_version(view: SavedView) -> int:
    """Return the version that was on screen before this run, which reads the register anew."""
    key = "map_views_seen"
    seen: tuple[UUID, int] = st.session_state.get(key, (view.map_view_id, view.version))
    st.session_state[key] = view.map_view_id, view.version
    return seen[1] if seen[0] == view.map_view_id else view.version


def _open(view: SavedView) -> None:
    show_query(view.query, filter_text=view.filter_text)


def _done(what: str, record: Record) -> None:
    note_act(what, record)
    st.rerun()
