"""Cuts forbid what no choice is, and nothing that a choice is."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from biwaq_geo.analysis.optimiser.bound import bound_of
from biwaq_geo.analysis.optimiser.classes import merged
from biwaq_geo.analysis.optimiser.cuts import cut, with_cuts
from biwaq_geo.analysis.optimiser.model import model_of
from biwaq_geo.analysis.optimiser.problem import points_of
from biwaq_geo.analysis.optimiser.solver import LinearSolver
from tests.optimiser_problems import all_choices, best_of_all, problem, problems, rows

SOME = settings(max_examples=40)


def triangle():
    """Three people, each of whom two of three places reach; the budget pays for one and a half."""
    return problem(
        [0, 1, 2],
        need=[0, 0, 0],
        gain=[0, 0, 0],
        covers=[[1, 1, 0], [0, 1, 1], [1, 0, 1]],
        demand=[[1, 1, 1]],
        at_most=rows([[2, 2, 2]], [3], 3),
    )


def columns_of(model, chosen):
    """Return the best values of all columns for a choice."""
    low, high = model.low.copy(), model.high.copy()
    low[: model.whole] = high[: model.whole] = chosen
    return LinearSolver(model, seed=1).solve(low, high)


def test_half_of_three_places_reaches_three_people_only_without_the_cut():
    model = model_of(merged(triangle()))
    solver = LinearSolver(model, seed=1)
    linear = solver.solve()
    assert model.points @ linear.values == pytest.approx(3.0, abs=1e-4)
    more, linear = with_cuts(model, solver, linear)
    # three `y` less each of the three `z` come to one at most: half a place reaches half a person
    (added,) = more.rows[model.rows.shape[0] :].toarray()
    assert sorted(added[added != 0]) == [-1, -1, -1, 1, 1, 1]
    assert more.high[-1] == 1.0
    assert more.points @ linear.values == pytest.approx(2.5, abs=1e-4)
    assert bound_of(more, linear.prices).value == pytest.approx(2.5, abs=1e-4)


@SOME
@given(problems(at_least=False, locks=False), st.data())
def test_no_cut_takes_points_from_any_choice(some, data):
    small = merged(some)
    model = model_of(small)
    part = st.floats(0, 1, allow_nan=False)
    values = np.array(data.draw(st.lists(part, min_size=model.width, max_size=model.width)))
    more = cut(model, values)
    if more is None:
        return
    assert (more.rows[model.rows.shape[0] :] @ values > more.high[len(model.high) :]).all()
    for chosen in all_choices(some):
        points = more.points @ columns_of(more, chosen).values
        assert points == pytest.approx(points_of(small, chosen), abs=1e-4)


@SOME
@given(problems())
def test_the_bound_with_cuts_holds_and_is_no_larger(some):
    model, best = model_of(merged(some)), best_of_all(some)
    solver = LinearSolver(model, seed=1)
    linear = solver.solve()
    if best is None or linear.values is None:
        return
    more, cut_off = with_cuts(model, solver, linear)
    assert bound_of(more, cut_off.prices).value >= best - 1e-5
    assert more.points @ cut_off.values <= model.points @ linear.values + 1e-6
