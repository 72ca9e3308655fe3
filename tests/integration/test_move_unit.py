"""A unit gets another place: on both stores, with a race, and back."""

from types import SimpleNamespace
from uuid import UUID

import pytest
from shapely import Point

from biwaq_geo.domain.errors import ActorNeededError, OutsideTownError
from biwaq_geo.domain.merge import RaceLostError
from biwaq_geo.services.move_unit import move_unit
from biwaq_geo.services.undo import undo
from tests import sample_town
from tests.sample_town import X0, Y0

UNIT = UUID(int=1)
IN_B7, ON_THE_STREET = Point(X0 + 320, Y0 + 15), Point(X0 + 100, Y0 + 200)


def move(store, to, *, seen=1, actor="mk"):
    town = SimpleNamespace(store=store, layer=sample_town.layers().__getitem__)
    return move_unit(town, unit_id=UNIT, to=to, seen_version=seen, actor=actor)


def test_a_moved_unit_has_the_place_and_the_building_there_and_goes_back(store):
    before = store.unit(UNIT)
    moved = move(store, IN_B7)
    assert (moved.location, moved.building_id, moved.address) == (IN_B7, "b7", before.address)
    assert store.events(subject_id=UNIT)[-1].changes.keys() == {
        "location",
        "building_id",
        "version",
    }
    back = undo(store, unit_id=UNIT, seen_version=2, actor="mk")
    assert (back.location, back.building_id) == (before.location, before.building_id)


def test_a_unit_may_stand_where_no_building_is(store):
    assert move(store, ON_THE_STREET).building_id is None


def test_of_two_people_who_move_a_unit_one_is_asked_for_place_and_building_together(store):
    move(store, IN_B7, actor="Vera")
    with pytest.raises(RaceLostError) as lost:
        move(store, ON_THE_STREET)
    (races,) = lost.value.conflict.choices
    assert {race.field for race in races} == {"location", "building_id"}
    assert store.unit(UNIT).location == IN_B7


@pytest.mark.parametrize(
    ("to", "actor", "error"),
    [(Point(X0 - 900, Y0), "mk", OutsideTownError), (IN_B7, " ", ActorNeededError)],
)
def test_a_unit_is_not_moved_out_of_the_town_or_by_nobody(store, to, actor, error):
    with pytest.raises(error):
        move(store, to, actor=actor)
    assert store.unit(UNIT).version == 1
