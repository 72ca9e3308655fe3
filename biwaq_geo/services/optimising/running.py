"""A search in a process of its own: it tells how far it is, and ends at a word."""

import atexit
import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock, Thread
from time import monotonic
from typing import Any
from weakref import WeakSet

from biwaq_geo.analysis.optimiser.files import write_problem
from biwaq_geo.analysis.optimiser.problem import Problem

JOB = "biwaq_geo.analysis.optimiser.job"
ROOT = Path(__file__).parents[3]
LINGERS_S = 15.0
"""How much longer than its own limit a process may live."""


class Run:
    """One search; begins when it is made.

    Parameters
    ----------
    job
        What `analysis.optimiser.job` reads; `seconds` among it.
    """

    def __init__(self, problem: Problem, job: Mapping[str, Any]) -> None:
        self.limit_s = float(job["seconds"])
        self._began = monotonic()
        self._ended: float | None = None
        self._said: list[dict[str, Any]] = []
        self.cancelled = False
        self._lock = Lock()
        self._folder = TemporaryDirectory(prefix="optimiser-")
        folder = Path(self._folder.name)
        write_problem(problem, folder / "problem.npz")
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
    def process_id(self) -> int:
        """Number of the process."""
        return self._process.pid

    @property
    def running(self) -> bool:
        """Whether the search goes on."""
        if self.seconds > self.limit_s + LINGERS_S:
            self._process.kill()
        with self._lock:
            return self._ended is None

    @property
    def failed(self) -> bool:
        """Whether it has ended by itself without having finished."""
        said = self.said()
        finished = bool(said) and bool(said[-1].get("done"))
        return not self.running and not self.cancelled and not finished

    @property
    def seconds(self) -> float:
        """How long it has taken so far, or in all."""
        with self._lock:
            return (self._ended or monotonic()) - self._began

    def said(self) -> Sequence[dict[str, Any]]:
        """Return what it has said so far."""
        with self._lock:
            return list(self._said)

    def cancel(self) -> None:
        """End the process at once; what it has said stays."""
        if self._process.poll() is None:
            self.cancelled = True
            self._process.kill()
        self.wait()

    def wait(self) -> None:
        """Wait until the process has ended."""
        self._reader.join()

    def _read(self) -> None:
        output = self._process.stdout
        for line in output or ():
            try:
                said = json.loads(line)
            except ValueError:
                # half a line of a process that was ended, or a solver's greeting
                continue
            if isinstance(said, dict):
                with self._lock:
                    self._said.append(said)
        if output is not None:
            output.close()
        self._process.wait()
        self._folder.cleanup()
        with self._lock:
            self._ended = monotonic()


_running: WeakSet[Run] = WeakSet()


@atexit.register
def _end_all() -> None:
    for run in list(_running):
        run.cancel()


def _environment() -> dict[str, str]:
    kept = {name: os.environ[name] for name in ("SYSTEMROOT", "TEMP", "TMP") if name in os.environ}
    return kept | {
        "PYTHONPATH": str(ROOT),
        "PYTHONUTF8": "1",
        "PYTHONDONTWRITEBYTECODE": "1",
        # one core for each search, not for each of its sums
        "OPENBLAS_NUM_THREADS": "1",
        "OMP_NUM_THREADS": "1",
    }
