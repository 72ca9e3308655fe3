"""The optimiser against every choice there is."""

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings

from biwaq_geo.analysis.optimiser.check import broken, recounted
from biwaq_geo.analysis.optimiser.classes import merged
from biwaq_geo.analysis.optimiser.conflict import conflict, feasible, rules_of
from biwaq_geo.analysis.optimiser.explain import best_left_out, reasons
from biwaq_geo.analysis.optimiser.model import model_of
from biwaq_geo.analysis.optimiser.pareto import Point, curve, rising
from biwaq_geo.analysis.optimiser.problem import points_of
from biwaq_geo.analysis.optimiser.proof import Optimiser
from biwaq_geo.analysis.optimiser.solver import whole
from tests.optimiser_problems import all_choices, best_of_all, problem, problems, rows

# every example asks HiGHS some dozen times
SOME = settings(max_examples=40)


def solved(some, *, seed=1):
    return Optimiser(some, seed=seed).prove(gap=0.0, seconds=60)


@SOME
@given(problems())
def test_the_proven_answer_is_the_best_of_all_choices(some):
    found, best = solved(some), best_of_all(some)
    if best is None:
        assert found.chosen is None
        assert found.infeasible
    else:
        assert not broken(some, found.chosen)
        assert recounted(some, found.chosen) == pytest.approx(best, abs=1e-4)
        assert found.value == pytest.approx(recounted(some, found.chosen))
        assert found.bound >= best - 1e-6
        assert found.gap < 1e-4


@SOME
@given(problems())
def test_the_first_answer_keeps_the_rules_and_its_bound_holds(some):
    found, best = Optimiser(some, seed=1).found(), best_of_all(some)
    if best is not None:
        assert found.bound >= best - 1e-6
    if found.chosen is not None:
        assert not broken(some, found.chosen)
        assert found.value == pytest.approx(recounted(some, found.chosen))


@SOME
@given(problems())
def test_merging_demand_changes_the_points_of_no_choice(some):
    small = merged(some)
    for chosen in all_choices(some):
        assert points_of(small, chosen) == pytest.approx(recounted(some, chosen))


@SOME
@given(problems())
def test_the_solver_s_own_search_comes_to_the_same_points(some):
    model = model_of(merged(some))
    if len(np.intersect1d(some.wanted, some.barred)):
        return
    found, best = whole(model, start=None, gap=0.0, seconds=60, seed=1), best_of_all(some)
    assert found.infeasible == (best is None)
    if best is not None:
        assert float(model.points @ found.values) == pytest.approx(best, abs=1e-4)


@SOME
@given(problems(at_least=False, locks=False))
def test_a_larger_budget_is_never_worse(some):
    more = replace(
        some, at_most=replace(some.at_most, limit=some.at_most.limit + np.array([3.0, 0.0]))
    )
    assert solved(more).value >= solved(some).value - 1e-4


@SOME
@given(problems())
def test_the_same_seed_gives_the_same_answer(some):
    first, second = solved(some), solved(some)
    assert first.value == second.value
    if first.chosen is not None:
        assert (first.chosen == second.chosen).all()


@SOME
@given(problems())
def test_the_conflict_is_named_exactly_where_nothing_is_possible(some):
    named = conflict(some, seed=1)
    assert bool(named) == (best_of_all(some) is None)


@SOME
@given(problems())
def test_without_any_one_of_the_rules_in_conflict_the_others_can_be_kept(some):
    named = conflict(some, seed=1)
    only = [rule for rule in rules_of(some) if rule in named]
    assert only == named
    for left_away in named:
        rest = [rule for rule in named if rule != left_away]
        assert best_of_all(_with(some, rest)) is not None


def _with(some, kept):
    def of(table):
        keep = np.isin(table.rule, kept)
        return replace(
            table, matrix=table.matrix[np.flatnonzero(keep)], limit=table.limit[keep],
            rule=table.rule[keep],
        )  # fmt: skip

    wanted, barred = np.isin(some.wanted_rule, kept), np.isin(some.barred_rule, kept)
    return replace(
        some,
        at_most=of(some.at_most),
        at_least=of(some.at_least),
        wanted=some.wanted[wanted],
        wanted_rule=some.wanted_rule[wanted],
        barred=some.barred[barred],
        barred_rule=some.barred_rule[barred],
    )


