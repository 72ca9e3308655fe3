"""A register in memory that keeps the promises of the ports."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import fields, is_dataclass, replace
from datetime import UTC, datetime
from uuid import UUID

import geopandas as gpd

from biwaq_geo.domain.errors import (
    EditConflictError,
    ScenarioNotFoundError,
    TownBrokenError,
    UnitNotFoundError,
)
from biwaq_geo.domain.events import Action, Event
from biwaq_geo.domain.record_json import record_changes
from biwaq_geo.domain.scenarios import Scenario
from biwaq_geo.domain.towns import BASE_LAYERS, TownProfile
from biwaq_geo.domain.units import CommercialUnit
from tests import sample_town

Record = CommercialUnit | Scenario
AT = datetime(2026, 5, 2, 9, 0, tzinfo=UTC)


class FakeStore:
    """Every record as it was after every event; a transaction that raises leaves no trace."""

    def __init__(self, units: Sequence[CommercialUnit] = ()) -> None:
        self._log: list[tuple[Event, Record]] = []
        with self.transaction() as tx:
            for unit in units:
                tx.add_unit(unit, actor="import")

    @contextmanager
    def transaction(self) -> Iterator["FakeTransaction"]:
        work = FakeTransaction(list(self._log))
        yield work
        self._log = work.log

    def read_at(self) -> datetime | None:
        return None

    def revision(self) -> int:
        return len(self._log)

    def unit(self, unit_id: UUID) -> CommercialUnit:
        return FakeTransaction(self._log).unit(unit_id)

    def units(self, *, at_revision: int | None = None) -> Sequence[CommercialUnit]:
        log = self._log if at_revision is None else self._log[:at_revision]
        last = {rec.unit_id: rec for _, rec in log if isinstance(rec, CommercialUnit)}
        return sorted(last.values(), key=lambda u: (u.address, u.position, u.unit_id))

    def records(self, kind: type[Record], *, at_revision: int | None = None) -> Sequence[Record]:
        last = {e.subject_id: rec for e, rec in self._log[:at_revision] if isinstance(rec, kind)}
        return [last[key] for key in sorted(last)]

    def scenarios(self, *, archived: bool = False) -> Sequence[Scenario]:
        last = {rec.scenario_id: rec for _, rec in self._log if isinstance(rec, Scenario)}
        kept = [each for each in last.values() if archived or not each.archived]
        return sorted(kept, key=lambda each: each.created_at)

    def scenario(self, scenario_id: UUID) -> Scenario:
        return FakeTransaction(self._log).scenario(scenario_id)

    def events(
        self, *, subject_id: UUID | None = None, after: int = 0, limit: int | None = None
    ) -> Sequence[Event]:
        found = [event for event, _ in self._log if event.number > after]
        return [e for e in found if subject_id in {None, e.subject_id}][:limit]


class FakeTransaction:
    def __init__(self, log: list[tuple[Event, Record]]) -> None:
        self.log = log

    def unit(self, unit_id: UUID) -> CommercialUnit:
        found = self._last(unit_id)
        if not isinstance(found, CommercialUnit):
            raise UnitNotFoundError(unit_id=unit_id)
        return found

    def record(self, kind: type[Record], record_id: UUID) -> Record:
        return self.unit(record_id) if kind is CommercialUnit else self.scenario(record_id)

    def save(
        self, record: CommercialUnit, *, action: Action, actor: str, act: UUID | None = None
    ) -> None:
        now = self.unit(record.unit_id)
        self._save(record.unit_id, record, action, actor, now=now)
        event, _ = self.log[-1]
        self.log[-1] = replace(event, act=act), record

    def add_unit(self, unit: CommercialUnit, *, actor: str) -> None:
        self._add(unit.unit_id, unit, actor)

    def save_unit(self, unit: CommercialUnit, *, action: Action, actor: str) -> None:
        self._save(unit.unit_id, unit, action, actor, now=self.unit(unit.unit_id))

    def scenario(self, scenario_id: UUID) -> Scenario:
        found = self._last(scenario_id)
        if not isinstance(found, Scenario):
            raise ScenarioNotFoundError(scenario_id=scenario_id)
        return found

    def add_scenario(self, scenario: Scenario, *, actor: str) -> None:
        self._add(scenario.scenario_id, scenario, actor)

    def save_scenario(self, scenario: Scenario, *, action: Action, actor: str) -> None:
        now = self.scenario(scenario.scenario_id)
        self._save(scenario.scenario_id, scenario, action, actor, now=now)

    def events_of(self, subject_id: UUID) -> Sequence[Event]:
        return [event for event, _ in self.log if event.subject_id == subject_id]

    def revision(self) -> int:
        return len(self.log)

    def _last(self, subject_id: UUID) -> Record | None:
        found = [record for event, record in self.log if event.subject_id == subject_id]
        return found[-1] if found else None

    def _add(self, key: UUID, record: Record, actor: str) -> None:
        now = self._last(key)
        if now == record:
            return
        if now is not None:
            raise EditConflictError(subject=key, seen=record.version, now=now.version)
        self._write(key, record, Action.ADDED, actor, None)

    def _save(self, key: UUID, record: Record, action: Action, actor: str, *, now: Record) -> None:
        if record.version != now.version + 1:
            raise EditConflictError(subject=key, seen=record.version - 1, now=now.version)
        self._write(key, record, action, actor, now)

    def _write(
        self, key: UUID, record: Record, action: Action, actor: str, old: Record | None
    ) -> None:
        if isinstance(record, CommercialUnit):
            assert old is None or isinstance(old, CommercialUnit)
            changes = record_changes(old, record)
        else:
            assert is_dataclass(record)
            names = [f.name for f in fields(record)]
            changes = {n: (str(getattr(old, n, None)), str(getattr(record, n))) for n in names}
        kind = "unit" if isinstance(record, CommercialUnit) else "scenario"
        event = Event(
            number=len(self.log) + 1,
            at=AT,
            actor=actor,
            action=action,
            subject_kind=kind,
            subject_id=key,
            version=record.version,
            changes=changes,
            chain="",
        )
        self.log.append((event, record))


class FakeTown:
    """The sample town with a register in memory."""

    def __init__(self, units: Sequence[CommercialUnit] | None = None) -> None:
        self.store = FakeStore(sample_town.units() if units is None else units)
        self._layers = sample_town.layers()

    @property
    def profile(self) -> TownProfile:
        return sample_town.PROFILE

    def take_file(self) -> None:
        pass

    def layer(self, name: str) -> gpd.GeoDataFrame:
        if name not in BASE_LAYERS:
            raise TownBrokenError(key=self.profile.key, part=name)
        if name in self._layers:
            return self._layers[name]
        columns: dict[str, list[object]] = {key: [] for key in BASE_LAYERS[name].columns}
        return gpd.GeoDataFrame(columns, geometry=[], crs=self.profile.epsg)
