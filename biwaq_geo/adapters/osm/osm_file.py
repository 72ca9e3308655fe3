"""A file of OpenStreetMap data that has been looked at before anything parses it."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import osmium

from biwaq_geo.domain.errors import (
    FileCutError,
    FileEmptyError,
    FileKindError,
    FileMissingError,
    ValueNotAllowedError,
)

_FORMATS = {
    ".osm": ("osm", re.compile(rb"\A(\xef\xbb\xbf)?\s*<")),
    ".osm.gz": ("osm.gz", re.compile(rb"\A\x1f\x8b")),
    ".osm.bz2": ("osm.bz2", re.compile(rb"\ABZh")),
    ".osm.pbf": ("osm.pbf", re.compile(rb"\A\0\0..\x0a\x09OSMHeader", re.DOTALL)),
}
"""End of the name to osmium's format and the first bytes of such a file."""

_EXPECTED = ", ".join(_FORMATS)
_CUT = re.compile(
    "unclosed token|no element found|read close failed|read failed: -7|truncated|unexpected EOF"
)
"""Words of expat, zlib, bzip2 (-7 is its code for a missing end) and libosmium."""
_FAULT = re.compile(
    r"at line (?P<line>\d+), column \d+: "
    r"(?P<found>not well-formed.*|reference to.*|mismatched tag.*|duplicate attribute.*)"
)
"""Words of expat about a place in a file that is XML up to there."""


@dataclass(frozen=True, slots=True)
class OsmFile:
    """An extract whose first bytes fit its name; `size` is in bytes on the disk."""

    path: Path
    format: str
    size: int

    @property
    def name(self) -> str:
        """Name of the file without its folder."""
        return self.path.name

    @property
    def nodes_guess(self) -> int:
        """Roughly how many nodes the file holds; good enough for a progress bar."""
        per_node = {"osm": 200, "osm.gz": 18, "osm.bz2": 13, "osm.pbf": 8}[self.format]
        return 1 + self.size // per_node

    def for_osmium(self) -> Any:
        """Return osmium's handle; an absolute path, so that it is never an address."""
        return osmium.io.File(str(self.path), self.format)


def checked(path: Path) -> OsmFile:
    """Return the extract after a look at its name and first bytes.

    Raises
    ------
    FileMissingError, FileEmptyError, FileKindError
        Nothing of the file was read but its beginning; changes and histories are no extract.
    """
    if not path.is_file():
        raise FileMissingError(file=path.name)
    size = path.stat().st_size
    if not size:
        raise FileEmptyError(file=path.name)
    ending = next((end for end in _FORMATS if path.name.lower().endswith(end)), None)
    if ending is None and path.name.lower().endswith(".pbf"):
        ending = ".osm.pbf"
    if ending is None:
        raise FileKindError(file=path.name, expected=_EXPECTED)
    kind, beginning = _FORMATS[ending]
    with path.open("rb") as opened:
        if not beginning.match(opened.read(64)):
            raise FileKindError(file=path.name, expected=ending)
    file = OsmFile(path=path.resolve(), format=kind, size=size)
    if _header(file).has_multiple_object_versions:
        raise FileKindError(file=path.name, expected=_EXPECTED, found="changes")
    return file


def _header(file: OsmFile) -> Any:
    with osmium_errors(file), osmium.io.Reader(file.for_osmium(), osmium.osm.NOTHING) as reader:
        return reader.header()


@contextmanager
def osmium_errors(file: OsmFile) -> Iterator[None]:
    """Turn what osmium raises while it reads into our named errors.

    osmium knows one class for most faults, so the words tell a cut file from a foreign
    one. XML entities, internal or external, are refused by osmium itself.
    """
    try:
        yield
    except (ValueError, osmium.InvalidLocationError) as error:
        raise ValueNotAllowedError(
            file=file.name, column="id/lat/lon/timestamp/tag", expected="OSM", found=error
        ) from error
    except RuntimeError as error:
        if _CUT.search(str(error)):
            raise FileCutError(file=file.name) from error
        if fault := _FAULT.search(str(error)):
            raise ValueNotAllowedError(
                file=file.name,
                column=f"line {fault['line']}",
                line=fault["line"],
                expected="XML 1.0, UTF-8",
                found=fault["found"],
            ) from error
        raise FileKindError(file=file.name, expected=_EXPECTED, found=error) from error
