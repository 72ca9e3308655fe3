"""Fixtures of the tests with real files."""

import pytest

from tests.store_samples import sample_store


@pytest.fixture(params=["sqlite", "postgres"])
def where(request, tmp_path):
    """Place of a store over each database there is: a file, the address of a database."""
    if request.param == "sqlite":
        return tmp_path / "register.store"
    return request.getfixturevalue("postgres").url(request.getfixturevalue("database"))


@pytest.fixture
def store(where):
    """A store over each database there is, with the sample town's eight units."""
    opened = sample_store(where)
    yield opened
    opened.close()
