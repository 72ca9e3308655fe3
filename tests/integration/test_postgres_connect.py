"""A server that refuses, is away or lets one wait: what is told, how soon, and what is not."""

from contextlib import closing

import pytest
from sqlalchemy.exc import DBAPIError

from biwaq_geo.adapters.store.connect import READING
from biwaq_geo.adapters.store.faults import translated
from biwaq_geo.adapters.store.postgres_connect import connect_server, server_url
from biwaq_geo.domain.errors import (
    StoreAccessError,
    StoreBusyError,
    StoreCollisionError,
    StoreDamagedError,
    StoreError,
    StoreFullError,
    StoreReadOnlyError,
    StoreSetupError,
    StoreUnreachableError,
)
from tests.postgres_server import USER_PASSWORD

WRONG = "not-the-pass-word"


@pytest.fixture
def engine(postgres, database):
    made = connect_server(server_url(postgres.url(database)), schema="public")
    yield made
    made.dispose()


def asked(engine, statement, **options):
    with translated(), engine.connect() as connection:
        return connection.execution_options(**options).exec_driver_sql(statement).scalar()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "biwaq",
        "mysql://user:word@host/town",
        "sqlite:///register.store",
        "postgresql://user:word@host",
        "postgresql://user:word@/town",
        "postgresql://user:word@host:port/town",
        # an unquoted "@" in the password
        "postgresql://user:wo@rd@host/town",
    ],
)
def test_an_address_that_is_none_is_named_and_not_shown(text):
    with pytest.raises(StoreSetupError) as told:
        server_url(text)
    assert told.value.values == {"part": "BIWAQ_STORE_URL"}
    assert told.value.__cause__ is None


def test_the_text_of_an_address_hides_the_password(postgres):
    assert USER_PASSWORD not in str(server_url(postgres.url("x")))
    assert server_url(postgres.url("x")).password == USER_PASSWORD


def test_every_connection_has_its_limits_and_its_name(engine):
    limits = ("statement_timeout", "lock_timeout", "application_name")
    assert [asked(engine, f"SHOW {name}") for name in limits] == ["15s", "2s", "biwaq-geo"]


def refusals(postgres, database):
    return {
        "password": (postgres.url(database, password=WRONG), StoreAccessError),
        "user": (postgres.url(database, user="nobody-known"), StoreAccessError),
        "database": (postgres.url("no_such_town"), StoreAccessError),
        "host": (f"postgresql://u:{WRONG}@host.invalid/town", StoreUnreachableError),
    }


@pytest.mark.parametrize("what", ["password", "user", "database", "host"])
def test_a_refusal_is_named_and_the_password_shown_nowhere(postgres, database, what):
    url, expected = refusals(postgres, database)[what]
    with closing_engine(url) as engine, pytest.raises(expected) as told:
        asked(engine, "SELECT 1")
    errors = [told.value, told.value.__cause__, told.value.__cause__.__cause__]
    for shown in (str(error) + repr(error) for error in errors):
        assert WRONG not in shown
        assert USER_PASSWORD not in shown
    assert WRONG not in repr(engine)


def closing_engine(url):
    engine = connect_server(server_url(url), schema="public")
    engine.close = engine.dispose
    return closing(engine)


def test_a_server_that_is_away_is_told_and_used_again_when_it_is_back(postgres, engine):
    assert asked(engine, "SELECT 1") == 1
    postgres.stop_hard()
    try:
        with pytest.raises(StoreUnreachableError):
            asked(engine, "SELECT 1")
    finally:
        postgres.start()
    assert asked(engine, "SELECT 1") == 1


def test_a_session_that_is_cut_in_mid_transaction_is_told(postgres, engine):
    def cut_and_go_on():
        with translated(), engine.begin() as connection:
            number = connection.exec_driver_sql("SELECT pg_backend_pid()").scalar()
            postgres.as_admin(f"SELECT pg_terminate_backend({number}, 5000)")
            connection.exec_driver_sql("SELECT 1")

    with pytest.raises(StoreUnreachableError):
        cut_and_go_on()
    assert asked(engine, "SELECT 1") == 1


def test_who_holds_the_lock_is_waited_for_two_seconds_and_readers_go_on(engine):
    with engine.begin():
        assert asked(engine, "SHOW lock_timeout", **READING) == "2s"
        with pytest.raises(StoreBusyError):
            asked(engine, "SELECT 1")
        assert asked(engine, "SELECT 1", **READING) == 1


CODES = {
    "08006": StoreUnreachableError,
    "57P01": StoreUnreachableError,
    "57P03": StoreUnreachableError,
    "28P01": StoreAccessError,
    "42501": StoreAccessError,
    "25006": StoreReadOnlyError,
    "53100": StoreFullError,
    "53300": StoreBusyError,
    "57014": StoreBusyError,
    "40P01": StoreCollisionError,
    "40001": StoreCollisionError,
    "42P01": StoreDamagedError,
    "XX001": StoreDamagedError,
    "42704": StoreSetupError,
    "22012": StoreError,
}


@pytest.mark.parametrize("code", CODES)
def test_each_error_of_the_server_has_its_name(engine, code):
    raised = f"DO $$ BEGIN RAISE 'in words' USING ERRCODE = '{code}', DETAIL = 'a row'; END $$"
    with pytest.raises(StoreError) as told:
        asked(engine, raised)
    assert type(told.value) is CODES[code]
    assert told.value.values["reason"] == f"{code} in words"


def test_a_database_without_postgis_is_told_so(postgres):
    name = postgres.new_database(template="template1")
    try:
        with closing_engine(postgres.url(name)) as engine, pytest.raises(StoreSetupError) as told:
            asked(engine, "CREATE TEMP TABLE unit (geom geometry(POINT, 25833))")
    finally:
        postgres.drop(name)
    assert told.value.values["part"] == "PostGIS"


def test_a_reader_sees_one_state_and_may_not_write(engine):
    with engine.connect() as reading:
        reading.execution_options(**READING)
        assert reading.exec_driver_sql("SELECT count(*) FROM pg_class").scalar() > 0
        with pytest.raises(DBAPIError, match="read-only"):
            reading.exec_driver_sql("CREATE TABLE unit (fid int)")
