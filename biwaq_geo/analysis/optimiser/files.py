"""A problem as one file of arrays, so that another process can solve it."""

from collections.abc import Mapping
from pathlib import Path

import numpy as np
from scipy.sparse import csr_array

from biwaq_geo.analysis.optimiser.problem import Pairs, Problem, Rows

Arrays = Mapping[str, np.ndarray]
PLAIN = ("place", "need", "gain", "cost", "demand")
LOCKS = ("wanted", "wanted_rule", "barred", "barred_rule")


def write_problem(problem: Problem, path: Path) -> None:
    """Write the problem; numbers only, nothing that could run when it is read."""
    arrays = {name: getattr(problem, name) for name in (*PLAIN, *LOCKS)}
    arrays |= _matrix("covers", problem.covers)
    for name in ("at_most", "at_least"):
        rows: Rows = getattr(problem, name)
        arrays |= _matrix(name, rows.matrix)
        arrays |= {f"{name}_limit": rows.limit, f"{name}_rule": rows.rule}
    for side in ("first", "second"):
        arrays |= _matrix(side, getattr(problem.pairs, side))
    np.savez(path, pairs_points=problem.pairs.points, **arrays)


def read_problem(path: Path) -> Problem:
    """Read what `write_problem` has written."""
    with np.load(path, allow_pickle=False) as arrays:
        return Problem(
            **{name: arrays[name] for name in (*PLAIN, *LOCKS)},
            covers=_read(arrays, "covers"),
            at_most=_rows(arrays, "at_most"),
            at_least=_rows(arrays, "at_least"),
            pairs=Pairs(_read(arrays, "first"), _read(arrays, "second"), arrays["pairs_points"]),
        )


def _rows(arrays: Arrays, name: str) -> Rows:
    return Rows(_read(arrays, name), arrays[f"{name}_limit"], arrays[f"{name}_rule"])


def _matrix(name: str, matrix: csr_array) -> dict[str, np.ndarray]:
    return {
        f"{name}_data": matrix.data,
        f"{name}_indices": matrix.indices,
        f"{name}_indptr": matrix.indptr,
        f"{name}_shape": np.array(matrix.shape),
    }


def _read(arrays: Arrays, name: str) -> csr_array:
    parts = (arrays[f"{name}_data"], arrays[f"{name}_indices"], arrays[f"{name}_indptr"])
    return csr_array(parts, shape=tuple(arrays[f"{name}_shape"]))
