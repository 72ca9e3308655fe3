"""What a session remembers; the only file that names its keys."""

from collections.abc import Sequence
from hashlib import sha256
from secrets import token_hex
from typing import TypeVar, cast
from uuid import UUID

import streamlit as st

from biwaq_geo.bootstrap import Application, application
from biwaq_geo.domain.errors import InputFileError
from biwaq_geo.domain.fields import Audience
from biwaq_geo.domain.units import CommercialUnit
from biwaq_geo.mapping.counted import counted_from_afar
from biwaq_geo.mapping.mapspec import LayerSpec, Theme
from biwaq_geo.mapping.town_layers import town_layers
from biwaq_geo.services.ports import Town
from biwaq_geo.texts import LANGUAGES, Language, Texts, load
from biwaq_geo.ui.asgi import BROWSER_COOKIE, BROWSER_KEY
from biwaq_geo.ui.who import session_token

LANGUAGE = "app_language"
TOWN = "app_town"
ACTOR = "app_actor"
ACCOUNT = "app_account"
SELECTED_UNIT = "app_selected_unit"
BUILDING = "app_building"
NEW_PLACE = "app_new_place"
SCENARIO = "app_scenario"
SCENARIOS_MADE = "app_scenarios_made"
AHEAD = "app_ahead"
CHANGED_EDIT = "app_changed_edit"
FEATURE = "app_feature"
SEEN_LINE = "app_seen_line"
SEEN_ROW = "app_seen_row"
BROWSER = "app_browser"
LAST_SAVED = "app_last_saved"
SEEN_REVISION = "app_seen_revision"
SLIDE = "app_slide"
PLACE = "app_place"
NO_WEBGL = "app_no_webgl"
WORK_LIST = "app_work_list"
WORK_SEEN = "app_work_seen"
WORK_BATCH = "app_work_batch"
WORK_DONE = "app_work_done"
WORK_WALK = "app_work_walk"
DAY = "app_day"
STORY = "app_story"
BIN_DONE = "app_bin_done"
THEME = "app_theme"
BUSINESS = "app_business"
REQUEST = "app_request"
LAST_ACT = "app_last_act"
MOVING = "app_moving"
CLICKED_AT = "app_clicked_at"
LAST_CONTACT = "app_last_contact"
IMPORT = "app_import"
IMPORT_DONE = "app_import_done"
LAYER_DESK = "app_layer_desk"
LAYER_DONE = "app_layer_done"
BACKGROUND = "app_background"
LINK_FAULTS = "app_link_faults"
PRINT = "app_print"
KEEP_VIEW = "app_keep_view"
STOOD_AT = "app_stood_at"
FILTER_STATES = "map_filter_state"
FILTER_TEXT = "map_filter_text"
CHOSEN_UNITS = "app_chosen_units"
DRAWING = "app_drawing"
DRAWN_FOR = "app_drawn_for"
CORNERS = "app_corners"
WORK_HANDED = "app_work_handed"
WORK_MAP = "app_work_map"
COMPARE_DAY = "app_compare_day"
COMPARE_CHOSEN = "app_compare_chosen"
COMPARE_CLICKED = "app_compare_clicked"
OPTIMISED = "app_optimised"

_Value = TypeVar("_Value")


def app() -> Application:
    """Return the application as whoever looks sees it.

    Every step of every page asks anew who that is, so that a session that is over sees
    nothing more. Raises LoggedOutError, AccountsDamagedError.
    """
    whole = application()
    if whole.settings.site is None:
        return whole
    mine = whole.seen_by(session_token(whole.settings.site))
    name = mine.person and mine.person.name
    if st.session_state.setdefault(ACCOUNT, name) != name:
        # a browser that lost its connection comes back under another account
        st.session_state.clear()
        st.session_state[ACCOUNT] = name
    return mine


def kept(key: str, default: _Value) -> _Value:
    """Return the value that a widget is drawn with and that outlives pages without it.

    Streamlit forgets the value of a widget that a run does not draw; a copy under another
    name, made by `keep`, brings it back. Every run says the value anew: a browser that never
    drew the run before takes a value that only the session knows for the widget's own first
    one, and sends that back.
    """
    shown = box(key) if box(key) in st.session_state else key
    return cast("_Value", st.session_state.get(shown, default))


