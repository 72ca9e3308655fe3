"""Whatever is done to an added layer is told by the register, and can be taken back."""

from contextlib import contextmanager

import pytest

from biwaq_geo.adapters.layer_shelf import FolderShelf
from biwaq_geo.domain.errors import (
    AddedLayerNotFoundError,
    EditConflictError,
    StoreBusyError,
    StoreFullError,
)
from biwaq_geo.domain.events import Action
from biwaq_geo.domain.town_layers import TownLayer, layer_id
from biwaq_geo.mapping.layer_writer import layer_toml
from biwaq_geo.services.layer_upload.changes import (
    bring_back_layer,
    change_layer,
    layer_records,
    remove_layer,
)
from biwaq_geo.services.layer_upload.keep import add_layer
from biwaq_geo.services.undo import take_back
from tests import sample_layer
from tests.fakes import FakeTown
from tests.role_table_layers import planned
from tests.role_world import now, today
from tests.sample_layer import KEY
from tests.sample_town import EPSG

WHO = {"actor": "Amt"}
LAYER = layer_id(KEY)


@pytest.fixture
def town(store, tmp_path):
    made = FakeTown()
    made.store = store
    made.added = FolderShelf(tmp_path, epsg=EPSG)
    return made


def added(town, **values):
    text = layer_toml(sample_layer.spec(**values))
    return add_layer(town, now, plan=planned(town), key=KEY, order=55, text=text, **WHO)


def changed(town, *, seen_version=1, **values):
    text = layer_toml(sample_layer.spec(**values))
    return change_layer(town, key=KEY, text=text, seen_version=seen_version, **WHO)


def undone(town, layer):
    return take_back(
        town, today, kind=TownLayer, record_id=LAYER, seen_version=layer.version, **WHO
    )


def told(town):
    return [(one.action, one.actor) for one in town.store.events(subject_id=LAYER)]


def shelf(town):
    return [(one.key, one.removed) for one in town.added.layers()]


def test_every_change_of_a_layer_is_an_event_with_who_and_what(town):
    added(town)
    changed(town, title={"de": "Bolzplätze", "en": "Pitches"})
    changed(town, seen_version=2, title={"de": "Bolzplätze", "en": "Pitches"}, hidden=True)
    remove_layer(town, today, key=KEY, **WHO)
    bring_back_layer(town, key=KEY, **WHO)
    steps = (Action.ADDED, Action.EDITED, Action.EDITED, Action.REMOVED, Action.RESTORED)
    assert told(town) == [(action, "Amt") for action in steps]
    events = town.store.events(subject_id=LAYER)
    assert events[1].changes["layer_title"] == ("Spielplätze", "Bolzplätze")
    assert events[2].changes["hidden"] == (False, True)
    assert "seen_by" not in events[1].changes
    record = layer_records(town.store)[KEY]
    assert (record.file_name, record.feature_count, record.seen_by) == (
        "leerstand.csv",
        3,
        "public",
    )
    assert shelf(town) == [(KEY, False)]
    town.store.verify_chain()


def test_each_change_is_taken_back_on_the_shelf_and_in_the_register(town):
    before = added(town).look
    changed(town, title={"de": "Bolzplätze", "en": "Pitches"})
    back = undone(town, layer_records(town.store)[KEY])
    assert (back.look, town.added.layers()[0].text.decode()) == (before, before)
    gone = remove_layer(town, today, key=KEY, **WHO)
    assert shelf(town) == [(KEY, True)]
    undone(town, gone)
    assert shelf(town) == [(KEY, False)]
    again = undone(town, layer_records(town.store)[KEY])
    assert shelf(town) == [(KEY, True)]
    undone(town, again)
    assert told(town)[-1][0] is Action.UNDONE


def test_what_was_just_added_is_taken_off_the_shelf_and_comes_back(town):
    gone = undone(town, added(town))
    assert shelf(town) == [(KEY, True)]
    undone(town, gone)
    assert shelf(town) == [(KEY, False)]


def test_a_layer_that_somebody_else_has_changed_since_stays_as_it_is(town):
    added(town)
    theirs = changed(town, title={"de": "Ihre", "en": "Theirs"})
    with pytest.raises(EditConflictError):
        changed(town, title={"de": "Meine", "en": "Mine"})
    assert town.added.layers()[0].text.decode() == theirs.look
    assert len(told(town)) == 2


def test_a_layer_from_before_the_register_knew_of_layers_is_told_first(town):
    sample_layer.add(town)
    changed(town, seen_version=None, title={"de": "Neu", "en": "New"})
    assert [action for action, _ in told(town)] == [Action.ADDED, Action.EDITED]


def test_a_layer_that_is_not_there_leaves_no_event(town):
    for change in (
        lambda: changed(town, seen_version=None),
        lambda: remove_layer(town, today, key=KEY, **WHO),
        lambda: bring_back_layer(town, key=KEY, **WHO),
    ):
        with pytest.raises(AddedLayerNotFoundError):
            change()
    assert told(town) == []


def test_a_shelf_that_is_full_leaves_no_event(town, monkeypatch):
    added(town)

    def full(*_given, **_named):
        raise StoreFullError

    monkeypatch.setattr(town.added, "rewrite", full)
    with pytest.raises(StoreFullError):
        changed(town, title={"de": "Neu", "en": "New"})
    assert len(told(town)) == 1


@pytest.mark.parametrize("step", ["add", "change", "remove", "bring back"])
def test_a_register_that_fails_at_the_last_leaves_the_shelf_as_it_was(town, step, monkeypatch):
    acts = {
        "add": lambda: added(town),
        "change": lambda: changed(town, seen_version=None, title={"de": "Neu", "en": "New"}),
        "remove": lambda: remove_layer(town, today, key=KEY, **WHO),
        "bring back": lambda: bring_back_layer(town, key=KEY, **WHO),
    }
    if step != "add":
        added(town)
    if step == "bring back":
        remove_layer(town, today, key=KEY, **WHO)
    before = [(one.key, one.removed, one.text) for one in town.added.layers()], told(town)
    whole = town.store.transaction

    @contextmanager
    def fails_at_the_end():
        with whole() as tx:
            yield tx
            raise StoreBusyError

    with monkeypatch.context() as broken:
        broken.setattr(town.store, "transaction", fails_at_the_end)
        with pytest.raises(StoreBusyError):
            acts[step]()
    assert ([(one.key, one.removed, one.text) for one in town.added.layers()], told(town)) == before
    acts[step]()
    assert len(told(town)) == len(before[1]) + 1
