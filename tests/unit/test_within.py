"""Inhabitants and participants within reach, counted by hand in the sample town."""

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely import Point

from biwaq_geo.analysis.network import snap
from biwaq_geo.analysis.participants_within import (
    ParticipantsWithin,
    participants_within,
    spread,
)
from biwaq_geo.analysis.reach import Persons, residents
from biwaq_geo.analysis.walking.doors import doors
from biwaq_geo.analysis.walking.network import walking_network
from biwaq_geo.analysis.walking.search import from_nearest
from biwaq_geo.analysis.within import REACH_BANDS, inhabitants_of_each, within_bands
from biwaq_geo.domain.participants import published
from tests.sample_catalogues import WALKERS
from tests.sample_town import EPSG, X0, Y0, layers

TOWN = layers()
BUILDINGS, AREAS = TOWN["buildings"], TOWN["areas"]
COSTS = walking_network(TOWN["streets"], WALKERS["adult"]).costs
HOUSES = snap(COSTS.network, BUILDINGS.geometry)
BACK = COSTS.reversed()
TO_HOUSES = doors(BACK, HOUSES)
PEOPLE = residents(BUILDINGS)


def minutes_to(x, y, limit=60.0):
    place = snap(COSTS.network, gpd.GeoSeries([Point(X0 + x, Y0 + y)], crs=EPSG))
    return from_nearest(BACK, place, TO_HOUSES, limit=limit)


def test_inhabitants_are_counted_by_the_walk_and_not_by_distance_as_the_crow_flies():
    # at the north-west corner; b0 to b3 stand 50, 140, 230 and 320 m along Hauptstraße with
    # 17.5 m to it, b4 to b7 the same along Südweg: 267.5 m at 80 m/min for b0
    minutes = minutes_to(0, 400)
    assert minutes[:4] == pytest.approx([(200 + x + 17.5) / 80 for x in (50, 140, 230, 320)])
    assert minutes[4:] == pytest.approx([(400 + x + 17.5) / 80 for x in (50, 140, 230, 320)])
    # within 5 minutes are 400 m: b0 and b1; within 10 all
    found = within_bands(PEOPLE, minutes)
    assert found == {
        5.0: Persons(300.0, 8, 8),
        10.0: Persons(3600.0, 8, 8),
        15.0: Persons(3600.0, 8, 8),
    }


def test_more_minutes_never_count_fewer():
    found = within_bands(PEOPLE, minutes_to(0, 400), bands=np.arange(0.0, 10.0, 0.25))
    values = [persons.value for persons in found.values()]
    assert values == sorted(values)


def test_many_origins_are_counted_like_each_alone():
    points = gpd.GeoSeries({f"p{x}": Point(X0 + x, Y0 + 400) for x in (0, 150, 390, 900)}, crs=EPSG)
    table = inhabitants_of_each(
        BACK, snap(COSTS.network, points), TO_HOUSES, PEOPLE, most_bytes=1_000
    )
    assert list(table.columns) == list(REACH_BANDS)
    for label, x in (("p0", 0), ("p150", 150), ("p390", 390)):
        alone = within_bands(PEOPLE, minutes_to(x, 400))
        assert table.loc[label].to_dict() == {band: one.value for band, one in alone.items()}
    # 500 m east of the last street
    assert table.loc["p900"].isna().all()


def test_where_no_number_is_known_no_number_is_told_for_any_origin():
    unknown = residents(BUILDINGS.assign(inhabitants=np.nan))
    assert inhabitants_of_each(BACK, HOUSES, TO_HOUSES, unknown).isna().all(axis=None)


def test_a_published_count_is_spread_by_public_inhabitants():
    # West holds b0, b1, b4, b5 with 100 + 200 + 500 + 600 people, and 25 participants
    found = spread(AREAS, BUILDINGS)
    share = pd.Series(found.share, index=BUILDINGS.index)
    assert share["b0"] == pytest.approx(25 * 100 / 1400)
    assert share["b5"] == pytest.approx(25 * 600 / 1400)
    # East has no published number
    assert share[["b2", "b3", "b6", "b7"]].sum() == 0
    assert found.counted.tolist() == [True, False]