@SOME
@given(problems(at_least=False, locks=False))
def test_every_point_of_the_curve_keeps_its_budget_and_lies_below_its_bound(some):
    points = curve(some, [0, 5, 10, 20], rows={0: 1.0}, seed=1)
    assert [point.budget for point in points] == [0, 5, 10, 20]
    for point in points:
        limit = some.at_most.limit.copy()
        limit[0] = point.budget
        here = replace(some, at_most=replace(some.at_most, limit=limit))
        assert not broken(here, point.chosen)
        assert point.value == pytest.approx(recounted(here, point.chosen))
        assert point.bound >= best_of_all(here) - 1e-6
    assert all(a.value <= b.value + 1e-9 for a, b in pairwise(points))


@SOME
@given(problems())
def test_a_reason_says_what_the_choice_is_without_the_pick_and_with_the_best_other(some):
    found = solved(some)
    if found.chosen is None:
        return
    for reason in reasons(some, found.chosen):
        without = found.chosen.copy()
        without[reason.option] = False
        assert reason.adds == pytest.approx(found.value - recounted(some, without), abs=1e-3)
        if reason.instead is not None:
            without[reason.instead] = True
            behind = found.value - recounted(some, without)
            assert reason.behind == pytest.approx(behind, abs=1e-3)
            if reason.option not in some.wanted and not broken(some, without):
                assert reason.behind >= -1e-3


def test_of_equals_the_cheaper_one_is_chosen():
    some = problem([0, 0], gain=[5, 5], cost=[200, 100])
    assert solved(some).chosen.tolist() == [False, True]


def test_the_best_one_left_out_says_which_rule_it_breaks_and_what_would_have_to_go():
    some = problem([0, 1], gain=[5, 4], cost=[10, 10], at_most=rows([[10, 10]], [12], 2))
    left = best_left_out(some, np.array([True, False]))
    assert (left.option, left.rules, left.lacking, left.drop) == (1, [0], [8.0], 0)
    assert left.adds == pytest.approx(4)
    assert left.behind == pytest.approx(1)


def test_two_locks_at_one_place_contradict_each_other_and_nothing_else_is_blamed():
    some = problem(
        [0, 0, 1],
        gain=[1, 1, 1],
        at_most=rows([[1, 1, 1]], [3], 3),
        wanted=[0, 1],
        wanted_rule=[7, 8],
        barred=[2],
        barred_rule=[9],
    )
    assert conflict(some, seed=1) == [7, 8]
    assert not feasible(some, seed=1)
    assert solved(some).infeasible


@SOME
@given(problems(at_least=False, locks=False))
def test_a_curve_that_is_put_together_from_parts_keeps_its_budgets_and_bounds_and_rises(some):
    parts = [curve(some, budgets, rows={0: 1.0}, seed=1) for budgets in ([10, 20], [0, 5])]
    points = rising([point for part in parts for point in part])
    assert [point.budget for point in points] == [0, 5, 10, 20]
    for point in points:
        limit = some.at_most.limit.copy()
        limit[0] = point.budget
        here = replace(some, at_most=replace(some.at_most, limit=limit))
        assert not broken(here, point.chosen)
        assert point.value == pytest.approx(recounted(here, point.chosen))
        assert point.bound >= best_of_all(here) - 1e-6
    assert all(a.value <= b.value and a.bound <= b.bound for a, b in pairwise(points))


def test_a_larger_budget_takes_over_what_a_smaller_one_found_apart_from_it():
    some, none = np.array([True]), np.array([False])
    apart = [Point(9.0, none, 1.0, 1.5), Point(5.0, some, 2.0, 4.0), Point(1.0, None, 0.0, 0.0)]
    first, second, third = rising(apart)
    assert first.chosen is None
    assert (second.value, second.bound) == (2.0, 2.0)
    assert (third.budget, third.value, third.bound, third.chosen[0]) == (9.0, 2.0, 2.0, True)
