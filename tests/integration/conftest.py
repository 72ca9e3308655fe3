"""Fixtures of the tests with real files."""

import pytest

from tests.store_samples import sqlite_store


@pytest.fixture(params=[sqlite_store])
def store(request, tmp_path):
    """A store over each database there is, with the sample town's eight units."""
    opened = request.param(tmp_path)
    yield opened
    opened.close()
