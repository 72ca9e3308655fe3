"""Settle changes of added layers that were cut off between the shelf and the register."""

from biwaq_geo.domain.added_layers import BegunChange
from biwaq_geo.domain.errors import RecordNotFoundError
from biwaq_geo.domain.town_layers import TownLayer, layer_id
from biwaq_geo.services.layer_upload.changes import steps_to
from biwaq_geo.services.ports import Town, Transaction
from biwaq_geo.services.retry import again_after_collision


@again_after_collision
def settle_layers(town: Town) -> None:
    """Put the shelf where the register says, for every change that has begun and not ended.

    What the register does not tell was never confirmed to anybody: the layer goes back to what
    it was before, and one that was being added goes. Of a layer that the register has never
    heard of, nothing tells how it lay before: it stays as it lies.

    Raises
    ------
    StoreBusyError, StoreFullError, StoreReadOnlyError
        The next opening of the town settles it.
    """
    if not town.added.begun():
        return
    # whoever is in the middle of a change holds the register until it has ended
    with town.store.transaction() as tx:
        for change in town.added.begun():
            _settle(town, tx, change)
            town.added.end(change.note)


def _settle(town: Town, tx: Transaction, change: BegunChange) -> None:
    try:
        told = tx.record(TownLayer, layer_id(change.key))
    except RecordNotFoundError:
        if change.new:
            town.added.discard(change.key)
        return
    if all(entry.key != change.key for entry in town.added.layers()):
        return
    for act, _ in steps_to(town, told):
        act()
