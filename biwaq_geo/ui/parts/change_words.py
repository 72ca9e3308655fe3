"""One change of a record in plain words."""

from collections.abc import Hashable, Iterable, Mapping
from datetime import date
from typing import cast

from shapely import Point

from biwaq_geo.domain.events import Action, Event
from biwaq_geo.domain.fields import about
from biwaq_geo.domain.records import KINDS
from biwaq_geo.domain.units import DatePrecision
from biwaq_geo.services.history import Told
from biwaq_geo.texts import Texts
from biwaq_geo.ui.parts.record_words import record_words
from biwaq_geo.ui.parts.unit_words import as_known

SILENT = frozenset({"version", "building_id", "removed_on", "sha256", "width", "height", "author"})
"""Fields that say nothing to people, or that the kind of change says already."""

TAKEN_OVER = "import"
"""Whom the store names where units came with the town."""

Known = tuple[DatePrecision, DatePrecision]

FIRST_TOLD = ("state", "since", "occupant", "branch", "last_branch", "floor_area_m2", "position")
"""Of a unit that was added; the card has the rest."""

SUBJECTS = {
    "note": "text",
    "task": "title",
    "photo": "caption",
    "business": "name",
    "layer": "layer_title",
}
"""What a record that belongs to a unit is called by."""


def headline(told: Told, texts: Texts) -> str:
    """Say when, who, and what kind of change."""
    event = told.event
    action = texts(f"mark.event_{event.action}")
    if told.about is not None:
        action = f"{texts(f'timeline.{event.subject_kind}')} {action}"
    if event.batch is not None:
        action = f"{action} ({texts('timeline.batch')})"
    return texts(
        "timeline.head",
        time=texts.time(event.at),
        actor=_actor(event, texts),
        action=action,
    )


def _actor(event: Event, texts: Texts) -> str:
    if event.actor == TAKEN_OVER:
        return texts("timeline.base_data")
    return event.actor or texts("timeline.someone")


def precisions(told: Iterable[Told]) -> Mapping[int, Known]:
    """Return by the number of the event how exactly the unit's beginning was known.

    `told` is the whole timeline of a unit, oldest first.
    """
    found: dict[int, Known] = {}
    now = DatePrecision.ESTIMATED
    for one in told:
        before = now
        if one.about is None and "since_precision" in one.event.changes:
            now = DatePrecision(str(one.event.changes["since_precision"][1]))
        found[one.event.number] = (before, now)
    return found


def change_lines(told: Told, texts: Texts, *, known: Known) -> list[str]:
    """Say what changed, one line for each field; no line where the headline says it all.

    Parameters
    ----------
    known
        How exactly the beginning was known before and after the change.
    """
    if told.about is not None:
        return _of_something(told, texts)
    event = told.event
    names = FIRST_TOLD if event.action is Action.ADDED else tuple(event.changes)
    lines = [
        _since(event, known, texts) if name == "since" else _line(event, name, texts)
        for name in _shown(event, names)
    ]
    precision_only = "since_precision" in event.changes and "since" not in event.changes
    if precision_only and event.action is not Action.ADDED:
        lines.append(_line(event, "since_precision", texts))
    return lines


def _shown(event: Event, names: Iterable[str]) -> list[str]:
    kept = (name for name in names if name in event.changes and name != "since_precision")
    told = [name for name in kept if name not in SILENT and not name.endswith("_id")]
    # events keep their fields by name; people read them in the order of the card
    order = list(about(cast("Hashable", KINDS[event.subject_kind])))
    return sorted(told, key=lambda name: (name == "observed_on", order.index(name)))


def _since(event: Event, known: Known, texts: Texts) -> str:
    field = texts("field.since")
    old, new = (
        as_known(date.fromisoformat(str(day)), precision, texts) if day else None
        for day, precision in zip(event.changes["since"], known, strict=True)
    )
    if new is None:
        return texts("timeline.emptied", field=field, old=old)
    if old is None:
        return texts("timeline.set", field=field, new=new)
    return texts("timeline.changed", field=field, new=new, old=old)


def _of_something(told: Told, texts: Texts) -> list[str]:
    event = told.event
    called = SUBJECTS[event.subject_kind]
    lines = [_line(event, name, texts) for name in _shown(event, event.changes) if name != called]
    if event.action is Action.ADDED:
        lines = []
    name = event.changes.get(called, (None, getattr(told.about, called)))[1]
    return [_word(event, called, name, texts), *lines] if name else lines


def _line(event: Event, name: str, texts: Texts) -> str:
    field = texts(f"field.{name}")
    if name == "location":
        return texts("timeline.moved", field=field, length=_moved(event, texts))
    if name == "look":
        return texts("timeline.look")
    before, after = event.changes[name]
    old, new = (_word(event, name, value, texts) for value in (before, after))
    if event.action is Action.ADDED or not _told(before):
        return texts("timeline.set", field=field, new=new)
    if not _told(after):
        return texts("timeline.emptied", field=field, old=old)
    return texts("timeline.changed", field=field, new=new, old=old)


def _moved(event: Event, texts: Texts) -> str:
    """Return how far a unit was moved, in metres of the town's CRS."""
    before, after = (Point(cast("list[float]", place)) for place in event.changes["location"])
    return texts.number(before.distance(after), unit="m")


def _told(value: object) -> bool:
    return value is not None and value not in ("", [])


def _word(event: Event, name: str, value: object, texts: Texts) -> str:
    kind = cast("Hashable", KINDS[event.subject_kind])
    return record_words(kind, name, value, texts)
