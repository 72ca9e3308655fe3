"""The databases that tests are lent are as empty as new ones."""

import pytest

from tests.store_samples import sample_store

HELD = """SELECT (SELECT array_agg(nspname ORDER BY nspname) FROM pg_namespace
    WHERE NOT starts_with(nspname, 'pg_toast') AND NOT starts_with(nspname, 'pg_temp')),
(SELECT array_agg(relname ORDER BY relname) FROM pg_class
    WHERE relnamespace = 'public'::regnamespace),
(SELECT array_agg(typname ORDER BY typname) FROM pg_type
    WHERE typnamespace = 'public'::regnamespace),
(SELECT array_agg(proname ORDER BY proname) FROM pg_proc
    WHERE pronamespace = 'public'::regnamespace)"""


def held(postgres, name):
    with postgres.session(name) as session:
        return session.execute(HELD).fetchone()


def test_what_a_test_has_left_in_a_lent_database_is_gone_for_the_next(postgres, database):
    lent = postgres.lend()
    # a test that fails may leave its store open
    store = sample_store(postgres.url(lent))
    assert store.units()
    postgres.take_back(lent)
    assert postgres.lend() == lent
    assert held(postgres, lent) == held(postgres, database)
    postgres.take_back(lent)
    store.close()


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TABLE public.left_over (x int)",
        "CREATE VIEW public.left_over AS SELECT 1",
        "CREATE FUNCTION public.left_over() RETURNS int LANGUAGE sql AS 'SELECT 1'",
        "SELECT lo_create(0)",
        "ALTER DATABASE {} SET lock_timeout = 5",
        "REVOKE CREATE ON DATABASE {} FROM biwaq",
        "REVOKE ALL ON SCHEMA public FROM PUBLIC",
        "CREATE EXTENSION pgcrypto",
    ],
)
def test_a_lent_database_that_does_not_get_empty_is_lent_no_more(postgres, statement):
    lent = postgres.lend()
    postgres.as_admin(statement.format(lent), database=lent)
    postgres.take_back(lent)
    after = postgres.lend()
    assert after != lent
    postgres.take_back(after)
