"""Find a Chromium that starts; the tests and the set-up ask the same function."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

ON_PATH = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "microsoft-edge",
)
IN_APPLICATIONS = (
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
)
IN_PROGRAM_FILES = ("Google/Chrome/Application/chrome.exe", "Microsoft/Edge/Application/msedge.exe")
PLAYWRIGHT_PATTERNS = (
    "chromium-*/chrome-linux*/chrome",
    "chromium-*/chrome-mac*/*.app/Contents/MacOS/*",
    "chromium-*/chrome-win*/chrome.exe",
)


def find_chromium() -> Path | None:
    """Return the first Chromium that starts, None where there is none.

    `BIWAQ_CHROMIUM` goes first, then what the system has, then what Playwright has
    downloaded.
    """
    return next((path for path in _candidates() if _starts(path)), None)


def _candidates() -> Iterator[Path]:
    if named := os.environ.get("BIWAQ_CHROMIUM"):
        yield Path(named)
    for name in ON_PATH:
        if found := shutil.which(name):
            yield Path(found)
    yield from map(Path, IN_APPLICATIONS)
    for variable in ("ProgramFiles", "ProgramFiles(x86)", "LocalAppData"):
        if folder := os.environ.get(variable):
            yield from (Path(folder) / part for part in IN_PROGRAM_FILES)
    for pattern in PLAYWRIGHT_PATTERNS:
        yield from sorted(_playwright_folder().glob(pattern), reverse=True)


def _playwright_folder() -> Path:
    named = os.environ.get("PLAYWRIGHT_BROWSERS_PATH", "0")
    if named != "0":
        return Path(named)
    caches = {
        "darwin": Path.home() / "Library" / "Caches",
        "win32": Path.home() / "AppData" / "Local",
    }
    return caches.get(sys.platform, Path.home() / ".cache") / "ms-playwright"


def _starts(path: Path) -> bool:
    """Say whether the file runs: some systems ship a wrapper that only asks to install more."""
    if not path.is_file():
        return False
    if not sys.platform.startswith("linux"):
        return True  # elsewhere the question for the version opens a window
    try:
        answer = subprocess.run([path, "--version"], capture_output=True, timeout=30, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return answer.returncode == 0


if __name__ == "__main__":
    print(find_chromium() or "none")
