"""Change an added layer, take it off the shelf, bring it back, and take any of it back.

Shelf and register change together: the shelf at the end of the transaction, so that nothing
is told of what did not happen. Should the register fail at the very last, the shelf goes back;
should the process end in between, a note on the shelf says so (`settle`).
"""

import tomllib
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from typing import Any
from uuid import UUID

from biwaq_geo.domain.added_layers import AddedLayer
from biwaq_geo.domain.errors import BiwaqError, EditConflictError, RecordNotFoundError
from biwaq_geo.domain.events import Action
from biwaq_geo.domain.fields import TEXT_LENGTH
from biwaq_geo.domain.town_layers import TownLayer, layer_id
from biwaq_geo.services.ports import Store, Today, Town, Transaction
from biwaq_geo.services.retry import again_after_collision
from biwaq_geo.services.reversal import before

Shelf = Callable[[], None]


def layer_records(store: Store) -> dict[str, TownLayer]:
    """Return by key what the register tells of added layers, removed ones too."""
    return {one.shelf_key: one for one in store.records(TownLayer)}


def told_of(entry: AddedLayer) -> TownLayer:
    """Return what the register tells of a layer that it does not know yet."""
    bare = TownLayer(
        layer_id(entry.key),
        entry.key,
        file_name=entry.origin.file_name[:TEXT_LENGTH],
        feature_count=entry.origin.features,
    )
    return looking(bare, entry.text.decode())


def looking(layer: TownLayer, text: str) -> TownLayer:
    """Return the layer with another layer file; raises ValueError for text that is none."""
    said = tomllib.loads(text)
    return replace(
        layer,
        layer_title=str(said.get("title", {}).get("de", "")),
        seen_by="public" if said.get("audience") == "public" else "internal",
        hidden=bool(said.get("hidden", False)),
        look=text,
    )


def change_layer(
    town: Town, *, key: str, text: str, seen_version: int | None, actor: str
) -> TownLayer:
    """Give a layer another layer file and return what the register tells of it.

    Parameters
    ----------
    seen_version
        Of the register's record when the person began; None if there was none.

    Raises
    ------
    AddedLayerNotFoundError, EditConflictError, NotAllowedError, RoleNotAllowedError
        Nothing was changed.
    """

    def changed(tx: Transaction) -> TownLayer:
        found = _known(tx, town, key, actor=actor)
        if seen_version not in {None, found.version}:
            raise EditConflictError(subject=found.layer_id, seen=seen_version, now=found.version)
        new = looking(replace(found, version=found.version + 1), text)
        tx.save(new, action=Action.EDITED, actor=actor)
        return new

    return _together(town, changed)


def remove_layer(town: Town, today: Today, *, key: str, actor: str) -> TownLayer:
    """Take a layer off the shelf, a damaged one too; raises as `change_layer`."""

    def removed(tx: Transaction) -> TownLayer:
        found = _known(tx, town, key, actor=actor)
        gone = replace(found, removed_on=today(), version=found.version + 1)
        tx.save(gone, action=Action.REMOVED, actor=actor)
        return gone

    return _together(town, removed)


def bring_back_layer(town: Town, *, key: str, actor: str) -> TownLayer:
    """Put a removed layer back; raises as `change_layer`."""

    def back(tx: Transaction) -> TownLayer:
        found = _known(tx, town, key, actor=actor)
        here = replace(found, removed_on=None, version=found.version + 1)
        tx.save(here, action=Action.RESTORED, actor=actor)
        return here

    return _together(town, back)


def take_back_layer(
    town: Town, today: Today, *, record_id: UUID, seen_version: int, actor: str
) -> TownLayer:
    """Take back what was last done to a layer; one just added goes off the shelf.

    Raises
    ------
    RecordNotFoundError, EditConflictError, AddedLayerNotFoundError
        Nothing was changed.
    """

    def taken_back(tx: Transaction) -> TownLayer:
        found = tx.record(TownLayer, record_id)
        if seen_version != found.version:
            raise EditConflictError(subject=record_id, seen=seen_version, now=found.version)
        last = tx.events_of(record_id)[-1]
        added = last.action is Action.ADDED
        gone = replace(found, removed_on=today(), version=found.version + 1)
        old = gone if added else before(found, last)
        tx.save(old, action=Action.REMOVED if added else Action.UNDONE, actor=actor)
        return old

    return _together(town, taken_back)


def _known(tx: Transaction, town: Town, key: str, *, actor: str) -> TownLayer:
    """Return what the register tells; of what it does not know it is told first."""
    try:
        return tx.record(TownLayer, layer_id(key))
    except RecordNotFoundError:
        entry = next((one for one in town.added.layers() if one.key == key), None)
        # a layer whose files are damaged is known by its key alone
        first = TownLayer(layer_id(key), key, layer_title=key) if entry is None else told_of(entry)
        tx.add(first, actor=actor)
        return first


@again_after_collision
def _together(town: Town, change: Callable[[Transaction], TownLayer]) -> TownLayer:
    back: list[Shelf] = []
    note = None
    try:
        with town.store.transaction() as tx:
            new = change(tx)
            for act, reverse in steps_to(town, new):
                note = note or town.added.begin(new.shelf_key, new=False)
                act()
                back.append(reverse)
    except BiwaqError:
        for reverse in reversed(back):
            reverse()
        end_quietly(town, note)
        raise
    end_quietly(town, note)
    return new


def end_quietly(town: Town, note: str | None) -> None:
    """End a change; a note that cannot be taken away is taken away when the town is opened."""
    if note is not None:
        with suppress(BiwaqError):
            town.added.end(note)


def steps_to(town: Town, new: TownLayer) -> list[tuple[Shelf, Shelf]]:
    """Return what makes the shelf what the register will tell, each step with its reversal."""
    shelf, key = town.added, new.shelf_key
    entry = next((one for one in shelf.layers() if one.key == key), None)
    off, on = (lambda: shelf.remove(key)), (lambda: shelf.bring_back(key))
    steps: list[tuple[Shelf, Shelf]] = []
    lies = entry is None or not entry.removed
    if lies and new.removed_on is not None:
        steps.append((off, on))
    if not lies and new.removed_on is None:
        steps.append((on, off))
    if entry is None and not steps:
        # the shelf itself says that there is no such layer
        steps.append((lambda: shelf.rewrite(key, new.look.encode()), lambda: None))
    elif entry is not None and new.removed_on is None and new.look.encode() != entry.text:
        was: Any = entry.text
        steps.append(
            (
                lambda: shelf.rewrite(key, new.look.encode()),
                lambda: shelf.rewrite(key, was),
            )
        )
    return steps
