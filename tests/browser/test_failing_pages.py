"""A page that fails shows a reference number; what went wrong stays in the log."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from biwaq_geo.settings import ROOT
from tests import sample_town

pytestmark = pytest.mark.browser
PAGES = sorted(path.stem for path in (ROOT / "biwaq_geo" / "ui" / "screens").glob("[a-z]*.py"))
SECRET = "Geheimnis der Erika Muster"
ALERT = "[data-testid='stAlertContentError']"


def fill(library):
    library.create(sample_town.PROFILE, layers=sample_town.layers(), units=sample_town.units())


# a page fails in the frame of all pages: the short run takes every seventh
@pytest.mark.parametrize("pages", [PAGES[::7], pytest.param(PAGES, marks=pytest.mark.slow)])
def test_a_page_that_fails_shows_a_reference_number_and_nothing_else(
    pages, serve, visitor, tmp_path, monkeypatch
):
    monkeypatch.setenv("SECRET_OF_THE_TEST", SECRET)
    served = serve(fill, script="tests/browser/failing_app.py")
    page = visitor(served).page
    for name in pages:
        page.goto(f"{served.address}/{'' if name == 'map' else name}")
        alert = page.locator(ALERT).first
        expect(alert).to_contain_text(re.compile(r"[0-9a-f]{8}"))
        reference = re.search(r"[0-9a-f]{8}", alert.inner_text())[0]
        whole = page.content()
        for trace in (SECRET, "Traceback", "RuntimeError", "failing_app", str(Path.home())):
            assert trace not in whole, name
        log = (tmp_path / "server.log").read_text()
        assert f"reference {reference}" in log
    assert SECRET in log
