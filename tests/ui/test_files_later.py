"""Files that are made when they are taken, outside the run of the page that offered them."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID

import pytest
import streamlit as st
from streamlit.runtime.media_file_manager import MediaFileManager
from streamlit.runtime.scriptrunner import get_script_run_ctx

from biwaq_geo.adapters.access.access import access_to
from biwaq_geo.bootstrap import application, forget
from biwaq_geo.domain.exports import Export
from biwaq_geo.domain.roles import Role
from biwaq_geo.services.accounts import add_account, set_role
from biwaq_geo.services.scenarios import create
from biwaq_geo.texts import load
from tests import sample_town

NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)


@pytest.fixture
def offered(monkeypatch):
    """What the pages offer to make, the last one last."""
    made = []
    original = MediaFileManager.add_deferred

    def noted(self, make, *args, **values):
        made.append(make)
        return original(self, make, *args, **values)

    monkeypatch.setattr(MediaFileManager, "add_deferred", noted)
    return made


def taken(offered):
    """Have the last offer made where Streamlit makes it: in a thread without a page."""
    with ThreadPoolExecutor(1) as elsewhere:
        return elsewhere.submit(offered[-1]).result()


@pytest.fixture
def cookies(monkeypatch):
    """What the browser shows to a run of a page, and to nothing else."""
    shown = {}

    def seen(_):
        return shown if get_script_run_ctx(suppress_warning=True) else {}

    monkeypatch.setattr(type(st.context), "cookies", property(seen))
    return shown


@pytest.fixture
def planner(town, cookies, monkeypatch):
    monkeypatch.setenv("BIWAQ_PUBLIC_URL", "https://karte.example.org")
    access_to.cache_clear()
    forget()
    access = application().access
    add_account(access.book, name="paula", role=Role.PLANNER, mail="paula@x")
    cookies["__Host-biwaq_session"] = access.log_in_by_mail("paula@x")
    yield access
    access_to.cache_clear()


def scenario_of(town):
    return create(
        town.store, lambda: NOON, scenario_id=UUID(int=9), name="Licht", actor="ab"
    ).scenario_id


def test_who_has_logged_in_gets_the_file(town, planner, open_page, offered):
    assert not open_page("export_data").exception
    assert taken(offered)[:2] == b"PK"
    (noted,) = town.store.records(Export)
    assert noted.file_format == "xlsx"


def test_who_has_logged_in_gets_the_paper_of_a_scenario(town, planner, open_page, offered):
    page = open_page("scenarios", app_scenario=scenario_of(town))
    assert not page.exception
    assert taken(offered)[:5] == b"%PDF-"


def test_whose_session_is_over_gets_no_file_and_none_is_noted(town, planner, open_page, offered):
    open_page("export_data")
    set_role(planner.book, name="paula", role=Role.VIEWER)
    with pytest.raises(RuntimeError, match=load("de")("error.logged_out")[:20]):
        taken(offered)
    assert town.store.records(Export) == ()


def test_the_layers_of_a_file_are_those_of_the_town_on_the_page(
    library, town, open_page, offered, monkeypatch
):
    other = library.create(
        replace(sample_town.PROFILE, key="zz", name="Zweitstadt"),
        layers=sample_town.layers(),
        units=sample_town.units(),
    )
    seen = []

    def noted(town, *_, **__):
        seen.append(town.profile.key)
        return (), ()

    monkeypatch.setattr("biwaq_geo.ui.parts.export_choice.town_layers", noted)
    open_page("export_data", app_town="zz")
    taken(offered)
    assert seen == ["zz"]
    assert len(other.store.records(Export)) == 1
    assert town.store.records(Export) == ()
