"""Files that want more than to be read."""

import contextlib
import json
import random
import threading
import zipfile
from http.server import BaseHTTPRequestHandler, HTTPServer
from io import BytesIO

import pytest

from biwaq_geo.adapters.unit_files import read_unit_file, worker
from biwaq_geo.domain.errors import (
    BiwaqError,
    FileKindError,
    FileTooLargeError,
    ReadingFailedError,
)
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
    with pytest.raises(BiwaqError) as told:
        read_unit_file(zipped(parts), file_name="x.xlsx")
    assert not out_of_time(told.value)


def out_of_time(error):
    """Say whether the reader was stopped because it needed too long."""
    return error.values.get("found") == f"{worker.WALL_SECONDS} s"


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
    with pytest.raises((FileTooLargeError, ReadingFailedError)) as told:
        read_unit_file(data, file_name="x.geojson")
    assert not out_of_time(told.value)


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
