"""A transaction of those who do not see everything."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from biwaq_geo.domain.errors import NotAllowedError, RecordNotFoundError
from biwaq_geo.domain.events import Action, Event
from biwaq_geo.domain.fields import Audience
from biwaq_geo.domain.records import NAMES, Record, RecordT, id_of
from biwaq_geo.domain.scenarios import Scenario
from biwaq_geo.domain.units import CommercialUnit
from biwaq_geo.domain.visibility import as_seen, events_as_seen, sees_kind, with_hidden_of
from biwaq_geo.services.ports import Transaction
from biwaq_geo.services.worker import LOCAL, Worker


class VisibleTransaction:
    """`services.ports.Transaction` for one audience and whoever works with the register.

    A save leaves fields above the audience as they are stored. Taking back a change takes
    back what the audience sees of it.
    """

    def __init__(self, begun: Transaction, audience: Audience, worker: Worker = LOCAL) -> None:
        self._begun = begun
        self._audience = audience
        self._worker = worker

    def unit(self, unit_id: UUID) -> CommercialUnit:
        """Return the unit; raises UnitNotFoundError."""
        return self.record(CommercialUnit, unit_id)

    def add_unit(self, unit: CommercialUnit, *, actor: str) -> None:
        """Save a new unit; as `add`."""
        self.add(unit, actor=actor)

    def save_unit(self, unit: CommercialUnit, *, action: Action, actor: str) -> None:
        """Save a unit; as `save`."""
        self.save(unit, action=action, actor=actor)

    def scenario(self, scenario_id: UUID) -> Scenario:
        """Return the scenario; raises ScenarioNotFoundError."""
        return self.record(Scenario, scenario_id)

    def add_scenario(self, scenario: Scenario, *, actor: str) -> None:
        """Save a new scenario; as `add`."""
        self.add(scenario, actor=actor)

    def save_scenario(self, scenario: Scenario, *, action: Action, actor: str) -> None:
        """Save a scenario; as `save`."""
        self.save(scenario, action=action, actor=actor)

    def record(self, kind: type[RecordT], record_id: UUID) -> RecordT:
        """Return a record; raises the error of its kind if there is none to be seen."""
        if not sees_kind(kind, self._audience):
            raise RecordNotFoundError(kind=NAMES[kind], id=record_id)
        return as_seen(self._begun.record(kind, record_id), self._audience)

    def records(self, kind: type[RecordT]) -> Sequence[RecordT]:
        """Return all records of a kind that are to be seen, removed ones too, by id."""
        if not sees_kind(kind, self._audience):
            return ()
        return [as_seen(one, self._audience) for one in self._begun.records(kind)]

    def add(self, record: Record, *, actor: str) -> None:
        """Save a new record; raises NotAllowedError for a kind above the audience."""
        self.add_all([record], actor=actor)

    def add_all(self, records: Iterable[Record], *, actor: str, batch: UUID | None = None) -> None:
        """Save many new records of one kind, each as `add` does."""
        given = list(records)
        for one in given:
            self._refuse_hidden(one)
        self._begun.add_all(given, actor=self._worker.actor(actor), batch=batch)

    def save(
        self,
        record: Record,
        *,
        action: Action,
        actor: str,
        batch: UUID | None = None,
        act: UUID | None = None,
    ) -> None:
        """Save a record whose version is one above the stored one.

        Raises
        ------
        EditConflictError
            The stored version is another one.
        NotAllowedError
            The kind is above the audience.
        """
        self._refuse_hidden(record)
        stored = self._begun.record(type(record), id_of(record))
        whole = with_hidden_of(record, stored, self._audience)
        named = self._worker.actor(actor)
        self._begun.save(whole, action=action, actor=named, batch=batch, act=act)

    def forget(self, record: Record, *, actor: str) -> None:
        """Delete a record for good; raises NotAllowedError for a kind above the audience."""
        self._refuse_hidden(record)
        self._begun.forget(record, actor=self._worker.actor(actor))

    def events_of(self, subject_id: UUID) -> Sequence[Event]:
        """Return the events of one record, oldest first."""
        return events_as_seen(self._begun.events_of(subject_id), self._audience)

    def events_of_batch(self, batch: UUID) -> Sequence[Event]:
        """Return the events of one act on many records, oldest first."""
        return events_as_seen(self._begun.events_of_batch(batch), self._audience)

    def revision(self) -> int:
        """Return the number of the last event, 0 for an empty store."""
        return self._begun.revision()

    def _refuse_hidden(self, record: Record) -> None:
        self._worker.change(type(record))
        if not sees_kind(type(record), self._audience):
            raise NotAllowedError(audience=self._audience.name.lower())
