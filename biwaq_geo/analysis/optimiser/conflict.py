"""Why nothing is possible: a smallest set of rules that contradict each other.

Irreducible: without any one of the rules that are named, the others could be kept. Found by
taking away halves of the rules first and single ones last (Junker, QuickXplain, 2004).
"""

from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np

from biwaq_geo.analysis.optimiser.model import model_of
from biwaq_geo.analysis.optimiser.problem import Problem, Rows, no_pairs
from biwaq_geo.analysis.optimiser.solver import whole

SECONDS = 20.0
"""For one question whether some rules can be kept; a longer one counts as yes."""


def rules_of(problem: Problem) -> list[int]:
    """Return the numbers of all rules of a problem, in rising order."""
    numbers = [problem.at_most.rule, problem.at_least.rule]
    numbers += [problem.wanted_rule, problem.barred_rule]
    return [int(rule) for rule in np.unique(np.concatenate(numbers))]


def conflict(problem: Problem, *, seed: int) -> list[int]:
    """Return the numbers of rules that contradict each other; empty if all can be kept.

    That a place is chosen at most once holds always and has no number.
    """
    bare = _bare(problem)

    def possible(rules: Sequence[int]) -> bool:
        return feasible(_only(bare, rules), seed=seed)

    everything = rules_of(problem)
    if possible(everything):
        return []
    return sorted(_explain([], everything, possible, checked=True))


def feasible(problem: Problem, *, seed: int) -> bool:
    """Say whether any choice keeps the rules."""
    if len(np.intersect1d(problem.wanted, problem.barred)):
        return False
    found = whole(model_of(problem), start=None, gap=1.0, seconds=SECONDS, seed=seed)
    return not found.infeasible


def _explain(
    kept: list[int], left: list[int], possible: Callable[[Sequence[int]], bool], *, checked: bool
) -> list[int]:
    """Return the part of `left` that contradicts `kept` and is needed for it."""
    if not checked and not possible(kept):
        return []
    if len(left) == 1:
        return left
    half = len(left) // 2
    first, second = left[:half], left[half:]
    of_second = _explain(kept + first, second, possible, checked=False)
    of_first = _explain(kept + of_second, first, possible, checked=not of_second)
    return of_first + of_second


def _bare(problem: Problem) -> Problem:
    """Return the problem without anything that brings points."""
    return replace(
        problem,
        gain=np.zeros(problem.options),
        cost=np.zeros(problem.options),
        covers=problem.covers[:, :0],
        demand=np.zeros((0, 0)),
        need=np.full(problem.options, -1, np.intp),
        pairs=no_pairs(problem.options),
    )


def _only(problem: Problem, rules: Sequence[int]) -> Problem:
    wanted, barred = np.isin(problem.wanted_rule, rules), np.isin(problem.barred_rule, rules)
    return replace(
        problem,
        at_most=_rows(problem.at_most, rules),
        at_least=_rows(problem.at_least, rules),
        wanted=problem.wanted[wanted],
        wanted_rule=problem.wanted_rule[wanted],
        barred=problem.barred[barred],
        barred_rule=problem.barred_rule[barred],
    )


def _rows(rows: Rows, rules: Sequence[int]) -> Rows:
    kept = np.flatnonzero(np.isin(rows.rule, rules))
    return Rows(rows.matrix[kept], rows.limit[kept], rows.rule[kept])
