"""A change of a layer that is killed: shelf and register tell the same at the next start."""

from multiprocessing import get_context

import pytest

from biwaq_geo.adapters.towns import FolderLibrary
from biwaq_geo.domain.town_layers import TownLayer
from tests.layer_workers import ACTS, FIRST, act, act_and_die
from tests.sample_town import PROFILE, layers, units

CONTEXT = get_context("forkserver")
CONTEXT.set_forkserver_preload(["tests.layer_workers"])
KILLED = -9


def lies(town):
    on_shelf = {one.key: (one.removed, one.text.decode()) for one in town.added.layers()}
    told = {
        one.shelf_key: (one.removed_on is not None, one.look)
        for one in town.store.records(TownLayer)
    }
    return on_shelf, told


@pytest.mark.parametrize("after", [False, True], ids=["before the shelf", "before the commit"])
@pytest.mark.parametrize("name", ACTS)
def test_a_killed_change_of_a_layer_never_was_and_can_be_made_again(name, after, tmp_path):
    town = FolderLibrary(tmp_path).create(PROFILE, layers=layers(), units=units())
    for earlier in FIRST[name]:
        act(town, earlier)
    before, number = lies(town), town.store.revision()
    town.store.close()

    writer = CONTEXT.Process(target=act_and_die, args=(tmp_path, name, after))
    writer.start()
    writer.join(300)
    assert writer.exitcode == KILLED

    again = FolderLibrary(tmp_path).open("musterstadt")
    assert lies(again) == before
    assert (again.store.revision(), again.added.begun()) == (number, [])
    act(again, name)
    on_shelf, told = lies(again)
    assert on_shelf == told
    assert again.store.revision() == number + 1
    again.store.verify_chain()
