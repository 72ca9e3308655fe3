"""The two long searches about a question: the best choice, and the curve over budgets."""

from collections.abc import Mapping, Sequence

import numpy as np

from biwaq_geo.analysis.optimiser.found import Found
from biwaq_geo.analysis.optimiser.job import found_in, point_in
from biwaq_geo.analysis.optimiser.pareto import Point, rising
from biwaq_geo.analysis.optimiser.problem import Problem
from biwaq_geo.services.optimising.answering import SEED
from biwaq_geo.services.optimising.question import Question
from biwaq_geo.services.optimising.running import Run

GAP = 0.001
"""A choice this near to the best possible is called the best."""

SECONDS = 60.0
POINTS, PROCESSES = 20, 2


class Proof(Run):
    """The search for the best choice."""

    def __init__(self, asked: Question, *, gap: float = GAP, seconds: float = SECONDS) -> None:
        self._options = asked.problem.options
        job = {"kind": "best", "gap": gap, "seconds": seconds, "seed": SEED}
        super().__init__(asked.problem, job)

    def found(self) -> Found | None:
        """Return the best choice so far; None where it has said nothing yet."""
        said = self.said()
        return found_in(said[-1], options=self._options) if said else None


class CurveRun:
    """The search for the curve, in two processes: the smaller budgets and the larger ones."""

    def __init__(
        self,
        problem: Problem,
        budgets: Sequence[float],
        rows: Mapping[int, float],
        *,
        seconds: float = SECONDS,
    ) -> None:
        self._options = problem.options
        told = {str(row): share for row, share in rows.items()}
        self._runs = [
            Run(problem, {"kind": "curve", "budgets": some.tolist(), "rows": told,
                          "seconds": seconds, "seed": SEED})
            for some in np.array_split(np.sort(budgets), PROCESSES)
        ]  # fmt: skip

    @property
    def running(self) -> bool:
        """Whether any of it goes on."""
        return any(run.running for run in self._runs)

    @property
    def failed(self) -> bool:
        """Whether a part has ended by itself without having finished."""
        return any(run.failed for run in self._runs)

    def cancel(self) -> None:
        """End its processes at once; the points that are done stay."""
        for run in self._runs:
            run.cancel()

    def wait(self) -> None:
        """Wait until its processes have ended."""
        for run in self._runs:
            run.wait()

    def points(self) -> Sequence[Point]:
        """Return the points that are done, in rising order of the budgets."""
        said = [one for run in self._runs for one in run.said() if "budget" in one]
        return rising([point_in(one, options=self._options) for one in said])


def begin_curve(asked: Question, *, budget_eur: float) -> CurveRun:
    """Begin a curve from the cheapest thing to twice the budget that was asked for."""
    cheapest = float(asked.problem.cost.min())
    budgets = np.linspace(max(cheapest, budget_eur / 10), 2 * budget_eur, POINTS)
    # the budget that was asked for is one of them
    budgets[np.abs(budgets - budget_eur).argmin()] = budget_eur
    return CurveRun(asked.problem, budgets.tolist(), asked.of_budget)
