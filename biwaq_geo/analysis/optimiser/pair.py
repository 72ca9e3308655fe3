"""Two linear models solved at the same time, each from a corner that is near.

HiGHS lets other threads run while it solves. Which of the two solves what depends on nothing
but the questions, and both are waited for: the same questions have the same answers.
"""

from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple

from biwaq_geo.analysis.optimiser.corner import Corner
from biwaq_geo.analysis.optimiser.lean import LeanModel, LeanSolver
from biwaq_geo.analysis.optimiser.model import Model
from biwaq_geo.analysis.optimiser.problem import Floats
from biwaq_geo.analysis.optimiser.solver import Linear


class Question(NamedTuple):
    """What is the optimum between these ends of the columns and rows, and where to begin."""

    low: Floats
    high: Floats
    begin: Corner | None


class Pair:
    """Two solvers of one model.

    Parameters
    ----------
    corner
        Of its optimum; None where it has none.
    """

    def __init__(self, model: Model, corner: Corner | None, *, seed: int) -> None:
        lean = LeanModel(model, corner)
        self._solvers = (LeanSolver(lean, seed=seed), LeanSolver(lean, seed=seed))
        self._other = ThreadPoolExecutor(1, thread_name_prefix="optimiser")

    def one(self, question: Question, *, ceiling: float) -> Linear:
        """Return the optimum, see `LinearSolver.solve`."""
        return _answer(self._solvers[0], question, ceiling)

    def both(self, first: Question, second: Question, *, ceiling: float) -> tuple[Linear, Linear]:
        """Return the optimum of each."""
        later = self._other.submit(_answer, self._solvers[1], second, ceiling)
        found = _answer(self._solvers[0], first, ceiling)
        return found, later.result()


def _answer(solver: LeanSolver, question: Question, ceiling: float) -> Linear:
    low, high, begin = question
    return solver.solve(low, high, begin=begin, ceiling=ceiling)
