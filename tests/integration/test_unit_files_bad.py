"""Files that are refused, each with the name of its fault, and without harm."""

import random
import stat
import struct
import zipfile
from io import BytesIO

import pytest

from biwaq_geo.adapters.unit_files import read_unit_file
from biwaq_geo.domain.errors import (
    ArchiveUnsafeError,
    EncodingError,
    FileCutError,
    FileEmptyError,
    FileKindError,
    FileMissingError,
    FileTooLargeError,
)
from biwaq_geo.services.import_units.raw_table import Answers
from tests.unit_file_samples import (
    HEAD,
    ROWS,
    csv_bytes,
    geo_bytes,
    named,
    shapefile_parts,
    workbook,
    zipped,
)

RANDOM = random.Random(1).randbytes(5_000)
BLANKS = b" " * 30_000_000


def link():
    entry = zipfile.ZipInfo("units.shp")
    entry.external_attr = (stat.S_IFLNK | 0o777) << 16
    return zipped({entry: "/etc/passwd"})


def lying_size():
    """An archive whose directory tells a smaller size than the entry has."""
    data = bytearray(zipped({"units.shp": b"x" * 1000, "units.dbf": b"x"}))
    at = data.find(b"PK\x01\x02")
    struct.pack_into("<I", data, at + 24, 10)
    return bytes(data)


def workbook_bomb():
    parts = {}
    with zipfile.ZipFile(BytesIO(workbook(("Liste", [HEAD, *ROWS])))) as book:
        for name in book.namelist():
            parts[name] = book.read(name)
    return zipped({**parts, "xl/worksheets/sheet1.xml": BLANKS})


BROKEN = {
    "nothing": ("x.csv", b"", FileEmptyError),
    "only blanks": ("x.csv", b"  \n\n;;\n", FileEmptyError),
    "only column names": ("x.csv", b"Adresse;Zustand\n", FileEmptyError),
    "26 MB": ("x.csv", b"a;b\n" * 6_500_000, FileTooLargeError),
    "200 MB": ("x.gpkg", bytes(200_000_000), FileTooLargeError),
    "200,001 rows": ("x.csv", b"a;b\n" + b"1;2\n" * 200_001, FileTooLargeError),
    "257 columns": ("x.csv", b";".join([b"a"] * 257) + b"\n", FileTooLargeError),
    "ends in quotes": ("x.csv", b'Adresse;Zustand\n"Weg 1;leer\n', FileCutError),
    "a cell without end": ("x.csv", b'a;b\n"' + b"x" * 200_000 + b'";1\n', FileKindError),
    "random bytes as csv": ("x.csv", RANDOM, FileKindError),
    "random bytes as xlsx": ("x.xlsx", RANDOM, FileKindError),
    "random bytes as gpkg": ("x.gpkg", RANDOM, FileKindError),
    "random bytes as geojson": ("x.geojson", RANDOM, FileKindError),
    "random bytes as zip": ("x.zip", RANDOM, FileKindError),
    "random bytes behind a head of zip": ("x.zip", b"PK\x03\x04" + RANDOM, FileCutError),
    "a pdf": ("x.csv", b"%PDF-1.7\n", FileKindError),
    "an old workbook": ("x.xlsx", b"\xd0\xcf\x11\xe0" + bytes(100), FileKindError),
    "an ending that nobody reads": ("x.exe", b"a;b\n1;2\n", FileKindError),
    "no ending": ("x", b"a;b\n1;2\n", FileKindError),
    "text as geojson": ("x.geojson", b"a;b\n1;2\n", FileKindError),
    "a zip without shapefile": ("x.zip", zipped({"a.csv": b"a;b"}), FileMissingError),
    "a zip as workbook": ("x.xlsx", zipped({"a.csv": b"a;b"}), FileKindError),
    "a workbook without sheet": (
        "x.xlsx",
        zipped({"[Content_Types].xml": b"<Types/>"}),
        FileKindError,
    ),
    "a cut workbook": ("x.xlsx", workbook(("A", [HEAD, *ROWS]))[:-500], FileCutError),
    "an empty workbook": ("x.xlsx", workbook(("A", [])), FileEmptyError),
    "a path upwards": ("x.zip", zipped({"../units.shp": b"x"}), ArchiveUnsafeError),
    "a path upwards, backslashes": (
        "x.zip",
        zipped({"a\\..\\..\\u.shp": b"x"}),
        ArchiveUnsafeError,
    ),
    "an absolute path": ("x.zip", zipped({"/etc/units.shp": b"x"}), ArchiveUnsafeError),
    "a path with a drive": ("x.zip", zipped({"C:/units.shp": b"x"}), ArchiveUnsafeError),
    "a link": ("x.zip", link(), ArchiveUnsafeError),
    "a zip in a zip": ("x.zip", zipped({"a.zip": b"x"}), ArchiveUnsafeError),
    "65 entries": ("x.zip", zipped({f"{i}.shp": b"x" for i in range(65)}), FileTooLargeError),
    "packed a thousand to one": ("x.zip", zipped({"a.shp": BLANKS}), ArchiveUnsafeError),
    "a workbook packed a thousand to one": ("x.xlsx", workbook_bomb(), ArchiveUnsafeError),
    "a directory that lies": ("x.zip", lying_size(), FileCutError),
    "json that is no geojson": ("x.json", b'{"type": "FeatureCollection", "f', FileKindError),
    "geojson without features": (
        "x.json",
        b'{"type": "FeatureCollection", "features": []}',
        FileEmptyError,
    ),
}


