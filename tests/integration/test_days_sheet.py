"""Two days on one page of paper: a pair or what differs, at one scale, with counts."""

import io
import re
from dataclasses import replace
from datetime import date

import pytest
from pypdf import PdfReader

from biwaq_geo.domain.unit_changes import unit_changes
from biwaq_geo.domain.units import UnitState
from biwaq_geo.mapping.layerfile import read_layers
from biwaq_geo.mapping.themes import Theme
from biwaq_geo.reports.days_scene import DaysScene, TwoDays
from biwaq_geo.reports.days_sheet import DaysView, days_sheet
from biwaq_geo.reports.one_page import SIZES_MM, Paper
from biwaq_geo.reports.scale import fit
from biwaq_geo.settings import ROOT
from biwaq_geo.texts import load
from tests import sample_town
from tests.fakes import FakeTown

LAYERS, _ = read_layers(ROOT / "layers")
X, Y = sample_town.X0, sample_town.Y0
MM_PER_POINT = 25.4 / 72
NASTY = "#panic() $x$ <img src=x>"

BEFORE = sample_town.units()
AFTER = [
    replace(BEFORE[0], state=UnitState.VACANT),
    *BEFORE[1:5],
    replace(BEFORE[5], state=UnitState.INTERIM),
    BEFORE[7],
]
"""Unit 0 has become empty, unit 5 is used for a while, unit 6 is gone."""


def two_days(before=BEFORE, after=AFTER, **more):
    return TwoDays(
        days=(date(2026, 5, 3), date(2026, 11, 30)),
        before=before,
        after=after,
        changes=unit_changes(before, after),
        layers=LAYERS,
        visible=frozenset({"vacant", "interim", "businesses", "sections"}),
        **more,
    )


def printed(*, wide=True, difference=False, paper=Paper.A4, language="de", two=None):
    view = DaysView(
        two or two_days(), (X, Y, X + 400, Y + 300), wide, difference, filter_words=NASTY
    )
    made = days_sheet(FakeTown(), view, paper=paper, texts=load(language))
    (page,) = PdfReader(io.BytesIO(made)).pages
    size = tuple(round(float(side) * MM_PER_POINT) for side in page.mediabox[2:])
    return " ".join(page.extract_text().split()), size


@pytest.mark.parametrize("difference", [True, False])
def test_the_page_names_both_days_scale_source_filter_and_that_it_is_invented(difference):
    text, _ = printed(difference=difference)
    said = (
        "Karte von Musterstadt", "Vergleich 03.05.2026 und 30.11.2026", "Stand 3. Mai 2026",
        "Stand 30. November 2026", "Maßstab 1:", "Quelle: ", "erfunden", NASTY,
    )  # fmt: skip
    assert [one for one in said if one not in text] == []


def test_it_speaks_english():
    text, _ = printed(language="en")
    assert "Comparison of" in text
    assert "Scale 1:" in text


@pytest.mark.parametrize("paper", Paper)
@pytest.mark.parametrize(
    ("wide", "difference", "lies"),
    [(True, True, True), (False, True, False), (True, False, False), (False, False, True)],
)
def test_wide_maps_stand_upon_each_other_and_high_ones_side_by_side(paper, wide, difference, lies):
    _, size = printed(wide=wide, difference=difference, paper=paper)
    assert size == (SIZES_MM[paper][::-1] if lies else SIZES_MM[paper])


def test_a_larger_paper_has_a_larger_scale():
    small, large = (printed(paper=paper)[0] for paper in (Paper.A4, Paper.A3))
    assert scale(small) > scale(large) >= 1_000


def scale(text):
    return int(re.search(r"1:([\d.]+)", text)[1].replace(".", ""))


def test_nothing_but_a_page_is_made_of_two_days_that_are_the_same():
    text, _ = printed(two=two_days(after=BEFORE), difference=True)
    assert load("de")("compare.nothing")[:30] in text


def scene(*, difference, **more):
    made = DaysScene(
        FakeTown(), two_days(**more), difference=difference, language="de", theme=Theme.LIGHT
    )
    sheet = fit(made.around(), width_mm=150, height_mm=110)
    return made, sheet, [svg.decode() for svg in made.draw(sheet)]


def drawn(svg, name):
    found = re.search(rf'<g id="{re.escape(name)}">(.*?)</g>', svg, re.DOTALL)
    # a symbol that occurs once is written as its path, others are used again and again
    return (found[1].count("<use ") or found[1].count("<path ")) if found else 0


def test_both_pictures_bear_every_outline_and_each_the_symbols_of_its_day():
    _, _, (before, after) = scene(difference=False)
    for svg in (before, after):
        outlines = {kind: drawn(svg, f"changes.{kind}") for kind in ("vacated", "interim", "gone")}
        assert outlines == {"vacated": 1, "interim": 1, "gone": 1}
    assert (drawn(before, "vacant.vacant"), drawn(before, "interim.")) == (2, 1)
    assert (drawn(after, "vacant.vacant"), drawn(after, "interim.")) == (1, 2)
    assert 'id="demonstration"' in before
    assert 'id="demonstration"' in after


def test_the_picture_of_what_differs_shows_nothing_else():
    _, _, (only,) = scene(difference=True)
    assert (drawn(only, "vacant.vacant"), drawn(only, "interim.")) == (1, 1)
    assert "businesses." not in only
    assert "sections." not in only


def test_the_legend_counts_what_differs_and_lists_what_is_seen():
    made, sheet, _ = scene(difference=False)
    listed = [(layer.key, symbol.key) for layer, symbol in made.legend(sheet.extent)]
    counts = {
        symbol.key: made.count(symbol)
        for layer, symbol in made.legend(sheet.extent)
        if layer.key == "changes"
    }
    assert counts == {"vacated": 1, "interim": 1, "gone": 1}
    assert ("sections", "fair") in listed
    assert listed.index(("changes", "vacated")) == 0


@pytest.mark.parametrize("gone", [False, True])
def test_what_is_chosen_has_a_ring_even_when_it_is_gone(gone):
    unit = BEFORE[6 if gone else 0]
    _, _, pictures = scene(difference=True, selected=str(unit.unit_id))
    assert all('id="chosen"' in svg for svg in pictures)
    _, _, plain = scene(difference=True)
    assert not any('id="chosen"' in svg for svg in plain)


def test_the_same_days_give_the_same_bytes():
    view = DaysView(two_days(), (X, Y, X + 400, Y + 300), wide=True, difference=False)
    first, second = (
        days_sheet(FakeTown(), view, paper=Paper.A4, texts=load("de")) for _ in range(2)
    )
    assert first == second
