"""What is decided next in a case: that which, either way, takes most off its bound.

Undecided is what must be a whole number and is none: whether a place serves a need, how many
options lie at a place, in a rule that counts or for a need, and in the end the single options.
How much a decision takes off is tried out at first and remembered for each (pseudocosts).
"""

from dataclasses import dataclass

import numpy as np

from biwaq_geo.analysis.optimiser.model import Model
from biwaq_geo.analysis.optimiser.pair import Pair, Question
from biwaq_geo.analysis.optimiser.problem import Floats, Indices
from biwaq_geo.analysis.optimiser.solver import Linear

WHOLE = 1e-5
"""A variable this close to a whole number is one."""

TRIALS = 8
"""So many decisions are tried out in one case at most."""

KNOWN = 2
"""A decision that was tried out so often is known."""

LEAST = 1e-9


@dataclass(frozen=True, slots=True)
class Decision:
    """A column or a row is at most `down`, or at least `down + 1`.

    Attributes
    ----------
    thing
        Number of the column, or of the row after all columns.
    below, above
        What no choice of either half exceeds, -inf where it has none.
    tried
        The optimum of each half, in this order; None where it was not tried out.
    """

    thing: int
    down: float
    below: float
    above: float
    tried: tuple[Linear | None, Linear | None] = (None, None)


class Guide:
    """Remembers what decisions have taken off."""

    def __init__(self, model: Model, solvers: Pair) -> None:
        self._model, self._solvers = model, solvers
        self._lost = np.zeros((2, len(model.low)))
        self._tried = np.zeros((2, len(model.low)))

    def decide(
        self, values: Floats, bound: float, case: Question, *, ceiling: float
    ) -> Decision | None:
        """Return what to decide next; None where all is whole.

        Parameters
        ----------
        values, bound
            The optimum of the case and what no choice in it exceeds.
        case
            It begins where the optimum lies.
        ceiling
            What lies below it is closed anyhow.
        """
        everything = np.concatenate([values, self._model.rows @ values])
        things = self._undecided(everything)
        if not len(things):
            return None
        down = np.floor(everything[things])
        part = everything[things] - down
        hopes = self._hopes(things, part)
        best, most, trials = None, -1.0, 0
        for at in np.argsort(-hopes, kind="stable"):
            thing, sides = int(things[at]), (bound, bound)
            tried: tuple[Linear | None, Linear | None] = (None, None)
            hope = hopes[at]
            if not self._known(thing):
                if trials == TRIALS:
                    continue
                trials += 1
                halves = self._try(thing, down[at], case, ceiling)
                tried, sides = halves, (self._top(halves[0]), self._top(halves[1]))
                lost = [min(bound - side, bound - ceiling) for side in sides]
                self._learn(thing, lost, part[at])
                hope = max(lost[0], LEAST) * max(lost[1], LEAST)
            if hope > most:
                best, most = Decision(thing, down[at], *sides, tried), hope
            if min(sides) <= ceiling or not trials:
                # half of the case is closed by that, or nothing is expected to be better
                break
        return best

    def _undecided(self, everything: Floats) -> Indices:
        for things in (self._model.counts, np.arange(self._model.whole)):
            some = everything[things]
            found = things[np.abs(some - np.round(some)) > WHOLE]
            if len(found):
                return found
        return np.zeros(0, np.intp)

    def _hopes(self, things: Indices, part: Floats) -> Floats:
        """Return what each decision is expected to take off, both halves multiplied."""
        usual = self._lost.sum(axis=1) / np.maximum(self._tried.sum(axis=1), 1.0)
        usual[usual <= 0] = 1.0
        tried = self._tried[:, things]
        each = np.where(tried > 0, self._lost[:, things] / np.maximum(tried, 1.0), usual[:, None])
        sides = np.maximum(each * np.stack([part, 1.0 - part]), LEAST)
        return np.asarray(sides[0] * sides[1])

    def _known(self, thing: int) -> bool:
        return bool((self._tried[:, thing] >= KNOWN).all())

    def _try(
        self, thing: int, down: float, case: Question, ceiling: float
    ) -> tuple[Linear, Linear]:
        most, least = case.high.copy(), case.low.copy()
        most[thing], least[thing] = down, down + 1.0
        below, over = case._replace(high=most), case._replace(low=least)
        return self._solvers.both(below, over, ceiling=ceiling)

    def _top(self, linear: Linear) -> float:
        return -np.inf if linear.values is None else float(self._model.points @ linear.values)

    def _learn(self, thing: int, lost: list[float], part: float) -> None:
        self._lost[:, thing] += np.maximum(lost, 0.0) / np.array([part, 1.0 - part])
        self._tried[:, thing] += 1
