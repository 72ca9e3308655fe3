"""The elevation strip: order, sides, widths, computed by hand."""

import re
from itertools import pairwise

import geopandas as gpd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapely import LineString, Point

from biwaq_geo.analysis.street_strip import USUAL_FRONT_M, street_strip
from biwaq_geo.mapping.layerfile import read_layers
from biwaq_geo.mapping.mapspec import Stroke
from biwaq_geo.mapping.strip_svg import FONTS, Words, strip_size, strip_svg
from biwaq_geo.settings import ROOT
from biwaq_geo.ui.parts.strip_legend import in_order

CRS = 25833
LAYERS, _ = read_layers(ROOT / "layers")
SCORES = next(layer for layer in LAYERS if layer.key == "sections")


def sections(**lines):
    return gpd.GeoDataFrame(
        index=list(lines), geometry=[LineString(x) for x in lines.values()], crs=CRS
    )


def units(*rows):
    return gpd.GeoDataFrame(
        {"frontage_m": [width for _, _, width in rows]},
        index=[key for key, _, _ in rows],
        geometry=[Point(xy) for _, xy, _ in rows],
        crs=CRS,
    )


# the second section is drawn from east to west
STREET = sections(b=[(200, 0), (100, 0)], a=[(0, 0), (100, 0)])


def test_sections_stand_in_their_order_whichever_way_they_are_drawn():
    strip = street_strip(STREET, units())
    assert [(one.key, one.start, one.end) for one in strip.pieces] == [
        ("a", 0.0, 100.0),
        ("b", 100.0, 200.0),
    ]
    assert (strip.length, strip.fronts) == (200.0, [])
    assert (strip.left, strip.right) == ("north", "south")


def test_fronts_stand_on_their_side_and_as_wide_as_measured():
    found = street_strip(STREET, units(("n", (50, 10), 8.0), ("s", (150, -10), None))).fronts
    north, south = found
    assert (north.key, north.left, north.start, north.width) == ("n", True, 46.0, 8.0)
    assert north.measured
    assert (south.key, south.left, south.start) == ("s", False, 150.0 - USUAL_FRONT_M / 2)
    assert not south.measured


def test_fronts_that_would_overlap_are_moved_on_and_keep_their_order():
    found = street_strip(STREET, units(("2", (52, 9), 10.0), ("1", (50, 9), 10.0))).fronts
    assert [(one.key, one.start) for one in found] == [("1", 45.0), ("2", 55.0)]


def test_what_stands_elsewhere_is_left_out():
    assert street_strip(STREET, units(("far", (50, 60), 8.0))).fronts == []


def test_a_street_to_the_north_goes_from_south_to_north():
    strip = street_strip(sections(a=[(0, 100), (0, 0)]), units(("w", (-5, 20), 4.0)))
    assert (strip.left, strip.right) == ("west", "east")
    assert strip.fronts[0].left
    assert strip.fronts[0].start == 18.0


def test_without_a_section_there_is_no_strip():
    assert street_strip(sections(), units()) is None


@given(st.lists(st.tuples(st.floats(0, 200), st.floats(-40, 40), st.floats(1, 30)), max_size=12))
def test_no_two_fronts_of_a_side_overlap_and_none_is_lost(rows):
    listed = [(str(n), (x, y), width) for n, (x, y, width) in enumerate(rows)]
    strip = street_strip(STREET, units(*listed))
    assert {one.key for one in strip.fronts} == {key for key, _, _ in listed}
    for left in (True, False):
        side = [one for one in strip.fronts if one.left is left]
        for one, following in pairwise(side):
            assert one.start + one.width <= following.start + 1e-9
        assert all(one.start >= 0 and one.start + one.width <= strip.length + 1e-9 for one in side)


def test_the_length_holds_the_last_front():
    assert street_strip(STREET, units(("e", (199, 5), 10.0))).length == pytest.approx(204.0)


def test_the_letters_of_the_picture_are_named_so_that_a_browser_takes_them():
    # CSS: a name that is not quoted may hold no word that begins with a digit
    bare = [name for name in FONTS.split(", ") if not name.startswith("'")]
    assert [word for name in bare for word in name.split() if word[0].isdigit()] == []


def written(svg):
    """Return what is written in a picture, each with the place it begins or ends at."""
    texts = re.findall(r'<text x="([\d.]+)"[^>]*text-anchor="(\w+)">([^<]*)</text>', svg)
    return {said: (float(x), anchor) for x, anchor, said in texts}


def test_what_does_not_fit_before_the_end_of_a_picture_ends_there_or_comes_with_the_next():
    # the second section is four metres long, twenty pixels
    strip = street_strip(sections(a=[(0, 0), (100, 0)], b=[(100, 0), (104, 0)]), units())
    pieces = {"a": ("Abschnitt A", "39 von 100"), "b": ("Abschnitt B", "41 von 100")}
    words = Words("Straße", ("Nord", "Süd"), {}, pieces)
    whole = written(strip_svg(strip, {}, {}, words))
    width, _ = strip_size(strip)
    assert whole["Abschnitt A"][1] == "start"
    assert whole["Abschnitt B"] == whole["41 von 100"] == (width - 2, "end")
    goes_on = strip_svg(strip, {}, {}, words, goes_on=["a", "b"])
    assert set(whole) - set(written(goes_on)) == {"Abschnitt B", "41 von 100"}
    # whoever points at it is still told
    assert "<title>Abschnitt B: 41 von 100</title>" in goes_on


def test_the_bar_of_a_score_is_broken_as_its_sign_on_the_map():
    strip = street_strip(STREET, units())
    words = Words("Straße", ("Nord", "Süd"), {}, {"a": ("A", "39"), "b": ("B", "50")})
    by_stroke = {one.stroke: one for one in SCORES.legend()}
    assert set(by_stroke) == set(Stroke)
    for stroke, symbol in by_stroke.items():
        svg = strip_svg(strip, {}, {"a": symbol}, words)
        bars = [bar for bar in re.findall(r"<line [^>]*>", svg) if symbol.colour in bar]
        assert len(bars) == 1
        assert ("stroke-dasharray" in bars[0]) == (stroke is not Stroke.SOLID)


def test_the_legend_tells_each_sign_once_and_those_of_a_layer_in_their_order():
    vacant = next(layer for layer in LAYERS if layer.key == "vacant")
    of_vacant = [(vacant, one) for one in vacant.legend()]
    of_scores = [(SCORES, one) for one in SCORES.legend()]
    mixed = [of_vacant[2], of_scores[1], of_vacant[0], of_vacant[2], of_scores[0]]
    assert in_order(mixed) == [of_vacant[0], of_vacant[2], of_scores[0], of_scores[1]]
