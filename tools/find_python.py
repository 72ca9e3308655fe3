"""Find a Python for which the locked packages have wheels."""

from __future__ import annotations

import shutil
import subprocess
import sys

OLDEST, NEWEST = (3, 11), (3, 14)
"""Range of `requirements.txt`: older ones cannot read the code, newer ones lack wheels."""


def fits(version: tuple[int, ...]) -> bool:
    """Say whether the locked packages run on this version."""
    return OLDEST <= version <= NEWEST


def find_python() -> str | None:
    """Return a fitting Python, the running one if it fits, None where there is none."""
    if fits(sys.version_info[:2]):
        return sys.executable
    for minor in range(NEWEST[1], OLDEST[1] - 1, -1):
        found = shutil.which(f"python3.{minor}")
        if found and _answers(found):
            return found
    return None


def _answers(python: str) -> bool:
    """Say whether the file is a Python at all: version managers leave shims that are not."""
    test = "import sys; print(sys.version_info[0])"
    done = subprocess.run([python, "-c", test], capture_output=True, text=True, check=False)
    return done.stdout.strip() == "3"
