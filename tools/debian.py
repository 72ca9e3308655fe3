"""Install packages of Debian and its relatives, where this person may do so without a question."""

from __future__ import annotations

import os
import shutil
import subprocess
from contextlib import contextmanager
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from tools.steps import SetupError, call

if TYPE_CHECKING:
    from collections.abc import Iterator

APT_ENVIRONMENT = ("env", "DEBIAN_FRONTEND=noninteractive")


def has_apt() -> bool:
    """Say whether this system installs its packages with apt-get."""
    return shutil.which("apt-get") is not None


def may_install() -> bool:
    """Say whether apt-get can be run as root without asking for a password."""
    return has_apt() and _as_root() is not None


def install(*packages: str) -> None:
    """Install the packages.

    Raises
    ------
    SetupError
        Not allowed here, or apt-get failed; the message names the command to run.
    """
    root = _as_root()
    by_hand = f"Run this and start again: sudo apt-get install {' '.join(packages)}"
    if root is None:
        raise SetupError(by_hand)
    apt = [*root, *APT_ENVIRONMENT, "apt-get", "-y", "-q"]
    call([*apt, "update"], otherwise=f"The list of system packages could not be read. {by_hand}")
    call(
        [*apt, "install", "--no-install-recommends", *packages],
        otherwise=f"The system packages could not be installed. {by_hand}",
    )


@contextmanager
def file_of_root(path: str, *, text: str) -> Iterator[None]:
    """Keep a file of root's with this text while the block runs.

    Raises
    ------
    SetupError
        Not allowed here.
    """
    root = _as_root()
    failed = f"The file {path} could not be written."
    if root is None:
        raise SetupError(failed)
    # the text travels as an argument, so that nothing in it is read by the shell
    write = 'mkdir -p "$1" && printf %s "$3" > "$2"'
    folder = str(PurePosixPath(path).parent)
    call([*root, "sh", "-c", write, "sh", folder, path, text], otherwise=failed)
    try:
        yield
    finally:
        call([*root, "rm", "-f", path], otherwise=f"The file {path} could not be removed.")


def _as_root() -> list[str] | None:
    """Return what to put before a command so that it runs as root, None where that is not ours."""
    if not hasattr(os, "geteuid"):
        return None
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo") is None:
        return None
    asked = subprocess.run(
        ["sudo", "-n", "true"], capture_output=True, stdin=subprocess.DEVNULL, check=False
    )
    return ["sudo", "-n"] if asked.returncode == 0 else None
