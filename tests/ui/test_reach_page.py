"""The page of reach: choose a place and who walks, read who is reached."""

import pytest

from biwaq_geo.texts import load
from biwaq_geo.ui import state
from biwaq_geo.ui.parts import reach_show, town_map
from tests import sample_town
from tests.ui.shown import as_read

T = load("de")
FIRST = sample_town.unit(0).unit_id


@pytest.fixture
def drawn(monkeypatch):
    """What the map of the page is asked to draw, in the order of the runs."""
    specs = []
    real = town_map.work_map

    def noted(town, spec, **how):
        specs.append(spec)
        return real(town, spec, **how)

    monkeypatch.setattr(town_map, "work_map", noted)
    return specs


def tables(page) -> str:
    return " ".join(one.value for one in page.get("html") if "kpi" in one.value)


def captions(page) -> str:
    return " ".join(one.value for one in page.caption)


def numbers_of(page, who):
    row = tables(page).split(f'<th scope="row">{who}</th>')[1].split("</tr>")[0]
    return [cell.split("</div>")[0] for cell in row.split("<div>")[1:5]]


def test_without_a_chosen_unit_the_page_says_what_to_do(town, open_page):
    page = open_page("reach")
    assert T("reach.choose") in [one.value for one in page.info]
    assert not tables(page)


def test_the_selected_unit_shows_its_inhabitants_by_profile(town, open_page, drawn):
    page = open_page("reach", **{state.SELECTED_UNIT: FIRST})
    # unit 0 stands at x = 50 on Hauptstraße: 8 m and 17.5 m to the streets, 80 m/min
    assert numbers_of(page, "Erwachsene")[0].startswith("4,8")
    adults = [int(one.replace(".", "")) for one in numbers_of(page, "Erwachsene")[1:3]]
    slow = [int(one.replace(".", "")) for one in numbers_of(page, "Ältere oder Kinder")[1:3]]
    assert adults[0] >= slow[0] > 0
    assert adults[1] == 3600
    assert "8 von 8 Gebäuden" in tables(page)
    assert drawn[-1].own["reach"]["features"]
    assert "reach" in drawn[-1].visible


def test_speed_and_the_date_of_the_network_are_stated(town, open_page):
    page = open_page("reach", **{state.SELECTED_UNIT: FIRST})
    assert "Straßennetz vom 01.05.2026" in captions(page)
    assert T("reach.not_known") in captions(page)
    assert "Gebiete" in tables(page)
    assert T("reach.participants_help") in captions(page)


def test_the_colours_of_the_rings_are_explained(town, open_page):
    page = open_page("reach", **{state.SELECTED_UNIT: FIRST})
    (legend,) = [one.value for one in page.get("html") if "rings" in one.value]
    assert legend.count("<img") == 3
    assert "bis 15 Minuten" in legend


def test_a_town_that_knows_no_surfaces_says_so(town, open_page):
    page = open_page("reach", **{state.SELECTED_UNIT: FIRST})
    assert "von keiner Straße, woraus ihr Belag ist" in captions(page)


def test_another_speed_counts_anew_and_stands_in_the_table(town, open_page):
    page = open_page("reach", **{state.SELECTED_UNIT: FIRST})
    before = numbers_of(page, "Erwachsene")
    page.number_input(key="widget_reach_speed_adult").set_value(1.5).run()
    after = numbers_of(page, "Erwachsene")
    assert after[0].startswith("1,5")
    assert int(after[1].replace(".", "")) < int(before[1].replace(".", ""))
    # the other profiles stay at theirs
    assert numbers_of(page, "Ältere oder Kinder")[0].startswith("3,6")


def test_a_service_and_all_of_a_kind_can_be_asked_for(town, open_page):
    page = open_page("reach", reach_what="service")
    assert next(one.value for one in page.subheader).startswith(r"Markt \(Demo\)")
    assert numbers_of(page, "Erwachsene")[3] == "3.600"
    page = open_page("reach", reach_what="kind")
    assert numbers_of(page, "Erwachsene")[3] == "3.600"


def test_what_was_chosen_in_another_town_is_chosen_anew(town, open_page):
    for what in ("service", "kind", "unit", "other"):
        page = open_page(
            "reach",
            reach_what=what,
            reach_service="gone",
            reach_kind="gone",
            reach_who="gone",
            **{state.SELECTED_UNIT: sample_town.UUID(int=99)},
        )
        assert not page.exception
        assert bool(tables(page)) == (what in {"service", "kind"})


def test_what_lies_nearest_is_listed_with_its_minutes(town, open_page):
    page = open_page("reach", **{state.SELECTED_UNIT: FIRST})
    (listed,) = [one.value for one in page.table]
    assert listed["Name"].tolist() == ["Markt \\(Demo\\)"]
    # 8 m, 150 m to the crossing, 200 m north at 80 m/min
    assert listed["Minuten"].tolist() == ["4,5"]


def test_perceived_time_is_off_and_says_its_source_when_switched_on(town, open_page):
    page = open_page("reach", **{state.SELECTED_UNIT: FIRST})
    felt = page.checkbox(key="widget_reach_perceived")
    assert felt.value is False
    assert "doi.org/10.3390/ijgi12090384" in as_read(felt.help)
    assert T("reach.felt") not in captions(page)
    felt.set_value(True).run()
    assert T("reach.felt") in captions(page)


def test_a_place_far_from_every_street_is_named(library, open_page):
    far = sample_town.unit(0, location=sample_town.Point(sample_town.X0 - 400, sample_town.Y0))
    library.create(sample_town.PROFILE, layers=sample_town.layers(), units=[far])
    page = open_page("reach", **{state.SELECTED_UNIT: FIRST})
    (error,) = page.error
    assert "400 m" in error.value
    assert not page.exception


def test_a_name_is_shown_as_it_was_typed(library, open_page):
    layers = sample_town.layers()
    layers["services"] = layers["services"].assign(name="**Markt** <b>x</b> :red[y]")
    library.create(sample_town.PROFILE, layers=layers, units=[])
    page = open_page("reach", reach_what="service")
    (heading,) = [one.value for one in page.subheader]
    assert "**Markt**" not in heading
    assert "<b>" not in tables(page)


def test_the_page_speaks_english(town, open_page):
    page = open_page("reach", language="en", **{state.SELECTED_UNIT: FIRST})
    assert "up to 5 minutes" in tables(page)
    assert "Older people or children" in tables(page)
    assert "Street network of May 1, 2026" in captions(page)


def test_the_details_of_a_unit_on_the_map_lead_to_its_reach(town, open_page):
    page = open_page("map", **{state.SELECTED_UNIT: FIRST})
    labels = [link.label for link in page.get("page_link")]
    assert T("reach.open") in labels


def test_a_click_on_a_unit_asks_for_that_unit(town, open_page, monkeypatch):
    changed = {}
    monkeypatch.setattr(state, "select_unit", lambda unit_id: changed.update(unit=unit_id))
    monkeypatch.setattr(state, "change", lambda key, value: changed.update({key: value}))
    point = sample_town.Point(0, 0)
    reach_show._clicked(reach_show.MapClick(FIRST, None, None, point))
    assert changed == {"unit": FIRST, "reach_what": "unit"}
    changed.clear()
    reach_show._clicked(reach_show.MapClick(None, None, None, point))
    assert changed == {}
