"""Every page opens, full and empty, in both languages, and says what went wrong."""

import pytest
from streamlit.runtime.pages_manager import PagesManager

from biwaq_geo.texts import load
from tests import ready_town, sample_town

PAGES = (
    "map",
    "mark",
    "unit",
    "businesses",
    "requests",
    "work",
    "figures",
    "reach",
    "street_audit",
    "footfall",
    "scenarios",
    "optimiser",
    "waiting",
    "council",
    "catalogues",
    "import_units",
    "export_data",
    "layers",
    "towns",
    "bin",
    "accessibility",
)


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("page", PAGES)
def test_a_page_opens_with_its_title(page, language, town, open_page):
    opened = open_page(page, language=language)
    assert not opened.exception
    (title,) = (title.value for title in opened.title)
    # the map is named with its town
    named = f" {sample_town.PROFILE.name}" if page == "map" else ""
    assert title.startswith(load(language)(f"nav.{page}"))
    assert title.endswith(named)


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("page", PAGES)
def test_a_page_opens_on_a_town_without_units_sections_and_sites(
    page, language, library, tmp_path, open_page
):
    ready_town.bare(library, tmp_path)
    opened = open_page(page, language=language)
    assert not opened.exception
    assert not opened.error


@pytest.mark.parametrize("page", PAGES)
def test_a_broken_town_is_named_and_the_page_does_not_fail(page, town, tmp_path, open_page):
    (tmp_path / "towns" / "musterstadt" / "base" / "streets.parquet").write_bytes(b"")
    opened = open_page(page)
    assert not opened.exception


def test_the_demonstration_is_named_on_the_pages_that_show_its_data(town, open_page):
    for page in ("map", "mark", "unit", "businesses", "requests", "work", "scenarios", "towns"):
        shown = " ".join(warning.value for warning in open_page(page).warning)
        assert "Demonstration" in shown, page


@pytest.mark.parametrize("page", PAGES)
def test_a_page_that_is_the_first_of_all_has_its_frame(page, town, open_page):
    PagesManager.uses_pages_directory = None
    opened = open_page(page)
    assert page == "council" or len(opened.sidebar.text_input) == 1


def test_a_town_without_a_scenario_says_how_things_stand_and_compares_nothing(town, open_page):
    page = open_page("scenarios")
    (table,) = [one.proto.body for one in page.get("html") if 'class="kpi' in one.proto.body]
    words = load("de")
    assert words("kpi.vacancy_rate_units") in table
    assert words("scenario.basis") in table
    for absent in ("scenario.after", "scenario.difference", "kpi.cost_one_off"):
        assert words(absent) not in table
