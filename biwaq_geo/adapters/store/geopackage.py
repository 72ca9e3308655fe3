"""What makes a SQLite file a GeoPackage 1.4 that GDAL and QGIS accept.

Source of tables, triggers and numbers: OGC 12-128r19, annexes C and F.3.
"""

import sqlite3
from collections.abc import Iterator

import pyproj
from sqlalchemy import Connection, Table, text

from biwaq_geo.adapters.store.geom_type import Geom, from_blob
from biwaq_geo.adapters.store.tables import Tables

APPLICATION_ID = 0x47504B47
"""The letters GPKG."""
_USER_VERSION = 10400
_WGS84 = 4326

_BASE = (
    """CREATE TABLE gpkg_spatial_ref_sys (
        srs_name TEXT NOT NULL, srs_id INTEGER PRIMARY KEY NOT NULL,
        organization TEXT NOT NULL, organization_coordsys_id INTEGER NOT NULL,
        definition TEXT NOT NULL, description TEXT)""",
    """CREATE TABLE gpkg_contents (
        table_name TEXT NOT NULL PRIMARY KEY, data_type TEXT NOT NULL,
        identifier TEXT UNIQUE, description TEXT DEFAULT '',
        last_change DATETIME NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')),
        min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE, srs_id INTEGER,
        CONSTRAINT fk_gc_r_srs_id FOREIGN KEY (srs_id)
            REFERENCES gpkg_spatial_ref_sys(srs_id))""",
    """CREATE TABLE gpkg_geometry_columns (
        table_name TEXT NOT NULL, column_name TEXT NOT NULL,
        geometry_type_name TEXT NOT NULL, srs_id INTEGER NOT NULL,
        z TINYINT NOT NULL, m TINYINT NOT NULL,
        CONSTRAINT pk_geom_cols PRIMARY KEY (table_name, column_name),
        CONSTRAINT uk_gc_table_name UNIQUE (table_name),
        CONSTRAINT fk_gc_tn FOREIGN KEY (table_name) REFERENCES gpkg_contents(table_name),
        CONSTRAINT fk_gc_srs FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys(srs_id))""",
    """CREATE TABLE gpkg_extensions (
        table_name TEXT, column_name TEXT, extension_name TEXT NOT NULL,
        definition TEXT NOT NULL, scope TEXT NOT NULL,
        CONSTRAINT ge_tce UNIQUE (table_name, column_name, extension_name))""",
)


def add_functions(connection: sqlite3.Connection) -> None:
    """Give the connection the functions that the triggers of the spatial index call."""
    names = ("ST_MinX", "ST_MinY", "ST_MaxX", "ST_MaxY")
    for place, name in enumerate(names):
        connection.create_function(
            name, 1, lambda blob, i=place: from_blob(blob).bounds[i], deterministic=True
        )
    connection.create_function(
        "ST_IsEmpty", 1, lambda blob: int(from_blob(blob).is_empty), deterministic=True
    )


def write_frame(connection: Connection, *, srid: int) -> None:
    """Make the empty file a GeoPackage that knows one reference system."""
    connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.exec_driver_sql(f"PRAGMA user_version = {_USER_VERSION}")
    for statement in _BASE:
        connection.exec_driver_sql(statement)
    rows = [
        ("Undefined Cartesian SRS", -1, "NONE", -1, "undefined"),
        ("Undefined geographic SRS", 0, "NONE", 0, "undefined"),
        *(_reference_system(code) for code in sorted({_WGS84, srid})),
    ]
    connection.exec_driver_sql(
        "INSERT INTO gpkg_spatial_ref_sys VALUES (?, ?, ?, ?, ?, NULL)", rows
    )


def register_tables(connection: Connection, tables: Tables, *, srid: int) -> None:
    """Enter every table in the contents; a table with geometry gets its spatial index."""
    for table in tables.metadata.sorted_tables:
        register_table(connection, table, srid=srid)


