"""What pages make of what a tool of the map has found."""

import pytest
from shapely import LineString, Point

from biwaq_geo.domain.scenarios import ImproveStreet
from biwaq_geo.texts import load
from tests import sample_town
from tests.sample_town import X0, Y0
from tests.ui.shown import as_read
from tests.ui.test_typed_mistakes import with_scenario
from tests.unit.test_drawing import area, line

UNITS = frozenset(sample_town.unit(number).unit_id for number in (0, 4))
TOWN = sample_town.PROFILE.key


def test_chosen_units_are_the_list_below_the_map_and_become_a_work_list(town, open_page):
    page = open_page("map", app_chosen_units=UNITS)
    assert any("2 Einheiten ausgewählt" in one.value for one in page.markdown)
    page.button(key="map_to_work").click().run()
    assert page.title[0].value == load("de")("work.title")
    assert any("2 von 2" in one.value for one in page.caption)
    # the act concerns just these, and is taken back with one click
    page.button(key="work_confirm").click().run()
    seen = {u.unit_id for u in town.store.units() if u.version > 1}
    assert seen == UNITS
    page.button(key="work_undo").click().run()
    assert not page.error


def test_a_selection_is_given_up(town, open_page):
    page = open_page("map", app_chosen_units=UNITS)
    page.button(key="map_unselect").click().run()
    assert not any("ausgewählt" in one.value for one in page.markdown)


@pytest.mark.parametrize(
    ("measure", "drawn", "quantity"),
    [
        ("tactile_line", line((0, 0), (120, 0)), 120.0),
        ("unsealing", area((0, 0), (40, 0), (40, 30), (0, 30)), 1_200.9),
        ("bench", line((0, 0), (120, 0)), 1.0),
        # an area says nothing of metres: what stood in the form stays
        ("tactile_line", area((0, 0), (40, 0), (40, 30), (0, 30)), 1.0),
    ],
)
def test_a_drawing_fills_in_the_quantity_and_is_saved_with_the_measure(
    measure, drawn, quantity, town, open_page
):
    page = open_page(
        "scenarios",
        app_scenario=with_scenario(town),
        app_drawing=(TOWN, drawn, 3),
        scenario_measure=measure,
    )
    assert page.number_input(key="scenario_quantity").value == pytest.approx(quantity, rel=1e-3)
    page.button(key="scenario_add_measure").click().run()
    assert not page.error
    [edit] = town.store.scenarios()[0].edits
    assert isinstance(edit, ImproveStreet)
    assert edit.section_id is None
    assert edit.place.geom_type == drawn["type"]
    # it is off the map, and the next measure begins without it
    assert page.session_state["app_drawing"] == (TOWN, None, 4)


def test_a_typed_quantity_is_not_overwritten_by_the_drawing(town, open_page):
    page = open_page(
        "scenarios",
        app_scenario=with_scenario(town),
        app_drawing=(TOWN, line((0, 0), (120, 0)), 0),
        scenario_measure="tactile_line",
    )
    page.number_input(key="scenario_quantity").set_value(77.0).run()
    page.button(key="scenario_add_measure").click().run()
    [edit] = town.store.scenarios()[0].edits
    assert edit.quantity == 77.0
    assert edit.place.equals_exact(LineString([(X0, Y0), (X0 + 120, Y0)]), 0.01)


