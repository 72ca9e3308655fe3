"""The register as one audience sees it: what is above it is not there."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from copy import copy
from datetime import datetime
from functools import lru_cache
from operator import attrgetter
from uuid import UUID

from biwaq_geo.domain.drafts import Draft
from biwaq_geo.domain.errors import NotAllowedError, RecordNotFoundError
from biwaq_geo.domain.events import Event
from biwaq_geo.domain.fields import Audience
from biwaq_geo.domain.records import KINDS, NAMES, RecordT, id_of
from biwaq_geo.domain.scenarios import Scenario
from biwaq_geo.domain.units import CommercialUnit
from biwaq_geo.domain.visibility import as_seen, events_as_seen, is_seen, sees_kind
from biwaq_geo.services.ports import Store, Transaction
from biwaq_geo.services.visible_transaction import VisibleTransaction
from biwaq_geo.services.worker import LOCAL, Worker

_STATES_KEPT = 8


class VisibleStore:
    """`services.ports.Store` over a register, for one audience and whoever works with it.

    Fields above the audience are empty (see `domain.visibility.as_seen`), kinds of records
    that are not for it do not exist, the history holds what it may see. The public reads
    only; what the others save leaves hidden fields as they are.
    """

    def __init__(self, store: Store, audience: Audience) -> None:
        self._store = store
        self._audience = audience
        self._worker = LOCAL
        # the past never changes, and a map asks for the present once for each layer
        self._seen_at = lru_cache(maxsize=_STATES_KEPT)(self._read)
        self._gone_at = lru_cache(maxsize=1)(self._gone)

    @contextmanager
    def transaction(self) -> Iterator[Transaction]:
        """Begin a transaction; raises NotAllowedError for the public, TooFastError."""
        self._worker.begin()
        self._refuse_public()
        with self._store.transaction() as begun:
            yield VisibleTransaction(begun, self._audience, self._worker)

    def read_at(self) -> datetime | None:
        """Return when the present answers were read if the database is away, else None."""
        return self._store.read_at()

    def revision(self) -> int:
        """Return the number of the last event, 0 for an empty store."""
        return self._store.revision()

    def revision_at(self, moment: datetime) -> int:
        """Return the number of the last event before the moment, 0 if there is none."""
        return self._store.revision_at(moment)

    def unit(self, unit_id: UUID) -> CommercialUnit:
        """Return the unit; raises UnitNotFoundError."""
        return self.record(CommercialUnit, unit_id)

    def units(self, *, at_revision: int | None = None) -> Sequence[CommercialUnit]:
        """Return the units by address, position, id, now or after that event."""
        found = self.records(CommercialUnit, at_revision=at_revision)
        kept = [unit for unit in found if unit.removed_on is None]
        # they come by id, and those of one place stay in that order
        return sorted(kept, key=attrgetter("address", "position"))

    def record(self, kind: type[RecordT], record_id: UUID) -> RecordT:
        """Return a record; raises the error of its kind if there is none to be seen."""
        if not sees_kind(kind, self._audience):
            raise RecordNotFoundError(kind=NAMES[kind], id=record_id)
        found = self._store.record(kind, record_id)
        if not is_seen(found, self._audience):
            raise RecordNotFoundError(kind=NAMES[kind], id=record_id)
        return as_seen(found, self._audience)

    def records(self, kind: type[RecordT], *, at_revision: int | None = None) -> Sequence[RecordT]:
        """Return all records of a kind that are to be seen, now or after that event, by id."""
        if not sees_kind(kind, self._audience):
            return ()
        now = self.revision()
        found = self._seen_at(kind, now if at_revision is None else min(at_revision, now))
        gone = self._gone_at(now)
        return [one for one in found if id_of(one) not in gone] if gone else found

    def scenarios(self, *, archived: bool = False) -> Sequence[Scenario]:
        """Return the scenarios by creation time."""
        if not sees_kind(Scenario, self._audience):
            return ()
        return [as_seen(one, self._audience) for one in self._store.scenarios(archived=archived)]

    def scenario(self, scenario_id: UUID) -> Scenario:
        """Return the scenario; raises ScenarioNotFoundError, RecordNotFoundError."""
        return self.record(Scenario, scenario_id)

    def events(
        self, *, subject_id: UUID | None = None, after: int = 0, limit: int | None = None
    ) -> Sequence[Event]:
        """Return events with a number above `after`, oldest first."""
        seen: list[Event] = []
        while True:
            page = self._store.events(subject_id=subject_id, after=after, limit=limit)
            gone = self._gone_at(self.revision())
            shown = (event for event in page if event.subject_id not in gone)
            seen += events_as_seen(shown, self._audience)
            if limit is None or len(page) < limit or len(seen) >= limit:
                return seen[:limit]
            after = page[-1].number

    def draft(self, *, owner: str, form: str) -> Draft | None:
        """Return what the owner has typed; the public types nothing."""
        if self._audience is Audience.PUBLIC:
            return None
        return self._store.draft(owner=owner, form=form)

    def keep_draft(self, draft: Draft) -> None:
        """Keep a draft; raises NotAllowedError for the public."""
        self._worker.draft()
        self._refuse_public()
        self._store.keep_draft(draft)

    def drop_draft(self, *, owner: str, form: str) -> None:
        """Forget the draft, if there is one; raises NotAllowedError for the public."""
        self._worker.draft()
        self._refuse_public()
        self._store.drop_draft(owner=owner, form=form)

    def drop_drafts_before(self, moment: datetime) -> int:
        """Forget everybody's old drafts; raises NotAllowedError, RoleNotAllowedError."""
        self._refuse_public()
        self._worker.add_town()
        return self._store.drop_drafts_before(moment)

    def _read(self, kind: type[RecordT], revision: int) -> Sequence[RecordT]:
        found = self._store.records(kind, at_revision=revision)
        return tuple(as_seen(one, self._audience) for one in found)

    def _gone(self, revision: int) -> frozenset[UUID]:
        """Return what lies in the recycle bin now: its past is hidden with it."""
        if self._audience is not Audience.PUBLIC:
            return frozenset()
        return frozenset(
            id_of(one)
            for kind in KINDS.values()
            if sees_kind(kind, self._audience)
            for one in self._store.records(kind, at_revision=revision)
            if not is_seen(one, self._audience)
        )

    def _refuse_public(self) -> None:
        if self._audience is Audience.PUBLIC:
            raise NotAllowedError(audience=self._audience.name.lower())


def worked_by(store: VisibleStore, worker: Worker) -> VisibleStore:
    """Return the same register for whoever works with it; what was read is shared."""
    mine = copy(store)
    mine._worker = worker  # noqa: SLF001 -- a copy of the whole has the parts of the whole
    return mine
