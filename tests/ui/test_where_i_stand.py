"""Somebody in the street is offered what stands near; nothing is chosen for them."""

import pytest
from shapely import Point

from biwaq_geo.analysis.nearby import MOST, WITHIN_M, nearest_houses, nearest_units
from biwaq_geo.texts import load
from biwaq_geo.ui import state
from tests import sample_town

KEY = sample_town.PROFILE.key


@pytest.mark.parametrize("language", ["de", "en"])
def test_the_nearest_unit_comes_first_and_is_chosen_by_one_press(town, open_page, language):
    units = town.store.units()
    place = units[5].location
    page = open_page("mark", language=language, **{state.STOOD_AT: (KEY, place)})
    assert not page.exception
    near = [one for one in page.button if one.key and one.key.startswith("near_unit")]
    assert len(near) == len(nearest_units(units, place)) <= MOST
    first, metres = nearest_units(units, place)[0]
    assert metres == 0
    assert load(language)(f"state.{first.state}") in near[0].label
    near[0].click().run()
    assert page.session_state[state.SELECTED_UNIT] == first.unit_id
    assert state.STOOD_AT not in page.session_state


def test_distances_grow_and_end_at_the_limit(town):
    place = town.store.units()[0].location
    for far in (
        [metres for _, metres in nearest_units(town.store.units(), place)],
        [metres for *_, metres in nearest_houses(town.layer("buildings"), place)],
    ):
        assert far
        assert far == sorted(far)
        assert far[-1] <= WITHIN_M


def test_far_from_the_town_there_is_nothing_and_it_is_said(town, open_page):
    page = open_page("mark", **{state.STOOD_AT: (KEY, Point(0, 0))})
    assert not page.exception
    assert load("de")("mark.nothing_near") in [one.value for one in page.info]