@pytest.mark.parametrize("language", ["de", "en"])
def test_a_drawing_that_cannot_be_is_named_and_kept(language, town, open_page):
    crossed = area((0, 0), (40, 30), (40, 0), (0, 30))
    page = open_page(
        "scenarios",
        language=language,
        app_scenario=with_scenario(town),
        app_drawing=(TOWN, crossed, 0),
    )
    said = load(language)("error.drawing_crosses_itself")
    assert [as_read(one.value) for one in page.error] == [said]
    assert page.session_state["app_drawing"] == (TOWN, crossed, 0)
    # the form still works without it
    page.button(key="scenario_add_measure").click().run()
    assert town.store.scenarios()[0].edits[0].section_id == "sec1"


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize(
    ("path", "missing", "there"),
    [
        ("map", ("select", "measure", "print", "keep", "position"), ("draw",)),
        ("scenarios", ("measure", "draw"), ("select", "print", "position")),
        ("footfall", (), ("select", "measure", "draw", "print", "position")),
    ],
)
def test_the_simple_map_says_what_it_cannot_do_and_what_does_it_instead(
    path, missing, there, language, town, open_page
):
    words = load(language)
    simple = open_page(path, language=language, app_no_webgl=True)
    (said,) = [one.value for one in simple.caption if words("map.simple") in one.value]
    assert all(words(f"map.simple_{one}") in said for one in missing)
    assert not any(words(f"map.simple_{one}") in said for one in there)
    work = open_page(path, language=language)
    assert not any(words("map.simple") in one.value for one in work.caption)


def clicked(*places):
    return TOWN, [Point(X0 + x, Y0 + y) for x, y in places]


def with_corners(town, open_page, *places, measure, language="de"):
    return open_page(
        "scenarios",
        language=language,
        app_no_webgl=True,
        app_scenario=with_scenario(town),
        app_corners=clicked(*places),
        scenario_measure=measure,
    )


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize(
    ("shape", "measure", "quantity", "places"),
    [
        ("line", "tactile_line", 120.0, [(0, 0), (120, 0)]),
        ("area", "unsealing", 1_200.9, [(0, 0), (40, 0), (40, 30), (0, 30)]),
    ],
)
def test_on_the_simple_map_corners_make_a_line_or_an_area(
    shape, measure, quantity, places, language, town, open_page
):
    page = with_corners(town, open_page, *places, measure=measure, language=language)
    said = " ".join(one.value for one in page.markdown)
    assert f"{len(places)}. 33 " in said
    page.button(key=f"corners_{shape}").click().run()
    assert not page.error
    assert page.number_input(key="scenario_quantity").value == pytest.approx(quantity, rel=1e-3)
    page.button(key="scenario_add_measure").click().run()
    [edit] = town.store.scenarios()[0].edits
    assert edit.place.geom_type == {"line": "LineString", "area": "Polygon"}[shape]
    assert page.session_state["app_corners"] == (TOWN, None)


def test_the_last_corner_is_taken_back_and_too_few_make_nothing(town, open_page):
    page = with_corners(town, open_page, (0, 0), (40, 0), (40, 30), measure="unsealing")
    page.button(key="corners_back").click().run()
    assert page.session_state["app_corners"] == clicked((0, 0), (40, 0))
    assert page.button(key="corners_area").disabled
    page.button(key="corners_back").click().run()
    assert page.button(key="corners_line").disabled
    page.button(key="corners_cancel").click().run()
    assert page.session_state["app_corners"] == (TOWN, None)


def test_corners_that_cross_stay_to_be_mended(town, open_page):
    crossed = [(0, 0), (40, 30), (40, 0), (0, 30)]
    page = with_corners(town, open_page, *crossed, measure="unsealing")
    page.button(key="corners_area").click().run()
    assert [as_read(one.value) for one in page.error] == [
        load("de")("error.drawing_crosses_itself")
    ]
    assert page.session_state["app_corners"] == clicked(*crossed)


def test_a_click_is_a_corner_only_once_somebody_begins(town, open_page):
    page = open_page("scenarios", app_no_webgl=True, app_scenario=with_scenario(town))
    page.button(key="corners_begin").click().run()
    assert page.session_state["app_corners"] == (TOWN, [])
    assert page.button(key="corners_cancel")


def test_the_work_map_draws_for_itself(town, open_page):
    page = open_page("scenarios", app_scenario=with_scenario(town))
    assert not [one for one in page.button if one.key and one.key.startswith("corners_")]
