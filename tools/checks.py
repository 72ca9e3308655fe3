"""All checks and tests in the order in which they tell soonest; all run, then the verdict."""

from __future__ import annotations

import os
import subprocess
import tempfile
from functools import partial
from typing import TYPE_CHECKING

from tools.find_chromium import find_chromium
from tools.steps import ROOT, VENV_BIN, VENV_PYTHON, WINDOWS

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

CHECKS = {
    "ruff check": ["-m", "ruff", "check", "--quiet"],
    "ruff format": ["-m", "ruff", "format", "--check", "--quiet"],
    "mypy": ["-m", "mypy"],
}
SOON = ("ruff check", "ruff format")
PYTEST = ["-m", "pytest", "--no-header", "-q"]
WORKERS = 3
"""On two cores: what waits for a database or another process leaves a core to the third."""
BROWSER_WORKERS = 2
BROWSER = "tests/browser"


def run_all(*, slow: bool) -> int:
    """Run linters, type check, import rules and tests; return 1 if any found something."""
    linters = {name: [str(VENV_PYTHON), *words] for name, words in CHECKS.items()}
    linters["import rules"] = [str(VENV_BIN / ("lint-imports.exe" if WINDOWS else "lint-imports"))]
    # the slow ones go on beside the tests: each alone leaves one of two cores idle
    begun = {name: _Linter(name, command) for name, command in linters.items()}
    others = "" if slow else " and not slow"
    tests = ["-n", str(WORKERS), "-m", f"not browser{others}", f"--ignore={BROWSER}"]
    # handed out singly, the longest first: otherwise one worker ends long before the other
    one_by_one = ["-n", str(BROWSER_WORKERS), "--maxschedchunk=1"]
    browser = [*one_by_one, "-m", f"browser{others}", BROWSER]
    steps: dict[str, Callable[[], bool]] = {
        **{name: begun[name].is_quiet for name in SOON},
        "tests": partial(_passes, "tests", tests),
        **{name: begun[name].is_quiet for name in begun if name not in SOON},
        "tests in the browser": partial(_passes, "tests in the browser", browser),
    }
    failed = [name for name, is_right in steps.items() if not is_right()]
    if failed:
        print(f"\nFailed: {', '.join(failed)}", flush=True)
    return 1 if failed else 0


class _Linter:
    """A linter at work."""

    def __init__(self, name: str, command: Sequence[str]) -> None:
        self._name = name
        self._said = tempfile.TemporaryFile()  # noqa: SIM115 -- is read when it has ended
        self._process = subprocess.Popen(
            command, cwd=ROOT, stdout=self._said, stderr=subprocess.STDOUT
        )

    def is_quiet(self) -> bool:
        """Wait for its end; say one line if it found nothing, all its words if it did."""
        code = self._process.wait()
        print(f"{self._name}: {'failed' if code else 'ok'}", flush=True)
        if code:
            self._said.seek(0)
            print(self._said.read().decode("utf-8", "replace"), flush=True)
        self._said.close()
        return code == 0


def _passes(name: str, words: Sequence[str]) -> bool:
    print(f"\n{name}", flush=True)
    chromium = find_chromium()
    environment = os.environ | ({"BIWAQ_CHROMIUM": str(chromium)} if chromium else {})
    command = [str(VENV_PYTHON), *PYTEST, *words]
    return subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode == 0
