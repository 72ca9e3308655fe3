"""Scales of paper maps, computed by hand."""

import pytest

from biwaq_geo.reports.fonts import displayable
from biwaq_geo.reports.scale import fit


@pytest.mark.parametrize(
    ("metres", "scale"),
    # 100 mm hold 250 m at 1:2,500; one metre more needs the next planning scale
    [(250.0, 2_500), (251.0, 3_000), (1_000.0, 10_000), (30.0, 1_000), (9_900.0, 100_000)],
)
def test_the_largest_planning_scale_that_fits_is_chosen(metres, scale):
    sheet = fit((0.0, 0.0, metres, metres / 2), width_mm=100, height_mm=100)
    assert sheet.scale == scale


def test_what_is_shown_has_exactly_the_size_of_the_frame_at_the_scale():
    sheet = fit((500.0, 500.0, 700.0, 800.0), width_mm=80, height_mm=100)
    west, south, east, north = sheet.extent
    # 300 m over 100 mm is 1:3,000; 80 mm are then 240 m around the middle (600, 650)
    assert sheet.scale == 3_000
    assert (west, east) == (480.0, 720.0)
    assert (south, north) == (500.0, 800.0)


@pytest.mark.parametrize(("scale_m", "bar"), [(250.0, 50), (1_000.0, 200), (10_000.0, 2_000)])
def test_the_scale_bar_is_round_and_at_most_three_tenths_of_the_width(scale_m, bar):
    sheet = fit((0.0, 0.0, scale_m, 1.0), width_mm=100, height_mm=100)
    assert sheet.bar_m() == bar
    assert sheet.mm(bar) <= 30


def test_a_single_point_is_shown_at_the_largest_scale():
    sheet = fit((10.0, 10.0, 10.0, 10.0), width_mm=85, height_mm=100)
    assert sheet.scale == 1_000


def test_text_keeps_what_the_font_knows_and_marks_what_it_does_not():
    assert displayable("Łužyca #1 $x$ 5\u00a0€") == "Łužyca #1 $x$ 5\u00a0€"
    assert displayable("Haupt\u00adstraße\u200b") == "Hauptstraße"
    assert displayable("a\nb\x00c\U0001f642") == "a b\ufffdc\ufffd"
