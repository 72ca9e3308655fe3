"""Pages as those see them who have logged in, and as nobody sees them who has not."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from biwaq_geo.domain.roles import Role
from biwaq_geo.services.accounts import set_role
from biwaq_geo.settings import ROOT
from biwaq_geo.texts import load
from tests import sample_town
from tests.secret_town import secrets
from tests.ui.shown import as_read
from tests.whole_page import everything

SCREENS = sorted((ROOT / "biwaq_geo" / "ui" / "screens").glob("[a-z]*.py"))
PUBLIC = {"map", "catalogues", "export_data", "figures", "businesses", "accessibility"}
FIRST = sample_town.unit(0).unit_id


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("token", ["", "forged", "WyJhZG1pbmlzdHJhdG9yMSJd.x"])
def test_without_a_session_a_page_says_so_and_nothing_else(
    access, cookies, open_page, token, language
):
    cookies["__Host-biwaq_session"] = token
    cookies["X-Biwaq-Person"] = "administrator1"
    page = open_page("map", language=language)
    assert [as_read(one.value) for one in page.error] == [load(language)("error.logged_out")]
    assert 'href="/login' in everything(page)
    assert not page.title
    assert secrets(everything(page)) == set()


@pytest.mark.parametrize("screen", [path.name for path in SCREENS])
def test_a_page_that_is_run_past_the_frame_stops(access, screen):
    page = AppTest.from_file(str(Path(SCREENS[0].parent / screen)), default_timeout=300).run()
    assert len(page.exception) == 1
    assert not page.title
    assert secrets(everything(page)) == set()


@pytest.mark.parametrize(
    ("role", "hidden"),
    [
        ("viewer", {path.stem for path in SCREENS} - PUBLIC),
        ("staff", {"scenarios", "optimiser", "council", "layers"}),
        ("planner", set()),
        ("administrator", set()),
    ],
)
def test_the_list_of_pages_leaves_out_what_would_be_refused(log_in, open_page, role, hidden):
    log_in(role)
    page = open_page("map")
    assert not page.exception
    side = everything(page)
    # the map is always there, as the page whose address is empty
    pages = {path.stem for path in SCREENS} - {"map"}
    offered = {name for name in pages if f'page: "{name}"' in side}
    assert pages - offered == hidden
    assert f"Konto: {role}1" in side
    assert "app_actor" not in side


@pytest.mark.parametrize("page", sorted(PUBLIC))
def test_who_only_looks_sees_no_mark_of_a_hidden_field(log_in, open_page, page):
    log_in("viewer")
    opened = open_page(page, app_selected_unit=FIRST, widget_map_table_open=True)
    assert not opened.exception
    assert secrets(everything(opened)) == set()


@pytest.mark.parametrize(("role", "sees"), [("staff", True), ("planner", False)])
def test_contacts_are_on_the_page_of_those_alone_who_keep_the_case(log_in, open_page, role, sees):
    log_in(role)
    opened = open_page("unit", app_selected_unit=FIRST)
    assert not opened.exception
    assert ("GeheimPhone" in everything(opened)) == sees
    assert "GeheimText" in everything(opened)


def test_another_role_ends_what_an_open_page_shows(access, log_in, open_page):
    log_in("staff")
    page = open_page("map")
    assert page.title
    set_role(access.book, name="staff1", role=Role.VIEWER)
    page.run()
    assert [as_read(one.value) for one in page.error] == [load("de")("error.logged_out")]
    assert not page.title


def test_another_account_in_the_same_session_finds_nothing_of_the_first(log_in, open_page):
    log_in("staff")
    page = open_page("unit", app_selected_unit=FIRST)
    assert page.session_state["app_selected_unit"] == FIRST
    log_in("viewer")
    page.run()
    assert "app_selected_unit" not in page.session_state
    assert secrets(everything(page)) == set()
