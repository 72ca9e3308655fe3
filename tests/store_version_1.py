"""A register as the first version of the tables left it, written without our own code."""

import sqlite3
from contextlib import closing
from pathlib import Path

from biwaq_geo.adapters.store.geopackage import add_functions

SCRIPT = Path(__file__).parent / "data" / "register_version_1.sql"


def write_version_1(path: Path) -> None:
    """Write three units, of which the first was saved twice, and a scenario."""
    with closing(sqlite3.connect(path)) as connection:
        add_functions(connection)
        connection.execute(f"PRAGMA application_id = {0x47504B47}")
        connection.execute("PRAGMA user_version = 10400")
        connection.executescript(f"BEGIN; {SCRIPT.read_text(encoding='utf-8')} COMMIT;")
