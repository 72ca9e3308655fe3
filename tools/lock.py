"""Write the requirements files from `pyproject.toml`: exact versions, hashes, no address.

One file serves every system and every Python from 3.11 on, through markers.
"""

from __future__ import annotations

import sys

from tools.steps import ROOT, call

UV = "uv==0.13.9"
FILES = {
    "requirements.txt": ["pyproject.toml"],
    "requirements-dev.txt": ["--group", "pyproject.toml:dev", "-c", "requirements.txt"],
    "requirements-node.txt": ["--group", "pyproject.toml:node"],
}
HEADER = "# Written by `make lock` from pyproject.toml; change it there.\n"
OPTIONS = [
    "--no-config",
    "--universal",
    "--python-version=3.11",
    "--fork-strategy=fewest",
    "--generate-hashes",
    "--only-binary=:all:",
    "--emit-build-options",
    "--no-emit-index-url",
    "--no-emit-find-links",
    "--no-header",
    "--no-annotate",
    "--upgrade",
    "--quiet",
]


def write_all() -> int:
    """Write all requirements files with the newest versions that `pyproject.toml` admits.

    Raises
    ------
    SetupError
        No network, or versions that exclude one another.
    """
    tools = ROOT / ".cache" / "lock"
    python = tools / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    if not python.exists():
        call([sys.executable, "-m", "venv", tools], otherwise="No virtual environment for uv.")
    call(
        [python, "-m", "pip", "install", "--quiet", UV],
        otherwise=f"{UV} could not be installed; it is needed to write the files.",
    )
    for name, sources in FILES.items():
        print(name, flush=True)
        call(
            [python, "-m", "uv", "pip", "compile", *OPTIONS, "-o", name, *sources],
            otherwise=f"{name} could not be written; it is as it was.",
        )
        text = (ROOT / name).read_text("utf-8")
        (ROOT / name).write_text(HEADER + text, "utf-8", newline="\n")
    return 0
