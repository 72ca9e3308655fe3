"""The tables of a register, for SQLite and PostgreSQL alike."""

from collections.abc import Callable, Hashable, Mapping
from dataclasses import Field, dataclass, fields
from datetime import date, datetime
from enum import Enum
from functools import cache
from typing import Any, cast, get_origin, get_type_hints
from uuid import UUID

from shapely import Point
from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Dialect,
    Double,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import TypeCompiler
from sqlalchemy.types import TypeEngine, UserDefinedType

from biwaq_geo.adapters.store.geom_type import Geom
from biwaq_geo.domain.fields import About, about
from biwaq_geo.domain.record_json import plain_type
from biwaq_geo.domain.records import KINDS, id_field

SCHEMA_VERSION = 9
"""Of the tables below; a store of a higher version is not opened."""


META = "meta"
"""Name of the table of facts about the store itself."""


class IsoDay(UserDefinedType[str]):
    """A day; YYYY-MM-DD in Python, DATE in the database."""

    cache_ok = True

    def get_col_spec(self, **_: Any) -> str:
        """Return the type's name."""
        return "DATE"

    def result_processor(
        self, dialect: Dialect, coltype: object
    ) -> Callable[[date | None], str | None] | None:
        """Return what turns PostgreSQL's dates into text; SQLite holds text anyway."""
        del coltype
        if dialect.name == "sqlite":
            return None
        return lambda day: None if day is None else day.isoformat()


class IsoTime(UserDefinedType[str]):
    """A time in UTC as text with milliseconds and "Z": the one form GDAL reads."""

    cache_ok = True

    def get_col_spec(self, **_: Any) -> str:
        """Return the type's name."""
        return "DATETIME"


@compiles(IsoTime, "postgresql")
def _text_in_postgres(_type: IsoTime, _compiler: TypeCompiler, **_: Any) -> str:
    # the chain of hashes is over this very text, and its order is that of the times
    return 'TEXT COLLATE "C"'


def _text(length: int | None = None) -> TypeEngine[str]:
    # GDAL drops VARCHAR columns; PostgreSQL knows no TEXT with a length
    return Text(length).with_variant(String(length), "postgresql") if length else Text()


@dataclass(frozen=True, slots=True)
class Tables:
    """The tables of one store, whose geometries share one reference system.

    Attributes
    ----------
    records
        A table for each kind of record, by the name of the kind.
    """

    metadata: MetaData
    records: Mapping[str, Table]
    event: Table
    meta: Table
    draft: Table


@cache
def tables(srid: int) -> Tables:
    """Return the tables for an EPSG code: shared, so nobody may change them."""
    metadata = MetaData()
    return Tables(
        metadata=metadata,
        records={name: _records(metadata, name, srid=srid) for name in KINDS},
        event=_event(metadata),
        meta=meta_table(metadata),
        draft=_draft(metadata),
    )


def meta_table(metadata: MetaData) -> Table:
    """Return the table of facts about the store itself: schema, srid, town."""
    return Table(
        META,
        metadata,
        Column("fid", Integer, primary_key=True),
        Column("key", _text(40), nullable=False, unique=True),
        Column("value", _text(), nullable=False),
    )


def _records(metadata: MetaData, name: str, *, srid: int) -> Table:
    # the column of a field bears the field's name; a point is `geom`
    kind = KINDS[name]
    hints, known = get_type_hints(kind), about(cast("Hashable", kind))
    columns = [
        _column(one, hints[one.name], known[one.name], key=id_field(kind), srid=srid)
        for one in fields(kind)
    ]
    places = [column.name for column in columns if isinstance(column.type, Geom)]
    return Table(
        name,
        metadata,
        Column("fid", Integer, primary_key=True),
        *columns,
        CheckConstraint("version >= 1", name=f"ck_{name}_version"),
        info={"geometry": places[0]} if places else {},
    )


def _column(one: Field[Any], hint: object, known: About, *, key: str, srid: int) -> Column[Any]:
    plain = plain_type(hint)
    nullable = plain is not hint
    if plain is Point:
        return Column("geom", Geom(kind="POINT", srid=srid), nullable=False)
    if one.name == key:
        return Column(key, _text(36), nullable=False, unique=True)
    made = _text(known.length) if plain is str else _column_type(plain)
    return Column(one.name, made, nullable=nullable)


def _column_type(plain: Any) -> TypeEngine[Any]:
    if get_origin(plain) is not None:
        # lists and mappings, as JSON
        return _text()
    if issubclass(plain, Enum):
        return _text(30)
    return _COLUMN_TYPES[plain]()


_COLUMN_TYPES: Mapping[type, Callable[[], TypeEngine[Any]]] = {
    bool: Boolean,
    int: Integer,
    float: Double,
    date: IsoDay,
    datetime: lambda: _text(40),
    UUID: lambda: _text(36),
}


def _draft(metadata: MetaData) -> Table:
    return Table(
        "draft",
        metadata,
        Column("fid", Integer, primary_key=True),
        Column("owner", _text(64), nullable=False),
        Column("form", _text(120), nullable=False),
        Column("content", _text(), nullable=False),
        Column("saved_at", IsoTime(), nullable=False),
        UniqueConstraint("owner", "form", name="uq_draft_owner_form"),
    )


def _event(metadata: MetaData) -> Table:
    return Table(
        "event",
        metadata,
        Column("number", Integer, primary_key=True, autoincrement=False),
        Column("at", IsoTime(), nullable=False),
        Column("actor", _text(120), nullable=False),
        Column("action", _text(20), nullable=False),
        Column("subject_kind", _text(20), nullable=False),
        Column("subject_id", _text(36), nullable=False),
        Column("version", Integer, nullable=False),
        Column("changes", _text(), nullable=False),
        Column("batch", _text(36), index=True),
        Column("act", _text(36)),
        Column("chain", _text(64), nullable=False),
        UniqueConstraint("subject_id", "version", name="uq_event_subject_version"),
    )
