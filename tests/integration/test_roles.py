"""Every use case for every role, beneath the screens: what is not allowed is refused."""

import importlib
import inspect
import logging
import pkgutil
from contextlib import suppress

import pytest

from biwaq_geo import services
from biwaq_geo.adapters.towns import FolderLibrary
from biwaq_geo.domain.errors import (
    AddedLayerNotFoundError,
    NotAllowedError,
    RecordNotFoundError,
    RoleNotAllowedError,
)
from biwaq_geo.domain.fields import Audience
from biwaq_geo.domain.records import KINDS
from biwaq_geo.domain.roles import CHANGES, SEES, Person, Role
from biwaq_geo.services import ports
from biwaq_geo.services.layer_shelf import LayerShelf
from biwaq_geo.services.towns_at_work import LibraryAtWork
from biwaq_geo.services.visible_towns import VisibleLibrary
from biwaq_geo.services.worker import Pace, PersonAtWork
from tests import sample_town
from tests.role_table import DRAFT, FIRST, READS, ROWS
from tests.role_world import WHO, World
from tests.secret_town import plant, secrets

OTHERS = {"whole", WHO["actor"], "import"}
"""Who prepares what a call works on; a name that a screen says never gets into the history."""
WITHOUT_EVENT = {READS, DRAFT, "installation"}
SHOWN = ("contacts.contacts_of", "history.timeline", "notes.notes_of", "recycle.in_bin")
PORTS = {
    LayerShelf,
    ports.Store,
    ports.Town,
    ports.TownLibrary,
    ports.PhotoFolder,
    ports.Transaction,
}
WRAPPERS = {
    "layer_upload.changes.end_quietly",
    "layer_upload.changes.steps_to",
    "visible_towns.seen_by",
    "visible_towns.library_seen_by",
}
OF_THE_SERVER = {
    "drafts.forget_old",
    "layer_upload.settle.settle_layers",
    "retention.forget_what_is_due",
}
"""Run beside the server over the whole library; no screen has them."""


def use_cases():
    for module in pkgutil.walk_packages(services.__path__, "biwaq_geo.services."):
        loaded = importlib.import_module(module.name)
        for name, found in vars(loaded).items():
            if inspect.isfunction(found) and found.__module__ == module.name and name[0] != "_":
                asked = {one.annotation for one in inspect.signature(found).parameters.values()}
                if asked & PORTS:
                    yield f"{module.name.removeprefix('biwaq_geo.services.')}.{name}"


def library_of(library, role):
    worker = PersonAtWork(Person(f"{role.value}-1", role), pace=Pace())
    return LibraryAtWork(VisibleLibrary(library, SEES[role]), worker)


@pytest.fixture(scope="module")
def library(tmp_path_factory):
    made = FolderLibrary(tmp_path_factory.mktemp("towns"))
    made.create(sample_town.PROFILE, layers=sample_town.layers(), units=sample_town.units())
    return made


def allowed(role, changed):
    if changed == DRAFT:
        return role is not Role.VIEWER
    if changed == "installation":
        return role is Role.ADMINISTRATOR
    return changed == READS or changed in CHANGES[role]


def test_every_use_case_has_a_row():
    assert set(use_cases()) - WRAPPERS - OF_THE_SERVER == set(ROWS)


def test_who_sees_and_changes_what():
    assert {role: sees.name for role, sees in SEES.items()} == {
        Role.VIEWER: "PUBLIC",
        Role.STAFF: "CONFIDENTIAL",
        Role.PLANNER: "INTERNAL",
        Role.ADMINISTRATOR: "CONFIDENTIAL",
    }
    assert CHANGES[Role.VIEWER] == frozenset()
    assert set(KINDS) - CHANGES[Role.STAFF] == {
        "scenario",
        "assumption_set",
        "layer",
        "figure",
    }
    assert set(KINDS) - CHANGES[Role.PLANNER] == {"contact"}
    assert set(KINDS) == CHANGES[Role.ADMINISTRATOR]


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("name", ROWS)
def test_a_use_case_does_what_the_role_includes_and_nothing_else(library, name, role):
    changed, call = ROWS[name]
    world = World(library.open("musterstadt"))
    mine = library_of(library, role).open("musterstadt")
    mark = world.whole.store.revision()
    if allowed(role, changed):
        call(world, mine)
    else:
        # refused, or there is nothing to be seen that could be changed
        with suppress(NotAllowedError, RecordNotFoundError):
            assert not call(world, mine)
    mine_only = [one for one in world.whole.store.events(after=mark) if one.actor not in OTHERS]
    if name == "layer_upload.keep.add_layer" and allowed(role, changed):
        assert f"{role.value}-1" in {one.origin.added_by for one in mine.added.layers()}
    writes = allowed(role, changed) and changed not in WITHOUT_EVENT
    assert {one.actor for one in mine_only} == ({f"{role.value}-1"} if writes else set())


@pytest.mark.parametrize("role", Role)
def test_no_answer_holds_what_the_role_may_not_see(tmp_path, role):
    planted = FolderLibrary(tmp_path)
    plant(planted)
    mine = library_of(planted, role).open("musterstadt")
    told = {name: ROWS[name][1](World(mine), mine) for name in SHOWN}
    assert bool(secrets(repr(told))) == (role is not Role.VIEWER)
    keeps_cases = SEES[role] is Audience.CONFIDENTIAL
    assert bool(told["contacts.contacts_of"]) == keeps_cases
    assert (mine.store.unit(FIRST).rent_last_eur_m2 is not None) == keeps_cases


@pytest.mark.parametrize("role", [Role.VIEWER, Role.STAFF, Role.PLANNER])
def test_only_administrators_add_towns(library, role, caplog):
    mine = library_of(library, role)
    with caplog.at_level(logging.WARNING, "biwaq_geo.access"), pytest.raises(RoleNotAllowedError):
        mine.create(sample_town.PROFILE, layers={}, units=())
    assert caplog.messages == [f"refused: account {role.value}-1, role {role.value}, town"]


@pytest.mark.parametrize("role", Role)
def test_only_those_who_plan_change_the_layers_of_the_map(library, role):
    shelf = library_of(library, role).open("musterstadt").added
    refused = AddedLayerNotFoundError if "layer" in CHANGES[role] else NotAllowedError
    for change in (shelf.remove, shelf.bring_back, lambda key: shelf.rewrite(key, b"")):
        with pytest.raises(refused):
            change("nowhere")


def test_a_kind_that_nobody_knows_is_refused_even_to_administrators():
    with pytest.raises(RoleNotAllowedError):
        PersonAtWork(Person("a", Role.ADMINISTRATOR), pace=Pace()).change(type(object()))
