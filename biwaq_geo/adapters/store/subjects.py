"""The kinds of record that the store keeps, and how each becomes a row and comes back."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar, cast
from uuid import UUID

from shapely import Point
from sqlalchemy import LargeBinary, RowMapping, Select, Table, select, type_coerce

from biwaq_geo.adapters.store.geom_type import point_coordinates
from biwaq_geo.adapters.store.scenario_json import scenario_from_json, scenario_to_json
from biwaq_geo.adapters.store.tables import Tables
from biwaq_geo.adapters.store.values import Values
from biwaq_geo.domain.errors import (
    BiwaqError,
    GeometryError,
    ScenarioNotFoundError,
    StoreDamagedError,
    UnitNotFoundError,
)
from biwaq_geo.domain.scenarios import Scenario
from biwaq_geo.domain.unit_json import unit_from_json, unit_to_json
from biwaq_geo.domain.units import CommercialUnit

Record = TypeVar("Record", CommercialUnit, Scenario)


@dataclass(frozen=True, slots=True)
class Subject(Generic[Record]):
    """One kind of record.

    Attributes
    ----------
    kind
        Its name in events.
    key
        Field and column of its id.
    to_json, from_json
        Record to JSON values and back; `from_json` raises KeyError, TypeError or
        ValueError for values that are no such record, `to_json` GeometryError for a
        unit without a place.
    to_row, from_rows
        JSON values to a row and rows to JSON values.
    """

    kind: str
    table: Table
    key: str
    not_found: Callable[[UUID], BiwaqError]
    to_json: Callable[[Record], Values]
    from_json: Callable[[Values], Record]
    to_row: Callable[[Values], dict[str, object]]
    from_rows: Callable[[Sequence[RowMapping]], list[Values]]

    def rows(self) -> Select[Any]:
        """Return the query for all rows, geometries as bytes."""
        columns = [
            type_coerce(c, LargeBinary).label(c.name) if c.name == "geom" else c
            for c in self.table.c
            if c.name != "fid"
        ]
        return select(*columns)

    def records(self, values: Sequence[Values]) -> list[Record]:
        """Return the records; raises StoreDamagedError for values that are none."""
        try:
            return [self.from_json(v) for v in values]
        except (KeyError, TypeError, ValueError) as error:
            raise StoreDamagedError(reason=repr(error)) from error

    def values(self, rows: Sequence[RowMapping]) -> list[Values]:
        """Return the rows as JSON values; raises StoreDamagedError."""
        try:
            return self.from_rows(rows)
        except (TypeError, ValueError) as error:
            raise StoreDamagedError(reason=repr(error)) from error


def units(tables: Tables) -> Subject[CommercialUnit]:
    """Return how units are kept."""
    return Subject(
        kind="unit",
        table=tables.unit,
        key="unit_id",
        not_found=lambda unit_id: UnitNotFoundError(unit_id=unit_id),
        to_json=_unit_to_json,
        from_json=unit_from_json,
        to_row=_unit_row,
        from_rows=_units_from_rows,
    )


def scenarios(tables: Tables) -> Subject[Scenario]:
    """Return how scenarios are kept."""
    return Subject(
        kind="scenario",
        table=tables.scenario,
        key="scenario_id",
        not_found=lambda scenario_id: ScenarioNotFoundError(scenario_id=scenario_id),
        to_json=scenario_to_json,
        from_json=scenario_from_json,
        to_row=_scenario_row,
        from_rows=_scenarios_from_rows,
    )


def json_text(value: object) -> str:
    """Return JSON in the one form that is stored and hashed."""
    return json.dumps(
        value, ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":")
    )


def _unit_to_json(unit: CommercialUnit) -> Values:
    if unit.location.is_empty:
        raise GeometryError(file="units", found="-", expected="Point", line=unit.unit_id)
    values = unit_to_json(unit)
    # the columns hold floating-point numbers, so 50 comes back as 50.0
    for name in ("floor_area_m2", "frontage_m"):
        if values[name] is not None:
            values[name] = float(cast("float", values[name]))
    return values


def _unit_row(values: Values) -> dict[str, object]:
    row = dict(values)
    row["geom"] = Point(cast("list[float]", row.pop("location")))
    return row


def _units_from_rows(rows: Sequence[RowMapping]) -> list[Values]:
    found = [{str(name): value for name, value in row.items()} for row in rows]
    places = point_coordinates([values.pop("geom") for values in found])
    for values, place in zip(found, places, strict=True):
        values["location"] = place
    return found


def _scenario_row(values: Values) -> dict[str, object]:
    return values | {name: json_text(values[name]) for name in ("edits", "overrides")}


def _scenarios_from_rows(rows: Sequence[RowMapping]) -> list[Values]:
    return [
        {str(name): value for name, value in row.items()}
        | {"edits": json.loads(row["edits"]), "overrides": json.loads(row["overrides"])}
        for row in rows
    ]
