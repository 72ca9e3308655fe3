"""What stands below the table of key figures."""

import pytest

from biwaq_geo.texts import load
from tests.ui.test_figures_page import said


@pytest.mark.parametrize("language", ["de", "en"])
def test_the_page_says_what_the_street_score_rests_on_and_where_bought_figures_go(
    town, open_page, language
):
    texts = load(language)
    page = open_page("figures", language=language)
    assert texts("figures.scored_by", audited="0", delivered="1", without="1") in said(page)
    assert texts("figures.not_bought", file="catalogues/bought_figures.toml") in said(page)
    axis = open_page("figures", language=language, figures_place="axis:Hauptstraße")
    assert "bought_figures" not in said(axis)
