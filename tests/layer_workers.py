"""What is done to the layers of a town in tests of faults, here or in another process."""

from biwaq_geo.adapters.layer_shelf import FolderShelf
from biwaq_geo.adapters.towns import FolderLibrary
from biwaq_geo.mapping.layer_writer import layer_toml
from biwaq_geo.services.layer_upload.changes import bring_back_layer, change_layer, remove_layer
from biwaq_geo.services.layer_upload.keep import add_layer
from tests import sample_layer
from tests.fault_workers import die_at
from tests.role_table_layers import planned
from tests.role_world import now, today
from tests.sample_layer import KEY

WHO = {"actor": "Amt"}
NEW_NAME = {"de": "Bolzplätze", "en": "Pitches"}

ACTS = {
    "add": lambda town: add_layer(
        town,
        now,
        plan=planned(town),
        key=KEY,
        order=55,
        text=layer_toml(sample_layer.spec()),
        **WHO,
    ),
    "change": lambda town: change_layer(
        town,
        key=KEY,
        text=layer_toml(sample_layer.spec(title=NEW_NAME)),
        seen_version=None,
        **WHO,
    ),
    "remove": lambda town: remove_layer(town, today, key=KEY, **WHO),
    "bring back": lambda town: bring_back_layer(town, key=KEY, **WHO),
}
FIRST = {"add": (), "change": ("add",), "remove": ("add",), "bring back": ("add", "remove")}
"""What goes before each act."""

ON_THE_SHELF = {
    "add": "add",
    "change": "rewrite",
    "remove": "remove",
    "bring back": "bring_back",
}
"""What each act asks the shelf for."""


def act(town, name):
    """Do one of the acts."""
    return ACTS[name](town)


def act_and_die(state_dir, name, after):
    """Do one of the acts; die before or after the shelf has changed, before the commit."""
    town = FolderLibrary(state_dir).open("musterstadt")
    die_at(FolderShelf, ON_THE_SHELF[name], call=1, after=after)
    act(town, name)
