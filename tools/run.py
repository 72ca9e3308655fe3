"""Start the application on this machine only."""

from __future__ import annotations

import os
import socket
import subprocess

from tools.steps import ROOT, VENV_PYTHON, WINDOWS, SetupError

ADDRESS = "127.0.0.1"
FIRST_PORT, PORTS_TRIED = 8501, 100


def start(*, port: int | None = None) -> int:
    """Print the address and serve until Ctrl+C.

    Raises
    ------
    SetupError
        The port that was asked for is taken, or none is free.
    """
    chosen = choose_port(port)
    print(f"\nBIWAQ Geo: http://{ADDRESS}:{chosen}  (stop with Ctrl+C)\n", flush=True)
    options = {
        "server.address": ADDRESS,
        "server.port": chosen,
        "server.headless": "true",
        "logger.hideWelcomeMessage": "true",
        "browser.gatherUsageStats": "false",
    }
    flags = [f"--{name}={value}" for name, value in options.items()]
    command = [str(VENV_PYTHON), "-m", "streamlit", "run", "app.py", *flags]
    os.chdir(ROOT)
    if not WINDOWS:
        # the server takes this process, so that a signal reaches it and nobody else
        os.execv(command[0], command)  # noqa: S606 -- no shell is wanted
    try:
        return subprocess.run(command, check=False).returncode
    except KeyboardInterrupt:
        return 0


def choose_port(port: int | None) -> int:
    """Return the port that was asked for, or the first free one from `FIRST_PORT` on.

    Raises
    ------
    SetupError
        The port is taken, or none is free.
    """
    if port is not None:
        if _is_free(port):
            return port
        raise SetupError(f"Port {port} is taken. Choose another: make run PORT={port + 1}")
    for candidate in range(FIRST_PORT, FIRST_PORT + PORTS_TRIED):
        if _is_free(candidate):
            return candidate
    raise SetupError(f"No port from {FIRST_PORT} on is free. Choose one: make run PORT=9000")


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        if not WINDOWS:
            # a port whose last server has just gone counts as free
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((ADDRESS, port))
        except (OSError, OverflowError):
            return False
    return True
