"""Both interactive maps are changed in place: filter, selection, day and look keep the view."""

from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID

import pytest
from playwright.sync_api import expect
from shapely import LineString, Point, box

from biwaq_geo.domain.local_time import local_day
from biwaq_geo.domain.units import Mark, UnitState
from biwaq_geo.services.mark_unit import mark_unit
from biwaq_geo.texts import load
from tests import sample_town
from tests.browser.maps import BOTH_MAPS, SimpleMap, WorkMap
from tests.past_town import begun_long_ago
from tests.sample_scenarios import improve, scenario
from tests.sample_town import X0, Y0

pytestmark = pytest.mark.browser

T = load("de")
KINDS = pytest.mark.parametrize("kind", [WorkMap, SimpleMap])
SHAPES = (
    Point(X0 + 100, Y0 + 100),
    LineString([(X0 + 50, Y0 + 205), (X0 + 150, Y0 + 205)]),
    box(X0 + 210, Y0 + 210, X0 + 260, Y0 + 240),
)


def opened(served, visitor, kind, *, path="", heading="Karte"):
    seen = visitor(served, webgl=kind is WorkMap)
    seen.errors = []
    seen.page.on("pageerror", lambda error: seen.errors.append(str(error)))
    seen.go(path, heading=heading)
    shown = kind(seen.page)
    shown.wait()
    return seen, shown


def choose_day(page, day):
    page.get_by_role("button", name=T("past.open", day="")).click()
    page.get_by_role("spinbutton").first.click()
    page.keyboard.type(f"{day:%d%m%Y}")
    page.keyboard.press("Enter")
    page.get_by_text(T("map.title"), exact=True).first.click()


def filter_for(page, state):
    page.get_by_role("button", name=T("map.filter")).click()
    box_ = page.get_by_test_id("stPopoverBody")
    box_.get_by_text(T(f"state.{state}"), exact=True).click()
    page.keyboard.press("Escape")


@KINDS
def test_filter_selection_day_and_look_change_one_map_that_stays_where_it_is(
    serve, visitor, kind, tmp_path
):
    town = begun_long_ago(tmp_path, sample_town.units())
    mark_unit(
        town.store,
        lambda: local_day(datetime.now(UTC)),
        unit_id=sample_town.unit(0).unit_id,
        mark=Mark(UnitState.VACANT),
        seen_version=1,
        actor="test",
    )
    seen, shown = opened(serve(lambda _: None), visitor, kind)
    page = seen.page
    shown.wait_until_drawn(vacant=3, interim=1, businesses=4)
    shown.zoom_in()
    before = shown.view()

    # a selection, which writes details and a list beside the map
    shown.map.click(position=shown.pixel_of("interim"))
    expect(page.locator(".st-key-map_details")).to_contain_text("Hauptstraße 8")

    filter_for(page, "vacant")
    shown.wait_until_drawn(vacant=3, interim=0, businesses=0)

    # a day on which the first unit was still in use
    choose_day(page, local_day(datetime(2026, 5, 3, tzinfo=UTC)))
    shown.wait_until_drawn(vacant=2, businesses=0)

    for theme, words in (("dark", "dunkel"), ("projector", T("map.theme_projector"))):
        page.get_by_text(words, exact=True).click()
        expect(shown.map).to_have_attribute("data-theme", theme)
        shown.wait_until_drawn(vacant=2, businesses=0)
        shown.wait_until_painted()
        expect(shown.map.locator(".biwaq-demo")).to_be_visible()

    after = shown.view()
    assert after[:3] == pytest.approx(before[:3])
    # a new map would have begun to count anew
    assert after[3] == before[3] + 1
    assert (seen.errors, seen.foreign) == ([], [])


@BOTH_MAPS
def test_the_planned_shapes_of_a_scenario_are_drawn(serve, visitor, kind):
    edits = [
        replace(improve(n, "bench", 2.0, place=one), edit_id=UUID(int=200 + n))
        for n, one in enumerate(SHAPES)
    ]

    def fill(library):
        town = library.create(
            sample_town.PROFILE, layers=sample_town.layers(), units=sample_town.units()
        )
        made = replace(scenario(*edits), baseline_revision=town.store.revision())
        with town.store.transaction() as tx:
            tx.add_scenario(made, actor="ab")

    seen, shown = opened(serve(fill), visitor, kind, path="scenarios", heading=T("scenario.title"))
    seen.page.get_by_role("combobox", name="Szenario").click()
    seen.page.get_by_role("option", name="S", exact=True).click()
    # two shapes with an extent, and the number of each of the three
    shown.wait_for_planned(5)
    assert (seen.errors, seen.foreign) == ([], [])