def test_participants_within_reach_are_rounded_and_few_are_not_told():
    found = participants_within(spread(AREAS, BUILDINGS), minutes_to(0, 0), (1.0, 3.0, 5.0, 15.0))
    assert found == {
        # b4: 9 persons
        1.0: ParticipantsWithin(10, 1, 1),
        3.0: ParticipantsWithin(20, 1, 1),
        # all of the west; the east, of which nothing is published, begins
        5.0: ParticipantsWithin(25, 1, 2),
        15.0: ParticipantsWithin(25, 1, 2),
    }
    few = participants_within(spread(AREAS, BUILDINGS), minutes_to(0, 400), (3.4,))
    assert few[3.4] == ParticipantsWithin(None, 1, 1)


@pytest.mark.parametrize(
    ("participants", "inhabitants"), [(23, 1200), (8, 1200), (25, 900), (12.5, 1200)]
)
def test_a_count_that_is_not_in_the_published_form_counts_as_none(participants, inhabitants):
    areas = AREAS.assign(participants=float(participants), inhabitants=inhabitants)
    found = spread(areas, BUILDINGS)
    assert not found.counted.any()
    assert not found.share.any()


def test_without_known_inhabitants_a_count_is_spread_evenly():
    found = spread(AREAS, BUILDINGS.assign(inhabitants=np.nan))
    assert found.share.tolist() == pytest.approx([6.25, 6.25, 0, 0, 6.25, 6.25, 0, 0])


def test_a_town_without_areas_has_no_participants():
    found = spread(AREAS.iloc[:0], BUILDINGS)
    (only,) = participants_within(found, minutes_to(0, 0), (15.0,)).values()
    assert only == ParticipantsWithin(None, 0, 0)


HOMES = st.lists(st.integers(0, 9), min_size=8, max_size=8)


@settings(deadline=None, max_examples=80)
@given(HOMES, HOMES, st.floats(0, 15), st.integers(0, 400))
def test_who_lives_where_in_an_area_changes_no_reach(first, second, band, x):
    # two towns whose people live in other houses, with the same published counts
    def counted(homes):
        per_area = np.array(
            [sum(homes[i] for i in (0, 1, 4, 5)), sum(homes[i] for i in (2, 3, 6, 7))]
        )
        counts = [published(int(one), inhabitants=1_200) for one in per_area]
        return AREAS.assign(participants=np.array(counts, dtype=float))

    one, other = counted(first), counted(second)
    if not one["participants"].equals(other["participants"]):
        return
    reach = [
        participants_within(spread(areas, BUILDINGS), minutes_to(x, 0), (band,))
        for areas in (one, other)
    ]
    assert reach[0] == reach[1]


@pytest.mark.parametrize("house", range(8))
@pytest.mark.parametrize("lives_there", [False, True])
def test_moving_a_place_past_one_house_tells_only_its_public_share(house, lives_there):
    raw = [3] * 8
    raw[house] += int(lives_there)
    sides = ([0, 1, 4, 5], [2, 3, 6, 7])
    counts = [published(sum(raw[i] for i in side), inhabitants=1_200) for side in sides]
    areas = AREAS.assign(participants=np.array(counts, dtype=float))
    spread_out = spread(areas, BUILDINGS)
    near = np.where(np.arange(8) == house, 5.01, 1.0)
    # what somebody gains who counts just before and just after the house
    gained = spread_out.share[near <= 6].sum() - spread_out.share[near <= 5].sum()
    side = 0 if house in sides[0] else 1
    people = BUILDINGS["inhabitants"]
    public = people.iloc[house] / people.iloc[sides[side]].sum()
    assert gained == pytest.approx(counts[side] * public)
