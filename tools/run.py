"""Start the application on this machine only."""

from __future__ import annotations

import signal
import socket
import subprocess
import time

from tools.steps import ROOT, VENV_PYTHON, WINDOWS, SetupError

ADDRESS = "127.0.0.1"
FIRST_PORT, PORTS_TRIED = 8501, 100
LOOK_EVERY_S = 0.05


def start(*, port: int | None = None) -> int:
    """Serve until Ctrl+C; the address is printed when somebody answers there.

    Raises
    ------
    SetupError
        The port that was asked for is taken, or none is free.
    """
    chosen = choose_port(port)
    options = {
        "server.address": ADDRESS,
        "server.port": chosen,
        "server.headless": "true",
        "logger.hideWelcomeMessage": "true",
        "browser.gatherUsageStats": "false",
    }
    flags = [f"--{name}={value}" for name, value in options.items()]
    command = [str(VENV_PYTHON), "-m", "streamlit", "run", "app.py", *flags]
    server = subprocess.Popen(command, cwd=ROOT)
    signal.signal(signal.SIGTERM, lambda *_: server.terminate())
    try:
        while server.poll() is None and not _answers(chosen):
            time.sleep(LOOK_EVERY_S)
        if server.poll() is None:
            print(f"\nBIWAQ Geo: http://{ADDRESS}:{chosen}  (stop with Ctrl+C)\n", flush=True)
        return server.wait()
    except KeyboardInterrupt:
        # the terminal has told the server too
        server.wait()
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


def _answers(port: int) -> bool:
    with socket.socket() as probe:
        probe.settimeout(LOOK_EVERY_S)
        return probe.connect_ex((ADDRESS, port)) == 0
