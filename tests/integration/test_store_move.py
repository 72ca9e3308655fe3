"""A register moves from a file to a server and back without losing a byte."""

from contextlib import closing
from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest
from sqlalchemy.exc import DBAPIError

from biwaq_geo.adapters.store import open_store
from biwaq_geo.adapters.store.move import copy_to_file, copy_to_server
from biwaq_geo.adapters.store.postgres_connect import server_url
from biwaq_geo.adapters.store.postgres_store import open_server_store
from biwaq_geo.adapters.towns import FolderLibrary
from biwaq_geo.bootstrap import build
from biwaq_geo.cli.main import main
from biwaq_geo.domain.contacts import Contact
from biwaq_geo.domain.drafts import Draft
from biwaq_geo.domain.errors import StoreDamagedError, StoreSetupError, TownExistsError
from biwaq_geo.domain.events import Action
from biwaq_geo.domain.exports import ExportFormat
from biwaq_geo.domain.fields import Audience
from biwaq_geo.domain.photos import Photo
from biwaq_geo.settings import from_environment
from tests.sample_export import written
from tests.sample_town import PROFILE, layers, unit, units
from tests.store_samples import NOON, scenario, sqlite_store

TOWN = "musterstadt"


@pytest.fixture
def url(postgres, database):
    return server_url(postgres.url(database))


@pytest.fixture
def full_store(tmp_path):
    """Every shape of value: places to the last digit, lists, umlauts, empty fields, drafts."""
    store = sqlite_store(tmp_path)
    with store.transaction() as tx:
        old = tx.unit(unit(0).unit_id)
        new = replace(old, version=2, floor_area_m2=0.1 + 0.2, reuse_ideas=("Café „Süß“", ""))
        tx.save(new, action=Action.EDITED, actor="Müller", batch=UUID(int=503))
        tx.add(scenario(), actor="ab")
        tx.add(Contact(UUID(int=501), "Erika", "Vermittlung", date(2027, 1, 1)), actor="ab")
        tx.add(Photo(UUID(int=502), old.unit_id, "a" * 64, 20, 10, date(2026, 5, 2)), actor="ab")
    store.keep_draft(Draft("browser", "mark", {"note": "halb"}, saved_at=NOON))
    yield store
    store.close()


def test_there_and_back_is_the_same_to_the_byte(full_store, url, tmp_path):
    before = full_store.dump()
    copy_to_server(full_store, url, town=TOWN)
    with closing(open_server_store(url, town=TOWN)) as server:
        assert server.dump() == before
        copy_to_file(server, tmp_path / "back.store")
    with closing(open_store(tmp_path / "back.store")) as back:
        assert back.dump() == before
        # a kind of every shape is in the comparison, and work goes on where it has arrived
        assert '"contact"' in before
        assert '"draft"' in before
        with back.transaction() as tx:
            tx.save(replace(tx.unit(unit(1).unit_id), version=2), action=Action.CHECKED, actor="b")
        back.verify_chain()


def exported(store):
    """Return every file that the town can give out, for everybody and for the town hall."""
    audiences = (Audience.PUBLIC, Audience.CONFIDENTIAL)
    return {
        (form, audience): written(form, listed=store.units(), audience=audience)
        for form in ExportFormat
        for audience in audiences
    }


def test_the_exports_are_the_same_to_the_byte_before_on_the_server_and_after(
    full_store, url, tmp_path
):
    before = exported(full_store)
    copy_to_server(full_store, url, town=TOWN)
    with closing(open_server_store(url, town=TOWN)) as server:
        assert exported(server) == before
        copy_to_file(server, tmp_path / "back.store")
    with closing(open_store(tmp_path / "back.store")) as back:
        assert exported(back) == before


def test_work_goes_on_at_the_server_after_the_move(full_store, url):
    copy_to_server(full_store, url, town=TOWN)
    with closing(open_server_store(url, town=TOWN)) as server:
        with server.transaction() as tx:
            tx.add(replace(unit(0), unit_id=UUID(int=99)), actor="b")
        assert server.revision() == full_store.revision() + 1
        server.verify_chain()


def test_a_town_that_the_server_has_is_not_overwritten(full_store, url):
    copy_to_server(full_store, url, town=TOWN)
    with pytest.raises(TownExistsError):
        copy_to_server(full_store, url, town=TOWN)


def test_a_copy_that_somebody_altered_on_the_way_is_taken_away(full_store, url, monkeypatch):
    def less(dest):
        with full_store._reading() as source:
            copied = full_store._tables
            rows = source.execute(copied.meta.select()).mappings().all()
            dest.execute(copied.meta.insert(), [dict(row) for row in rows])

    monkeypatch.setattr(full_store, "copy_into", less)
    with pytest.raises((StoreDamagedError, DBAPIError)):
        copy_to_server(full_store, url, town=TOWN)
    with pytest.raises(StoreSetupError):
        open_server_store(url, town=TOWN)


def test_the_command_moves_every_town_to_the_server_and_back(tmp_path, postgres, database, capsys):
    library = FolderLibrary(tmp_path)
    before = library.create(PROFILE, layers=layers(), units=units()).store.dump()
    address = postgres.url(database)
    files = {"BIWAQ_STATE_DIR": str(tmp_path)}
    server = files | {"BIWAQ_STORE_URL": address}
    assert main(["store", "move", "--to", address], env=files) == 0
    assert "BIWAQ_STORE_URL" in capsys.readouterr().out
    # an application that is started as before finds a town without a register, not the old one
    assert FolderLibrary(tmp_path).profiles() == []
    assert build(from_environment(server)).library.open(PROFILE.key).store.revision() == 8
    assert main(["store", "move", "--to", "files"], env=server) == 0
    assert FolderLibrary(tmp_path).open(PROFILE.key).store.dump() == before
    with pytest.raises(StoreSetupError):
        open_server_store(server_url(address), town=PROFILE.key)


@pytest.mark.parametrize("to", ["files", "mysql://host/town"])
def test_a_move_without_a_server_is_refused_with_a_sentence(to, tmp_path, capsys):
    library = FolderLibrary(tmp_path)
    library.create(PROFILE, layers=layers(), units=units())
    assert main(["store", "move", "--to", to], env={"BIWAQ_STATE_DIR": str(tmp_path)}) == 2
    assert "BIWAQ_STORE_URL" in capsys.readouterr().err
    assert len(library.open(PROFILE.key).store.units()) == 8
