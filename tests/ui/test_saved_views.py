"""Kept views on the map page: named, opened with all they hold, renamed, removed, taken back."""

from datetime import date
from uuid import UUID

import pytest

from biwaq_geo.domain.units import UnitState
from biwaq_geo.domain.views import SavedView
from biwaq_geo.mapping.themes import Theme
from biwaq_geo.services.saved_views import rename_view, save_view, saved_views
from biwaq_geo.texts import load
from biwaq_geo.ui import map_view, state
from tests.ui.shown import as_read

T = load("de")
VIEW = UUID(int=700)
QUERY = "karte=14.6,51.5,16.5,0&ebenen=vacant&tag=2026-05-03&filter=vacant&ansicht=dunkel"


@pytest.fixture
def kept(town):
    return save_view(
        town.store,
        wanted=SavedView(VIEW, "Zentrum *A*", query=QUERY, filter_text="Haupt"),
        actor="jemand",
    )


def choose(page):
    page.selectbox(key="map_views_chosen").set_value(VIEW).run()
    assert not page.exception


@pytest.mark.parametrize("language", ["de", "en"])
def test_the_present_view_is_kept_under_a_name(town, open_page, language):
    asked = {state.KEEP_VIEW: "14.6,51.5,16.5,0", state.FILTER_STATES: [UnitState.VACANT]}
    page = open_page("map", language=language, **asked, **{state.FILTER_TEXT: "Haupt"})
    assert not page.exception
    page.text_input(key="map_view_name").set_value("Zentrum")
    button = load(language)("views.save")
    next(one for one in page.button if one.label == button).click().run()
    [view] = saved_views(town.store)
    assert view.name == "Zentrum"
    assert "karte=14.6,51.5,16.5,0" in view.query
    assert "filter=vacant" in view.query
    assert "ebenen=" in view.query
    # what was typed stays in the register and is no part of any link
    assert (view.filter_text, "Haupt" in view.query) == ("Haupt", False)


def test_a_view_without_a_name_is_refused_and_the_question_stays(town, open_page):
    page = open_page("map", **{state.KEEP_VIEW: ""})
    next(one for one in page.button if one.label == T("views.save")).click().run()
    assert T("error.empty_name") in [as_read(one.value) for one in page.error]
    assert saved_views(town.store) == []


@pytest.mark.usefixtures("kept")
def test_a_kept_view_brings_back_all_that_it_holds(open_page):
    page = open_page("map", **{state.FILTER_STATES: [UnitState.USED]})
    choose(page)
    page.button(key="map_views_open").click().run()
    assert not page.exception
    session = page.session_state
    assert session[state.FILTER_STATES] == [UnitState.VACANT]
    assert session[state.FILTER_TEXT] == "Haupt"
    assert session[state.DAY] == date(2026, 5, 3)
    assert session[state.THEME] is Theme.DARK
    assert session[map_view.CAMERA][1]["center"] == [14.6, 51.5]
    # a switch that the view has set is another widget
    on = {str(box.key) for box in page.checkbox if box.value}
    assert {key.split(".")[0] for key in on} == {"widget_layer_vacant"}


def test_what_a_view_does_not_name_is_as_usual(town, open_page):
    save_view(town.store, wanted=SavedView(VIEW, "Alles", query="ebenen=vacant"), actor="x")
    page = open_page("map", **{state.FILTER_STATES: [UnitState.USED], state.DAY: date(2026, 5, 3)})
    choose(page)
    page.button(key="map_views_open").click().run()
    assert page.session_state[state.FILTER_STATES] == []
    assert page.session_state[state.DAY] is None


def test_what_is_not_there_any_more_is_named_and_the_rest_is_shown(town, open_page):
    wanted = SavedView(VIEW, "Alt", query="ebenen=vacant,gone_layer&filter=vacant")
    save_view(town.store, wanted=wanted, actor="x")
    page = open_page("map")
    choose(page)
    page.button(key="map_views_open").click().run()
    assert T("map.link_ignored", parts="Ebenen") in [one.value for one in page.warning]
    assert page.session_state[state.FILTER_STATES] == [UnitState.VACANT]


@pytest.mark.usefixtures("kept")
def test_a_view_gets_another_name_and_its_old_one_back(town, open_page):
    page = open_page("map")
    choose(page)
    page.text_input(key=f"map_view_name_{VIEW}_1").set_value("Mitte")
    page.button(key="map_views_rename").click().run()
    assert [one.name for one in saved_views(town.store)] == ["Mitte"]
    page.button(key="act_undo").click().run()
    assert not page.exception
    assert [one.name for one in saved_views(town.store)] == ["Zentrum *A*"]


@pytest.mark.usefixtures("kept")
def test_a_removed_view_comes_back_by_one_press(town, open_page):
    page = open_page("map")
    choose(page)
    page.button(key="map_views_remove").click().run()
    assert saved_views(town.store) == []
    page.button(key="act_undo").click().run()
    assert [one.map_view_id for one in saved_views(town.store)] == [VIEW]


@pytest.mark.usefixtures("kept")
def test_a_view_that_a_colleague_renamed_meanwhile_is_not_removed_unseen(town, open_page):
    page = open_page("map")
    choose(page)
    rename_view(town.store, map_view_id=VIEW, name="Rand", seen_version=1, actor="Kollegin")
    page.button(key="map_views_remove").click().run()
    assert not page.exception
    assert len(page.error) == 1
    assert [one.name for one in saved_views(town.store)] == ["Rand"]
