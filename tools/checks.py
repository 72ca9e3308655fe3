"""All checks and tests in the order in which they tell soonest; all run, then the verdict."""

from __future__ import annotations

import os
import subprocess
import time
from typing import TYPE_CHECKING

from tools.find_chromium import find_chromium
from tools.steps import ROOT, VENV_BIN, VENV_PYTHON, WINDOWS

if TYPE_CHECKING:
    from collections.abc import Sequence

CHECKS = {
    "ruff check": ["-m", "ruff", "check", "--quiet"],
    "ruff format": ["-m", "ruff", "format", "--check", "--quiet"],
    "mypy": ["-m", "mypy"],
}
PYTEST = ["-m", "pytest", "--no-header", "-q"]
WORKERS = 2


def run_all(*, slow: bool) -> int:
    """Run linters, type check, import rules and tests; return 1 if any found something."""
    linters = {name: [str(VENV_PYTHON), *words] for name, words in CHECKS.items()}
    linters["import rules"] = [str(VENV_BIN / ("lint-imports.exe" if WINDOWS else "lint-imports"))]
    failed = [name for name, command in linters.items() if not _is_quiet(name, command)]

    others = "" if slow else " and not slow"
    tests = {
        "tests": ["-n", str(WORKERS), "-m", f"not browser{others}"],
        "tests in the browser": ["-n", str(WORKERS), "-m", f"browser{others}"],
    }
    failed += [name for name, words in tests.items() if not _passes(name, words)]
    if failed:
        print(f"\nFailed: {', '.join(failed)}", flush=True)
    return 1 if failed else 0


def _is_quiet(name: str, command: Sequence[str]) -> bool:
    """Run a linter, one line if it finds nothing, all its words if it does."""
    started = time.monotonic()
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    verdict = "failed" if done.returncode else "ok"
    print(f"{name}: {verdict}, {time.monotonic() - started:.0f} s", flush=True)
    if done.returncode:
        print(done.stdout, done.stderr, sep="\n", flush=True)
    return done.returncode == 0


def _passes(name: str, words: Sequence[str]) -> bool:
    print(f"\n{name}", flush=True)
    chromium = find_chromium()
    environment = os.environ | ({"BIWAQ_CHROMIUM": str(chromium)} if chromium else {})
    command = [str(VENV_PYTHON), *PYTEST, *words]
    return subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode == 0
