"""A PostgreSQL with PostGIS of the tests' own: started, stopped hard, started again, removed."""

import atexit
import contextlib
import os
import shutil
import socket
import subprocess
import tempfile
from itertools import count
from pathlib import Path

import psycopg
from psycopg import sql

from tools.postgres import WANTED, find_postgres

ADMIN, PASSWORD = "postgres", "admin-of-the-tests"
USER, USER_PASSWORD = "biwaq", "s3cret pass/word"
IN_A_URL = "s3cret%20pass%2Fword"
"""Whom the application is to the server: no superuser, and a password that a URL must quote."""
TEMPLATE = "with_postgis"
SETTINGS = """
listen_addresses = '127.0.0.1'
unix_socket_directories = ''
max_connections = 60
shared_buffers = 16MB
# what these tests stop is the server, never the machine: that needs no disk to be flushed
fsync = off
full_page_writes = off
autovacuum = off
lc_messages = 'C'
"""
END_OTHERS = """SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid()"""
SCHEMAS = """SELECT nspname FROM pg_namespace
WHERE nspname NOT IN ('public', 'information_schema') AND NOT starts_with(nspname, 'pg_')"""
OWN = "oid >= 16384 AND NOT EXISTS (SELECT FROM pg_depend WHERE objid = {}.oid AND deptype = 'e')"
"""Whether something has come after the server was made, and with no extension."""
CONTENT = f"""SELECT (SELECT datacl FROM pg_database WHERE datname = current_database()) IS NULL
AND NOT EXISTS (SELECT FROM pg_db_role_setting)
AND NOT EXISTS (SELECT FROM pg_largeobject_metadata)
AND (SELECT array_agg(extname ORDER BY extname) FROM pg_extension) = '{{plpgsql,postgis}}'
AND NOT EXISTS (SELECT FROM pg_class WHERE relkind IN ('r', 'p', 'f', 'v', 'm', 'S')
    AND {OWN.format("pg_class")})
AND NOT EXISTS (SELECT FROM pg_proc WHERE {OWN.format("pg_proc")}),
(SELECT nspacl::text FROM pg_namespace WHERE nspname = 'public')"""
"""Whether a database holds PostGIS and nothing else, and who may do what in its open schema."""
MAKER = {"LC_ALL": "C", "PATH": os.environ.get("PATH", "")}
SECONDS = 60


