"""Fixtures that every kind of test shares."""

import builtins
import io
import os
import sys

import geopandas as gpd
import pyogrio
import pytest
from hypothesis import HealthCheck, settings

from biwaq_geo.adapters.store import STORE_NAME

# how long an example takes says something of the machine and nothing of the code
settings.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("house")


@pytest.fixture(autouse=True)
def the_main_module_stays(monkeypatch):
    """A page under test makes itself `__main__`, which each process begun later would then run."""
    monkeypatch.setitem(sys.modules, "__main__", sys.modules["__main__"])


@pytest.fixture(autouse=True)
def only_the_store_opens_the_store(monkeypatch):
    """Closing any other descriptor of the live file would drop SQLite's locks on it."""
    for module, name in (
        (gpd, "read_file"),
        (pyogrio, "read_dataframe"),
        (pyogrio, "read_info"),
        (builtins, "open"),
        (io, "open"),
        (os, "open"),
    ):
        monkeypatch.setattr(module, name, _guarded(getattr(module, name)))


def _guarded(call):
    def guarded(path, *args, **kwargs):
        if isinstance(path, str | os.PathLike) and os.fspath(path).endswith(STORE_NAME):
            pytest.fail(f"{call.__name__} touches the live store")
        return call(path, *args, **kwargs)

    return guarded


@pytest.fixture(scope="session")
def postgres():
    """A PostgreSQL of this test run's own; fails where none can be had."""
    from tests.postgres_server import PostgresServer  # noqa: PLC0415 -- few tests need it

    server = PostgresServer()
    yield server
    server.remove()


@pytest.fixture
def database(postgres):
    """Name of an empty database with PostGIS that is gone after the test."""
    name = postgres.new_database()
    yield name
    postgres.ensure_running()
    postgres.drop(name)
