"""The linear model with the rows that matter near one of its corners, and no others.

Most demand is served more than once there, or by less than one whole place. Its row
`y <= sum of z` then says no more than an end of a variable could:

- Served more than once, `y` is 1 and the row is slack: it is left out.
- Served in part, `y` is the sum of its `z`. It gives way to what is too much, `e >= 0`, with
  `y = sum of z - e`; its row is now `sum of z - e <= 1`, which is slack and left out, too.

Of the rows of cuts and pairs the slack ones are left out. What an optimum of the others breaks is
put in and the search goes on, so that optima, prices and corners are those of the whole model. It
often has five times as many rows, and the time of a step of the search goes with them.
"""

import numpy as np
from scipy.sparse import csr_array, eye_array, vstack

from biwaq_geo.analysis.optimiser.corner import (
    FREE,
    HIGH,
    LOW,
    Corner,
    basis_of,
    corner_of,
)
from biwaq_geo.analysis.optimiser.model import Model
from biwaq_geo.analysis.optimiser.problem import Floats, Indices
from biwaq_geo.analysis.optimiser.solver import Linear, bare_solver, closed, lp_of

BROKEN = 1e-7
"""A row that is broken by no more counts as kept; the tolerance of HiGHS."""


class LeanModel:
    """The model in other variables, so that few of its rows matter near a corner.

    Parameters
    ----------
    corner
        Of the optimum between the ends of the model; None where it has none, and all rows stay.

    Attributes
    ----------
    model
        The whole model.
    rows, points, low, high
        The same in the variables of the lean one, all rows included.
    there
        One truth value for each row: it matters near the corner.
    """

    def __init__(self, model: Model, corner: Corner | None) -> None:
        self.model = model
        height = model.rows.shape[0]
        every = model.reach + np.arange(len(model.reached))
        slack = np.zeros(height, dtype=bool)
        in_part = np.zeros(len(every), dtype=bool)
        if corner is not None:
            slack = corner.rows == FREE
            in_part = ~slack[every] & (corner.columns[model.reached] == FREE)
        self._part_columns, self._part_rows = model.reached[in_part], every[in_part]
        same = csr_array(eye_array(model.width))
        self._to_whole = _replaced(same, self._part_columns, -model.rows[self._part_rows])
        self.rows = csr_array(
            _replaced(model.rows, self._part_rows, same[self._part_columns]) @ self._to_whole
        )
        self.points = self._to_whole.T @ model.points
        self.low, self.high = model.low.copy(), model.high.copy()
        self.high[self._part_columns] = np.inf
        ends = model.width + self._part_rows
        self.low[ends], self.high[ends] = -np.inf, 1.0
        self.there = ~slack | (np.arange(height) < model.reach)
        self.there[self._part_rows] = False

    def values(self, found: Floats) -> Floats:
        """Return what values of the lean model are in the whole one."""
        return np.asarray(self._to_whole @ found)

    def prices(self, found: Floats) -> Floats:
        """Return what prices of all rows of the lean model are in the whole one."""
        prices = found.copy()
        prices[self._part_rows] = 0.0
        worth = self.model.points - self.model.rows.T @ prices
        prices[self._part_rows] = worth[self._part_columns] - found[self._part_rows]
        return prices

    def inward(self, corner: Corner) -> Corner:
        """Return what a corner of the whole model is in the lean one."""
        columns, rows = corner.columns.copy(), corner.rows.copy()
        columns[self._part_columns] = np.where(corner.rows[self._part_rows] == FREE, FREE, LOW)
        rows[self._part_rows] = np.where(corner.columns[self._part_columns] == FREE, FREE, HIGH)
        return Corner(columns, rows)

    def outward(self, corner: Corner) -> Corner:
        """Return what a corner of the lean model is in the whole one."""
        columns, rows = corner.columns.copy(), corner.rows.copy()
        columns[self._part_columns] = np.where(corner.rows[self._part_rows] == FREE, FREE, HIGH)
        rows[self._part_rows] = np.where(corner.columns[self._part_columns] == FREE, FREE, HIGH)
        return Corner(columns, rows)