def kept_of(key: str, options: Sequence[_Value], default: _Value) -> _Value:
    """Return as `kept` one of the options, the default where the last one is there no more."""
    found = kept(key, default)
    if found not in options and found != default:
        change(key, default)
        return default
    return found


def box(key: str) -> str:
    """Return the key of the widget that is drawn with what `kept` says."""
    turn = st.session_state.get(f"turn_{key}", 0)
    # no key has a point, so that the second "x" is not the first "x_1"
    return f"widget_{key}.{turn}" if turn else f"widget_{key}"


def keep(key: str) -> None:
    """Copy the value of a `kept` widget; call after the widget is drawn."""
    st.session_state[key] = st.session_state[box(key)]


def change(key: str, value: object) -> None:
    """Give a `kept` widget another value from the next run on.

    It is another widget from then on: a browser whose map asks for a run before it has drawn
    the new value would still send the old one, and that would stand.
    """
    st.session_state[key] = value
    st.session_state[f"turn_{key}"] = st.session_state.get(f"turn_{key}", 0) + 1


def language() -> Language:
    """Return the session's language, that of the address at first, else German."""
    first: Language = "en" if st.query_params.get("lang") == "en" else "de"
    chosen: Language = st.session_state.get(LANGUAGE, first)
    return chosen if chosen in LANGUAGES else "de"


def texts() -> Texts:
    """Return the words of the session's language."""
    return load(language())


def actor() -> str:
    """Return who stands in the history beside this session's changes."""
    if (person := app().person) is not None:
        return person.name
    typed = str(st.session_state.get(ACTOR, "")).strip()
    return typed[:40] or texts()("app.actor_default")


def browser() -> str:
    """Return the random key of this browser; one of the session where it keeps none.

    Two people who log in with the same browser do not find what the other has typed.
    """
    key = str(st.context.cookies.get(BROWSER_COOKIE, ""))
    if not BROWSER_KEY.fullmatch(key):
        key = st.session_state.setdefault(BROWSER, token_hex(16))
    person = app().person
    return key if person is None else sha256(f"{key} {person.name}".encode()).hexdigest()[:32]


def on_a_phone() -> bool:
    """Say whether the browser calls itself mobile: what is long begins shut there."""
    return "Mobi" in str(st.context.headers.get("User-Agent", ""))


def may_change(kind: str = "unit") -> bool:
    """Say whether those who look may change such records; the register refuses it beneath."""
    here = app()
    mine = here.person is None or kind in here.person.changes
    return mine and here.audience is not Audience.PUBLIC


def may_add_layers() -> bool:
    """Say whether those who look may add layers; the shelf refuses it beneath."""
    here = app()
    mine = here.person is None or here.person.adds_layers
    return mine and here.audience is not Audience.PUBLIC


def may_add_towns() -> bool:
    """Say whether those who look may register towns; the library refuses it beneath."""
    here = app()
    return here.person is None or here.person.adds_towns


def town() -> Town:
    """Return the town that the session shows, the first one where none was chosen."""
    library = app().library
    keys = [profile.key for profile in library.profiles()]
    chosen = st.session_state.get(TOWN)
    return library.open(chosen if chosen in keys else keys[0])


def layers() -> tuple[Sequence[LayerSpec], Sequence[InputFileError]]:
    """Return the layers of the shown town for those who look, and the errors of broken ones."""
    here = town()
    found, broken = town_layers(here, app().settings.layers_dir, audience=app().audience)
    return counted_from_afar(found, units=len(here.store.units())), broken


def theme() -> Theme:
    """Return the look of the maps, the light one where none was chosen."""
    return Theme(st.session_state.get(THEME, Theme.LIGHT))


def selected_unit(units: Sequence[CommercialUnit]) -> CommercialUnit | None:
    """Return the selected unit among these, or None."""
    chosen = st.session_state.get(SELECTED_UNIT)
    return next((unit for unit in units if unit.unit_id == chosen), None)


def select_unit(unit_id: UUID | None) -> None:
    """Select a unit on every page, from the next run on."""
    change(SELECTED_UNIT, unit_id)
