"""The elevation strip on paper: one tagged page with every front once, in rows."""

import io
from dataclasses import replace
from datetime import date

import geopandas as gpd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader
from shapely import LineString, Point

from biwaq_geo.analysis.street_strip import street_strip
from biwaq_geo.analysis.strip_rows import strip_rows
from biwaq_geo.mapping.layerfile import read_layers
from biwaq_geo.mapping.strip_svg import Words
from biwaq_geo.reports.strip_sheet import StripView, strip_sheet
from biwaq_geo.settings import ROOT
from biwaq_geo.texts import load
from tests.fakes import FakeTown

LAYERS, _ = read_layers(ROOT / "layers")
VACANT = next(one for one in LAYERS if one.key == "vacant")
NASTY = "#panic() $x$ <img src=x> \N{SLIGHTLY SMILING FACE}"
DAY = date(2026, 5, 3)


def street(metres, *fronts):
    sections = gpd.GeoDataFrame(
        index=["a", "b"],
        geometry=[
            LineString([(0, 0), (metres / 2, 0)]),
            LineString([(metres / 2, 0), (metres, 0)]),
        ],
        crs=25833,
    )
    units = gpd.GeoDataFrame(
        {"frontage_m": [wide for _, wide in fronts]},
        index=[f"u{n}" for n in range(len(fronts))],
        geometry=[Point(x, 9 * (-1) ** n) for n, (x, _) in enumerate(fronts)],
        crs=25833,
    )
    return street_strip(sections, units)


def view(strip, *, empty=("u0",), name="Hauptstraße"):
    return StripView(
        axis=name,
        strip=strip,
        signs=dict.fromkeys(empty, (VACANT, VACANT.symbols[0])),
        scores={},
        words=Words(
            title=name,
            sides=("Nordseite", "Südseite"),
            fronts={one.key: name for one in strip.fronts},
            pieces={one.key: (f"{name} {one.key}", "53 Punkte") for one in strip.pieces},
        ),
        vacant={key: f"{name} {key}" for key in empty},
        day=DAY,
    )


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("de", ("Straßenabwicklung Hauptstraße", "Stand 03.05.2026", "erfunden", "Leer: 1 von 2")),
        ("en", ("Elevation strip Hauptstraße", "As of", "Demonstration", "Empty: 1 of 2")),
    ],
)
def test_the_page_names_street_day_and_what_stands_empty_and_is_tagged(language, words):
    strip = street(400, (50, 8.0), (150, None))
    made = strip_sheet(FakeTown(), view(strip), texts=load(language))
    reader = PdfReader(io.BytesIO(made))
    (page,) = reader.pages
    text = " ".join(page.extract_text().split())
    assert [word for word in words if word not in text] == []
    assert "/StructTreeRoot" in reader.trailer["/Root"]
    assert made == strip_sheet(FakeTown(), view(strip), texts=load(language))


@pytest.mark.parametrize("metres", [20, 400, 3_000, 20_000])
def test_short_and_long_streets_fit_one_page_and_no_name_breaks_it(metres):
    fronts = [(x, 6.0) for x in range(5, metres, max(metres // 60, 5))]
    strip = street(metres, *fronts)
    drawn = view(strip, empty=tuple(one.key for one in strip.fronts), name=NASTY)
    made = strip_sheet(FakeTown(), drawn, texts=load("de"))
    assert len(PdfReader(io.BytesIO(made)).pages) == 1


def test_a_street_without_fronts_or_scores_has_its_page():
    strip = street(100)
    made = strip_sheet(FakeTown(), view(strip, empty=()), texts=load("de"))
    assert "steht leer" in PdfReader(io.BytesIO(made)).pages[0].extract_text()


FRONTS = st.lists(st.tuples(st.floats(0, 300), st.none() | st.floats(1, 40)), max_size=25)


@given(FRONTS, st.integers(1, 8))
def test_rows_hold_every_front_once_and_in_order_and_cut_none(fronts, count):
    strip = street(300, *fronts)
    rows = strip_rows(strip, count)
    for left in (True, False):
        whole = [one.key for one in strip.fronts if one.left is left]
        assert [one.key for row in rows for one in row.fronts if one.left is left] == whole
    for row in rows:
        assert all(one.start >= 0 and one.start + one.width <= row.length for one in row.fronts)
        assert row.pieces or row is rows[-1]
    assert strip_rows(strip, 1) == [replace(strip)]