class LeanSolver:
    """Solves the lean model again and again with other ends, each time from a corner."""

    def __init__(self, lean: LeanModel, *, seed: int) -> None:
        self._lean = lean
        self._low, self._high = lean.model.low, lean.model.high
        self._movable = np.arange(len(self._low)) < lean.model.width + lean.model.reach
        self._movable[lean.model.reached] = False
        self._order = np.flatnonzero(lean.there)
        self._at = np.full(len(lean.there), -1)
        self._at[self._order] = np.arange(len(self._order))
        width = lean.model.width
        ends = np.concatenate([np.arange(width), width + self._order])
        self._highs = bare_solver(seed=seed)
        self._highs.passModel(
            lp_of(lean.points, csr_array(lean.rows[self._order]), lean.low[ends], lean.high[ends])
        )

    def solve(
        self, low: Floats, high: Floats, *, begin: Corner | None, ceiling: float = -np.inf
    ) -> Linear:
        """Return the optimum of the whole linear model.

        Parameters
        ----------
        low, high
            Ends of the columns, then of the rows, as in the whole model. Those of rows from the
            first one that makes a `y`, and those of `y`, stay as they are there: without them
            the optimum is no smaller.
        begin
            Where the search begins; where it stood if None.
        ceiling
            The search ends as soon as it is sure that nothing lies above it.
        """
        self._change(low, high)
        if begin is not None:
            self._begin(self._lean.inward(begin))
        self._highs.setOptionValue("objective_bound", -ceiling)
        found = self._run()
        if found is None:
            return Linear(None, np.zeros(len(self._at)))
        values, prices = found
        stood = corner_of(self._highs.getBasis())
        corner = None
        if stood is not None:
            rows = np.full(len(self._at), FREE, np.uint8)
            rows[self._order] = stood.rows
            corner = self._lean.outward(Corner(stood.columns, rows))
        return Linear(self._lean.values(values), self._lean.prices(prices), corner)

    def _run(self) -> tuple[Floats, Floats] | None:
        """Solve, put in what is broken, and go on until nothing is."""
        while True:
            self._highs.run()
            if closed(self._highs):
                return None
            solution = self._highs.getSolution()
            values = np.array(solution.col_value)
            sums = self._lean.rows @ values
            width = len(values)
            over = (sums > self._lean.high[width:] + BROKEN) | (
                sums < self._lean.low[width:] - BROKEN
            )
            broken = np.flatnonzero(over & (self._at < 0))
            if not len(broken):
                prices = np.zeros(len(sums))
                # HiGHS minimises the negative: one more unit of a limit brings minus its dual
                prices[self._order] = -np.array(solution.row_dual)
                return values, prices
            self._put_in(broken)

    def _begin(self, corner: Corner) -> None:
        self._put_in(np.flatnonzero((corner.rows != FREE) & (self._at < 0)))
        self._highs.setBasis(basis_of(corner.columns, corner.rows[self._order]))

    def _put_in(self, rows: Indices) -> None:
        if not len(rows):
            return
        more, ends = csr_array(self._lean.rows[rows]), self._lean.model.width + rows
        low, high = self._lean.low[ends], self._lean.high[ends]
        self._highs.addRows(len(rows), low, high, more.nnz, more.indptr, more.indices, more.data)
        self._at[rows] = len(self._order) + np.arange(len(rows))
        self._order = np.concatenate([self._order, rows])

    def _change(self, low: Floats, high: Floats) -> None:
        other = self._movable & ((low != self._low) | (high != self._high))
        changed, width = np.flatnonzero(other).astype(np.int32), self._lean.model.width
        self._low, self._high = low.copy(), high.copy()
        columns = changed[changed < width]
        if len(columns):
            self._highs.changeColsBounds(len(columns), columns, low[columns], high[columns])
        for row in changed[changed >= width].tolist():
            at = int(self._at[row - width])
            self._highs.changeRowBounds(at, float(low[row]), float(high[row]))


def _replaced(matrix: csr_array, at: Indices, rows: csr_array) -> csr_array:
    """Return the matrix with these rows at these places."""
    order = np.arange(matrix.shape[0])
    order[at] = len(order) + np.arange(len(at))
    return csr_array(csr_array(vstack([matrix, rows], format="csr"))[order])
