"""Make the plan of an import: each row is placed, matched and merged, and none is stored."""

from collections.abc import Mapping as Table
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import geopandas as gpd
import numpy as np
import shapely
from shapely import Point

from biwaq_geo.domain.units import CommercialUnit
from biwaq_geo.services.import_units.asking import asked_with
from biwaq_geo.services.import_units.column_words import normal
from biwaq_geo.services.import_units.mapping import Mapping
from biwaq_geo.services.import_units.matching import Register, Sought, plain_address
from biwaq_geo.services.import_units.merge import merged, new_unit
from biwaq_geo.services.import_units.places import Places, crs_question, in_town_crs, places
from biwaq_geo.services.import_units.plan import ImportPlan, Outcome, PlannedRow, Reason
from biwaq_geo.services.import_units.raw_table import Answers, Question, RawTable, Topic
from biwaq_geo.services.import_units.rows import RowReader, RowSays
from biwaq_geo.services.ports import Today, Town


def plan_import(
    town: Town, today: Today, *, table: RawTable, mapping: Mapping, answers: Answers
) -> ImportPlan:
    """Return a line for every row of the file: new, changed, same or refused, and why.

    Raises
    ------
    FileOutsideTownError
        No row lies in the town.
    """
    found = places(table, mapping)
    settled = crs_question(town, found, file_name=table.file_name)
    asked = asked_with(table, mapping, crs=settled)
    said = {each.topic: answers.or_proposal(each) for each in asked}
    mapping = replace(mapping, day_first=said.get(Topic.DAY_ORDER, "day") == "day")
    reader = RowReader(
        table,
        mapping,
        area_unit=said.get(Topic.AREA_UNIT, "m2"),
        rent_for=said.get(Topic.RENT, "month"),
    )
    ground = _Ground.of(town, found, crs=_crs(town, settled, answers))
    register = Register(town.store.records(CommercialUnit))
    said_by_row = [reader.read(row) for row in table.rows]
    spots = ground.places([str(says.values.get("address", "")) for says in said_by_row])
    near = register.near([None if isinstance(spot, Reason) else spot[0] for spot in spots])
    maker = _Maker(mapping, register, today(), table=table)
    rows = [
        maker.row(line, says, _Spot(spot, around, broken=at in found.broken))
        for at, (line, says, spot, around) in enumerate(
            zip(table.lines, said_by_row, spots, near, strict=True)
        )
    ]
    return ImportPlan(
        file_name=table.file_name,
        rows=tuple(rows),
        open_topics=tuple(each.topic for each in asked if answers.leaves_open(each)),
    )


def _crs(town: Town, settled: Question | str | None, answers: Answers) -> str:
    if isinstance(settled, Question):
        return answers.or_proposal(settled)
    return settled or f"EPSG:{town.profile.epsg}"


Place = tuple[Point, str | None]
"""A point and the id of the building it lies in."""


@dataclass(frozen=True)
class _Ground:
    """The town under the rows: where each lies, and which building is there."""

    at: np.ndarray[Any, np.dtype[np.float64]]
    inside: np.ndarray[Any, np.dtype[np.bool_]]
    building_at: Table[int, str]
    by_address: Table[str, tuple[Point, str]]

    @classmethod
    def of(cls, town: Town, found: Places, *, crs: str) -> "_Ground":
        at = in_town_crs(town, found.at, crs=crs)
        known = np.isfinite(at[:, 0]) & np.isfinite(at[:, 1])
        boundary = town.layer("boundary").union_all()
        shapely.prepare(boundary)
        safe = np.where(known[:, None], at, 0.0)
        inside = np.asarray(shapely.intersects_xy(boundary, safe[:, 0], safe[:, 1])) & known
        buildings = town.layer("buildings")
        # all rows in one question to the index: one for each costs ten times as much
        rows, around = buildings.sindex.query(shapely.points(safe), predicate="intersects")
        keys = buildings.index.astype("str")
        return cls(
            at,
            inside,
            {int(row): keys[one] for row, one in zip(rows[::-1], around[::-1], strict=True)},
            _doors(buildings),
        )

    def places(self, addresses: Sequence[str]) -> list[Place | Reason]:
        """Return point and building of each row: by its coordinates, else by its address."""
        known = np.isfinite(self.at).all(axis=1)
        points = np.asarray(shapely.points(np.where(known[:, None], self.at, 0.0)))
        found: list[Place | Reason] = []
        for row, address in enumerate(addresses):
            if not known[row]:
                found.append(self.by_address.get(plain_address(address), Reason.NO_PLACE))
            elif self.inside[row]:
                found.append((points[row], self.building_at.get(row)))
            else:
                found.append(Reason.OUTSIDE)
        return found