def register_table(connection: Connection, table: Table, *, srid: int) -> None:
    """Enter a table in the contents; with geometry it gets its spatial index."""
    geometry = table.info.get("geometry")
    connection.execute(
        text(
            "INSERT INTO gpkg_contents (table_name, data_type, identifier, srs_id)"
            " VALUES (:name, :type, :name, :srid)"
        ),
        {
            "name": table.name,
            "type": "features" if geometry else "attributes",
            "srid": srid if geometry else None,
        },
    )
    if geometry:
        _register_geometry(connection, table, column=geometry, srid=srid)


def guard_events(connection: Connection) -> None:
    """Let the database refuse to alter or delete an event."""
    for verb in ("UPDATE", "DELETE"):
        connection.exec_driver_sql(
            f"CREATE TRIGGER event_no_{verb.lower()} BEFORE {verb} ON event"
            " BEGIN SELECT RAISE(ABORT, 'events are never altered'); END"
        )


def _reference_system(code: int) -> tuple[str, int, str, int, str]:
    crs = pyproj.CRS.from_epsg(code)
    return crs.name, code, "EPSG", code, crs.to_wkt("WKT1_GDAL")


def _register_geometry(connection: Connection, table: Table, *, column: str, srid: int) -> None:
    kind = table.c[column].type
    assert isinstance(kind, Geom)  # noqa: S101 -- tells the type checker what tables.py says
    connection.execute(
        text("INSERT INTO gpkg_geometry_columns VALUES (:table, :column, :kind, :srid, 0, 0)"),
        {"table": table.name, "column": column, "kind": kind.kind, "srid": srid},
    )
    connection.execute(
        text(
            "INSERT INTO gpkg_extensions VALUES (:table, :column, 'gpkg_rtree_index',"
            " 'http://www.geopackage.org/spec120/#extension_rtree', 'write-only')"
        ),
        {"table": table.name, "column": column},
    )
    for statement in _spatial_index(table.name, column=column, key="fid"):
        connection.exec_driver_sql(statement)


def _spatial_index(table: str, *, column: str, key: str) -> Iterator[str]:
    """Yield the index and the triggers that keep it right, named as GDAL names them."""
    index = f"rtree_{table}_{column}"

    def filled(row: str) -> str:
        return f"({row}.{column} NOTNULL AND NOT ST_IsEmpty({row}.{column}))"

    def void(row: str) -> str:
        return f"({row}.{column} ISNULL OR ST_IsEmpty({row}.{column}))"

    box = ", ".join(f"ST_{f}(NEW.{column})" for f in ("MinX", "MaxX", "MinY", "MaxY"))
    # all names come from tables.py, none from outside
    put = f"INSERT OR REPLACE INTO {index} VALUES (NEW.{key}, {box});"  # noqa: S608
    drop = f"DELETE FROM {index} WHERE id = OLD.{key};"  # noqa: S608
    drop_both = f"DELETE FROM {index} WHERE id IN (OLD.{key}, NEW.{key});"  # noqa: S608
    same, moved = f"OLD.{key} = NEW.{key} AND ", f"OLD.{key} != NEW.{key} AND "
    change, geometry_change = "UPDATE", f"UPDATE OF {column}"
    yield f"CREATE VIRTUAL TABLE {index} USING rtree(id, minx, maxx, miny, maxy)"
    for name, event, when, do in (
        ("insert", "INSERT", filled("NEW"), put),
        ("update2", geometry_change, same + void("NEW"), drop),
        ("update4", change, moved + void("NEW"), drop_both),
        ("update5", change, moved + filled("NEW"), drop + put),
        ("update6", geometry_change, same + filled("NEW") + " AND " + filled("OLD"), put),
        ("update7", geometry_change, same + filled("NEW") + " AND " + void("OLD"), put),
        ("delete", "DELETE", f"OLD.{column} NOTNULL", drop),
    ):
        yield f"CREATE TRIGGER {index}_{name} AFTER {event} ON {table} WHEN {when} BEGIN {do} END"
