"""A shop that is in the register already is found before it is added again."""

from uuid import UUID

import pytest
from shapely import Point

from biwaq_geo.services.duplicates import likely_same
from tests.fakes import FakeTown
from tests.sample_town import X0, Y0, unit

DOOR = (50.0, 208.0)
"""Where unit 0 lies, in metres from the town's corner."""


def town(**values: object) -> FakeTown:
    return FakeTown([unit(0, **values), unit(5)])


def found(some: FakeTown, x: float = DOOR[0], **values: object) -> list[int]:
    place = Point(X0 + x, Y0 + DOOR[1])
    asked = {"building_id": None, "location": place} | values
    return [int(one.unit_id) - 1 for one in likely_same(some, **asked)]


@pytest.mark.parametrize(("metres", "same"), [(0.0, [0]), (10.0, [0]), (10.1, [])])
def test_a_unit_within_ten_metres_is_likely_the_same(metres, same):
    assert found(town(), DOOR[0] - metres) == same


def test_a_unit_in_the_same_building_is_likely_the_same_wherever_its_point_lies():
    far = town(location=Point(X0 + 300, Y0 + 300))
    assert found(far, building_id="b0", location=None) == [0]


@pytest.mark.parametrize(
    ("known", "typed", "same"),
    [
        ("", "", [0]),
        ("EG links", "", [0]),
        ("", "EG rechts", [0]),
        ("EG links", " eg  LINKS ", [0]),
        ("EG links", "EG rechts", []),
    ],
)
def test_units_side_by_side_in_one_house_are_told_apart(known, typed, same):
    assert found(town(position=known), position=typed) == same


def test_the_nearest_comes_first():
    two = FakeTown([unit(0, position="a"), unit(1, location=Point(X0 + 55, Y0 + 208))])
    assert found(two, 54) == [1, 0]


def test_a_unit_sent_twice_is_no_double_of_itself():
    assert found(town(), unit_id=UUID(int=1)) == []


def test_a_building_that_does_not_exist_has_no_units():
    assert found(town(), building_id="b99", location=None) == []
