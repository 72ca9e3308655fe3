"""Counting at a free point: clicked on the map, kept in the address, named by its street."""

from uuid import UUID

import pytest
from shapely import Point

from biwaq_geo.services.foot_counts import add_count, foot_counts
from biwaq_geo.texts import load
from biwaq_geo.ui import state
from biwaq_geo.ui.parts.count_place import POINT
from tests.sample_town import PROFILE, X0, Y0
from tests.ui.test_footfall import THEN, box, tables

T = load("de")
PLACE = Point(X0 + 60, Y0 + 12)
AT = f"{PLACE.x:.0f} / {PLACE.y:.0f}"


def at_a_point(open_page, **session):
    return open_page("footfall", count_where=POINT, **session)


def told(page):
    return " ".join(one.value for one in page.info)


@pytest.mark.parametrize("language", ["de", "en"])
def test_first_a_place_is_asked_for(town, open_page, language):
    page = at_a_point(open_page, language=language)
    assert not page.exception
    assert load(language)("count.point_choose") in told(page)
    assert not any(one.key == "count_save" for one in page.button)


@pytest.mark.parametrize("language", ["de", "en"])
def test_where_one_stands_becomes_the_place_and_the_count_is_saved_there(town, open_page, language):
    stood = {state.STOOD_AT: (PROFILE.key, PLACE)}
    page = at_a_point(open_page, language=language, **stood)
    words = load(language)
    place = words("count.point_in", street="Südweg", at=AT)
    assert place in told(page).replace("\\", "")
    box(page, "_persons").set_value(12).run()
    page.button(key="count_save").click().run()
    assert not page.exception
    (made,) = foot_counts(town.store)
    assert (made.section_id, made.persons) == (None, 12)
    assert made.place == PLACE
    # on the list and among the measured values it is called by its street
    assert tables(page).count(place) == 2


def test_a_place_outside_the_town_is_refused_and_what_was_typed_is_kept(town, open_page):
    far = {state.STOOD_AT: (PROFILE.key, Point(X0 - 5_000, Y0))}
    page = at_a_point(open_page, **far)
    box(page, "_persons").set_value(12).run()
    page.button(key="count_save").click().run()
    assert not page.exception
    assert not foot_counts(town.store)
    assert box(page, "_persons").value == 12
    assert page.error


def test_a_count_far_from_every_street_is_called_by_its_coordinates(town, open_page):
    place = Point(X0 + 100, Y0 + 100)
    values = {"place": place, "started_at": THEN, "minutes": 15, "persons": 3}
    add_count(town, lambda: THEN, count_id=UUID(int=977), values=values, actor="mk")
    page = open_page("footfall")
    assert T("count.point", at=f"{place.x:.0f} / {place.y:.0f}") in tables(page)
