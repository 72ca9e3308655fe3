"""Of which kind a file is: by its name and by its first bytes, which must agree."""

import re
from enum import StrEnum
from pathlib import PurePath

from biwaq_geo.domain.errors import FileCutError, FileEmptyError, FileKindError, FileTooLargeError

LARGEST_BYTES = 25_000_000
"""Of a file as it is handed over."""

_ZIP = b"PK\x03\x04"
_SQLITE = b"SQLite format 3\0"
_APPLICATION_IDS = frozenset({b"GPKG", b"GP10", b"GP11"})
_COLLECTION = re.compile(rb'"type"\s*:\s*"Feature(Collection)?"')
_BYTE_ORDER_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_CONTROL = re.compile(rb"[\x00-\x08\x0b\x0e-\x1f]")
_HEAD_BYTES = 4096
_WIDE_SHARE = 0.3
"""Of all bytes; half of them are NULs in UTF-16 text that is all Latin."""


class FileKind(StrEnum):
    """A kind of file that units can come in, by the ending of its name."""

    CSV = "csv"
    XLSX = "xlsx"
    GEOJSON = "geojson"
    GPKG = "gpkg"
    ZIP = "zip"


_ENDINGS = {
    ".csv": FileKind.CSV,
    ".txt": FileKind.CSV,
    ".tsv": FileKind.CSV,
    ".xlsx": FileKind.XLSX,
    ".geojson": FileKind.GEOJSON,
    ".json": FileKind.GEOJSON,
    ".gpkg": FileKind.GPKG,
    ".zip": FileKind.ZIP,
}
ENDINGS = tuple(_ENDINGS)


def checked_kind(data: bytes, *, file_name: str) -> FileKind:
    """Return the kind of the file once name and content agree on it.

    Raises
    ------
    FileEmptyError, FileTooLargeError
        There is nothing in it, or too much.
    FileKindError
        The ending is not one of `ENDINGS`, or the bytes are of another kind.
    FileCutError
        A GeoPackage is shorter than its header says.
    """
    if not data:
        raise FileEmptyError(file=file_name)
    if len(data) > LARGEST_BYTES:
        raise FileTooLargeError(
            file=file_name,
            found=f"{len(data) / 1e6:.0f} MB",
            expected=f"{LARGEST_BYTES // 10**6} MB",
        )
    kind = _ENDINGS.get(PurePath(file_name).suffix.lower())
    if kind is None:
        raise FileKindError(file=file_name, expected=", ".join(ENDINGS), found=_looks_like(data))
    if not _FITS[kind](data):
        raise FileKindError(file=file_name, expected=kind.upper(), found=_looks_like(data))
    if kind is FileKind.GPKG:
        _refuse_cut(data, file_name=file_name)
    return kind


def _is_text(data: bytes) -> bool:
    if data.startswith(_BYTE_ORDER_MARKS[1:]) or _is_wide(data):
        return True
    return _CONTROL.search(data) is None and not data.startswith(b"%PDF")


def _is_wide(data: bytes) -> bool:
    """Say whether every other byte is a NUL, as in UTF-16 without a mark."""
    head = data[:_HEAD_BYTES]
    low, high = head[::2].count(0), head[1::2].count(0)
    return min(low, high) == 0 and max(low, high) > _WIDE_SHARE * len(head)


def _is_geojson(data: bytes) -> bool:
    text = data.removeprefix(_BYTE_ORDER_MARKS[0]).lstrip()
    return text.startswith(b"{") and _COLLECTION.search(text) is not None


def _is_geopackage(data: bytes) -> bool:
    return data.startswith(_SQLITE) and data[68:72] in _APPLICATION_IDS


def _is_zip(data: bytes) -> bool:
    return data.startswith(_ZIP)


_FITS = {
    FileKind.CSV: _is_text,
    FileKind.XLSX: _is_zip,
    FileKind.GEOJSON: _is_geojson,
    FileKind.GPKG: _is_geopackage,
    FileKind.ZIP: _is_zip,
}


def _looks_like(data: bytes) -> str:
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        return "XLS"
    if data.startswith(b"%PDF"):
        return "PDF"
    for kind in (FileKind.GPKG, FileKind.GEOJSON, FileKind.ZIP):
        if _FITS[kind](data):
            return kind.upper()
    begins = data.removeprefix(_BYTE_ORDER_MARKS[0]).lstrip()[:1]
    if _is_text(data):
        return {b"{": "JSON", b"[": "JSON", b"<": "XML"}.get(begins, FileKind.CSV.upper())
    return "?"


def _refuse_cut(data: bytes, *, file_name: str) -> None:
    # SQLite file format: page size at 16 (1 stands for 65536), number of pages at 28
    page_bytes = int.from_bytes(data[16:18], "big")
    pages = int.from_bytes(data[28:32], "big")
    if len(data) < pages * (65536 if page_bytes == 1 else page_bytes):
        raise FileCutError(file=file_name)
