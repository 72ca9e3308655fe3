"""Files that are refused, each with the name of its fault, and without harm."""

import contextlib
import json
import random
import stat
import struct
import threading
import time
import zipfile
from http.server import BaseHTTPRequestHandler, HTTPServer
from io import BytesIO

import pytest

from biwaq_geo.adapters.unit_files import read_unit_file, worker
from biwaq_geo.domain.errors import (
    ArchiveUnsafeError,
    BiwaqError,
    EncodingError,
    FileCutError,
    FileEmptyError,
    FileKindError,
    FileMissingError,
    FileTooLargeError,
    ReadingFailedError,
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


@pytest.fixture
def listener():
    """A server on this machine that notes who asks it."""
    asked = []

    class Note(BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append(self.path)
            self.send_response(404)
            self.end_headers()

        do_HEAD = do_GET  # noqa: N815 -- the name is the library's

        def log_message(self, *_):
            pass

    server = HTTPServer(("127.0.0.1", 0), Note)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}", asked
    server.shutdown()
    thread.join()
    server.server_close()


def vrt(source):
    return (
        f'<OGRVRTDataSource><OGRVRTLayer name="x"><SrcDataSource>{source}</SrcDataSource>'
        "<GeometryType>wkbNone</GeometryType></OGRVRTLayer></OGRVRTDataSource>"
    ).encode()


def pipeline(source):
    return json.dumps(
        {"type": "gdal_streamed_alg", "command_line": f"gdal vector pipeline ! read {source}"}
    ).encode()


@pytest.mark.parametrize("ending", ["gpkg", "geojson", "json", "xlsx", "zip", "vrt", "gml", "kml"])
@pytest.mark.parametrize("making", [vrt, pipeline])
def test_a_data_set_that_only_points_elsewhere_is_refused(ending, making, listener, tmp_path):
    address, asked = listener
    secret = tmp_path / "secret.csv"
    secret.write_text("name\nGeheim\n")
    for source in (secret, f"/vsicurl/{address}/x.csv"):
        with pytest.raises(BiwaqError) as told:
            read_unit_file(making(source), file_name=f"x.{ending}")
        assert "Geheim" not in str(told.value.values)
    assert asked == []


@pytest.mark.parametrize("making", [vrt, pipeline])
def test_such_a_data_set_is_refused_where_the_first_bytes_would_pass(making, listener, tmp_path):
    address, asked = listener
    secret = tmp_path / "secret.csv"
    secret.write_text("name\nGeheim\n")
    for source in (secret, f"/vsicurl/{address}/x.csv"):
        # past the look at the first bytes it is the child's own list of drivers that refuses
        (tmp_path / "layer.geojson").write_bytes(making(source))
        with pytest.raises(FileKindError):
            worker.read_in_child(tmp_path, file="layer.geojson", form="geojson", file_name="x")
    assert asked == []


def test_a_table_of_text_cannot_point_anywhere(listener):
    address, asked = listener
    data = f"name;url\n/vsicurl/{address};{address}\n".encode()
    table = read_unit_file(data, file_name="x.csv")
    assert table.rows == ((f"/vsicurl/{address}", address),)
    assert asked == []


def test_a_workbook_with_an_external_entity_reads_nothing(tmp_path, listener):
    address, asked = listener
    with zipfile.ZipFile(BytesIO(workbook(("Liste", [("Adresse", "b"), ("Weg", "c")])))) as book:
        parts = {name: book.read(name) for name in book.namelist()}
    text = parts["xl/worksheets/sheet1.xml"]
    entity = f'<!DOCTYPE x [<!ENTITY e SYSTEM "{address}/x">]>'.encode()
    parts["xl/worksheets/sheet1.xml"] = entity + text.replace(b"</v>", b"&e;</v>", 1)
    with pytest.raises(BiwaqError):
        read_unit_file(zipped(parts), file_name="x.xlsx")
    assert asked == []


def test_a_workbook_of_entities_that_multiply_is_refused_soon():
    with zipfile.ZipFile(BytesIO(workbook(("Liste", [("Adresse", "b"), ("Weg", "c")])))) as book:
        parts = {name: book.read(name) for name in book.namelist()}
    nested = "".join(f'<!ENTITY e{i} "{f"&e{i - 1};" * 10}">' for i in range(1, 10))
    head = f'<!DOCTYPE x [<!ENTITY e0 "ha">{nested}]>'.encode()
    text = parts["xl/worksheets/sheet1.xml"]
    parts["xl/worksheets/sheet1.xml"] = head + text.replace(b"</v>", b"&e9;</v>", 1)
    begun = time.monotonic()
    with pytest.raises(BiwaqError):
        read_unit_file(zipped(parts), file_name="x.xlsx")
    assert time.monotonic() - begun < 30


def test_a_reader_that_hangs_is_stopped_and_leaves_nothing(tmp_path, monkeypatch):
    data = geo_bytes(tmp_path, driver="GPKG")
    # no process of Python starts in a hundredth of a second
    monkeypatch.setattr(worker, "WALL_SECONDS", 0.01)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    with pytest.raises(ReadingFailedError):
        read_unit_file(data, file_name="x.gpkg")
    assert [path.name for path in tmp_path.iterdir()] == ["written.gpkg"]


def test_a_reader_that_needs_too_much_memory_is_stopped(tmp_path):
    # 1.5 million points pack small and need more than a register ever will
    feature = '{"type":"Feature","properties":{},"geometry":{"type":"Point","coordinates":[1,2]}}'
    body = ",".join([feature] * 280_000)
    data = f'{{"type":"FeatureCollection","features":[{body}]}}'.encode()
    assert len(data) < 25_000_000
    begun = time.monotonic()
    with pytest.raises((FileTooLargeError, ReadingFailedError)):
        read_unit_file(data, file_name="x.geojson")
    assert time.monotonic() - begun < worker.WALL_SECONDS


def test_the_reader_gets_no_variable_of_the_application(monkeypatch):
    monkeypatch.setenv("BIWAQ_STATE_DIR", "x")
    monkeypatch.setenv("GDAL_DRIVER_PATH", "x")
    given = worker._environment("gpkg")
    assert "BIWAQ_STATE_DIR" not in given
    assert given["GDAL_DRIVER_PATH"] == "disable"
    assert "GPKG" not in given["GDAL_SKIP"].split(",")
    assert {"OGR_VRT", "GDALG", "HTTP", "WFS", "GeoJSON"} <= set(given["GDAL_SKIP"].split(","))


@pytest.mark.parametrize("seed", range(12))
def test_a_file_with_wrong_bytes_in_it_is_read_or_refused_but_never_fails(tmp_path, seed):
    dice = random.Random(seed)
    whole = [
        ("x.csv", csv_bytes()),
        ("x.xlsx", workbook(("Liste", [HEAD, *ROWS]))),
        ("x.zip", zipped(named(shapefile_parts(tmp_path), "x"))),
        ("x.gpkg", geo_bytes(tmp_path, driver="GPKG")),
    ]
    file_name, data = whole[seed % len(whole)]
    bent = bytearray(data)
    for _ in range(dice.randint(1, 40)):
        bent[dice.randrange(len(bent))] = dice.randrange(256)
    with contextlib.suppress(BiwaqError):
        assert read_unit_file(bytes(bent), file_name=file_name).rows
