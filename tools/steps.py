"""Steps of the set-up: done once, said in one line, repeated only when their inputs change."""

from __future__ import annotations

import hashlib
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
WINDOWS = sys.platform == "win32"
VENV_BIN = VENV / ("Scripts" if WINDOWS else "bin")
VENV_PYTHON = VENV_BIN / ("python.exe" if WINDOWS else "python")
STAMPS = VENV / "set-up"
LAST_LINES = 15
"""So many closing lines of a failed command usually hold its reason."""


class SetupError(Exception):
    """One sentence on what is missing and what to do."""


@dataclass(frozen=True)
class Step:
    """One thing the set-up puts in place.

    Attributes
    ----------
    name
        File name of the stamp.
    says
        What goes on, for the person who waits.
    inputs
        Files and words; the step runs again when one of them changes. A missing file
        counts as empty.
    act
        Puts the thing in place; may run over a half-done former run.
    stands
        Says quickly whether the thing is still there.
    """

    name: str
    says: str
    inputs: Sequence[Path | str]
    act: Callable[[], None]
    stands: Callable[[], bool]

    def run(self) -> None:
        """Act unless the stamp says that the same inputs have been dealt with."""
        stamp, digest = STAMPS / self.name, self._digest()
        if stamp.is_file() and stamp.read_text("ascii") == digest and self.stands():
            return
        print(f"{self.says} …", end=" ", flush=True)
        started = time.monotonic()
        try:
            self.act()
        except BaseException:
            print("failed", flush=True)
            raise
        print(f"{time.monotonic() - started:.0f} s", flush=True)
        STAMPS.mkdir(parents=True, exist_ok=True)
        stamp.write_text(digest, "ascii")

    def _digest(self) -> str:
        total = hashlib.sha256()
        for item in self.inputs:
            if isinstance(item, Path):
                total.update(item.read_bytes() if item.is_file() else b"")
            else:
                total.update(item.encode())
            total.update(b"\0")
        return total.hexdigest()


def call(command: Sequence[str | Path], *, otherwise: str) -> None:
    """Run a command in the project's folder without its chatter.

    Raises
    ------
    SetupError
        The command failed; its closing lines, then `otherwise`.
    """
    try:
        done = subprocess.run(
            [str(part) for part in command],
            cwd=ROOT,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            check=False,
        )
    except OSError as error:
        raise SetupError(f"{error}\n{otherwise}") from error
    if done.returncode:
        said = done.stdout.decode(errors="replace").rstrip().splitlines()[-LAST_LINES:]
        raise SetupError("\n".join([*said, "", otherwise]))
