"""The stories of all units of a register, on any day of it, as one audience may know them."""

from bisect import bisect_right
from collections.abc import Iterable
from threading import Lock
from uuid import UUID

from biwaq_geo.domain.events import Action, Event
from biwaq_geo.domain.records import NAMES
from biwaq_geo.domain.unit_story import UnitStory, unit_story
from biwaq_geo.domain.units import CommercialUnit
from biwaq_geo.services.ports import Store

_UNIT = NAMES[CommercialUnit]

_KEPT = 100_000
"""Stories in memory; one is some hundred bytes."""


class Stories:
    """Reads every event once; any thread may ask.

    One object belongs to one register as one audience sees it.
    """

    def __init__(self) -> None:
        self._events: dict[UUID, list[Event]] = {}
        self._told: dict[tuple[UUID, int], UnitStory] = {}
        self._read = 0
        self._lock = Lock()

    def of(self, store: Store, ids: Iterable[UUID], *, revision: int) -> list[UnitStory]:
        """Return the story of each unit as it was known after event number `revision`."""
        with self._lock:
            self._catch_up(store)
            if len(self._told) > _KEPT:
                self._told.clear()
            return [self._story(store, one, revision) for one in ids]

    def _story(self, store: Store, unit_id: UUID, revision: int) -> UnitStory:
        events = self._events.get(unit_id, [])
        if not events or events[0].action is not Action.ADDED:
            # the unit lay in the recycle bin, and its events were hidden
            events = self._events[unit_id] = list(store.events(subject_id=unit_id))
        until = bisect_right(events, revision, key=lambda event: event.number)
        key = (unit_id, until)
        if key not in self._told:
            self._told[key] = unit_story(events[:until])
        return self._told[key]

    def _catch_up(self, store: Store) -> None:
        now = store.revision()
        if now <= self._read:
            return
        last = now
        for event in store.events(after=self._read):
            last = max(last, event.number)
            if event.subject_kind == _UNIT:
                self._events.setdefault(event.subject_id, []).append(event)
        self._read = last
