"""Before any town is there, the page has a heading and says how one gets there."""

import pytest

from biwaq_geo.texts import load


@pytest.mark.parametrize("language", ["de", "en"])
def test_a_start_without_a_town_has_a_heading_and_says_what_to_do(language, library, open_page):
    texts = load(language)
    page = open_page("map", language=language)
    assert not page.exception
    assert [one.value for one in page.title] == [texts("app.title")]
    assert [one.value for one in page.info] == [texts("towns.none_yet")]
