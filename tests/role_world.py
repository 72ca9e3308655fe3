"""A register and records of it, made for one call of a use case by somebody with a role."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from itertools import count
from typing import Any
from uuid import UUID, uuid4

from biwaq_geo.domain.contacts import Contact
from biwaq_geo.domain.events import Action
from biwaq_geo.domain.filters import SavedFilter
from biwaq_geo.domain.merge import three_way
from biwaq_geo.domain.notes import Note
from biwaq_geo.domain.photos import Photo
from biwaq_geo.domain.scenarios import Scenario
from biwaq_geo.domain.tasks import Task
from biwaq_geo.domain.unit_values import OwnerClass
from biwaq_geo.domain.units import CommercialUnit, UnitState
from biwaq_geo.domain.views import SavedView
from biwaq_geo.services import bulk
from biwaq_geo.services.import_units.mapping import propose_mapping
from biwaq_geo.services.ports import Town
from tests import photo_samples, sample_town
from tests.sample_import import table_of
from tests.sample_town import X0, Y0

TODAY = date(2026, 5, 2)
NOON = datetime(2026, 5, 2, 10, 0, tzinfo=UTC)
WHO = {"actor": "whoever the screen says"}


def today() -> date:
    return TODAY


def now() -> datetime:
    return NOON


NUMBERS = count(1000)


def seen(record: Any) -> dict[str, Any]:
    return {"seen_version": record.version, **WHO}


def of_unit(record: Any) -> dict[str, Any]:
    return {"unit_id": record.unit_id, **seen(record)}


@dataclass
class World:
    """The whole town, and records of it made for one call."""

    whole: Town

    def add(self, record: Any) -> Any:
        with self.whole.store.transaction() as tx:
            tx.add(record, actor="whole")
        return record

    def number(self) -> int:
        return next(NUMBERS)

    def next(self, old: Any, **changes: Any) -> Any:
        return replace(old, version=old.version + 1, **changes)

    def plan(self) -> Scenario:
        made = {"baseline_revision": self.whole.store.revision(), "created_at": NOON}
        return Scenario(uuid4(), "Plan", **made)

    def save(self, old: Any, **changes: Any) -> Any:
        new = self.next(old, **changes)
        with self.whole.store.transaction() as tx:
            tx.save(new, action=Action.EDITED, actor="whole")
        return new

    def unit(self, **values: Any) -> CommercialUnit:
        place = {"unit_id": uuid4(), "position": f"Raum {next(NUMBERS)}"}
        return self.add(sample_town.unit(5, UnitState.VACANT, **(place | values)))

    def note(self) -> Note:
        return self.add(Note(uuid4(), self.unit().unit_id, "Notiz", "whole", NOON))

    def task(self, **values: Any) -> Task:
        return self.add(Task(uuid4(), "Anrufen", TODAY, **values))

    def contact(self) -> Contact:
        return self.add(Contact(uuid4(), "Name (Demo)", "vermitteln", date(2027, 1, 1)))

    def filter(self) -> SavedFilter:
        return self.add(SavedFilter(uuid4(), "Leer", states=(UnitState.VACANT,)))

    def view(self) -> SavedView:
        return self.add(SavedView(uuid4(), "Zentrum", query="ebenen=vacant"))

    def scenario(self, **values: Any) -> Scenario:
        return self.add(replace(self.plan(), **values))

    def photo(self) -> Photo:
        made = self.whole.photos.add(photo_samples.jpeg_of(next(NUMBERS)))
        values = {"sha256": made.sha256, "width": made.width, "height": made.height}
        return self.add(
            Photo(photo_id=uuid4(), unit_id=self.unit().unit_id, added_on=TODAY, **values)
        )

    def removed(self, record: Any) -> Any:
        return self.save(record, removed_on=TODAY)

    def batch(self) -> UUID:
        seen, made = self.unit(), uuid4()
        change = bulk.BulkChange(owner_class=OwnerClass.TOWN)
        bulk.change_units(
            self.whole.store, today, seen={seen.unit_id: 1}, change=change, batch=made, **WHO
        )
        return made

    def conflict(self) -> Any:
        base = self.unit()
        theirs = self.save(base, corner=True)
        since = self.whole.store.events(subject_id=base.unit_id)[-1:]
        mine = replace(base, version=2, windows=2)
        return three_way(base, mine, theirs, action=Action.EDITED, since=since)

    def edited(self, town: Town) -> dict[str, Any]:
        made = self.unit()
        return {"unit_id": made.unit_id, "seen": town.store.unit(made.unit_id)}

    def table(self) -> Any:
        table = table_of("Adresse;Zustand;X;Y", f"Hauptstraße 1;leer;{X0 + 50};{Y0 + 208}")
        return table, propose_mapping(table, as_of=TODAY)


Row = tuple[str, Callable[[World, Town], object]]
"""What a use case changes, and a call of it with the town as somebody works with it."""
