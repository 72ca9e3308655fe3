"""Every map is named, told in words, and has its rows as a table that does what a click does."""

import re
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import pytest

from biwaq_geo import ui
from biwaq_geo.domain.scenarios import Scenario
from biwaq_geo.domain.units import UnitState
from biwaq_geo.mapping.layerfile import read_layers
from biwaq_geo.mapping.legend import sample
from biwaq_geo.mapping.themes import Theme
from biwaq_geo.settings import ROOT
from biwaq_geo.texts import load
from biwaq_geo.ui import state
from tests import sample_town
from tests.sample_scenarios import use

WORDS = load("de")
UI = Path(ui.__path__[0])
SAID = "Musterstadt: 8 Einheiten, davon 2 leer und 1 zwischengenutzt. Am meisten leer:"


MAPS = {
    "compare_days": "rows of what differs: test_compare.py",
    "compare_scenario": "a list of the edits that it marks: below",
    "count_place": "sections by name, or where one stands: test_count_places.py",
    "footfall_show": "the table of sections: test_footfall.py",
    "kpi_clusters": "a table of the clusters beside it: test_figures_page.py",
    "list_map": "the table of the work list: test_work_lists.py",
    "map": "units and features of layers: below",
    "reach_show": "the table above it: test_reach_page.py",
    "scenarios": "units: below",
    "unit_move": "houses by address: below and test_move_unit.py",
    "unit_picker": "units and houses by address: below",
    "work_walk": "the stops of the walk: test_work_lists.py",
}
"""Modules that show a map, with what says the same in words and does the same."""


def test_no_map_comes_without_something_that_says_and_does_the_same():
    drawing = re.compile(r"\b(town_map|work_map|map_of_days|compare_map|walk_map)\(")
    shown = {
        path.stem
        for folder in ("parts", "screens")
        for path in (UI / folder).glob("*.py")
        if drawing.search(re.sub(r"def \w+\(", "", path.read_text("utf-8")))
    }
    assert shown - {"town_map"} == set(MAPS)


@pytest.mark.parametrize(
    ("page", "key"), [("map", "map"), ("mark", "mark"), ("scenarios", "scenario")]
)
def test_a_page_with_a_map_names_it_says_what_it_shows_and_offers_the_same_rows(
    page, key, town, open_page
):
    shown = open_page(page, **{f"widget_{key}_table_open": True})
    assert not shown.exception
    assert "Karte von Musterstadt" in [
        heading.value for heading in (*shown.title, *shown.subheader)
    ]
    assert any(caption.value.startswith(SAID) for caption in shown.caption)
    rows = next(table.value for table in shown.dataframe if "address" in table.value)
    assert list(rows["address"]) == [unit.address for unit in town.store.units()]


def test_the_map_on_which_a_unit_is_moved_is_named_and_told_in_words(town, open_page):
    page = open_page(
        "unit",
        **{state.SELECTED_UNIT: sample_town.unit(5).unit_id, f"widget_{state.MOVING}": True},
    )
    assert not page.exception
    assert "Karte von Musterstadt" in [heading.value for heading in page.subheader]
    assert any(caption.value.startswith(SAID) for caption in page.caption)


def test_the_list_of_edits_marks_on_the_map_what_a_click_on_it_marks(town, open_page):
    unit_id = sample_town.unit(5).unit_id
    scenario = Scenario(
        uuid4(),
        "Mitte",
        baseline_revision=town.store.revision(),
        created_at=datetime(2026, 5, 1, tzinfo=UTC),
        edits=(use(5, "pop_up_store"),),
    )
    with town.store.transaction() as tx:
        tx.add_scenario(scenario, actor="ab")
    page = open_page("scenarios", **{state.SCENARIO: scenario.scenario_id})
    listed = page.selectbox(key="scenario_compare_chosen")
    assert listed.value is None
    listed.set_value(str(unit_id)).run()
    assert page.session_state[state.COMPARE_CHOSEN] == str(unit_id)
    # a click on the map comes back to the list
    page.session_state[state.COMPARE_CHOSEN] = None
    page.run()
    assert page.selectbox(key="scenario_compare_chosen").value is None
    assert not page.exception


def test_the_filter_says_how_much_of_it_is_set_and_is_cleared_at_once(town, open_page):
    page = open_page("map", widget_map_table_open=True)
    page.button_group(key=f"widget_{state.FILTER_STATES}").set_value([UnitState.VACANT]).run()
    page.text_input(key=f"widget_{state.FILTER_TEXT}").set_value("hauptstr").run()
    (button,) = [one for one in page.get("popover") if one.proto.popover.label.startswith("Filter")]
    assert button.proto.popover.label == "Filter (2)"
    rows = next(table.value for table in page.dataframe if "address" in table.value)
    assert set(rows["state"]) == {"leer"}
    page.button(key="map_filter_clear").click().run()
    rows = next(table.value for table in page.dataframe if "address" in table.value)
    assert len(rows) == len(town.store.units())
    assert not page.exception


def test_the_row_of_what_was_chosen_on_the_map_is_marked_and_moves_with_the_filter(town, open_page):
    units = town.store.units()
    page = open_page("map", widget_map_table_open=True, app_selected_unit=units[5].unit_id)
    key = f"map_table_{sample_town.PROFILE.key}_"
    assert page.session_state[key]["selection"]["rows"] == [5]
    page.button_group(key=f"widget_{state.FILTER_STATES}").set_value([UnitState.VACANT]).run()
    vacant = [unit.unit_id for unit in units if unit.state is UnitState.VACANT]
    assert page.session_state[key]["selection"]["rows"] == [vacant.index(units[5].unit_id)]
    assert not page.exception


def test_the_table_of_another_layer_has_its_features_in_the_words_of_the_map(town, open_page):
    shown = open_page("map", widget_map_table_open=True)
    shown.selectbox(key="map_table_layer").set_value("sites").run()
    assert not shown.exception
    (table,) = shown.dataframe
    assert len(table.value) == len(sample_town.layers()["sites"])
    assert "Villa" in table.value.to_numpy()


def test_a_building_without_a_unit_is_found_by_its_address(town, open_page):
    page = open_page("mark")
    page.text_input(key="mark_house_typed").set_value("hauptstraße 5").run()
    houses = page.selectbox(key="mark_house_found")
    assert houses.options == ["Hauptstraße 5"]
    houses.set_value("b4").run()
    assert page.session_state[state.BUILDING] == "b4"
    assert WORDS("mark.new_unit_here", address="Hauptstraße 5") in [h.value for h in page.subheader]


def test_an_address_that_no_building_has_is_named(town, open_page):
    page = open_page("mark")
    page.text_input(key="mark_house_typed").set_value("Nirgendsweg 1").run()
    assert WORDS("mark.house_none") in [warning.value for warning in page.warning]


def test_the_legend_has_the_colours_of_a_look_in_the_run_that_chooses_it(town, open_page):
    page = open_page("map")
    page.radio(key=f"widget_{state.THEME}").set_value(Theme.DARK).run()
    layers, _ = read_layers(ROOT / "layers")
    (vacant,) = [layer for layer in layers if layer.key == "vacant"]
    symbol = vacant.symbol_of("vacant")
    dark, light = (sample(vacant, symbol, theme) for theme in (Theme.DARK, Theme.LIGHT))
    drawn = "".join(one.proto.body for one in page.get("html"))
    assert dark in drawn
    assert light not in drawn
