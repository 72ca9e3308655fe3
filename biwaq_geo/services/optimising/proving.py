"""The search for the best choice in a process of its own: it tells how far it is, and ends at a word."""

import atexit
import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock, Thread
from time import monotonic
from typing import Any
from weakref import WeakSet

from biwaq_geo.analysis.optimiser.files import write_problem
from biwaq_geo.analysis.optimiser.job import found_in
from biwaq_geo.analysis.optimiser.problem import Problem
from biwaq_geo.analysis.optimiser.proof import Found

JOB = "biwaq_geo.analysis.optimiser.job"
ROOT = Path(__file__).parents[3]
LINGERS_S = 15.0
"""How much longer than its own limit the process may live."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a search is.

    Attributes
    ----------
    found
        Best choice so far; None where it has said nothing yet.
    running
        Whether it goes on.
    cancelled
        Whether somebody has ended it.
    failed
        Whether it ended without having finished.
    """

    found: Found | None
    running: bool
    cancelled: bool
    failed: bool
    seconds: float


class Proof:
    """One search; begins when it is made. Its process has one thread and a low priority."""

    def __init__(self, problem: Problem, *, gap: float, seconds: float, seed: int) -> None:
        self.limit_s = seconds
        self._options = problem.options
        self._began = monotonic()
        self._ended: float | None = None
        self._said: dict[str, Any] | None = None
        self._cancelled = False
        self._lock = Lock()
        self._folder = TemporaryDirectory(prefix="optimiser-")
        folder = Path(self._folder.name)
        write_problem(problem, folder / "problem.npz")
        job = {"gap": gap, "seconds": seconds, "seed": seed}
        (folder / "job.json").write_text(json.dumps(job), "utf-8")
        self._process = subprocess.Popen(  # noqa: S603 -- our own interpreter and module
            [sys.executable, "-s", "-P", "-m", JOB, str(folder)],
            cwd=folder,
            env=_environment(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        _running.add(self)
        self._reader = Thread(target=self._read, name="optimiser", daemon=True)
        self._reader.start()

    @property
    def pid(self) -> int:
        """Number of the process."""
        return self._process.pid

    def progress(self) -> Progress:
        """Return how far it is."""
        if monotonic() - self._began > self.limit_s + LINGERS_S:
            self._process.kill()
        with self._lock:
            said, ended = self._said, self._ended
        return Progress(
            found=None if said is None else found_in(said, options=self._options),
            running=ended is None,
            cancelled=self._cancelled,
            failed=ended is not None
            and not self._cancelled
            and (said is None or not said["done"]),
            seconds=(ended or monotonic()) - self._began,
        )

    def cancel(self) -> None:
        """End the process at once; what it has found stays."""
        if self._process.poll() is None:
            self._cancelled = True
            self._process.kill()
        self.wait()

    def wait(self) -> Progress:
        """Wait until the process has ended and return what it came to."""
        self._reader.join()
        return self.progress()

    def _read(self) -> None:
        output = self._process.stdout
        for line in output or ():
            try:
                said = json.loads(line)
            except ValueError:
                # the last line of a process that was ended may be half a line
                continue
            # what else may be written there, such as a solver's greeting, is none of ours
            if isinstance(said, dict) and "chosen" in said:
                with self._lock:
                    self._said = said
        if output is not None:
            output.close()
        self._process.wait()
        self._folder.cleanup()
        with self._lock:
            self._ended = monotonic()


_running: WeakSet[Proof] = WeakSet()


@atexit.register
def _end_all() -> None:
    for proof in list(_running):
        proof.cancel()


def _environment() -> dict[str, str]:
    kept = {name: os.environ[name] for name in ("SYSTEMROOT", "TEMP", "TMP") if name in os.environ}
    return kept | {
        "PYTHONPATH": str(ROOT),
        "PYTHONUTF8": "1",
        "PYTHONDONTWRITEBYTECODE": "1",
        # one search for each question, not one core for each of its sums
        "OPENBLAS_NUM_THREADS": "1",
        "OMP_NUM_THREADS": "1",
    }
