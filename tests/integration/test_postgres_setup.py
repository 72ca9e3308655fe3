"""What a database on a server must have, and what is told where it has not."""

import logging
import traceback
from dataclasses import replace

import pytest

from biwaq_geo.domain.errors import (
    StoreAccessError,
    StoreError,
    StoreSetupError,
    TownExistsError,
)
from biwaq_geo.domain.events import Action
from tests.postgres_server import IN_A_URL, USER_PASSWORD
from tests.sample_town import unit, units
from tests.store_samples import make_store, opened, sample_store

SCHEMA = "town_musterstadt"


@pytest.fixture
def url(postgres, database):
    return postgres.url(database)


@pytest.fixture
def store(url):
    made = sample_store(url)
    yield made
    made.close()


def test_a_database_without_postgis_is_named(postgres):
    name = postgres.new_database(template="template1")
    for attempt in (make_store, opened):
        with pytest.raises(StoreSetupError) as told:
            attempt(postgres.url(name))
        assert told.value.values["part"] == "CREATE EXTENSION postgis"
    postgres.drop(name)


def test_places_in_another_reference_system_are_named(postgres, store, url, database):
    changed = f"ALTER TABLE {SCHEMA}.unit ALTER geom TYPE geometry(Point, 25832) USING "
    postgres.as_admin(changed + "ST_SetSRID(geom, 25832)", database=database)
    with pytest.raises(StoreSetupError) as told:
        opened(url)
    assert told.value.values["part"] == "SRID 25833 ≠ 25832"


def test_a_town_that_the_database_does_not_have_is_named(url):
    with pytest.raises(StoreSetupError) as told:
        opened(url, town="anderswo")
    assert told.value.values["part"] == 'SCHEMA "town_anderswo"'


def test_a_town_is_not_made_twice_and_the_first_stays(store, url):
    with pytest.raises(TownExistsError):
        make_store(url)
    assert store.units() == units()


def test_without_the_right_to_make_a_schema_nothing_is_made(postgres, url, database):
    postgres.as_admin(f"ALTER DATABASE {database} OWNER TO postgres")
    with pytest.raises(StoreAccessError):
        make_store(url)
    with pytest.raises(StoreSetupError):
        opened(url)


@pytest.mark.parametrize("password", ["not-the-pass-word", IN_A_URL])
def test_no_password_gets_into_an_error_or_a_log(postgres, database, caplog, password):
    caplog.set_level(logging.DEBUG)
    # the right password with a wrong database, the wrong one with the right database
    name = "no_such_town" if password == IN_A_URL else database
    with pytest.raises(StoreAccessError) as told:
        opened(postgres.url(name, password=password))
    said = "".join(traceback.format_exception(told.value)) + caplog.text
    for secret in ("not-the-pass-word", IN_A_URL, USER_PASSWORD):
        assert secret not in said


def test_what_people_enter_does_not_get_into_an_error(postgres, store, database):
    check = f"ALTER TABLE {SCHEMA}.unit ADD CHECK (address <> 'Geheimweg 1')"
    postgres.as_admin(check, database=database)
    new = replace(unit(0), address="Geheimweg 1", version=2)
    with pytest.raises(StoreError) as told, store.transaction() as tx:
        tx.save_unit(new, action=Action.EDITED, actor="ab")
    assert "Geheimweg" not in str(told.value)
