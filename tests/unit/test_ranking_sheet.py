"""The ranking of scenarios on paper says what the screen says."""

import io

import pytest
from pypdf import PdfReader

from biwaq_geo.analysis.robustness import response, robustness
from biwaq_geo.reports.ranking_sheet import ranking_sheet
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
    made = ranking_sheet(FakeTown(), words(texts), ranked_by="Kosten", note="Tag X", day=day)
    said = read(made)
    assert "Plan *A* #strong[x]" in said
    for expected in ("10 €", "8 €", "Preis", "Tag X", texts("robust.moves"), "7 € (1)"):
        assert expected in said
    assert " ".join(texts.percent(0.82, digits=0).split()) in said
    assert "DEMONSTRATION" in said.upper()
    assert made == ranking_sheet(
        FakeTown(), words(texts), ranked_by="Kosten", note="Tag X", day=day
    )


def test_without_values_there_is_no_column_for_them():
    told = words(load("de"), values=())
    assert len(told.rank_titles()) == 3
    assert [len(row) for row in told.ranks()] == [3, 3]
