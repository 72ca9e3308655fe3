"""The commands of `tools/setup.py`: which parts each needs, and what it does then."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from tools import checks, lock, parts, run
from tools.steps import ROOT, VENV_PYTHON, call

if TYPE_CHECKING:
    from collections.abc import Callable

MADE_BY_TOOLS = (
    ".venv",
    ".cache",
    ".mypy_cache",
    ".ruff_cache",
    ".pytest_cache",
    ".hypothesis",
    ".import_linter_cache",
    "static/vendor",
    "web/node_modules",
    "test-output",
)


def carry_out(command: str, *, port: int | None) -> int:
    """Set up what the command needs, do it, and return its exit code."""
    does: dict[str, Callable[[], int]] = {
        "install": install,
        "run": lambda: install() or run.start(port=port),
        "test": lambda: install_for_tests() or checks.run_all(slow=False),
        "test-full": lambda: install_for_tests() or checks.run_all(slow=True),
        "lock": lock.write_all,
        "demo-town": write_demo_town,
        "clean": clean,
    }
    return does[command]()


def install() -> int:
    """Put everything in place that the application needs; nothing is fetched after that."""
    for part in (parts.environment, parts.packages, parts.front_end, parts.town):
        part().run()
    return 0


def install_for_tests() -> int:
    """Put everything in place that the tests need."""
    install()
    for part in (parts.test_packages, parts.browser, parts.database):
        part().run()
    return 0


def write_demo_town() -> int:
    """Write the shapefiles of the built-in town anew."""
    for part in (parts.environment, parts.packages):
        part().run()
    call(
        [VENV_PYTHON, "-m", "tools.demo_town"],
        otherwise="The shapefiles of the built-in town could not be written.",
    )
    return 0


def clean() -> int:
    """Remove what set-up and the tools have made; people's records in state/ stay."""
    for name in MADE_BY_TOOLS:
        shutil.rmtree(ROOT / name, ignore_errors=True)
    return 0
