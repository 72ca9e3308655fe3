"""The search field of the map page, the look of the map, and what its legend explains."""

import pytest

from biwaq_geo.mapping.themes import Theme
from biwaq_geo.ui import map_view, state
from tests.sample_town import PROFILE, X0, Y0

FIELD = f"search_{PROFILE.key}_typed"


def buttons(page):
    return [one for one in page.button if one.key and one.key.startswith("search_")]


def test_a_chosen_hit_selects_the_unit_moves_the_map_and_empties_the_field(town, open_page):
    page = open_page("map")
    page.text_input(key=FIELD).input("hauptstr 6").run()
    # unit 5 stands at number 6 and is empty, its building comes after it
    assert [one.label.split(" · ") for one in buttons(page)[:2]] == [
        ["Hauptstraße 6", "Einheit, leer"],
        ["Hauptstraße 6", "Gebäude"],
    ]
    buttons(page)[0].click().run()
    unit = town.store.units()[5]
    assert page.session_state[state.SELECTED_UNIT] == unit.unit_id
    key, target = page.session_state[map_view.GO_TO]
    assert (key, target.extent[:2]) == (PROFILE.key, (X0 + 140, Y0 + 208))
    assert page.text_input(key=FIELD).value == ""
    # the same place again is another wish
    page.text_input(key=FIELD).input("hauptstr 6").run()
    buttons(page)[0].click().run()
    assert page.session_state[map_view.GO_TO][1].serial == target.serial + 1
    assert not page.exception


def test_what_is_not_there_is_said_as_it_was_typed(town, open_page):
    page = open_page("map")
    page.text_input(key=FIELD).input("*Hauptstr* 77").run()
    assert "Nr. 77 gibt es nicht, dies ist die nächste" in buttons(page)[0].label
    page.text_input(key=FIELD).input("[xyzzy](http://a.example)").run()
    assert buttons(page) == []
    assert any("\\[xyzzy\\]" in one.value for one in page.info)


def test_the_look_of_the_map_stays_on_other_pages(town, open_page):
    page = open_page("map")
    page.radio(key=f"widget_{state.THEME}").set_value(Theme.DARK).run()
    page.switch_page("screens/mark.py").run()
    page.switch_page("screens/map.py").run()
    assert page.radio(key=f"widget_{state.THEME}").value is Theme.DARK
    assert not page.exception


@pytest.mark.parametrize(
    ("language", "example", "note"),
    [
        (
            "de",
            "Beispiel: Im Umkreis von 100 m um Hauptstraße 6 stehen 2 von 6 Einheiten leer.",
            "Von weitem",
        ),
        ("en", "Example: within 100 m of Hauptstraße 6, 2 of 6 units stand empty.", "From afar"),
    ],
)
def test_the_legend_works_an_example_out_of_the_register(town, open_page, language, example, note):
    page = open_page("map", language=language, layer_vacancy_around=True)
    # Streamlit is told that no sign of an address is markup
    said = [one.value.replace("\\", "") for one in page.caption]
    assert example in said
    assert any(one.startswith(note) for one in said)
