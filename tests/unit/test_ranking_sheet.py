"""The ranking of scenarios on paper says what the screen says."""

import io

import pytest
from pypdf import PdfReader

from biwaq_geo.analysis.robustness import response, robustness
from biwaq_geo.reports.ranking_sheet import Above, ranking_sheet
from biwaq_geo.texts import load
from biwaq_geo.texts.robust_words import RobustWords
from tests.fakes import FakeTown
from tests.sample_town import PROFILE


def by_price(levels):
    """Return 10 for A, 5 more or less as the price says, and 8 for B."""
    return [10.0 + 5.0 * levels.get("price", 0), 8.0]


def words(texts, values=("10 €", "8 €")):
    return RobustWords(
        robustness(response(by_price, ["price"])),
        ["Plan *A* #strong[x]", "Nichts tun"],
        {"price": "Preis"},
        texts,
        lambda _key, step: f"{step:g}",
        lambda lead: f"{lead:g} €",
        values,
    )


def read(pdf):
    pages = PdfReader(io.BytesIO(pdf)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


@pytest.mark.parametrize("language", ["de", "en"])
def test_the_sheet_holds_ranks_intervals_tornado_and_switches(language):
    texts = load(language)
    day = PROFILE.as_of
    above = Above("Nach Kosten", texts("robust.switch_points"), ["Tag X"])
    made = ranking_sheet(FakeTown(), words(texts), above, day=day)
    said = read(made)
    assert "Plan *A* #strong[x]" in said
    for expected in ("Nach Kosten", "10 €", "8 €", "Preis", "Tag X", "7 € (1)"):
        assert expected in said
    for expected in (texts("robust.moves"), texts("robust.switch_points")):
        assert expected in said
    assert " ".join(texts.percent(0.82, digits=0).split()) in said
    assert "DEMONSTRATION" in said.upper()
    assert made == ranking_sheet(FakeTown(), words(texts), above, day=day)


@pytest.mark.parametrize("language", ["de", "en"])
def test_the_sheet_of_a_choice_holds_what_is_chosen_and_where_another_choice_is_ahead(language):
    texts = load(language)
    above = Above(
        texts("robust.choice_title", budget="500 €"),
        texts("robust.choice_switch"),
        ["In 7 von 1.000", "3 *Dinge* #strong[x]"],
        ["Was", "Kosten"],
        [["Laden #1", "300 €"], ["Bäume", "200 €"]],
    )
    said = read(ranking_sheet(FakeTown(), words(texts, ()), above, day=PROFILE.as_of))
    for expected in (above.title, above.other, *above.notes, "Laden #1", "300 €", "Bäume"):
        assert expected in said
    assert texts("robust.moves") in said
    assert texts("robust.switch_points") not in said
    assert "DEMONSTRATION" in said.upper()


def test_a_choice_without_an_exchange_has_no_ranking_on_its_sheet():
    texts = load("de")
    alone = RobustWords(
        robustness(response(lambda levels: [1.0 + levels.get("price", 0)], ["price"])),
        ["diese Auswahl"], {"price": "Preis"}, texts, lambda *_: "", str,
    )  # fmt: skip
    above = Above("Auswahl", "Wo", ["Budget hält"], ["Was"], [["Laden"]])
    said = read(ranking_sheet(FakeTown(), alone, above, day=PROFILE.as_of))
    assert "Laden" in said
    assert "Budget hält" in said
    assert texts("robust.moves") not in said


def test_without_values_there_is_no_column_for_them():
    told = words(load("de"), values=())
    assert len(told.rank_titles()) == 3
    assert [len(row) for row in told.ranks()] == [3, 3]
