"""Clusters of vacancies: against the exact probability, and refused where units are few."""

import geopandas as gpd
import numpy as np
import pytest
from scipy.stats import false_discovery_control, hypergeom

from biwaq_geo.analysis.kpis.clusters import NEAR_M, clusters, vacancy_clusters
from biwaq_geo.analysis.kpis.reading import Reading
from tests.sample_town import EPSG


def street(states, *, step=20.0):
    """Units in a row, so many metres apart; "v" is empty, "u" used, "?" unknown."""
    words = {"v": "vacant", "u": "used", "?": "candidate", "i": "interim"}
    places = gpd.points_from_xy(
        [step * number for number in range(len(states))], [0.0] * len(states)
    )
    named = [f"unit{number}" for number in range(len(states))]
    return gpd.GeoDataFrame(
        {"state": [words[one] for one in states]}, geometry=places, crs=EPSG, index=named
    )


def exact(states, step=20.0):
    """Uncorrected probabilities of the empty units, straight from the hypergeometric law."""
    empty = np.array([one == "v" for one in states])
    where = step * np.arange(len(states))
    near = np.abs(where[:, None] - where[None, :]) <= NEAR_M
    np.fill_diagonal(near, val=False)
    counts, around = (near & empty).sum(axis=1), near.sum(axis=1)
    chance = hypergeom.sf(counts - 1, len(states) - 1, empty.sum() - 1, around)
    tested = empty & (around > 0)
    return counts[tested], around[tested], chance[tested]


TIGHT = "vvvvvv" + "u" * 34
SPREAD = ("v" + "u" * 5) * 7


@pytest.mark.parametrize("states", [TIGHT, SPREAD, "uvvuuvvvvuuuuuvuuuuuvuuuuuuuuuuu"])
def test_permutations_agree_with_the_exact_probability(states):
    found = clusters(street(states)).units
    vacant_near, near, alone = exact(states)
    assert list(found["vacant_near"]) == list(vacant_near)
    assert list(found["near"]) == list(near)
    assert np.allclose(found["alone"], alone, atol=0.02)
    assert np.allclose(found["chance"], false_discovery_control(alone), atol=0.02)


def test_six_empty_shops_in_a_row_are_a_cluster_and_single_ones_are_none():
    found = clusters(street(TIGHT))
    assert list(found.units.index[found.units["cluster"]]) == [f"unit{n}" for n in range(6)]
    assert found.counted == Reading(6, 40, 40)
    assert vacancy_clusters(street(SPREAD)) == Reading(0, 42, 42)


def test_one_register_has_the_same_clusters_each_time():
    again = [clusters(street(TIGHT)).units["chance"].tolist() for _ in range(2)]
    assert again[0] == again[1]


@pytest.mark.parametrize(
    "states", ["", "v" * 9 + "u" * 10, "v" * 4 + "u" * 30, "v" * 30 + "u" * 4, "?" * 40]
)
def test_too_few_units_are_refused_instead_of_tested(states):
    found = clusters(street(states))
    assert found.too_few
    assert found.counted.value is None
    assert found.units.empty
    assert list(found.units.columns) == ["vacant_near", "near", "alone", "chance", "cluster"]


def test_units_without_neighbours_are_not_tested():
    far = street("v" * 6 + "u" * 20, step=NEAR_M + 1)
    found = clusters(far)
    assert not found.too_few
    assert found.units.empty
    assert found.counted == Reading(0, 26, 26)


def test_unknown_units_are_counted_in_the_total_only():
    assert clusters(street(TIGHT + "??")).counted == Reading(6, 40, 42)


def test_units_at_one_place_are_neighbours():
    frame = street("v" * 5 + "u" * 20, step=0.0)
    found = clusters(frame)
    # everybody is everybody's neighbour: no place is special
    assert set(found.units["vacant_near"]) == {4}
    assert not found.units["cluster"].any()
