"""Figures that the town buys in are typed in on the page of key figures."""

from datetime import date
from uuid import UUID

import pytest

from biwaq_geo.domain.town_figures import TownFigure
from biwaq_geo.services.town_figures import add_figure, town_figures
from biwaq_geo.texts import load
from biwaq_geo.ui import state
from tests.ui.shown import as_read
from tests.ui.test_figures_page import said

SOURCE = "Marktbericht *2026* :red[x] <b>"
VALUES = {
    "figure": "retail_centrality",
    "value": 87.5,
    "holds_from": date(2026, 1, 1),
    "source": SOURCE,
}


def box(page, kind, label):
    return next(one for one in getattr(page, kind) if one.label == label)


def types(page, words, *, value=87.5, source=SOURCE):
    box(page, "number_input", words("kpi.retail_centrality")).set_value(value)
    box(page, "date_input", words("field.holds_from")).set_value(date(2026, 1, 1))
    box(page, "text_input", words("field.source")).set_value(source).run()
    page.button(key="figure_save").click().run()
    assert not page.exception
    return page


def kept(town):
    values = {**VALUES, "source": "Bericht"}
    return add_figure(
        town.store, lambda: date(2026, 5, 20), figure_id=UUID(int=950), values=values, actor="mk"
    )


@pytest.mark.parametrize("language", ["de", "en"])
def test_a_typed_figure_stands_in_the_table_with_its_source_and_is_taken_back(
    town, open_page, language
):
    words = load(language)
    page = types(open_page("figures", language=language), words)
    (figure,) = town_figures(town.store)
    assert (figure.value, figure.holds_from, figure.source) == (87.5, date(2026, 1, 1), SOURCE)
    tables = " ".join(one.value for one in page.get("html"))
    assert words.number(87.5, digits=1) in tables
    # free text is shown as it was typed, never as markup
    assert "<b>" not in tables
    assert r"\*2026\*" in said(page)
    assert box(page, "number_input", words("kpi.retail_centrality")).value is None
    page.button(key="act_undo").click().run()
    assert town_figures(town.store) == []


@pytest.mark.parametrize("language", ["de", "en"])
def test_what_is_missing_is_named_and_nothing_typed_is_lost(town, open_page, language):
    words = load(language)
    page = types(open_page("figures", language=language), words, source="")
    assert [as_read(one.value) for one in page.error] == [words("error.figure_incomplete")]
    assert box(page, "number_input", words("kpi.retail_centrality")).value == 87.5
    assert not town.store.records(TownFigure)
    # also when the page runs again, and when somebody has been elsewhere meanwhile
    page = page.switch_page("screens/bin.py").run().switch_page("screens/figures.py").run()
    assert box(page, "number_input", words("kpi.retail_centrality")).value == 87.5


def test_a_wrong_figure_goes_to_the_bin(town, open_page):
    made = kept(town)
    page = open_page("figures")
    page.selectbox(key="bought_wrong").set_value(made.figure_id).run()
    page.button(key="bought_bin").click().run()
    assert not page.exception
    assert town_figures(town.store) == []
    page = open_page("bin")
    assert not page.exception


def test_a_past_day_and_an_axis_have_no_form(town, open_page):
    kept(town)
    for session in ({state.DAY: date(2025, 1, 1)}, {"figures_place": "axis:Hauptstraße"}):
        page = open_page("figures", **session)
        assert not page.exception
        shown = [one.key for one in page.button]
        assert "figure_save" not in shown
