"""What stands below the table of key figures."""

from datetime import UTC, datetime
from uuid import UUID

import pytest

from biwaq_geo.adapters.catalogue_files import read_catalogues
from biwaq_geo.services.street_audits import add_audit
from biwaq_geo.settings import ROOT
from biwaq_geo.texts import load
from tests import sample_town
from tests.ui.test_figures_page import row_of_shops, said

TODAY = datetime.now(tz=UTC).date()


@pytest.mark.parametrize("language", ["de", "en"])
def test_the_page_says_what_the_street_score_rests_on_and_where_bought_figures_go(
    town, open_page, language
):
    texts = load(language)
    page = open_page("figures", language=language)
    assert texts("figures.scored_by", count="0", delivered="1", without="1") in said(page)
    assert texts("figures.not_bought", file="catalogues/bought_figures.toml") in said(page)
    axis = open_page("figures", language=language, figures_place="axis:Hauptstraße")
    assert "bought_figures" not in said(axis)


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("states", ["vvvvvvvv" + "u" * 26, "vuuuu" * 8])
def test_the_map_of_clusters_tells_by_form_and_colour_what_stands_where(
    library, open_page, language, states
):
    library.create(sample_town.PROFILE, layers=sample_town.layers(), units=row_of_shops(states))
    page = open_page("figures", language=language, figures_view="clusters")
    assert not page.exception
    legend = next(one.value for one in page.get("html") if 'class="rings"' in one.value)
    for key in ("cluster", "empty", "other"):
        assert load(language)(f"figures.stands_{key}") in legend


@pytest.mark.parametrize("language", ["de", "en"])
def test_of_one_audited_section_the_page_speaks_as_of_one(town, open_page, language):
    items = read_catalogues(ROOT / "catalogues").street_audit
    values = {"section_id": "sec1", "audited_on": TODAY, "scores": [f"{key}=2" for key in items]}
    add_audit(town, lambda: TODAY, items, audit_id=UUID(int=800), values=values, actor="mk")
    said_of = said(open_page("figures", language=language))
    one = {"de": "1 Abschnitt nach der letzten", "en": "1 section by its last audit"}
    assert one[language] in said_of
