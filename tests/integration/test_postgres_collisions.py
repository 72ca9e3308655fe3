"""Two saves that cross on the server: one of them is called off, made again, and both are done."""

from dataclasses import replace
from threading import Barrier, Thread

import pytest

from biwaq_geo.domain.errors import StoreBusyError
from biwaq_geo.domain.events import Action
from biwaq_geo.services.edit_unit import edit_unit
from biwaq_geo.services.retry import again_after_collision
from tests.sample_town import unit
from tests.store_samples import NOON, sample_store

SCHEMA = "town_musterstadt"


@pytest.fixture
def store(postgres, database):
    made = sample_store(postgres.url(database))
    yield made
    made.close()


def save_in(tx, unit_id):
    old = tx.unit(unit_id)
    tx.save_unit(replace(old, version=old.version + 1), action=Action.EDITED, actor="ab")


class OtherProgram(Thread):
    """A save over another connection, of unit 1 and then of unit 0."""

    def __init__(self, postgres, database):
        super().__init__()
        self.postgres, self.database = postgres, database
        self.each_has_one, self.done = Barrier(2), False

    def run(self):
        row = f"UPDATE {SCHEMA}.unit SET address = address WHERE unit_id = '%s'"
        with self.postgres.session(self.database) as session, session.transaction():
            # whoever looks first is the one that gives way: the store
            session.execute("SET LOCAL deadlock_timeout = '30s'")
            session.execute(row % unit(1).unit_id)
            self.each_has_one.wait(300)
            session.execute(row % unit(0).unit_id)
        self.done = True


def test_of_two_saves_in_a_deadlock_one_is_made_again_and_both_are_done(postgres, store, database):
    other, attempts = OtherProgram(postgres, database), []

    @again_after_collision
    def save_both():
        attempts.append(1)
        with store.transaction() as tx:
            save_in(tx, unit(0).unit_id)
            if len(attempts) == 1:
                other.each_has_one.wait(300)
            save_in(tx, unit(1).unit_id)

    other.start()
    save_both()
    other.join()
    assert (len(attempts), other.done) == (2, True)
    assert [store.unit(unit(n).unit_id).version for n in (0, 1)] == [2, 2]
    assert store.revision() == 10
    store.verify_chain()


@pytest.mark.parametrize(("failures", "saved"), [(1, True), (2, False)])
def test_a_save_that_cannot_be_serialised_is_made_once_more(
    postgres, store, database, failures, saved
):
    # a sequence goes on though the transaction that asked it is rolled back
    with postgres.session(database) as session:
        session.execute(
            f"""
            CREATE SEQUENCE {SCHEMA}.attempt;
            CREATE FUNCTION {SCHEMA}.collide() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
              IF nextval('{SCHEMA}.attempt') <= {failures} THEN
                RAISE EXCEPTION 'crossed' USING ERRCODE = 'serialization_failure';
              END IF; RETURN NEW; END $$;
            GRANT USAGE ON {SCHEMA}.attempt TO PUBLIC;
            CREATE TRIGGER collide BEFORE INSERT ON {SCHEMA}.event
              FOR EACH ROW EXECUTE FUNCTION {SCHEMA}.collide();
            """
        )
    seen = store.unit(unit(0).unit_id)

    def edit():
        changes = {"windows": 3}
        return edit_unit(
            store, NOON.date, unit_id=seen.unit_id, changes=changes, seen=seen, actor="A"
        )

    if saved:
        assert edit().windows == 3
    else:
        with pytest.raises(StoreBusyError):
            edit()
    assert store.revision() == 8 + saved
