"""Reach of places in the sample town: counts, rings, what is nearest, and the memory of answers."""

import geopandas as gpd
import pytest
from shapely import Point

from biwaq_geo.analysis.reach import Persons
from biwaq_geo.domain.errors import PlaceOffNetworkError
from biwaq_geo.domain.errors.entries import NoWayForProfileError
from biwaq_geo.services import reach as use_case
from biwaq_geo.services.reach import Nearest, ReachCache, nearest_services, reach, walkers
from tests.fakes import FakeTown
from tests.sample_catalogues import WALKERS
from tests.sample_town import EPSG, X0, Y0

ADULT, WHEELS = WALKERS["adult"], WALKERS["wheels"]


@pytest.fixture(scope="module")
def town():
    return FakeTown()


@pytest.fixture(scope="module")
def adults(town):
    return walkers(town, ADULT)


def at(**points):
    return gpd.GeoSeries({name: Point(X0 + x, Y0 + y) for name, (x, y) in points.items()}, crs=EPSG)


def test_the_inhabitants_of_the_sample_town_are_counted_from_its_corner(adults):
    found = reach(adults, at(corner=(0, 400)), towards=True)
    assert found.persons[5.0] == Persons(300.0, 8, 8)
    assert found.persons[10.0] == Persons(3600.0, 8, 8)
    assert found.rings["minutes"].tolist() == [5.0, 10.0]
    assert found.participants[10.0].about == 25
    assert not found.lost


def test_a_slower_speed_reaches_fewer(town):
    slow = walkers(town, ADULT, speed_kmh=2.4)
    assert reach(slow, at(corner=(0, 400)), towards=True).persons[5.0].value == 0.0


def test_perceived_time_takes_the_scores_of_the_town(town, adults):
    felt = walkers(town, ADULT, perceived=True)
    assert felt.walking.perceived
    assert felt.digest != adults.digest


def test_one_lost_place_is_named_and_the_others_count(adults):
    found = reach(adults, at(corner=(0, 400), lost=(900, 0)), towards=True)
    assert found.lost == ["lost"]
    assert found.persons[5.0].value == 300.0
    with pytest.raises(PlaceOffNetworkError) as caught:
        reach(adults, at(lost=(900, 0)), towards=True)
    assert caught.value.values == {"place": "lost", "distance_m": 500, "limit_m": 200}


def test_a_town_of_steps_only_is_no_way_for_wheels():
    town = FakeTown()
    streets = town.layer("streets").assign(kind="steps")
    town._layers["streets"] = streets
    assert reach(walkers(town, ADULT), at(corner=(0, 400)), towards=True).persons[5.0].value == 0
    with pytest.raises(NoWayForProfileError):
        walkers(town, WHEELS)


def test_homes_far_from_every_way_are_told(town):
    far = FakeTown()
    moved = far.layer("buildings").copy()
    moved.geometry = moved.geometry.where(moved.index != "b7", Point(X0 + 900, Y0 + 900).buffer(5))
    far._layers["buildings"] = moved
    assert (walkers(far, ADULT).homes_off, walkers(town, ADULT).homes_off) == (1, 0)


def test_the_nearest_service_of_each_kind_is_found(adults):
    services = gpd.GeoDataFrame(
        {"kind": ["bakery", "bakery", "doctor", "school"], "name": ["A", "B", "Dr. C", "far"]},
        geometry=[
            Point(X0 + 400, Y0 + 400),
            Point(X0 + 80, Y0 + 400),
            Point(X0, Y0),
            Point(X0 + 999, Y0),
        ],
        crs=EPSG,
    )
    assert nearest_services(adults, at(corner=(0, 400)), services) == [
        Nearest("bakery", "B", pytest.approx(1.0)),
        Nearest("doctor", "Dr. C", pytest.approx(5.0)),
    ]


def test_the_same_question_is_answered_once(adults, monkeypatch):
    asked = []

    def counted(*args, **how):
        asked.append(how)
        return reach(*args, **how)

    monkeypatch.setattr(use_case, "reach", counted)
    cache = ReachCache(size=2)
    first = cache.reach(adults, at(corner=(0, 400)), towards=True)
    assert cache.reach(adults, at(corner=(0, 400)), towards=True) is first
    assert len(asked) == 1
    # another place, another direction, another network are other questions
    cache.reach(adults, at(corner=(0, 399)), towards=True)
    cache.reach(adults, at(corner=(0, 400)), towards=False)
    assert len(asked) == 3
    # of two that are kept, the oldest is gone
    cache.reach(adults, at(corner=(0, 400)), towards=True)
    assert len(asked) == 4


def test_networks_that_are_equal_share_their_answers(town, adults):
    cache = ReachCache()
    first = cache.reach(adults, at(corner=(0, 400)), towards=True)
    assert cache.reach(walkers(town, ADULT), at(corner=(0, 400)), towards=True) is first
