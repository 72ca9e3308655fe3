"""HiGHS, asked for linear and for whole solutions with one thread and a fixed seed."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import highspy
import numpy as np
from scipy.sparse import csr_array

from biwaq_geo.analysis.optimiser.corner import Corner, corner_of
from biwaq_geo.analysis.optimiser.model import Model
from biwaq_geo.analysis.optimiser.problem import Bools, Floats

Heard = Callable[[float], bool]
"""Hears the bound so far, in points; says whether to go on."""

VERSION = "HiGHS " + ".".join(
    str(part)
    for part in (
        highspy.HIGHS_VERSION_MAJOR,
        highspy.HIGHS_VERSION_MINOR,
        highspy.HIGHS_VERSION_PATCH,
    )
)

_DONE = highspy.HighsModelStatus
_NONE = frozenset({_DONE.kInfeasible, _DONE.kUnboundedOrInfeasible})
_CLOSED = _NONE | {_DONE.kObjectiveBound}


@dataclass(frozen=True, slots=True, eq=False)
class Linear:
    """A solution of the model in which options may be chosen in part.

    Attributes
    ----------
    values
        Of every column; None where there is no solution above the ceiling.
    prices
        Of every row, see `bound`.
    corner
        Where the search has ended, if it was one from corner to corner.
    """

    values: Floats | None
    prices: Floats
    corner: Corner | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Whole:
    """What the search for a whole solution has found.

    Attributes
    ----------
    values
        Of every column; None where it has found none.
    bound
        No whole solution exceeds it; -inf where there is none at all.
    infeasible
        Whether the rules leave no solution.
    """

    values: Floats | None
    bound: float
    infeasible: bool


class LinearSolver:
    """The linear model, solved again and again from where it stood when ends change."""

    def __init__(self, model: Model, *, seed: int) -> None:
        self._model = model
        self._low, self._high = model.low.copy(), model.high.copy()
        self._highs = bare_solver(seed=seed)
        if model.rows.shape[0] > LARGE:
            # the interior way is the quicker one for large models, and prices need no corner
            self._highs.setOptionValue("solver", "ipm")
            self._highs.setOptionValue("run_crossover", "off")
            self._highs.setOptionValue("ipm_optimality_tolerance", 1e-5)
        self._highs.passModel(_lp(model))

    def solve(
        self, low: Floats | None = None, high: Floats | None = None, *, ceiling: float = -np.inf
    ) -> Linear:
        """Return the optimum of the linear model.

        Parameters
        ----------
        low, high
            Ends of the columns, then of the rows; as they were before where not given.
        ceiling
            The search ends as soon as it is sure that nothing lies above it.
        """
        if low is not None and high is not None:
            self._change(low, high)
        self._highs.setOptionValue("objective_bound", -ceiling)
        self._highs.run()
        if closed(self._highs):
            return Linear(None, np.zeros(self._model.rows.shape[0]))
        found = self._highs.getSolution()
        # HiGHS minimises the negative here: one more unit of a limit brings minus its dual
        corner = corner_of(self._highs.getBasis())
        return Linear(np.array(found.col_value), -np.array(found.row_dual), corner)

    def add(self, model: Model) -> None:
        """Take over the rows that the model has in addition at its end."""
        known = self._model.rows.shape[0]
        more = csr_array(model.rows[known:])
        low, high = (ends[model.width + known :] for ends in (model.low, model.high))
        counts = (more.shape[0], low, high, more.nnz, more.indptr, more.indices, more.data)
        self._highs.addRows(*counts)
        self._low = np.concatenate([self._low, low])
        self._high = np.concatenate([self._high, high])
        self._model = model

    def _change(self, low: Floats, high: Floats) -> None:
        changed = np.flatnonzero((low != self._low) | (high != self._high)).astype(np.int32)
        self._low[changed], self._high[changed] = low[changed], high[changed]
        columns, rows = changed[changed < self._model.width], changed[changed >= self._model.width]
        if len(columns):
            self._highs.changeColsBounds(len(columns), columns, low[columns], high[columns])
        for row in rows.tolist():
            self._highs.changeRowBounds(row - self._model.width, float(low[row]), float(high[row]))


LARGE = 20_000
"""Rows above which the linear model is solved by the interior way."""


def whole(
    model: Model,
    *,
    start: Bools | None,
    gap: float,
    seconds: float,
    seed: int,
    heard: Heard = lambda _: True,
) -> Whole:
    """Search for the best whole solution until its distance to the bound is at most `gap`.

    Parameters
    ----------
    start
        Options of a known choice to begin with.
    gap
        Relative, 0 for a proof without any.
    heard
        Called now and then; the search ends when it says no.
    """
    highs = bare_solver(seed=seed)
    highs.setOptionValue("mip_rel_gap", gap)
    highs.setOptionValue("mip_abs_gap", 1e-9)
    highs.setOptionValue("time_limit", seconds)
    highs.passModel(_lp(model, whole=True))
    if start is not None:
        columns = np.arange(model.whole, dtype=np.int32)
        highs.setSolution(model.whole, columns, start.astype(np.float64))
    highs.cbMipInterrupt.subscribe(lambda event: _listen(event, heard))
    highs.run()
    status, info = highs.getModelStatus(), highs.getInfo()
    if status in _NONE:
        return Whole(None, -np.inf, infeasible=True)
    there = info.primal_solution_status == highspy.kSolutionStatusFeasible
    values = np.array(highs.getSolution().col_value) if there else None
    return Whole(values, -float(info.mip_dual_bound), infeasible=False)


def _listen(event: Any, heard: Heard) -> None:
    if not heard(-float(event.data_out.mip_dual_bound)):
        event.interrupt()


def bare_solver(*, seed: int) -> highspy.Highs:
    """Return HiGHS, silent, without a model."""
    highs = highspy.Highs()  # type: ignore[no-untyped-call]
    highs.silent()
    # one thread and one seed: the same question has the same answer
    highs.setOptionValue("threads", 1)
    highs.setOptionValue("random_seed", seed)
    return highs


def closed(highs: highspy.Highs) -> bool:
    """Say whether its last search has found that nothing lies above the ceiling."""
    return highs.getModelStatus() in _CLOSED


def lp_of(points: Floats, rows: csr_array, low: Floats, high: Floats) -> highspy.HighsLp:
    """Return a linear model in the words of HiGHS, see `Model` for the parameters."""
    lp, width = highspy.HighsLp(), len(points)
    lp.num_row_, lp.num_col_ = rows.shape
    lp.col_cost_ = -points
    lp.col_lower_, lp.row_lower_ = low[:width], low[width:]
    lp.col_upper_, lp.row_upper_ = high[:width], high[width:]
    lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    lp.a_matrix_.start_ = rows.indptr
    lp.a_matrix_.index_ = rows.indices
    lp.a_matrix_.value_ = rows.data
    return lp


def _lp(model: Model, *, whole: bool = False) -> highspy.HighsLp:
    lp = lp_of(model.points, model.rows, model.low, model.high)
    if whole:
        kinds = np.zeros(model.width, dtype=int)
        kinds[: model.whole] = 1
        lp.integrality_ = [_KINDS[kind] for kind in kinds]
    return lp


_KINDS = (highspy.HighsVarType.kContinuous, highspy.HighsVarType.kInteger)
