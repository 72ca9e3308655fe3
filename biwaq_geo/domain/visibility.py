"""What an audience sees of records and of their history."""

from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import MISSING, fields, replace
from functools import cache
from typing import Any, cast

from biwaq_geo.domain.events import Action, Event
from biwaq_geo.domain.fields import Audience, visible
from biwaq_geo.domain.records import KINDS, RecordT, id_field

Blank = Callable[[Any], object]
"""From the value of a hidden field to what stands in its place."""


def sees_kind(kind: type[Any], audience: Audience) -> bool:
    """Say whether the audience may know that such records exist."""
    return bool(visible(cast("Hashable", kind), audience) - {id_field(kind)})


def as_seen(record: RecordT, audience: Audience) -> RecordT:
    """Return the record with the fields above the audience empty.

    A field is empty at its default. The one hidden field that cannot be empty is the day
    of the last look at a unit: the public gets the first day of its month, because a public
    statement must say how old it is while the day tells when staff were where.
    """
    kind = type(record)
    hidden = blanks(kind, audience)
    if not hidden:
        return record
    empty, shown, coarse = _layout(cast("Hashable", kind), audience)
    # `dataclasses.replace` takes four times as long, and a day has thousands of units
    values = empty.copy()
    for place, name in shown:
        values[place] = getattr(record, name)
    for place, name in coarse:
        values[place] = hidden[name](getattr(record, name))
    return kind(*values)


def with_hidden_of(record: RecordT, stored: RecordT, audience: Audience) -> RecordT:
    """Return what the audience saved of a record, the rest as it is stored."""
    hidden = blanks(type(record), audience)
    values = {name: getattr(stored, name) for name in hidden}
    return cast("RecordT", replace(cast("Any", record), **values)) if hidden else record


def is_seen(record: object, audience: Audience) -> bool:
    """Say whether the audience sees the record at all: the public looks into no recycle bin."""
    removed = getattr(record, "removed_on", None) is not None
    return not (removed and audience is Audience.PUBLIC)


def event_as_seen(event: Event, audience: Audience) -> Event | None:
    """Return the event with what the audience may see, None if that is nothing.

    The public learns neither who made a change nor how many there were. The chain's value is
    for those alone who see everything: it would prove a guess at what is hidden.
    """
    if audience is Audience.CONFIDENTIAL:
        return event
    kind = KINDS.get(event.subject_kind)
    if kind is None or not sees_kind(kind, audience):
        return None
    names = visible(cast("Hashable", kind), audience)
    changes = {name: pair for name, pair in event.changes.items() if name in names}
    if event.changes and not changes and event.action is not Action.ADDED:
        return None
    seen = replace(event, changes=changes, chain="")
    if audience is Audience.PUBLIC:
        return replace(seen, actor="", version=0, batch=None, act=None)
    return seen


def events_as_seen(events: Iterable[Event], audience: Audience) -> list[Event]:
    """Return what the audience sees of the events, in their order."""
    seen = (event_as_seen(event, audience) for event in events)
    return [event for event in seen if event is not None]


@cache
def blanks(kind: type[Any], audience: Audience) -> Mapping[str, Blank]:
    """Return what empties each field that the audience may not see.

    The id goes with every record that is seen at all.
    """
    shown = visible(cast("Hashable", kind), audience) | {id_field(kind)}
    return {one.name: _blank(one) for one in fields(kind) if one.name not in shown}


@cache
def _layout(
    kind: Hashable, audience: Audience
) -> tuple[list[object], list[tuple[int, str]], list[tuple[int, str]]]:
    """Return the fields in their order: what is in the empty ones, which are shown, the rest."""
    hidden = blanks(cast("Any", kind), audience)
    known = list(enumerate(fields(cast("Any", kind))))
    empty = [None if one.default is MISSING else one.default for _, one in known]
    shown = [(place, one.name) for place, one in known if one.name not in hidden]
    coarse = [
        (place, one.name) for place, one in known if one.name in hidden and one.default is MISSING
    ]
    return empty, shown, coarse


def _blank(one: Any) -> Blank:
    if one.default is not MISSING:
        return lambda _: one.default
    if one.default_factory is not MISSING:
        return lambda _: one.default_factory()
    return _COARSE[one.name]


_COARSE: Mapping[str, Blank] = {"observed_on": lambda day: day.replace(day=1)}
"""Hidden fields that every record needs."""
