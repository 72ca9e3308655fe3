"""A running page over a real library with the sample town in it."""

from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest
import streamlit as st
from streamlit.components.v2 import manifest_scanner
from streamlit.testing.v1 import AppTest

from biwaq_geo.adapters.access.access import access_to
from biwaq_geo.adapters.towns import FolderLibrary
from biwaq_geo.bootstrap import application, forget
from biwaq_geo.domain.roles import Role
from biwaq_geo.services.accounts import add_account
from biwaq_geo.services.ports import Town
from tests import ready_town

MAIN = Path(__file__).parents[2] / "biwaq_geo" / "ui" / "main.py"


@pytest.fixture(scope="session", autouse=True)
def packages_are_looked_through_once():
    """Each AppTest reads the metadata of every installed package, and none comes in meanwhile."""
    with pytest.MonkeyPatch.context() as patch:
        scan = cache(manifest_scanner.scan_component_manifests)
        patch.setattr(manifest_scanner, "scan_component_manifests", scan)
        yield


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[FolderLibrary]:
    monkeypatch.setenv("BIWAQ_STATE_DIR", str(tmp_path))
    forget()
    yield FolderLibrary(tmp_path)
    forget()


@pytest.fixture
def town(library: FolderLibrary, tmp_path: Path) -> Town:
    return ready_town.sample(library, tmp_path)


@pytest.fixture
def open_page() -> Callable[..., AppTest]:
    def opened(page: str, *, language: str = "de", **session: object) -> AppTest:
        test = AppTest.from_file(str(MAIN), default_timeout=300)
        test.session_state["app_language"] = language
        for key, value in session.items():
            test.session_state[key] = value
        if page == "map":
            return test.run()
        # as by its address: the map is not drawn first
        test.switch_page(f"screens/{page}.py").run()
        # fails where the run has not offered the page
        return test.switch_page(f"screens/{page}.py")

    return opened


@pytest.fixture
def cookies(monkeypatch):
    """What the browser shows; nobody has logged in at first."""
    shown = {}
    monkeypatch.setattr(type(st.context), "cookies", property(lambda _: shown))
    return shown


@pytest.fixture
def access(library, tmp_path, cookies, monkeypatch):
    ready_town.secret(library, tmp_path)
    monkeypatch.setenv("BIWAQ_PUBLIC_URL", "https://karte.example.org")
    access_to.cache_clear()
    forget()
    made = application().access
    for role in Role:
        add_account(made.book, name=f"{role.value}1", role=role, mail=f"{role.value}@x")
    yield made
    access_to.cache_clear()


@pytest.fixture
def log_in(access, cookies):
    def logged_in(role):
        cookies["__Host-biwaq_session"] = access.log_in_by_mail(f"{role}@x")

    return logged_in
