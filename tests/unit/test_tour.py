"""A tour is as short as the best of all orders, and says what it cannot prove."""

from itertools import pairwise, permutations

import numpy as np
import pytest

from biwaq_geo.analysis.tour import shortest_tour


def places(count: int, seed: int) -> np.ndarray:
    """Lengths between random points of a square kilometre, in metres."""
    xy = np.random.default_rng(seed).random((count, 2)) * 1000
    return np.hypot(*(xy[:, None] - xy[None]).transpose(2, 0, 1))


def best(metres: np.ndarray, *, start: int | None, closed: bool) -> float:
    """Shortest of all orders, one by one."""

    def along(order):
        way = sum(metres[a, b] for a, b in pairwise(order))
        return way + (metres[order[-1], order[0]] if closed else 0)

    orders = permutations(range(len(metres)))
    return min(along(order) for order in orders if start is None or order[0] == start)


@pytest.mark.parametrize("closed", [True, False])
@pytest.mark.parametrize("start", [None, 0, 1])
@pytest.mark.parametrize("count", [2, 3, 4, 5, 6, 7])
def test_a_small_tour_is_the_best_of_all_orders_and_proven(count, start, closed):
    metres = places(count, seed=count)
    tour = shortest_tour(metres, start=start, closed=closed)
    assert sorted(tour.order) == list(range(count))
    assert start is None or tour.order[0] == start
    assert tour.metres == pytest.approx(best(metres, start=start, closed=closed), abs=0.1 * count)
    assert tour.proven


@pytest.mark.parametrize("closed", [True, False])
def test_the_stated_length_is_that_of_the_order(closed):
    metres = places(9, seed=3)
    tour = shortest_tour(metres, start=4, closed=closed)
    steps = list(zip(tour.order, tour.order[1:], strict=False))
    steps += [(tour.order[-1], tour.order[0])] if closed else []
    assert tour.metres == pytest.approx(sum(metres[a, b] for a, b in steps))


@pytest.mark.parametrize("seed", range(4))
def test_fifteen_places_come_out_proven(seed):
    assert shortest_tour(places(15, seed=seed)).proven


def test_a_row_of_houses_is_walked_from_one_end_to_the_other():
    # eight houses 50 m apart, given out of order: 7 gaps one way, and the same back
    x = np.array([0, 250, 100, 350, 50, 300, 150, 200.0])
    metres = np.abs(x[:, None] - x[None])
    assert shortest_tour(metres, closed=False).metres == 350
    assert shortest_tour(metres, closed=True).metres == 700


def test_places_at_no_distance_from_each_other_make_a_tour_of_no_length():
    tour = shortest_tour(np.zeros((6, 6)))
    assert (tour.metres, tour.proven) == (0.0, True)


@pytest.mark.parametrize("count", [0, 1])
def test_nothing_and_one_place_are_no_way_at_all(count):
    tour = shortest_tour(np.zeros((count, count)))
    assert (tour.order, tour.metres, tour.proven) == (tuple(range(count)), 0.0, True)


def test_the_same_places_give_the_same_order_every_time():
    metres = places(40, seed=1)
    assert shortest_tour(metres).order == shortest_tour(metres).order


def test_without_time_for_a_proof_the_tour_stands_and_is_not_called_shortest():
    tour = shortest_tour(places(40, seed=2), limit_s=0)
    assert len(set(tour.order)) == 40
    assert not tour.proven
    assert tour.gap == float("inf")


def test_the_bound_never_exceeds_the_tour_and_the_gap_follows_from_both():
    tour = shortest_tour(places(90, seed=5), limit_s=0.4)
    assert 0 < tour.at_least_m <= tour.metres
    assert tour.gap == pytest.approx(0 if tour.proven else tour.metres / tour.at_least_m - 1)
