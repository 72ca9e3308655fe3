"""What the set-up puts in place: packages, front-end files, a town, a browser, a database."""

from __future__ import annotations

import contextlib
import importlib.util
import os
import platform
import shutil
import subprocess
import sys
from pathlib import Path

from tools import debian
from tools.find_chromium import find_chromium
from tools.postgres import find_postgres, install_postgres
from tools.steps import ROOT, STAMPS, VENV, VENV_PYTHON, SetupError, Step, call

BUILTIN_TOWN = "weisswasser-demo"
"""Folder of the built-in town among the towns of the installation."""

RUNTIME = ROOT / "requirements.txt"
DEVELOPMENT = ROOT / "requirements-dev.txt"
NODE = ROOT / "requirements-node.txt"


def environment() -> Step:
    """Make the virtual environment; a broken one is made anew."""
    return Step(
        name="environment",
        says=f"Making .venv with Python {platform.python_version()}",
        inputs=["{}.{}".format(*sys.version_info[:2])],
        act=_make_environment,
        stands=VENV_PYTHON.exists,
    )


def packages() -> Step:
    """Install what the application needs."""
    return _packages("packages", "Installing the Python packages", RUNTIME)


def test_packages() -> Step:
    """Install what the tests need besides."""
    return _packages("test-packages", "Installing the packages of the tests", RUNTIME, DEVELOPMENT)


def front_end() -> Step:
    """Install the front-end files of others, as their lock file names them."""
    web, script = ROOT / "web", ROOT / "tools" / "vendor_front_end.py"
    sources = [path for path in web.iterdir() if path.is_file()]
    vendor = ROOT / "static" / "vendor"
    return Step(
        name="front-end",
        says="Installing the front-end files",
        inputs=[script, NODE, *sorted(sources)],
        act=lambda: call(
            [VENV_PYTHON, script],
            otherwise="The front-end files could not be installed. Set-up needs the npm "
            "registry once; check the connection and start again.",
        ),
        stands=lambda: vendor.is_dir() and any(vendor.iterdir()),
    )


def town() -> Step:
    """Build the built-in town unless it is there: it may hold people's records by now."""
    state = Path(os.environ.get("BIWAQ_STATE_DIR") or ROOT / "state").expanduser().resolve()
    return Step(
        name="town",
        says="Building the built-in town",
        inputs=[str(state)],
        act=lambda: call(
            [VENV_PYTHON, "-m", "biwaq_geo", "town", "builtin", "--language", "en"],
            otherwise="The built-in town could not be built from its shapefiles.",
        ),
        stands=(state / "towns" / BUILTIN_TOWN / "town.json").is_file,
    )


def browser() -> Step:
    """Put a Chromium in place for the tests in the browser."""
    return Step(
        name="browser",
        says="Looking for a Chromium, installing one if there is none",
        inputs=[],
        act=_install_browser,
        stands=lambda: find_chromium() is not None,
    )


def database() -> Step:
    """Put a PostgreSQL with PostGIS in place, which the tests start and stop themselves."""
    return Step(
        name="database",
        says="Looking for a PostgreSQL with PostGIS, installing one if there is none",
        inputs=[],
        act=install_postgres,
        stands=lambda: find_postgres() is not None,
    )


def _make_environment() -> None:
    if _environment_is_fitting():
        return
    spec = importlib.util.find_spec("ensurepip")
    # Debian keeps it in a package of its own
    if (spec is None or spec.origin is None) and debian.has_apt():
        debian.install("python{}.{}-venv".format(*sys.version_info[:2]))
    shutil.rmtree(STAMPS, ignore_errors=True)
    call(
        [sys.executable, "-m", "venv", "--clear", VENV],
        otherwise="Python could not make the folder .venv; its modules venv and ensurepip are "
        "needed, and the right to write here.",
    )


def _environment_is_fitting() -> bool:
    """Say whether somebody has made .venv already, with this version of Python and with pip."""
    if not VENV_PYTHON.exists():
        return False
    test = f"import pip, sys; sys.exit(sys.version_info[:2] != {tuple(sys.version_info[:2])})"
    done = subprocess.run([VENV_PYTHON, "-c", test], capture_output=True, check=False)
    return done.returncode == 0


def _packages(name: str, says: str, *files: Path) -> Step:
    return Step(
        name=name,
        says=says,
        inputs=list(files),
        act=lambda: _install(*files),
        stands=lambda: True,
    )


def _install(*files: Path) -> None:
    listed = [part for file in files for part in ("-r", file)]
    call(
        [VENV_PYTHON, "-m", "pip", "install", "--quiet", "--require-hashes", *listed],
        otherwise="The packages could not be installed. Set-up needs the Python package index "
        "once; check the connection (or pip's settings for your proxy) and start again.",
    )


def _install_browser() -> None:
    if find_chromium() is not None:
        return
    # Debian's package brings the libraries it needs, Playwright's download does not
    if debian.may_install():
        with contextlib.suppress(SetupError):
            debian.install("chromium", "fonts-liberation")
    if find_chromium() is None:
        call(
            [VENV_PYTHON, "-m", "playwright", "install", "chromium"],
            otherwise="The tests need Chromium, Chrome or Edge. Install one (Debian: "
            "sudo apt-get install chromium) or name it in BIWAQ_CHROMIUM, and start again.",
        )
    if find_chromium() is None:
        raise SetupError(
            "The downloaded Chromium does not start; system libraries are missing. "
            "Run: sudo .venv/bin/python -m playwright install-deps chromium"
        )
