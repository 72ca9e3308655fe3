"""The process that searches for the best choice: `python -m … FOLDER`.

Reads `problem.npz` and `job.json` in the folder and says on its output how far it is, one JSON
object a line, the last of them with "done". It ends by itself when its time is over; whoever
started it may end it at any moment, and what it has said before holds.
"""

import json
import sys
from collections.abc import Mapping
from pathlib import Path
from time import monotonic
from typing import Any

import numpy as np

from biwaq_geo.analysis.optimiser.files import read_problem
from biwaq_geo.analysis.optimiser.found import Found
from biwaq_geo.analysis.optimiser.pareto import Point, curve
from biwaq_geo.analysis.optimiser.problem import Bools, Problem
from biwaq_geo.analysis.optimiser.proof import Optimiser

SAID_EVERY_S = 0.2
"""Nobody looks more often."""


def main(folder: Path) -> None:
    """Do the job in the folder."""
    job = json.loads((folder / "job.json").read_text("utf-8"))
    problem = read_problem(folder / "problem.npz")
    if job["kind"] == "curve":
        _curve(problem, job)
    else:
        _best(problem, job)


def _best(problem: Problem, job: Mapping[str, Any]) -> None:
    optimiser = Optimiser(problem, seed=job["seed"])
    _say(_choice(optimiser.found()))
    last = monotonic()

    def heard(found: Found) -> bool:
        nonlocal last
        if monotonic() - last >= SAID_EVERY_S:
            last = monotonic()
            _say(_choice(found))
        return True

    found = optimiser.prove(gap=job["gap"], seconds=job["seconds"], heard=heard)
    _say(_choice(found) | {"done": True})


def _curve(problem: Problem, job: Mapping[str, Any]) -> None:
    rows = {int(row): share for row, share in job["rows"].items()}

    def heard(point: Point) -> bool:
        said = {"budget": point.budget, "value": point.value, "bound": _finite(point.bound)}
        _say(said | {"chosen": _numbers(point.chosen)})
        return True

    curve(problem, job["budgets"], rows=rows, seed=job["seed"], heard=heard)
    _say({"done": True})


def point_in(said: Mapping[str, Any], *, options: int) -> Point:
    """Return the point of a curve that a line of the process says."""
    found = found_in({"infeasible": False} | dict(said), options=options)
    return Point(float(said["budget"]), found.chosen, found.value, found.bound)


def found_in(said: Mapping[str, Any], *, options: int) -> Found:
    """Return the choice that a line of the process says."""
    chosen = None
    if said["chosen"] is not None:
        chosen = np.zeros(options, dtype=bool)
        chosen[said["chosen"]] = True
    bound = -np.inf if said["bound"] is None else float(said["bound"])
    return Found(chosen, float(said["value"]), bound, infeasible=bool(said["infeasible"]))


def _choice(found: Found) -> dict[str, object]:
    return {
        "chosen": _numbers(found.chosen),
        "value": found.value,
        "bound": _finite(found.bound),
        "infeasible": found.infeasible,
    }


def _numbers(chosen: Bools | None) -> list[int] | None:
    return None if chosen is None else np.flatnonzero(chosen).tolist()


def _finite(bound: float) -> float | None:
    return bound if np.isfinite(bound) else None


def _say(said: Mapping[str, object]) -> None:
    sys.stdout.write(json.dumps(said) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
