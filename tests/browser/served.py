"""A server of the application: the command that everybody starts, or a fork of a warm one."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import urllib.request
from typing import TYPE_CHECKING

import pytest

from biwaq_geo.adapters.towns import FolderLibrary
from biwaq_geo.settings import ROOT

if TYPE_CHECKING:
    from pathlib import Path

    from tests.browser.warm_server import Forked, Warm


class Served:
    """A running server: its address and its library of towns.

    Where it is `public`, people log in. Without a `warm` process it is started by the
    command that everybody starts it with.
    """

    def __init__(
        self,
        port: int,
        state_dir: Path,
        *,
        script: str = "app.py",
        public: bool = False,
        warm: Warm | None = None,
    ) -> None:
        self.address = f"http://127.0.0.1:{port}"
        self.library = FolderLibrary(state_dir)
        self._state_dir = state_dir
        self._port = port
        self._script = script
        self._warm = warm
        self._env = {"BIWAQ_STATE_DIR": str(state_dir)}
        if public:
            self._env["BIWAQ_PUBLIC_URL"] = self.address
        self.start()

    def start(self) -> None:
        """Start the server and wait until it answers; also after `kill`."""
        arguments = ["run", self._script, "--server.port", str(self._port)]
        log, env = self._state_dir / "server.log", os.environ | self._env
        self.process: subprocess.Popen[bytes] | Forked
        if self._warm is not None:
            self.process = self._warm.start(arguments, env=env, log=log)
        else:
            with log.open("ab") as said:
                self.process = subprocess.Popen(
                    [sys.executable, "-m", "streamlit", *arguments],
                    cwd=ROOT,
                    env=env,
                    stdout=said,
                    stderr=said,
                )
        _until_it_answers(f"{self.address}/health", self.process)

    def kill(self) -> None:
        """End the server as a power cut would."""
        self.process.kill()
        self.process.wait(timeout=300)

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(timeout=300)
        # a test that fails shows it
        sys.stdout.write((self._state_dir / "server.log").read_text("utf-8", "replace")[-4_000:])


def free_port() -> int:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        port: int = listening.getsockname()[1]
        return port


def _until_it_answers(url: str, process: subprocess.Popen[bytes] | Forked) -> None:
    while process.poll() is None:
        try:
            with urllib.request.urlopen(url, timeout=5):
                return
        except OSError:
            continue
    pytest.fail("the server stopped before it answered")
