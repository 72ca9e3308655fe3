"""Fixtures that every kind of test shares."""

import builtins
import io
import os

import geopandas as gpd
import pyogrio
import pytest

from biwaq_geo.adapters.store import STORE_NAME


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