@pytest.mark.parametrize(("file_name", "data", "error"), BROKEN.values(), ids=BROKEN)
def test_a_broken_file_is_refused_by_its_name(file_name, data, error):
    with pytest.raises(error) as told:
        read_unit_file(data, file_name=file_name)
    assert type(told.value) is error
    assert str(told.value.values["file"]).startswith(file_name) or error is FileMissingError


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (b'{"type": "FeatureColl', "JSON"),
        (b'\xef\xbb\xbf  [{"a": 1}]', "JSON"),
        (b"<gml:FeatureCollection/>", "XML"),
        (b"a;b\n1;2\n", "CSV"),
        (b"%PDF-1.7", "PDF"),
        (RANDOM, "?"),
    ],
)
def test_what_a_file_looks_like_instead_is_said_as_near_as_can_be(data, found):
    with pytest.raises(FileKindError) as told:
        read_unit_file(data, file_name="x.geojson")
    assert told.value.values["found"] == found


def test_a_directory_of_too_much_is_refused_before_it_is_unpacked():
    entries = {f"{i}.dbf": bytes([i % 251]) * 99_000 + RANDOM for i in range(60)}
    grown = {name: content * 34 for name, content in entries.items()}
    with pytest.raises(FileTooLargeError):
        read_unit_file(zipped(grown), file_name="x.zip")


def cut(suffix, share):
    return lambda parts: parts | {suffix: parts[suffix][: int(len(parts[suffix]) * share)]}


def without(suffix):
    return lambda parts: {key: value for key, value in parts.items() if key != suffix}


BROKEN_PARTS = {
    "no dbf": (without(".dbf"), FileMissingError, ".dbf"),
    "no shp": (without(".shp"), FileMissingError, ".shp"),
    "cut shp": (cut(".shp", 0.6), FileCutError, ".shp"),
    "cut dbf": (cut(".dbf", 0.9), FileCutError, ".dbf"),
    "cut shx": (cut(".shx", 0.9), FileCutError, ".shx"),
    "empty shp": (cut(".shp", 0), FileEmptyError, ".shp"),
    "empty dbf": (cut(".dbf", 0), FileEmptyError, ".dbf"),
    "text as shp": (lambda parts: parts | {".shp": b"x" * 300}, FileKindError, ".shp"),
}


@pytest.mark.parametrize(("breaking", "error", "part"), BROKEN_PARTS.values(), ids=BROKEN_PARTS)
def test_a_broken_part_of_a_zipped_shapefile_is_named(tmp_path, breaking, error, part):
    data = zipped(named(breaking(shapefile_parts(tmp_path)), "Läden"))
    with pytest.raises(error) as told:
        read_unit_file(data, file_name="x.zip")
    assert str(told.value.values["file"]).endswith(part)


def test_a_geopackage_that_ends_early_is_refused(tmp_path):
    data = geo_bytes(tmp_path, driver="GPKG")
    with pytest.raises(FileCutError):
        read_unit_file(data[:-4096], file_name="x.gpkg")


@pytest.mark.parametrize("share", [0.2, 0.5, 0.9])
def test_a_geojson_that_ends_early_is_refused(tmp_path, share):
    data = geo_bytes(tmp_path, driver="GeoJSON")
    with pytest.raises(FileKindError):
        read_unit_file(data[: int(len(data) * share)], file_name="x.geojson")


def test_bytes_that_are_not_in_the_encoding_that_was_chosen_are_refused():
    # a byte order mark promises UTF-8 and the bytes break the promise
    data = b"\xef\xbb\xbf" + csv_bytes(encoding="cp1252")
    with pytest.raises(EncodingError):
        read_unit_file(data, file_name="x.csv")
    # 0x81 is no character of cp1252, so cp1252 is not even among the choices
    odd = "Grünes Gäßchen;leer\n".encode("cp850") * 3
    table = read_unit_file(odd, file_name="x.csv", answers=Answers(encoding="cp1252"))
    assert table.rows[0][0] == "Grünes Gäßchen"
