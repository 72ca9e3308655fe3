"""Use case: keep what somebody has typed into a form until it is saved or thrown away."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, cast
from uuid import UUID, uuid4

from biwaq_geo.domain.drafts import Draft
from biwaq_geo.domain.errors import RecordNotFoundError
from biwaq_geo.domain.merge import at_version
from biwaq_geo.domain.record_json import values_from_json, values_to_json
from biwaq_geo.domain.records import RecordT, id_of
from biwaq_geo.services.ports import Now, Store

KEEP_DAYS = 35
"""How long a draft stays that nobody touches: as long as a backup."""


@dataclass(frozen=True, slots=True)
class Typed:
    """What stands in a form and not yet in the register.

    Attributes
    ----------
    seen_version
        The version of the record that was on screen when the typing began.
    values
        Field of the record to the typed value.
    saved_at
        UTC; None before the first keeping.
    act
        Goes with every attempt to save just these values; the id of a new record.
    """

    seen_version: int
    values: Mapping[str, object]
    saved_at: datetime | None = None
    act: UUID = field(default_factory=uuid4)


def keep_typed(
    store: Store,
    now: Now,
    *,
    owner: str,
    form: str,
    kind: type[Any],
    record_id: UUID,
    typed: Typed,
) -> None:
    """Keep what was typed in the place of what was kept before.

    Parameters
    ----------
    owner
        A random key that the browser keeps.
    form
        Name of the form; there is one draft for each form, record and owner.
    kind
        Of the record that the fields belong to.

    Raises
    ------
    StoreError, NotAllowedError
        It was not kept.
    """
    values: dict[str, object] = {
        "act": str(typed.act),
        "seen_version": typed.seen_version,
        "values": values_to_json(cast("Hashable", kind), typed.values),
    }
    store.keep_draft(Draft(owner, _place(form, record_id), values, now()))


def find_typed(
    store: Store, *, owner: str, form: str, kind: type[Any], record_id: UUID
) -> Typed | None:
    """Return what was typed and neither saved nor thrown away.

    A draft that an older version of this application wrote and that no longer fits the
    fields of the record is not found.
    """
    found = store.draft(owner=owner, form=_place(form, record_id))
    if found is None:
        return None
    seen, values = found.values.get("seen_version"), found.values.get("values")
    if not isinstance(seen, int) or not isinstance(values, dict):
        return None
    try:
        act = UUID(str(found.values.get("act")))
        known = values_from_json(cast("Hashable", kind), values)
        return Typed(seen, known, found.saved_at, act)
    except (KeyError, TypeError, ValueError):
        return None


def saved_meanwhile(store: Store, *, kind: type[RecordT], typed: Typed) -> RecordT | None:
    """Return the new record that was typed, if it was saved and only the answer got lost."""
    try:
        return store.record(kind, typed.act)
    except RecordNotFoundError:
        return None


def left_to_save(store: Store, record: RecordT, typed: Typed) -> Mapping[str, object]:
    """Return what was typed of a new record after it was saved, by field."""
    first = at_version(record, store.events(subject_id=id_of(record)), 1)
    return {name: value for name, value in typed.values.items() if value != getattr(first, name)}


def drop_typed(store: Store, *, owner: str, form: str, record_id: UUID) -> None:
    """Forget what was typed: it is saved, or somebody threw it away."""
    store.drop_draft(owner=owner, form=_place(form, record_id))


def forget_old(store: Store, now: Now) -> int:
    """Delete the drafts of all people that nobody has touched for `KEEP_DAYS`; say how many."""
    return store.drop_drafts_before(now() - timedelta(days=KEEP_DAYS))


def _place(form: str, record_id: UUID) -> str:
    return f"{form}:{record_id}"
