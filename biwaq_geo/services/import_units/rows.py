"""What one row of a file says about a unit, cell by cell."""

from collections.abc import Mapping as Table
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from biwaq_geo.domain.fields import about
from biwaq_geo.domain.unit_values import DatePrecision
from biwaq_geo.domain.units import CommercialUnit
from biwaq_geo.services.import_units import column_words as words
from biwaq_geo.services.import_units.cell_days import Day, day
from biwaq_geo.services.import_units.cell_values import (
    SQUARE_METRES_PER_SQUARE_FOOT,
    as_uuid,
    before,
    months,
    number,
    truth,
)
from biwaq_geo.services.import_units.fields import FIELDS, TYPES, is_many, list_of
from biwaq_geo.services.import_units.mapping import Mapping, split
from biwaq_geo.services.import_units.raw_table import Cell, RawTable

_NOTHING = frozenset({"", "-", "–", "?", "unbekannt", "unknown", "k a", "n a", "na", "null"})
"""Texts that say that nothing is known."""


_RENT = "rent_asked_eur_m2"


class Trouble(StrEnum):
    """Why the value of one cell was left out."""

    UNREADABLE = "unreadable"
    RANGE = "range"
    WORD = "word"
    LONG = "long"
    NO_AREA = "no_area"


@dataclass(frozen=True, slots=True)
class Remark:
    """A cell whose value was left out, while the row was taken."""

    trouble: Trouble
    column: str
    found: str


@dataclass(frozen=True, slots=True)
class RowSays:
    """Values of fields by name, a missing one is not said; and what could not be read."""

    values: Table[str, Any]
    remarks: tuple[Remark, ...]


class RowReader:
    """Reads the rows of one table under one mapping."""

    def __init__(
        self, table: RawTable, mapping: Mapping, *, area_unit: str, rent_for: str = "month"
    ) -> None:
        self._decimal = table.decimal
        self._mapping = mapping
        self._area_factor = SQUARE_METRES_PER_SQUARE_FOOT if area_unit == "sqft" else 1.0
        self._months = 12 if rent_for == "year" else 1
        self._columns = {
            target: (column, table.columns.index(column))
            for target in mapping.targets()
            if (column := mapping.column_of(target)) is not None
        }

    def read(self, row: tuple[Cell, ...]) -> RowSays:
        """Return what the row says."""
        values: dict[str, Any] = {}
        remarks: list[Remark] = []
        for target, (column, at) in self._columns.items():
            cell = row[at]
            if target not in FIELDS or _is_nothing(cell):
                continue
            value = self._value(target, cell)
            trouble = value if isinstance(value, Trouble) else _implausible(target, value)
            if trouble is None:
                values[target] = value
            else:
                remarks.append(Remark(trouble, column, str(cell)[:60]))
        self._join(row, values)
        remarks += self._rent(row, values)
        return RowSays(values, tuple(remarks))

    def _join(self, row: tuple[Cell, ...], values: dict[str, Any]) -> None:
        """Make fields out of columns that are none by themselves."""
        parts = [self._text(row, part) for part in (words.STREET, words.HOUSE_NUMBER)]
        if "address" not in values and any(parts):
            values["address"] = " ".join(part for part in parts if part)
        if "since" in values:
            values["since"], values["since_precision"] = (
                values["since"].on,
                (values.get("since_precision") or values["since"].precision),
            )
        elif (length := months(self._cell(row, words.DURATION))) is not None:
            values["since"] = before(self._mapping.as_of, by_months=length)
            values["since_precision"] = DatePrecision.ESTIMATED
        self._use(row, values)

    def _rent(self, row: tuple[Cell, ...], values: dict[str, Any]) -> list[Remark]:
        """Say the rent of the whole unit by square metre; return why it cannot be said."""
        cell = self._cell(row, words.RENT_TOTAL)
        if _is_nothing(cell) or _RENT in values:
            return []
        rent, area = number(cell, decimal=self._decimal), values.get("floor_area_m2")
        trouble: Trouble | None = Trouble.UNREADABLE if rent is None else Trouble.NO_AREA
        if rent is not None and area:
            by_metre = round(rent / self._months / area, 2)
            trouble = _implausible(_RENT, by_metre)
            if trouble is None:
                values[_RENT] = by_metre
                return []
        column = self._columns[words.RENT_TOTAL][0]
        return [Remark(trouble or Trouble.UNREADABLE, column, str(cell)[:60])]

    def _use(self, row: tuple[Cell, ...], values: dict[str, Any]) -> None:
        """Say the interim use by its key where the catalogue has it; other words stay."""
        known, key = self._mapping.use_keys, self._text(row, words.USE_KEY)
        said = key if known.get(words.normal(key)) == key else values.get(words.USE, key)
        if said:
            values[words.USE] = known.get(words.normal(said), said)

    def _cell(self, row: tuple[Cell, ...], target: str) -> Cell:
        found = self._columns.get(target)
        return None if found is None else row[found[1]]

    def _text(self, row: tuple[Cell, ...], target: str) -> str:
        cell = self._cell(row, target)
        return "" if _is_nothing(cell) else as_text(cell)

    def _value(self, target: str, cell: Cell) -> Any:
        kind = TYPES[target]
        if list_of(target) is not None:
            return self._listed(target, cell)
        if is_many(target):
            return split(cell, many=True)
        if kind is date:
            return self._day(target, cell)
        if kind in {int, float}:
            return self._number(target, cell)
        if kind is str:
            return as_text(cell)
        said = truth(cell) if kind is bool else as_uuid(cell)
        return Trouble.UNREADABLE if said is None else said

    def _day(self, target: str, cell: Cell) -> Day | date | Trouble:
        found = day(cell, day_first=self._mapping.day_first)
        if target != "since":
            return Trouble.UNREADABLE if found is None else found.on
        if found is None and (length := months(cell)) is not None:
            # "for about three years" under "vacant since"
            on = before(self._mapping.as_of, by_months=length)
            found = Day(on, DatePrecision.ESTIMATED)
        return found or Trouble.UNREADABLE

    def _listed(self, target: str, cell: Cell) -> Any:
        table = self._mapping.word_values.get(target, {})
        many = is_many(target)
        found = [table.get(word) for word in split(cell, many=many)]
        if None in found or not found:
            return Trouble.WORD
        return tuple(dict.fromkeys(found)) if many else found[0]

    def _number(self, target: str, cell: Cell) -> float | int | Trouble:
        found = number(cell, decimal=self._decimal)
        if found is None:
            return Trouble.UNREADABLE
        if TYPES[target] is int:
            return int(found) if found == int(found) else Trouble.UNREADABLE
        if about(CommercialUnit)[target].unit == "m²":
            return round(found * self._area_factor, 2)
        return found


def as_text(cell: Cell) -> str:
    """Return the cell as people write it: a whole number without a point."""
    if isinstance(cell, float) and cell == int(cell):
        return str(int(cell))
    return " ".join(str(cell).split())


def _is_nothing(cell: Cell) -> bool:
    return cell is None or (isinstance(cell, str) and words.normal(cell) in _NOTHING)


def _implausible(target: str, value: object) -> Trouble | None:
    known = about(CommercialUnit)[target]
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, int | float):
        too_low = known.low is not None and value < known.low
        too_high = known.high is not None and value > known.high
        return Trouble.RANGE if too_low or too_high else None
    if isinstance(value, str) and not isinstance(value, StrEnum):
        return Trouble.LONG if len(value) > known.length else None
    return None
