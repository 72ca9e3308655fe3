"""The two long searches about a question: the best choice, and the curve over budgets."""

from collections.abc import Sequence

import numpy as np

from biwaq_geo.analysis.optimiser.found import Found
from biwaq_geo.analysis.optimiser.job import found_in, point_in
from biwaq_geo.analysis.optimiser.pareto import Point
from biwaq_geo.services.optimising.answering import SEED
from biwaq_geo.services.optimising.question import Question
from biwaq_geo.services.optimising.running import Run

GAP = 0.001
"""A choice this near to the best possible is called the best."""

SECONDS = 60.0
POINTS = 20


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


class CurveRun(Run):
    """The search for the curve: from the cheapest thing to twice the budget that was asked for."""

    def __init__(self, asked: Question, *, budget_eur: float, seconds: float = SECONDS) -> None:
        self._options = asked.problem.options
        cheapest = float(asked.problem.cost.min())
        budgets = np.linspace(max(cheapest, budget_eur / 10), 2 * budget_eur, POINTS)
        # the budget that was asked for is one of them
        budgets[np.abs(budgets - budget_eur).argmin()] = budget_eur
        rows = {str(row): share for row, share in asked.of_budget.items()}
        job = {"kind": "curve", "budgets": budgets.tolist(), "rows": rows, "seconds": seconds,
               "seed": SEED}  # fmt: skip
        super().__init__(asked.problem, job)

    def points(self) -> Sequence[Point]:
        """Return the points that are done."""
        return [point_in(one, options=self._options) for one in self.said() if "budget" in one]
