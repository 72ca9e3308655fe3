"""How robust a ranking is, on rankings that can be computed by hand."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from biwaq_geo.analysis.robustness import draw, exceeding, response, robustness

VALUES = st.floats(-100, 100)


def by_price(levels):
    """B is worth 8 whatever happens, A 10 and as much more or less as the price says."""
    return [10.0 + 5.0 * levels.get("price", 0), 8.0]


def test_draws_fill_every_slice_once_and_peak_at_the_expected_value():
    steps = draw(1_000, assumptions=3, seed=7)
    assert steps.shape == (1_000, 3)
    assert (np.abs(steps) <= 1).all()
    # the share below a step s < 0 is (1 + s)² / 2; a Latin hypercube misses it by one draw
    assert abs((steps < -0.4).mean(axis=0) - 0.18).max() <= 0.001
    assert abs((steps < 0).mean(axis=0) - 0.5).max() <= 0.001


def test_the_share_of_staying_first_is_that_of_the_triangle():
    found = robustness(response(by_price, ["price"]))
    # A is first where 5 s > -2: all but (1 - 0.4)² / 2
    assert found.order == [0, 1]
    assert found.lead == pytest.approx(2)
    assert found.stays[0].share == pytest.approx(0.82, abs=0.001)
    assert found.stays[0].low < 0.82 < found.stays[0].high
    assert found.stays[0].share + found.stays[1].share == pytest.approx(1)


def test_the_switch_lies_where_both_are_worth_the_same():
    (switch,) = robustness(response(by_price, ["price"])).switches
    assert (switch.key, switch.to) == ("price", 1)
    assert switch.step == pytest.approx(-0.4)


def test_the_tornado_begins_with_what_moves_the_lead_most_and_leaves_out_what_does_not():
    def values(levels):
        return [10 + levels.get("small", 0) - 3 * levels.get("large", 0), 5.0]

    found = robustness(response(values, ["small", "none", "large"]))
    assert [(s.key, s.at_low, s.at_high) for s in found.tornado] == [
        ("large", 8, 2),
        ("small", 4, 6),
    ]
    assert not found.switches


def test_what_is_always_first_stays_first_and_equals_share():
    sure = robustness(response(lambda _: [2.0, 1.0], ["a"]))
    assert (sure.stays[0].share, sure.stays[0].high) == (1, 1)
    equal = robustness(response(lambda _: [1.0, 1.0], ["a"]))
    assert [one.share for one in equal.stays] == [0.5, 0.5]


def test_without_assumptions_nothing_changes():
    found = robustness(response(lambda _: [1.0, 3.0], []))
    assert found.order == [1, 0]
    assert found.stays[1].share == 1
    assert not found.tornado


@given(st.lists(st.lists(VALUES, min_size=6, max_size=6), min_size=2, max_size=4))
def test_shares_add_up_and_lie_in_their_intervals_and_the_seed_decides(table):
    rows = np.array(table)

    def values(levels):
        return rows[:, 0] + sum(rows[:, 1 + i] * levels.get(k, 0) for i, k in enumerate("abc"))

    found = robustness(response(values, list("abc")), draws=200)
    assert sum(one.share for one in found.stays) == pytest.approx(1)
    assert all(one.low - 1e-9 <= one.share <= one.high + 1e-9 for one in found.stays)
    assert found == robustness(response(values, list("abc")), draws=200)
    for switch in found.switches:
        steps = np.zeros((1, 3))
        steps[0, "abc".index(switch.key)] = switch.step
        at = response(values, list("abc")).values(steps)[0]
        assert at[found.order[0]] == pytest.approx(np.delete(at, found.order[0]).max(), abs=1e-6)


def test_draws_above_a_limit_are_those_of_the_triangle():
    # A lies above 12 where 5 s > 2: (1 - 0.4)² / 2 of the draws; B never does
    found = exceeding(response(by_price, ["price"]), 12.0)
    assert found[0] == pytest.approx(180, abs=1)
    assert found[1] == 0


def test_what_costs_just_the_limit_does_not_exceed_it():
    assert exceeding(response(lambda _: [12.0, 12.1], ["price"]), 12.0) == [0, 1_000]


@given(st.floats(0, 50), st.floats(0, 50))
def test_what_rises_at_both_ends_rises_all_the_way(below, above):
    steps = np.linspace(-1, 1, 21).reshape(-1, 1)
    found = response(lambda at: [{-1: -below, 0: 0.0, 1: above}[at.get("walk", 0)]], ["walk"])
    assert (np.diff(found.values(steps)[:, 0]) >= 0).all()