def _doors(buildings: gpd.GeoDataFrame) -> Table[str, tuple[Point, str]]:
    """Return by plain address a point in the building and its id."""
    named = buildings[buildings["address"].fillna("") != ""]
    points = shapely.point_on_surface(named.geometry.to_numpy())
    return {
        plain_address(address): (point, str(key))
        for key, address, point in zip(named.index, named["address"], points, strict=True)
    }


@dataclass(frozen=True, slots=True)
class _Spot:
    """Where a row lies and which units are there."""

    place: Place | Reason
    near: Sequence[CommercialUnit]
    broken: bool


class _Maker:
    """Turns what rows say into lines of the plan; remembers what earlier rows took."""

    def __init__(
        self, mapping: Mapping, register: Register, today: date, *, table: RawTable
    ) -> None:
        self._mapping, self._register, self._today = mapping, register, today
        self._table = table
        self._taken: dict[object, int] = {}

    def row(self, line: int, says: RowSays, spot: _Spot) -> PlannedRow:
        table = self._table
        address = str(says.values.get("address", ""))
        label = " ".join((address, str(says.values.get("position", "")))).strip()
        source = f"{table.file_name}:{line}"[:200]
        made = Reason.CELLS if line in table.ragged else Reason.SHAPE if spot.broken else None
        outcome = made or self._unit(says, spot, source=source)
        if isinstance(outcome, Reason):
            return PlannedRow(line, Outcome.REFUSED, label, reason=outcome, remarks=says.remarks)
        before, after = outcome
        first = self._first(line, after, known=before is not None)
        if first is not None:
            return PlannedRow(line, Outcome.REFUSED, label, reason=Reason.DOUBLE, other_line=first)
        label = label or after.address
        if before is None:
            return PlannedRow(line, Outcome.NEW, label, unit=after, remarks=says.remarks)
        if after is before:
            return PlannedRow(line, Outcome.SAME, label, unit=after, remarks=says.remarks)
        return PlannedRow(
            line,
            Outcome.CHANGED,
            label,
            unit=after,
            remarks=says.remarks,
            changed=_changed(before, after),
        )

    def _unit(
        self, says: RowSays, spot: _Spot, *, source: str
    ) -> tuple[CommercialUnit | None, CommercialUnit] | Reason:
        values = says.values
        days = (values.get("observed_on", self._mapping.as_of), values.get("since"))
        if any(day is not None and day > self._today for day in days):
            return Reason.FUTURE
        if isinstance(spot.place, Reason):
            return spot.place
        point, building = spot.place
        address, position = values.get("address", ""), values.get("position", "")
        sought = Sought(values.get("unit_id"), address, position, building, spot.near)
        known = self._register.find(sought)
        if len(known) > 1:
            return Reason.SEVERAL
        if not known:
            made = new_unit(
                values, self._mapping, location=point, building_id=building, source=source
            )
            if isinstance(made, Reason):
                return made
            return Reason.REMOVED if made.unit_id in self._register.removed else (None, made)
        after = merged(known[0], values, self._mapping, source=source, today=self._today)
        return after if isinstance(after, Reason) else (known[0], after)

    def _first(self, line: int, unit: CommercialUnit, *, known: bool) -> int | None:
        """Return the line of an earlier row about the same unit, and remember this one."""
        where = (plain_address(unit.address), normal(unit.position))
        spot = (round(unit.location.x), round(unit.location.y), where[1])
        key = unit.unit_id if known else where if where[0] else spot
        first = self._taken.setdefault(key, line)
        again = self._taken.setdefault(unit.unit_id, line)
        return next((each for each in (first, again) if each != line), None)


def _changed(before: CommercialUnit, after: CommercialUnit) -> tuple[str, ...]:
    names = CommercialUnit.__dataclass_fields__
    skipped = {"version", "source", "observed_on"}
    return tuple(
        name
        for name in names
        if name not in skipped and getattr(before, name) != getattr(after, name)
    )
