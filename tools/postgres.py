"""Find a PostgreSQL that has PostGIS, or install one; the tests and the set-up ask the same."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

from tools import debian
from tools.steps import SetupError

if TYPE_CHECKING:
    from collections.abc import Iterator

VARIABLE = "BIWAQ_POSTGRES_BIN"
FOLDERS = (
    "/usr/lib/postgresql/*/bin",
    "/usr/pgsql-*/bin",
    "/opt/homebrew/opt/postgresql@*/bin",
    "/usr/local/opt/postgresql@*/bin",
    "/Applications/Postgres.app/Contents/Versions/*/bin",
)
"""Where Debian, Red Hat and macOS keep the programs of a server, which are on no PATH."""

WANTED = (
    "The tests of the server store need PostgreSQL with PostGIS. Install both (Debian: sudo "
    "apt-get install postgresql postgresql-postgis; macOS: brew install postgresql@17 postgis) "
    f"or name the folder of the programs initdb and pg_ctl in {VARIABLE}, and start again."
)
NO_CLUSTER = "/etc/postgresql-common/createcluster.d/biwaq-geo.conf"


def find_postgres() -> Path | None:
    """Return the folder of a server's programs, the newest that has PostGIS; None if none has.

    `BIWAQ_POSTGRES_BIN` goes first.
    """
    return next((folder for folder in _candidates() if _is_whole(folder)), None)


def install_postgres() -> None:
    """Install PostgreSQL and PostGIS from the system's packages where there are none.

    Raises
    ------
    SetupError
        No apt-get here, or it may not be used, or it failed; the message says what to do.
    """
    if find_postgres() is not None:
        return
    if not debian.may_install():
        raise SetupError(WANTED)
    # left to itself Debian starts a server of its own on the usual port
    with debian.file_of_root(NO_CLUSTER, text="create_main_cluster = false\n"):
        debian.install("postgresql", "postgresql-postgis")
    if find_postgres() is None:
        raise SetupError(WANTED)


def _candidates() -> Iterator[Path]:
    if named := os.environ.get(VARIABLE):
        yield Path(named)
    if found := shutil.which("initdb"):
        yield Path(found).resolve().parent
    for pattern in FOLDERS:
        start = Path(pattern[: pattern.index("*")]).parent
        matching = start.glob(str(Path(pattern).relative_to(start)))
        yield from sorted(matching, key=_version, reverse=True)
    if programs := os.environ.get("PROGRAMFILES"):
        found_there = Path(programs).glob("PostgreSQL/*/bin")
        yield from sorted(found_there, key=_version, reverse=True)


def _version(folder: Path) -> float:
    digits = "".join(letter for letter in folder.parent.name if letter.isdigit() or letter == ".")
    return float(digits or 0)


def _is_whole(folder: Path) -> bool:
    asks, *needed = (shutil.which(name, path=folder) for name in ("pg_config", "initdb", "pg_ctl"))
    if asks is None or None in needed:
        return False
    try:
        answer = subprocess.run(
            [asks, "--sharedir"], capture_output=True, text=True, timeout=30, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return (Path(answer.stdout.strip()) / "extension" / "postgis.control").is_file()


if __name__ == "__main__":
    print(find_postgres() or "none")
