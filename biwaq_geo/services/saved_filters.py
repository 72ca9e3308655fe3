"""Use cases: keep a filter under a name, and use it again."""

from dataclasses import replace
from uuid import UUID

from biwaq_geo.domain.errors import EditConflictError, EmptyNameError
from biwaq_geo.domain.events import Action
from biwaq_geo.domain.filters import SavedFilter
from biwaq_geo.services.ports import Store, Today
from biwaq_geo.services.retry import again_after_collision


def saved_filters(store: Store) -> list[SavedFilter]:
    """Return the filters by name."""
    kept = [one for one in store.records(SavedFilter) if one.removed_on is None]
    return sorted(kept, key=lambda one: (one.name.casefold(), one.filter_id))


@again_after_collision
def save_filter(store: Store, *, wanted: SavedFilter, actor: str) -> SavedFilter:
    """Keep a new filter and return it as saved; the same one sent again changes nothing.

    Raises
    ------
    EmptyNameError
        It has no name.
    TextTooLongError
        Name or text is too long. Nothing was saved.
    """
    named = replace(wanted, name=wanted.name.strip(), text=wanted.text.strip())
    if not named.name:
        raise EmptyNameError
    with store.transaction() as tx:
        tx.add(named, actor=actor)
    return named


@again_after_collision
def remove_filter(
    store: Store, today: Today, *, filter_id: UUID, seen_version: int, actor: str
) -> SavedFilter:
    """Put a filter into the recycle bin and return it.

    Raises
    ------
    EditConflictError
        Somebody saved it since it was read. Nothing was saved.
    """
    with store.transaction() as tx:
        found = tx.record(SavedFilter, filter_id)
        if found.version != seen_version:
            raise EditConflictError(subject=filter_id, seen=seen_version, now=found.version)
        gone = replace(found, removed_on=today(), version=found.version + 1)
        tx.save(gone, action=Action.REMOVED, actor=actor)
    return gone
