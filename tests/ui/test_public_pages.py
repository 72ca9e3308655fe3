"""No page of an installation for the public holds a mark from a hidden field."""

from pathlib import Path

import pytest

from biwaq_geo.bootstrap import forget
from biwaq_geo.settings import ROOT
from tests import ready_town, sample_town
from tests.secret_town import secrets
from tests.whole_page import everything

SCREENS = sorted(Path(ROOT / "biwaq_geo" / "ui" / "screens").glob("[a-z]*.py"))
OFFERED = ("accessibility", "map", "businesses", "catalogues", "export_data", "figures")
FIRST = sample_town.unit(0).unit_id


@pytest.fixture
def planted(library, tmp_path, monkeypatch):
    ready_town.secret(library, tmp_path)
    monkeypatch.setenv("BIWAQ_AUDIENCE", "public")
    forget()


def test_the_marks_would_be_seen_on_the_page(library, tmp_path, open_page):
    ready_town.secret(library, tmp_path)
    page = open_page("map", app_selected_unit=sample_town.unit(1).unit_id)
    assert "GeheimOccupant" in secrets(everything(page))


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("page", OFFERED)
def test_no_page_of_the_public_holds_a_mark(page, language, planted, open_page):
    opened = open_page(page, language=language, app_selected_unit=FIRST, widget_map_table_open=True)
    assert not opened.exception
    assert secrets(everything(opened)) == set()


@pytest.mark.parametrize("page", [path.stem for path in SCREENS if path.stem not in OFFERED])
def test_a_page_that_is_not_offered_is_not_there(page, planted, open_page):
    with pytest.raises(ValueError, match="Could not find a navigation page"):
        open_page(page)


def test_of_the_last_look_the_public_sees_the_month(planted, open_page):
    shown = everything(open_page("map", app_selected_unit=FIRST))
    assert "Mai 2026" in shown
    assert "01.05.2026" not in shown
