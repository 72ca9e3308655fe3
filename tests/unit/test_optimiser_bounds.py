"""What the optimiser rules out before it searches, against every choice there is."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from biwaq_geo.analysis.optimiser.bound import bound_of, open_above, tighten
from biwaq_geo.analysis.optimiser.check import recounted
from biwaq_geo.analysis.optimiser.classes import merged
from biwaq_geo.analysis.optimiser.model import model_of
from biwaq_geo.analysis.optimiser.narrow import narrowed
from biwaq_geo.analysis.optimiser.problem import points_of
from biwaq_geo.analysis.optimiser.proof import Optimiser
from biwaq_geo.analysis.optimiser.solver import LinearSolver
from tests.optimiser_problems import all_choices, best_of_all, problem, problems, rows

SOME = settings(max_examples=40)


def prices_for(model, data):
    price = st.floats(-20, 20, allow_nan=False)
    count = model.rows.shape[0]
    return np.array(data.draw(st.lists(price, min_size=count, max_size=count)))


@SOME
@given(problems(), st.data())
def test_no_choice_exceeds_the_bound_of_any_prices(some, data):
    best, model = best_of_all(some), model_of(merged(some))
    bound = bound_of(model, prices_for(model, data))
    if best is not None:
        assert bound.value >= best - 1e-5


@SOME
@given(problems(), st.data())
def test_a_choice_above_a_value_has_no_option_that_is_worth_too_little_for_it(some, data):
    model = model_of(merged(some))
    prices = prices_for(model, data) if data.draw(st.booleans()) else LinearSolver(
        model, seed=1
    ).solve().prices  # fmt: skip
    value = float(data.draw(st.integers(-5, 40)))
    out, sure = open_above(model, bound_of(model, prices), value)
    for chosen in all_choices(some):
        if recounted(some, chosen) > value + 1e-4:
            assert not (chosen & out).any()
            assert chosen[sure].all()


@SOME
@given(problems(), st.data())
def test_ends_are_narrowed_to_what_a_choice_above_a_value_can_have(some, data):
    model = model_of(merged(some))
    low, high = model.low.copy(), model.high.copy()
    value = float(data.draw(st.integers(-5, 40)))
    tighten(model, bound_of(model, prices_for(model, data)), low, high, above=value)
    for chosen in all_choices(some):
        if recounted(some, chosen) > value + 1e-4:
            assert (low[: some.options] <= chosen).all()
            assert (chosen <= high[: some.options]).all()


@SOME
@given(problems(locks=False), st.data())
def test_what_is_left_of_a_problem_gives_each_choice_the_same_points(some, data):
    options = st.lists(st.booleans(), min_size=some.options, max_size=some.options)
    kept = np.flatnonzero(data.draw(options))
    choices = [chosen for chosen in all_choices(some) if not np.delete(chosen, kept).any()]
    if not len(kept) or not choices:
        return
    sure = data.draw(st.sampled_from(choices))
    left = narrowed(some, kept, sure)
    assert left.wanted.tolist() == np.flatnonzero(sure[kept]).tolist()
    for chosen in choices:
        if chosen[sure].all():
            assert points_of(left, chosen[kept]) == pytest.approx(recounted(some, chosen))


@SOME
@given(problems(), st.integers(0, 6))
def test_the_bound_holds_wherever_the_search_is_ended(some, cases):
    found, best = Optimiser(some, seed=1).prove(gap=0.0, cases=cases), best_of_all(some)
    if best is not None:
        assert found.bound >= best - 1e-6
    if found.chosen is not None:
        assert found.value == pytest.approx(recounted(some, found.chosen))


@SOME
@given(problems(), st.sampled_from([0.001, 0.05, 0.3]))
def test_the_answer_is_as_near_to_the_best_as_was_asked_for(some, gap):
    found, best = Optimiser(some, seed=1).prove(gap=gap, seconds=60), best_of_all(some)
    if best is not None:
        # what breaks ties is part of the bound
        tie = float(some.tie().sum()) / max(abs(found.bound), 1e-12)
        assert found.gap <= gap + tie + 1e-6
        assert found.bound >= best - 1e-6
        assert found.value >= best - gap * abs(best) - 1e-4


def test_below_zero_the_gap_is_no_larger_than_asked_for_either():
    # the budget pays for half of what would make up for the lock
    some = problem(
        [0, 1], gain=[1, -1], cost=[2, 0], at_most=rows([[2, 0]], [1], 2), wanted=[1],
        wanted_rule=[1],
    )  # fmt: skip
    found = Optimiser(some, seed=1).prove(gap=0.001)
    assert found.value == -1.0
    assert found.gap <= 0.001 + 1e-6


@SOME
@given(problems())
def test_a_search_that_is_told_to_stop_stops_after_one_case(some):
    heard = []

    def stop(found):
        heard.append(found)
        return False

    Optimiser(some, seed=1).prove(gap=0.0, heard=stop)
    assert len(heard) <= 1


def test_demand_of_a_need_that_a_place_cannot_serve_is_not_told_apart_by_it():
    # both people are reached from the first place; the second one serves another need
    some = problem(
        [0, 1],
        need=[0, 1],
        covers=[[1, 1], [0, 1]],
        demand=[[2, 3], [0, 0]],
    )
    small = merged(some)
    assert small.demand.tolist() == [[5.0], [0.0]]
