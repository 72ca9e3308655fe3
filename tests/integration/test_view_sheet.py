"""The paper of what is seen is one page that says what it shows, at which scale and of when."""

import io
import re
from datetime import date

import pytest
from pypdf import PdfReader

from biwaq_geo.mapping.layerfile import read_layers
from biwaq_geo.reports.one_page import SIZES_MM, Paper
from biwaq_geo.reports.view_sheet import View, view_sheet
from biwaq_geo.settings import ROOT
from biwaq_geo.texts import load
from tests import sample_town
from tests.fakes import FakeTown

LAYERS, _ = read_layers(ROOT / "layers")
DAY = date(2026, 5, 3)
X, Y = sample_town.X0, sample_town.Y0
NASTY = "#panic() $x$ <img src=x>"
MM_PER_POINT = 25.4 / 72


def printed(*, wide=True, paper=Paper.A4, language="de", visible=("vacant",), extent=None):
    view = View(
        extent=extent or (X, Y, X + 400, Y + 300),
        wide=wide,
        layers=LAYERS,
        visible=frozenset(visible),
        units=FakeTown().store.units(),
        day=DAY,
        filter_words=NASTY,
    )
    made = view_sheet(FakeTown(), view, paper=paper, texts=load(language))
    (page,) = PdfReader(io.BytesIO(made)).pages
    size = tuple(round(float(side) * MM_PER_POINT) for side in page.mediabox[2:])
    return " ".join(page.extract_text().split()), size


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (
            "de",
            ("Karte von Musterstadt", "Stand 03.05.2026", "Ma\xdfstab 1:", "Quelle: ", "erfunden"),
        ),
        ("en", ("Map of Musterstadt", "As of", "Scale 1:", "Source: ", "Demonstration")),
    ],
)
def test_the_page_says_what_when_scale_source_filter_and_that_it_is_invented(language, words):
    text, size = printed(language=language)
    assert [word for word in words if word not in text] == []
    # what was typed is text and nothing else
    assert NASTY in text
    assert size == (297, 210)


@pytest.mark.parametrize("wide", [True, False])
def test_the_paper_lies_as_the_screen_does_and_a_larger_one_has_a_larger_scale(wide):
    small, size = printed(wide=wide)
    large, large_size = printed(wide=wide, paper=Paper.A3)
    turned = slice(None, None, -1) if wide else slice(None)
    assert size == SIZES_MM[Paper.A4][turned]
    assert large_size == SIZES_MM[Paper.A3][turned]
    assert scale(small) > scale(large) >= 1_000


def scale(text):
    return int(re.search(r"1:([\d.]+)", text)[1].replace(".", ""))


@pytest.mark.parametrize(
    ("visible", "extent"),
    [((), None), ([layer.key for layer in LAYERS], None), (("vacant",), (0.0, 0.0, 1e7, 1e7))],
)
def test_no_layer_every_layer_and_half_the_earth_fit_on_one_page(visible, extent):
    text, _ = printed(wide=False, visible=visible, extent=extent)
    assert "Karte von Musterstadt" in text
