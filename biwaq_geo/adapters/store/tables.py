"""The tables of a register, for SQLite and PostgreSQL alike."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

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

SCHEMA_VERSION = 1
"""Of the tables below; a store of a higher version is not opened."""


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
    # the chain of hashes is over this very text
    return "TEXT"


def _text(length: int | None = None) -> TypeEngine[str]:
    # GDAL drops VARCHAR columns; PostgreSQL knows no TEXT with a length
    return Text(length).with_variant(String(length), "postgresql") if length else Text()


@dataclass(frozen=True, slots=True)
class Tables:
    """The tables of one store, whose geometries share one reference system."""

    metadata: MetaData
    unit: Table
    scenario: Table
    event: Table
    meta: Table


def tables(srid: int) -> Tables:
    """Return the tables for an EPSG code."""
    metadata = MetaData()
    return Tables(
        metadata=metadata,
        unit=_unit(metadata, srid),
        scenario=_scenario(metadata),
        event=_event(metadata),
        meta=meta_table(metadata),
    )


def meta_table(metadata: MetaData) -> Table:
    """Return the table of facts about the store itself: schema, srid, town."""
    return Table(
        "meta",
        metadata,
        Column("fid", Integer, primary_key=True),
        Column("key", _text(40), nullable=False, unique=True),
        Column("value", _text(), nullable=False),
    )


def _unit(metadata: MetaData, srid: int) -> Table:
    # the column of a field bears the field's name; `location` is `geom`
    return Table(
        "unit",
        metadata,
        Column("fid", Integer, primary_key=True),
        Column("geom", Geom(kind="POINT", srid=srid), nullable=False),
        Column("unit_id", _text(36), nullable=False, unique=True),
        Column("address", _text(200), nullable=False),
        Column("position", _text(120), nullable=False),
        Column("kind", _text(30), nullable=False),
        Column("state", _text(30), nullable=False),
        Column("since", IsoDay()),
        Column("since_precision", _text(20), nullable=False),
        Column("floor_area_m2", Double),
        Column("frontage_m", Double),
        Column("branch", _text(30)),
        Column("occupant", _text(200)),
        Column("last_branch", _text(30)),
        Column("last_occupant", _text(200)),
        Column("observed_on", IsoDay(), nullable=False),
        Column("origin", _text(20), nullable=False),
        Column("source", _text(2000), nullable=False),
        Column("building_id", _text(200)),
        Column("version", Integer, nullable=False),
        CheckConstraint("version >= 1", name="ck_unit_version"),
        info={"geometry": "geom"},
    )


def _scenario(metadata: MetaData) -> Table:
    return Table(
        "scenario",
        metadata,
        Column("fid", Integer, primary_key=True),
        Column("scenario_id", _text(36), nullable=False, unique=True),
        Column("name", _text(120), nullable=False),
        Column("baseline_revision", Integer, nullable=False),
        Column("created_at", _text(40), nullable=False),
        Column("edits", _text(), nullable=False),
        Column("overrides", _text(), nullable=False),
        Column("note", _text(2000), nullable=False),
        Column("archived", Boolean(create_constraint=True, name="ck_archived"), nullable=False),
        Column("version", Integer, nullable=False),
        CheckConstraint("version >= 1", name="ck_scenario_version"),
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
        Column("chain", _text(64), nullable=False),
        UniqueConstraint("subject_id", "version", name="uq_event_subject_version"),
    )
