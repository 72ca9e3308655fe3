"""Use cases: keep a view of the map under a name, and give it another; `recycle` removes it."""

from dataclasses import replace
from uuid import UUID

from biwaq_geo.domain.errors import EditConflictError, EmptyNameError
from biwaq_geo.domain.events import Action
from biwaq_geo.domain.views import SavedView
from biwaq_geo.services.ports import Store
from biwaq_geo.services.retry import again_after_collision


def saved_views(store: Store) -> list[SavedView]:
    """Return the views by name."""
    kept = [one for one in store.records(SavedView) if one.removed_on is None]
    return sorted(kept, key=lambda one: (one.name.casefold(), one.map_view_id))


@again_after_collision
def save_view(store: Store, *, wanted: SavedView, actor: str) -> SavedView:
    """Keep a new view and return it as saved; the same one sent again changes nothing.

    Raises
    ------
    EmptyNameError
        It has no name.
    TextTooLongError
        Name or view is too long. Nothing was saved.
    """
    named = replace(wanted, name=_named(wanted.name), filter_text=wanted.filter_text.strip())
    with store.transaction() as tx:
        tx.add(named, actor=actor)
    return named


@again_after_collision
def rename_view(
    store: Store, *, map_view_id: UUID, name: str, seen_version: int, actor: str
) -> SavedView:
    """Give the view another name and return it; the same name changes nothing.

    Raises
    ------
    EmptyNameError, TextTooLongError
        As for `save_view`.
    RecordNotFoundError, EditConflictError
        It is not there, or somebody saved it since it was read. Nothing was saved.
    """
    wanted = _named(name)
    with store.transaction() as tx:
        found = tx.record(SavedView, map_view_id)
        if found.version != seen_version:
            raise EditConflictError(subject=map_view_id, seen=seen_version, now=found.version)
        if found.name == wanted:
            return found
        renamed = replace(found, name=wanted, version=found.version + 1)
        tx.save(renamed, action=Action.EDITED, actor=actor)
    return renamed


def _named(name: str) -> str:
    if not name.strip():
        raise EmptyNameError
    return name.strip()
