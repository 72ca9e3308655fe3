"""The lean model answers as the whole one does, between any ends and from any corner."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from biwaq_geo.analysis.optimiser.bound import bound_of
from biwaq_geo.analysis.optimiser.classes import merged
from biwaq_geo.analysis.optimiser.corner import FREE
from biwaq_geo.analysis.optimiser.cuts import with_cuts
from biwaq_geo.analysis.optimiser.lean import LeanModel, LeanSolver
from biwaq_geo.analysis.optimiser.model import model_of
from biwaq_geo.analysis.optimiser.solver import LinearSolver
from tests.optimiser_problems import problem, problems, rows

SOME = settings(max_examples=60)


def cut_off(some):
    """Return the model of a problem with its cuts, and its optimum."""
    model = model_of(merged(some))
    solver = LinearSolver(model, seed=1)
    return with_cuts(model, solver, solver.solve())


def decided(model, data):
    """Return ends between which some of what is counted is decided."""
    low, high = model.low.copy(), model.high.copy()
    numbers = st.lists(st.integers(0, max(0, len(model.counts) - 1)), max_size=3)
    for thing in model.counts[data.draw(numbers)] if len(model.counts) else ():
        if data.draw(st.booleans()):
            high[thing] = min(high[thing], data.draw(st.integers(0, 2)))
        else:
            low[thing] = max(low[thing], 1.0)
    return (low, high) if (low <= high).all() else (model.low, model.high)


def is_between(model, values, low, high):
    everything = np.concatenate([values, model.rows @ values])
    return ((everything >= low - 1e-6) & (everything <= high + 1e-6)).all()


@SOME
@given(problems(), st.data())
def test_between_other_ends_the_lean_model_has_the_optimum_of_the_whole_one(some, data):
    model, linear = cut_off(some)
    solver, corner = LeanSolver(LeanModel(model, linear.corner), seed=1), linear.corner
    for _ in range(3):
        low, high = decided(model, data)
        whole = LinearSolver(model, seed=1).solve(low, high)
        lean = solver.solve(low, high, begin=corner)
        assert (lean.values is None) == (whole.values is None)
        if lean.values is None:
            continue
        best = model.points @ whole.values
        assert model.points @ lean.values == pytest.approx(best, abs=1e-4)
        assert is_between(model, lean.values, low, high)
        assert bound_of(model, lean.prices, low, high).value == pytest.approx(best, abs=1e-4)
        corner = lean.corner


@SOME
@given(problems(), st.data())
def test_a_corner_that_one_solver_has_found_is_one_for_another(some, data):
    model, linear = cut_off(some)
    if linear.values is None:
        return
    lean = LeanModel(model, linear.corner)
    low, high = decided(model, data)
    found = LeanSolver(lean, seed=1).solve(low, high, begin=linear.corner)
    if found.values is None:
        return
    # as many are decided by the others as there are rows, in either model
    for corner in (found.corner, lean.inward(found.corner)):
        free = (corner.columns == FREE).sum() + (corner.rows == FREE).sum()
        assert free == model.rows.shape[0]
    again = LeanSolver(lean, seed=1).solve(low, high, begin=found.corner)
    anew = LeanSolver(LeanModel(model, found.corner), seed=1).solve(low, high, begin=found.corner)
    for other in (again, anew):
        assert np.allclose(other.values, found.values)


def test_demand_that_is_served_twice_or_in_part_has_no_row():
    # the budget pays for one and a half of three places; two of them reach the first two people
    some = problem(
        [0, 1, 2],
        need=[0, 0, 0],
        gain=[9, 0, 0],
        covers=[[1, 0, 0], [1, 1, 0], [0, 0, 1]],
        demand=[[1, 2, 1]],
        at_most=rows([[2, 2, 2]], [5], 3),
    )
    model = model_of(merged(some))
    linear = LinearSolver(model, seed=1).solve()
    lean = LeanModel(model, linear.corner)
    served = linear.values[model.reached]
    own = model.reach + np.arange(len(served))
    assert served.tolist() == pytest.approx([1.0, 1.0, 0.5])
    assert not lean.there[own[[0, 2]]].any()
    found = LeanSolver(lean, seed=1).solve(model.low, model.high, begin=linear.corner)
    assert np.allclose(found.values, linear.values)


def test_a_model_without_a_corner_keeps_all_of_its_rows():
    some = problem([0, 1], need=[0, 0], covers=[[1, 1], [0, 1]], demand=[[2, 3]])
    model = model_of(merged(some))
    lean = LeanModel(model, None)
    assert lean.there.all()
    found = LeanSolver(lean, seed=1).solve(model.low, model.high, begin=None)
    assert model.points @ found.values == pytest.approx(5.0)
