import pandas as pd
import pytest
from shapely import LineString, Point, box

from biwaq_geo.analysis.street_score import Score, section_at, street_score
from tests.sample_town import X0, Y0, layers

SECTIONS = layers()["sections"]


def scored(*scores):
    return SECTIONS.assign(street_score=list(scores))


def test_a_section_without_a_score_is_told_but_not_counted():
    assert street_score(SECTIONS) == Score(40.0, 1, 2)


def test_longer_sections_weigh_more():
    sections = scored(40.0, 80.0)
    sections.loc["sec2", "geometry"] = LineString([(X0 + 200, Y0 + 200), (X0 + 800, Y0 + 200)])
    # 200 m at 40 and 600 m at 80: (8,000 + 48,000) / 800
    assert street_score(sections) == Score(70.0, 2, 2)


def test_points_lift_their_section():
    # (40 + 10 + 80) / 2, both 200 m long
    assert street_score(scored(40.0, 80.0), pd.Series({"sec1": 10.0})).value == 65.0


def test_no_section_is_better_than_the_best():
    # 95 + 20 is capped at 100: (100 + 80) / 2
    assert street_score(scored(95.0, 80.0), pd.Series({"sec1": 20.0})).value == 90.0


def test_measures_on_a_section_without_a_score_change_nothing():
    assert street_score(SECTIONS, pd.Series({"sec2": 20.0})) == street_score(SECTIONS)


def test_without_any_score_there_is_no_mean():
    assert street_score(scored(None, None)) == Score(None, 0, 2)
    assert street_score(SECTIONS.iloc[:0]) == Score(None, 0, 0)


@pytest.mark.parametrize(
    ("x", "y", "section"),
    [(100, 225, "sec1"), (300, 175, "sec2"), (100, 230, "sec1"), (100, 230.5, None)],
)
def test_a_place_belongs_to_the_section_within_thirty_metres(x, y, section):
    assert section_at(SECTIONS, Point(X0 + x, Y0 + y)) == section


@pytest.mark.parametrize(
    ("shape", "section"),
    [
        # a square whose edge is ten metres off the street, its middle fifty
        ((60, 110, 140, 190), "sec1"),
        # it reaches over both; more of it lies on the second
        ((150, 150, 350, 195), "sec2"),
        ((60, 80, 140, 169), None),
    ],
)
def test_an_area_belongs_to_the_section_that_its_edge_comes_near_to(shape, section):
    west, south, east, north = shape
    drawn = box(X0 + west, Y0 + south, X0 + east, Y0 + north)
    assert section_at(SECTIONS, drawn) == section


def test_a_line_across_two_sections_belongs_to_the_one_at_its_middle():
    along = LineString([(X0 + 150, Y0 + 210), (X0 + 390, Y0 + 210)])
    assert section_at(SECTIONS, along) == "sec2"


def test_a_town_without_sections_has_no_section_anywhere():
    assert section_at(SECTIONS.iloc[:0], Point(X0, Y0)) is None
