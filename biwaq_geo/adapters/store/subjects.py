"""The kinds of record that the store keeps, and how each becomes a row and comes back."""

import json
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, Generic, cast, get_origin, get_type_hints
from uuid import UUID

from shapely import Point
from sqlalchemy import (
    RowMapping,
    Select,
    Table,
    Update,
    bindparam,
    select,
    type_coerce,
    update,
)
from sqlalchemy.types import NullType

from biwaq_geo.adapters.store.geom_type import point_coordinates
from biwaq_geo.adapters.store.scenario_json import scenario_from_json, scenario_to_json
from biwaq_geo.adapters.store.tables import Tables
from biwaq_geo.adapters.store.values import Values
from biwaq_geo.domain.errors import (
    BiwaqError,
    GeometryError,
    RecordNotFoundError,
    ScenarioNotFoundError,
    StoreDamagedError,
    UnitNotFoundError,
)
from biwaq_geo.domain.fields import about
from biwaq_geo.domain.record_json import plain_type, record_from_json, record_to_json, record_with
from biwaq_geo.domain.records import FORGETTABLE, KINDS, NAMES, RecordT, id_field
from biwaq_geo.domain.scenarios import Scenario
from biwaq_geo.domain.units import CommercialUnit

_NOT_FOUND: Mapping[str, Callable[[UUID], BiwaqError]] = {
    "unit": lambda key: UnitNotFoundError(unit_id=key),
    "scenario": lambda key: ScenarioNotFoundError(scenario_id=key),
}


@dataclass(frozen=True, slots=True)
class Subject(Generic[RecordT]):
    """One kind of record.

    Attributes
    ----------
    kind
        Its dataclass.
    name
        Its name in events.
    key
        Field and column of its id.
    place
        Field that holds a point, which the column `geom` keeps; empty for none.
    nested
        Fields that the table keeps as JSON text.
    """

    kind: type[RecordT]
    name: str
    table: Table
    key: str
    place: str
    nested: frozenset[str]

    @property
    def remembered(self) -> bool:
        """Whether events repeat the values, so that a record can be told from them."""
        return self.name not in FORGETTABLE

    @property
    def limits(self) -> Mapping[str, int]:
        """Longest texts by field, in characters."""
        return _limits(cast("Hashable", self.kind))

    def not_found(self, key: UUID) -> BiwaqError:
        """Return the error for an id that no record has."""
        make = _NOT_FOUND.get(self.name)
        return RecordNotFoundError(kind=self.name, id=key) if make is None else make(key)

    def rows(self) -> Select[Any]:
        """Return the query for all rows, geometries as the database gives them."""
        columns = [
            type_coerce(c, NullType).label(c.name) if c.name == "geom" else c
            for c in self.table.c
            if c.name != "fid"
        ]
        return select(*columns)

    def to_json(self, record: RecordT) -> Values:
        """Return the record as JSON values; raises GeometryError for an empty place."""
        if isinstance(record, Scenario):
            return scenario_to_json(record)
        if self.place and getattr(record, self.place).is_empty:
            raise GeometryError(
                file=f"{self.name}s", found="-", expected="Point", line=getattr(record, self.key)
            )
        return record_to_json(record)

    def to_row(self, values: Values) -> dict[str, object]:
        """Return JSON values as a row."""
        row = {
            name: json_text(value) if name in self.nested else value
            for name, value in values.items()
        }
        if self.place:
            row["geom"] = Point(cast("list[float]", row.pop(self.place)))
        return row

    def records(self, values: Sequence[Values]) -> list[RecordT]:
        """Return the records; raises StoreDamagedError for values that are none."""
        try:
            if self.kind is Scenario:
                return [cast("RecordT", scenario_from_json(v)) for v in values]
            return [record_from_json(self.kind, v) for v in values]
        except (KeyError, TypeError, ValueError) as error:
            raise StoreDamagedError(reason=repr(error)) from error

    def changed(self, record: RecordT, values: Values) -> RecordT:
        """Return the record with these JSON values in it; raises StoreDamagedError."""
        if isinstance(record, Scenario):
            return self.records([self.to_json(record) | values])[0]
        try:
            return record_with(record, values)
        except (KeyError, TypeError, ValueError) as error:
            raise StoreDamagedError(reason=repr(error)) from error

    def values(self, rows: Sequence[RowMapping]) -> list[Values]:
        """Return the rows as JSON values; raises StoreDamagedError."""
        names = [str(name) for name in rows[0]] if rows else []
        try:
            # all rows come from one query, so they have the same names in the same order
            found: list[Values] = [dict(zip(names, row.values(), strict=True)) for row in rows]
            for name in self.nested:
                texts = [cast("str", values[name]) for values in found]
                # one long text is read several times as fast as thousands
                lists = json.loads(f"[{','.join(texts)}]")
                for values, one in zip(found, lists, strict=True):
                    values[name] = one
            if self.place:
                places = point_coordinates([cast("bytes", values.pop("geom")) for values in found])
                for values, place in zip(found, places, strict=True):
                    values[self.place] = place
        except (TypeError, ValueError) as error:
            raise StoreDamagedError(reason=repr(error)) from error
        return found


def subject(tables: Tables, kind: type[RecordT]) -> Subject[RecordT]:
    """Return how records of that kind are kept."""
    name = NAMES[kind]
    place, nested = _layout(cast("Hashable", kind))
    return Subject(
        kind=kind,
        name=name,
        table=tables.records[name],
        key=id_field(kind),
        place=place,
        nested=nested,
    )


@lru_cache(maxsize=64)
def row_of_one(kept: Subject[Any]) -> Select[Any]:
    """Return the query for the row whose id is the parameter `known_key`."""
    # made once: putting a statement of ninety columns together takes longer than running it
    return kept.rows().where(kept.table.c[kept.key] == bindparam("known_key"))


@lru_cache(maxsize=64)
def update_of_one(kept: Subject[Any]) -> Update:
    """Return the update of the row of `known_key` that still has version `seen_version`."""
    column = kept.table.c
    return update(kept.table).where(
        column[kept.key] == bindparam("known_key"), column.version == bindparam("seen_version")
    )


@cache
def _limits(kind: Hashable) -> Mapping[str, int]:
    return {name: one.length for name, one in about(kind).items()}


@cache
def _layout(kind: Hashable) -> tuple[str, frozenset[str]]:
    """Return which field of a kind holds a point, and which ones are kept as JSON text."""
    hints = {field: plain_type(hint) for field, hint in get_type_hints(kind).items()}
    place = next((field for field, hint in hints.items() if hint is Point), "")
    return place, frozenset(n for n, hint in hints.items() if get_origin(hint) is not None)


def units(tables: Tables) -> Subject[CommercialUnit]:
    """Return how units are kept."""
    return subject(tables, CommercialUnit)


def scenarios(tables: Tables) -> Subject[Scenario]:
    """Return how scenarios are kept."""
    return subject(tables, Scenario)


def every_kind(tables: Tables) -> Sequence[Subject[Any]]:
    """Return how each kind of record is kept."""
    return [subject(tables, kind) for kind in KINDS.values()]


_JSON = json.JSONEncoder(ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":"))


def json_text(value: object) -> str:
    """Return JSON in the one form that is stored and hashed."""
    return _JSON.encode(value)
