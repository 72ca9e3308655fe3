"""Servers that need not load anything: forks of a process that has loaded it all.

What a server loads takes longer than most tests, and is the same for all of them. The fork
does what the command `streamlit run` does, in an environment of its own.
"""

from __future__ import annotations

import gc
import json
import os
import pkgutil
import select
import signal
import subprocess
import sys
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

ROOT = Path(__file__).parents[2]
LOADED = ("altair", "streamlit.web.bootstrap", "streamlit.web.cli", "biwaq_geo.ui.warm_up")
"""What a server loads until its first page stands, but for the pages themselves."""

CAN_FORK = hasattr(os, "fork") and hasattr(os, "pidfd_open")


class Warm:
    """The process that has loaded everything and waits to be asked for a server."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.browser.warm_server"],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def start(self, arguments: Sequence[str], *, env: Mapping[str, str], log: Path) -> Forked:
        """Return a server with these arguments of `streamlit`, which says into `log`."""
        asked = {"arguments": list(arguments), "env": dict(env), "log": str(log)}
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(f"{json.dumps(asked)}\n")
        self._process.stdin.flush()
        return Forked(int(self._process.stdout.readline()))

    def end(self) -> None:
        # leaving it closes its pipes, which tells it to end, and waits
        with self._process:
            pass


class Forked:
    """A server as `subprocess.Popen` shows it; it is no child of this process."""

    def __init__(self, pid: int) -> None:
        self._handle = os.pidfd_open(pid)
        self._ended = select.poll()
        self._ended.register(self._handle, select.POLLIN)

    def poll(self) -> int | None:
        return 0 if self._ended.poll(0) else None

    def wait(self, timeout: float) -> None:
        if not self._ended.poll(timeout * 1000):
            raise subprocess.TimeoutExpired("server", timeout)

    def kill(self) -> None:
        self._send(signal.SIGKILL)

    def terminate(self) -> None:
        self._send(signal.SIGTERM)

    def _send(self, number: signal.Signals) -> None:
        if self.poll() is None:
            signal.pidfd_send_signal(self._handle, number)


def _load() -> None:
    for name in LOADED:
        import_module(name)
    reports = import_module("biwaq_geo.reports")
    for module in pkgutil.iter_modules(reports.__path__):
        import_module(f"{reports.__name__}.{module.name}")
    gc.freeze()


def _become(asked: Mapping[str, object]) -> None:
    from streamlit.web.cli import main  # noqa: PLC0415 -- loaded by now

    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    log = os.open(str(asked["log"]), os.O_WRONLY | os.O_APPEND | os.O_CREAT)
    nothing = os.open(os.devnull, os.O_RDONLY)
    for ours, theirs in ((nothing, 0), (log, 1), (log, 2)):
        os.dup2(ours, theirs)
    os.environ.clear()
    os.environ.update(asked["env"])  # type: ignore[arg-type]
    sys.argv = ["streamlit", *asked["arguments"]]  # type: ignore[misc]
    main(prog_name="streamlit")


def _wait_for_wishes() -> None:
    # nobody waits for those who end
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    for line in sys.stdin:
        pid = os.fork()
        if pid == 0:
            _become(json.loads(line))
            return
        print(pid, flush=True)  # noqa: T201 -- the answer


if __name__ == "__main__":
    _load()
    _wait_for_wishes()
