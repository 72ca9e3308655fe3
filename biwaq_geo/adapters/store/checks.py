"""What a register must stand before it is opened as a store."""

from collections.abc import Mapping, Sequence
from dataclasses import MISSING, fields
from typing import Any

from sqlalchemy import Connection, MetaData, Table, select

from biwaq_geo.adapters.store import subjects
from biwaq_geo.adapters.store.chain import first_broken
from biwaq_geo.adapters.store.event_rows import EventRow, read_rows, replayed
from biwaq_geo.adapters.store.geopackage import APPLICATION_ID
from biwaq_geo.adapters.store.tables import META, SCHEMA_VERSION, Tables, meta_table, tables
from biwaq_geo.adapters.store.values import Values
from biwaq_geo.domain.errors import StoreDamagedError, StoreNewerError


def refuse_other_files(connection: Connection) -> int:
    """Return the EPSG code of a store of this version in a whole file.

    Raises
    ------
    StoreDamagedError
        It is no store, or SQLite finds the file damaged. Nothing is repaired.
    StoreNewerError
        A newer version of this application wrote it.
    """
    refuse_foreign(connection)
    srid = known_srid(connection)
    for table in tables(srid).metadata.sorted_tables:
        # names of tables and columns stand in this program, not in the file
        info = connection.exec_driver_sql(f"PRAGMA table_info({table.name})").mappings()
        refuse_missing(table, found={row["name"] for row in info})
    refuse_torn(connection)
    return srid


def refuse_foreign(connection: Connection) -> None:
    """Raise StoreDamagedError if the file is no GeoPackage of ours."""
    if connection.exec_driver_sql("PRAGMA application_id").scalar() != APPLICATION_ID:
        raise StoreDamagedError(reason="application_id")
    if not connection.dialect.has_table(connection, META):
        raise StoreDamagedError(reason="no meta table")


def refuse_torn(connection: Connection) -> None:
    """Raise StoreDamagedError if SQLite finds the file damaged."""
    verdict = connection.exec_driver_sql("PRAGMA integrity_check(1)").scalar()
    if verdict != "ok":
        raise StoreDamagedError(reason=verdict)


def known_srid(connection: Connection) -> int:
    """Return the EPSG code that a store of this version says it has; as `stored_version`."""
    return stored_version(connection)[1]


def stored_version(connection: Connection) -> tuple[int, int]:
    """Return the version of the tables and the EPSG code that a store says it has.

    Raises
    ------
    StoreDamagedError
        It does not say what it is.
    StoreNewerError
        A newer version of this application wrote it.
    """
    facts = connection.execute(select(meta_table(MetaData()))).mappings()
    meta = {row["key"]: row["value"] for row in facts}
    try:
        schema, srid = int(meta["schema"]), int(meta["srid"])
    except (KeyError, TypeError, ValueError) as error:
        raise StoreDamagedError(reason=repr(error)) from error
    if schema > SCHEMA_VERSION:
        raise StoreNewerError(found=schema, expected=SCHEMA_VERSION)
    return schema, srid


def refuse_missing(table: Table, *, found: set[str]) -> None:
    """Raise StoreDamagedError if the database has not all columns of the table."""
    if not found >= set(table.c.keys()):
        raise StoreDamagedError(reason="columns missing", table=table.name)


Changes = Sequence[Mapping[str, Sequence[Any]]]
"""What `event_rows.all_changes` makes of event rows."""


def verify_chain(connection: Connection, made: Tables) -> Sequence[EventRow]:
    """Return all event rows; raises StoreDamagedError if one was altered or taken out."""
    rows = read_rows(connection, made.event)
    broken = first_broken(rows)
    if broken is not None:
        raise StoreDamagedError(reason="chain", number=broken)
    return rows


def verify_records(
    connection: Connection, made: Tables, rows: Sequence[EventRow], *, changes: Changes
) -> Mapping[str, Sequence[Values]]:
    """Return the records by kind; raises StoreDamagedError if they are not what events made.

    Kinds whose values events do not repeat are left out. The comparison finds what no check
    of the file's form can: a changed letter, a lost row, an event cut off at the end of the
    chain.
    """
    expected = replayed(rows, changes)
    found: dict[tuple[str, str], Values] = {}
    standing: dict[str, Sequence[Values]] = {}
    for subject in subjects.every_kind(made):
        if subject.remembered:
            rows_of_kind = connection.execute(subject.rows()).mappings().all()
            standing[subject.name] = subject.values(rows_of_kind)
            found |= {(subject.name, str(v[subject.key])): v for v in standing[subject.name]}
        else:
            expected = {key: one for key, one in expected.items() if key[0] != subject.name}
    kinds = {subject.name: subject.kind for subject in subjects.every_kind(made)}
    usual = {name: _defaults(kind) for name, kind in kinds.items()}
    blank = {name: dict.fromkeys(_names(kind)) | usual[name] for name, kind in kinds.items()}
    for key in expected.keys() | found.keys():
        told, stands = expected.get(key, {}), found.get(key, {})
        # most are the same to the last field, which is seen at once
        if blank.get(key[0], {}) | told == stands:
            continue
        empty = usual.get(key[0], {})
        if _told(told, empty) != _told(stands, empty):
            raise StoreDamagedError(reason="record differs from its events", subject=key[1])
    return standing


def _told(values: Values, usual: Values) -> Values:
    # an event from before a kind had some field does not name it
    return {k: value for k, value in values.items() if value is not None and value != usual.get(k)}


def _names(kind: type[Any]) -> list[str]:
    return [one.name for one in fields(kind)]


def _defaults(kind: type[Any]) -> Values:
    given = {one.name: one.default for one in fields(kind) if one.default is not MISSING}
    return {
        name: list(value) if isinstance(value, tuple) else value for name, value in given.items()
    }
