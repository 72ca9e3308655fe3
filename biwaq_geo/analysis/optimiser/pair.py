"""Two linear models solved at the same time, each from where its own solver stood.

HiGHS lets other threads run while it solves. Which of the two solves what depends on nothing
but the questions, and both are waited for: the same questions have the same answers.
"""

from concurrent.futures import ThreadPoolExecutor

from biwaq_geo.analysis.optimiser.model import Model
from biwaq_geo.analysis.optimiser.problem import Floats
from biwaq_geo.analysis.optimiser.solver import Linear, LinearSolver

Ends = tuple[Floats, Floats]
"""Lower and upper ends of the columns, then of the rows."""


class Pair:
    """Two solvers of one model."""

    def __init__(self, model: Model, solver: LinearSolver, *, seed: int) -> None:
        self._solvers = (solver, LinearSolver(model, seed=seed))
        self._solvers[1].begin_like(solver)
        self._other = ThreadPoolExecutor(1, thread_name_prefix="optimiser")

    def one(self, ends: Ends, *, ceiling: float) -> Linear:
        """Return the optimum between the ends, see `LinearSolver.solve`."""
        return self._solvers[0].solve(*ends, ceiling=ceiling)

    def both(self, first: Ends, second: Ends, *, ceiling: float) -> tuple[Linear, Linear]:
        """Return the optimum between each of the ends."""
        later = self._other.submit(self._solvers[1].solve, *second, ceiling=ceiling)
        found = self._solvers[0].solve(*first, ceiling=ceiling)
        return found, later.result()
