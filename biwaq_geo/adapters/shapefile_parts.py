"""Whether the parts of a shapefile are there and whole, judged by their own headers.

GDAL reads a shapefile with a missing table or a cut geometry file without a word, so the
parts are looked at before it sees them. Source of the offsets: ESRI, Shapefile Technical
Description (1998); dBASE III table file format.
"""

import struct
from dataclasses import dataclass
from pathlib import Path

from biwaq_geo.domain.errors import (
    CrsMissingError,
    FileCutError,
    FileEmptyError,
    FileKindError,
    FileMissingError,
    FileTooLargeError,
)

LARGEST_BYTES = 200_000_000
"""Of any one part."""

_FILE_CODE = 9994
_HEADER_BYTES = 100
_INDEX_ENTRY_BYTES = 8
_FIELD_BYTES = 32
_DBASE_END_OF_HEADER = 0x0D
_DELETED = 0x2A


@dataclass(frozen=True, slots=True)
class Parts:
    """The files of one shapefile; `cpg` is None where there is none."""

    shp: Path
    shx: Path
    dbf: Path
    prj: Path
    cpg: Path | None


def whole_parts(path: Path) -> Parts:
    """Return the parts of the shapefile after its headers have been believed.

    Raises
    ------
    FileMissingError, CrsMissingError
        A part is missing; without `.prj` the CRS is unknown.
    FileEmptyError, FileCutError, FileKindError, FileTooLargeError
        A part is not what its name says, or not all of it.
    """
    shp = _part(path, ".shp")
    if shp is None:
        raise FileMissingError(file=path.name)
    others = {suffix: _part(path, suffix) for suffix in (".shx", ".dbf", ".prj", ".cpg")}
    shx, dbf, prj = others[".shx"], others[".dbf"], others[".prj"]
    for suffix, part in ((".shx", shx), (".dbf", dbf)):
        if part is None:
            raise FileMissingError(file=path.with_suffix(suffix).name)
    if prj is None:
        raise CrsMissingError(file=path.with_suffix(".prj").name)
    assert shx is not None and dbf is not None  # noqa: S101, PT018 -- for the type checker
    parts = Parts(shp=shp, shx=shx, dbf=dbf, prj=prj, cpg=others[".cpg"])
    check_geometry_and_table(shp, shx=shx, dbf=dbf)
    _check_size(prj)
    return parts


def check_geometry_and_table(shp: Path, *, shx: Path | None, dbf: Path) -> None:
    """Raise unless the headers fit the bytes and the parts fit one another.

    Raises
    ------
    FileEmptyError, FileCutError, FileKindError, FileTooLargeError
        A part is not what its name says, or not all of it.
    """
    geometry = [shp] if shx is None else [shp, shx]
    for part in (*geometry, dbf):
        _check_size(part)
    for part in geometry:
        _check_geometry_header(part)
    count = _row_count(dbf)
    if shx is None:
        return
    shapes = (shx.stat().st_size - _HEADER_BYTES) // _INDEX_ENTRY_BYTES
    if shapes != count:
        raise FileCutError(file=dbf.name if count < shapes else shx.name)


def table_bytes(dbf: Path) -> bytes:
    """Return all bytes of the text cells of a whole table, one cell to a line.

    Rows that are marked as deleted are left out.
    """
    content = dbf.read_bytes()
    count, header_bytes, row_bytes = struct.unpack_from("<IHH", content, 4)
    spans, offset = [], 1
    for at in range(_FIELD_BYTES, header_bytes - 1, _FIELD_BYTES):
        if content[at] == _DBASE_END_OF_HEADER:
            break
        length = content[at + 16]
        if content[at + 11 : at + 12] == b"C":
            spans.append((offset, offset + length))
        offset += length
    starts = range(header_bytes, header_bytes + count * row_bytes, row_bytes)
    return b"\n".join(
        content[row + start : row + end].rstrip(b" \0")
        for row in starts
        if content[row] != _DELETED
        for start, end in spans
    )


def _part(path: Path, suffix: str) -> Path | None:
    """Return the part with the suffix in lower or upper case."""
    for name in (path.with_suffix(suffix), path.with_suffix(suffix.upper())):
        if name.is_file():
            return name
    return None


def _check_size(part: Path) -> None:
    size = part.stat().st_size
    if size == 0:
        raise FileEmptyError(file=part.name)
    if size > LARGEST_BYTES:
        raise FileTooLargeError(
            file=part.name, found=f"{size // 10**6} MB", expected=f"{LARGEST_BYTES // 10**6} MB"
        )


def _check_geometry_header(part: Path) -> None:
    with part.open("rb") as file:
        header = file.read(_HEADER_BYTES)
    if len(header) < 4 or struct.unpack_from(">i", header)[0] != _FILE_CODE:  # noqa: PLR2004 -- size of one number
        raise FileKindError(file=part.name, expected="Shapefile")
    # the length is given in words of two bytes
    if len(header) < _HEADER_BYTES or part.stat().st_size < 2 * _unpack(">i", header, 24):
        raise FileCutError(file=part.name)


def _row_count(dbf: Path) -> int:
    """Return the number of rows of a whole table, deleted ones included."""
    with dbf.open("rb") as file:
        header = file.read(_FIELD_BYTES)
    if len(header) < _FIELD_BYTES:
        raise FileCutError(file=dbf.name)
    count, header_bytes = _unpack("<I", header, 4), _unpack("<H", header, 8)
    row_bytes = _unpack("<H", header, 10)
    if header_bytes <= _FIELD_BYTES or row_bytes == 0:
        raise FileKindError(file=dbf.name, expected="dBASE")
    if dbf.stat().st_size < header_bytes + count * row_bytes:
        raise FileCutError(file=dbf.name)
    return count


def _unpack(form: str, content: bytes, offset: int) -> int:
    return int(struct.unpack_from(form, content, offset)[0])