class PostgresServer:
    """One server on a free port of 127.0.0.1, in a folder of its own."""

    def __init__(self) -> None:
        found = find_postgres()
        if found is None:
            raise AssertionError(WANTED)
        self._programs = found
        # not below pytest's folder, which only its owner may enter
        self._folder = Path(tempfile.mkdtemp(prefix="biwaq-geo-postgres-"))
        self._data = self._folder / "data"
        self._pid_file = self._data / "postmaster.pid"
        self._owner = _somebody_else()
        self.port = _free_port()
        self._names = map("town_{}".format, count())
        self._emptied: list[str] = []
        atexit.register(self.remove)
        self._make()

    def start(self) -> None:
        """Start the server and wait until it answers."""
        log = ("-l", str(self._folder / "server.log"))
        self._run("pg_ctl", "start", "-w", "-t", str(SECONDS), *log, "-o", f"-p {self.port}")

    def ensure_running(self) -> None:
        """Start the server unless it runs."""
        if not self._pid_file.exists():
            self.start()

    def stop(self) -> None:
        """Stop the server in order; every session ends."""
        self._run("pg_ctl", "stop", "-w", "-m", "fast")

    def stop_hard(self) -> None:
        """Stop the server at once, as a crash would: it has to recover at its next start."""
        self._run("pg_ctl", "stop", "-w", "-m", "immediate")

    def new_database(self, *, template: str = TEMPLATE) -> str:
        """Make an empty database with PostGIS and return its name; `template1` has no PostGIS."""
        name = next(self._names)
        made = sql.SQL("CREATE DATABASE {} OWNER {} TEMPLATE {} STRATEGY wal_log")
        self.as_admin(made.format(*map(sql.Identifier, (name, USER, template))))
        return name

    def drop(self, database: str) -> None:
        """Remove a database, whoever is connected to it."""
        self.as_admin(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(database)))

    def lend(self) -> str:
        """Return the name of an empty database with PostGIS, which `take_back` wants again.

        To make one costs more than most tests do in it.
        """
        return self._emptied.pop() if self._emptied else self.new_database()

    def take_back(self, database: str) -> None:
        """Empty a lent database for the next one; one that does not get empty is removed."""
        self.ensure_running()
        with self.session(database) as session:
            session.execute(END_OTHERS)
            for (name,) in session.execute(SCHEMAS).fetchall():
                session.execute(sql.SQL("DROP SCHEMA {} CASCADE").format(sql.Identifier(name)))
            as_it_is = session.execute(CONTENT).fetchone()
        if as_it_is == self._as_new:
            self._emptied.append(database)
        else:
            self.drop(database)

    def url(self, database: str, *, password: str = IN_A_URL, user: str = USER) -> str:
        """Return where the application finds the database."""
        return f"postgresql://{user}:{password}@127.0.0.1:{self.port}/{database}"

    def as_admin(self, statement: sql.Composable | str, *, database: str = "postgres") -> None:
        """Carry out one statement as the superuser."""
        with self.session(database) as session:
            session.execute(statement)

    def session(self, database: str = "postgres") -> psycopg.Connection:
        """Return a session of the superuser in which each statement counts at once."""
        return psycopg.connect(
            host="127.0.0.1",
            port=self.port,
            dbname=database,
            user=ADMIN,
            password=PASSWORD,
            autocommit=True,
        )

    def remove(self) -> None:
        """Stop the server, if it runs, and remove its folder."""
        if self._pid_file.exists():
            with contextlib.suppress(AssertionError):
                self.stop_hard()
        shutil.rmtree(self._folder, ignore_errors=True)
        atexit.unregister(self.remove)

    def _make(self) -> None:
        if self._owner is not None:
            shutil.chown(self._folder, user=self._owner)
        password = self._folder / "password"
        password.write_text(PASSWORD, "ascii")
        password.chmod(0o644)
        self._run(
            "initdb", "-U", ADMIN, "-A", "scram-sha-256", "--pwfile", str(password),
            "-E", "UTF8", "--locale", "C", "--no-sync",
        )  # fmt: skip
        with (self._data / "postgresql.conf").open("a", encoding="utf-8") as file:
            file.write(SETTINGS)
        self.start()
        word = sql.Literal(USER_PASSWORD)
        self.as_admin(
            sql.SQL("CREATE ROLE {} LOGIN PASSWORD {}").format(sql.Identifier(USER), word)
        )
        self.as_admin(f"CREATE DATABASE {TEMPLATE}")
        self.as_admin("CREATE EXTENSION postgis", database=TEMPLATE)
        with self.session(TEMPLATE) as session:
            self._as_new = session.execute(CONTENT).fetchone()

    def _run(self, program: str, *words: str) -> None:
        # a server keeps its starter's output open, so that goes into a file
        with (self._folder / "programs.log").open("ab") as said:
            done = subprocess.run(
                [str(self._programs / program), "-D", str(self._data), *words],
                stdin=subprocess.DEVNULL,
                stdout=said,
                stderr=said,
                cwd=self._folder,
                env=MAKER,
                user=self._owner,
                check=False,
                timeout=2 * SECONDS,
            )
        logs = [self._folder / "programs.log", self._folder / "server.log"]
        assert done.returncode == 0, "\n".join(p.read_text("utf-8") for p in logs if p.exists())


def _somebody_else() -> str | None:
    """Return as whom to run the server, None as oneself: PostgreSQL refuses to run as root."""
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        return None
    import pwd  # noqa: PLC0415 -- Windows has no such module

    names = {entry.pw_name for entry in pwd.getpwall()}
    return next(name for name in ("postgres", "nobody") if name in names)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
