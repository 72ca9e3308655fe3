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
from biwaq_geo.analysis.optimiser.proof import Found, Optimiser

SAID_EVERY_S = 0.2
"""Nobody looks more often."""


def main(folder: Path) -> None:
    """Do the job in the folder."""
    job = json.loads((folder / "job.json").read_text("utf-8"))
    optimiser = Optimiser(read_problem(folder / "problem.npz"), seed=job["seed"])
    _say(optimiser.found(), done=False)
    last = monotonic()

    def heard(found: Found) -> bool:
        nonlocal last
        if monotonic() - last >= SAID_EVERY_S:
            last = monotonic()
            _say(found, done=False)
        return True

    _say(optimiser.prove(gap=job["gap"], seconds=job["seconds"], heard=heard), done=True)


def found_in(said: Mapping[str, Any], *, options: int) -> Found:
    """Return the choice that a line of the process says."""
    chosen = None
    if said["chosen"] is not None:
        chosen = np.zeros(options, dtype=bool)
        chosen[said["chosen"]] = True
    bound = -np.inf if said["bound"] is None else float(said["bound"])
    return Found(chosen, float(said["value"]), bound, infeasible=bool(said["infeasible"]))


def _say(found: Found, *, done: bool) -> None:
    said = {
        "chosen": None if found.chosen is None else np.flatnonzero(found.chosen).tolist(),
        "value": found.value,
        "bound": found.bound if np.isfinite(found.bound) else None,
        "infeasible": found.infeasible,
        "done": done,
    }
    sys.stdout.write(json.dumps(said) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
