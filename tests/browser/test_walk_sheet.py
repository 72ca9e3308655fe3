"""The sheet of a walk, taken from the page of the work lists as a person takes it."""

import os
from pathlib import Path

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

from biwaq_geo.texts import load
from tests import sample_town
from tests.browser.test_thread import settle, shoot

pytestmark = pytest.mark.browser


def fill(library):
    library.create(sample_town.PROFILE, layers=sample_town.layers(), units=sample_town.units())


@pytest.mark.parametrize("language", ["de", pytest.param("en", marks=pytest.mark.slow)])
def test_the_sheet_of_a_walk_comes_out_of_the_page_as_one_page_to_write_on(
    serve, visitor, tmp_path, language
):
    words = load(language)
    seen = visitor(serve(fill))
    page = seen.page
    seen.go(f"work?lang={language}", heading=words("work.title"))
    page.get_by_text(words("work.take_all", count=8)).click()
    page.get_by_role("tab", name=words("work.walk")).click()
    page.get_by_role("button", name=words("work.walk_do", count=8)).click()
    take = page.get_by_role("button", name=words("work.walk_sheet"))
    expect(take).to_be_visible()
    settle(page)
    shoot(page, f"walk_{language}")
    with page.expect_download() as download:
        take.click()
    assert download.value.suggested_filename.startswith(f"{words('walk.title')}-DEMONSTRATION-")
    sheet = Path(os.environ.get("BIWAQ_PICTURES", tmp_path)) / f"walk_{language}.pdf"
    download.value.save_as(sheet)
    pages = PdfReader(sheet).pages
    assert len(pages) == 1
    text = " ".join(pages[0].extract_text().split())
    assert "DEMONSTRATION" in text
    assert words("walk.notes") in text
    for unit in sample_town.units():
        assert unit.address in text
    assert seen.foreign == []
