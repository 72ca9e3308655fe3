"""The careful reader of shapefiles: what it accepts and what it refuses, in which words."""

import struct

import geopandas as gpd
import pytest
from shapely import LineString, Point, Polygon

from biwaq_geo.adapters.shapefile_fields import SHAPEFILE_FIELDS
from biwaq_geo.adapters.shapefiles import read_layer
from biwaq_geo.domain.errors import (
    ColumnMissingError,
    CrsImplausibleError,
    CrsMissingError,
    EncodingError,
    FileCutError,
    FileEmptyError,
    FileKindError,
    FileMissingError,
    FileTooLargeError,
    GeometryError,
)
from biwaq_geo.domain.towns import BASE_LAYERS
from tests.sample_town import EPSG, X0, Y0, layers
from tests.shapefile_samples import write_layer

NAME = "services"


@pytest.fixture
def good(tmp_path):
    return write_layer(tmp_path, NAME)


def read(path, *, fields=SHAPEFILE_FIELDS[NAME], epsg=EPSG):
    return read_layer(path, fields=fields, expected_epsg=epsg, shapes=BASE_LAYERS[NAME].shapes)


def without(suffix):
    return lambda path: path.with_suffix(suffix).unlink()


def cut(suffix, share):
    """Keep only the first part of the file's bytes."""

    def keep(path):
        part = path.with_suffix(suffix)
        content = part.read_bytes()
        part.write_bytes(content[: int(len(content) * share)])

    return keep


def overwritten(suffix, text):
    return lambda path: path.with_suffix(suffix).write_text(text)


def replace_bytes(path, suffix, old, new):
    part = path.with_suffix(suffix)
    content = part.read_bytes()
    assert old in content
    part.write_bytes(content.replace(old, new))


def stray_byte(suffix, word):
    return lambda path: replace_bytes(path, suffix, word, b"\x97" + word[1:])


def holding(*shapes, crs=EPSG):
    return lambda path: with_shapes(path, shapes, crs)


def with_shapes(path, shapes, crs):
    row = {"kind": "other", "name": "x", "origin": "demo", "source": "", "as_of": ""}
    rows = [row | {"id": str(i)} for i, _ in enumerate(shapes)]
    gpd.GeoDataFrame(rows, geometry=list(shapes), crs=crs).to_file(path, encoding="UTF-8")


def huge(path):
    with path.with_suffix(".dbf").open("r+b") as file:
        file.truncate(200_000_001)


def one_row_too_few(path):
    content = bytearray(path.with_suffix(".dbf").read_bytes())
    struct.pack_into("<I", content, 4, 0)
    path.with_suffix(".dbf").write_bytes(content)


@pytest.mark.parametrize("name", sorted(layers()))
def test_every_layer_comes_back_as_it_was_written(tmp_path, name):
    path = write_layer(tmp_path, name)
    found = read_layer(
        path,
        fields=SHAPEFILE_FIELDS[name],
        expected_epsg=EPSG,
        shapes=BASE_LAYERS[name].shapes,
    )
    wanted = layers()[name]
    assert list(found.index) == list(wanted.index)
    assert found.index.name == "id"
    assert found.geometry.geom_equals(wanted.geometry).all()
    for column in set(SHAPEFILE_FIELDS[name].values()) - {"id"}:
        # an empty text in a shapefile stands for a missing value
        expected = wanted[column].replace("", None)
        assert list(found[column].isna()) == list(expected.isna())
        assert list(found[column].dropna()) == list(expected.dropna())


def test_parts_in_upper_case_and_a_name_with_umlaut_and_space_are_read(good, tmp_path):
    for part in good.parent.glob("services.*"):
        part.rename(tmp_path / f"Läden im Ort{part.suffix.upper()}")
    assert list(read(tmp_path / "Läden im Ort.shp")["name"]) == ["Markt (Demo)"]


BROKEN = {
    "no shp": (without(".shp"), FileMissingError, ".shp"),
    "no prj": (without(".prj"), CrsMissingError, ".prj"),
    "no dbf": (without(".dbf"), FileMissingError, ".dbf"),
    "no shx": (without(".shx"), FileMissingError, ".shx"),
    "cut shp": (cut(".shp", 0.9), FileCutError, ".shp"),
    "cut in the header of shp": (cut(".shp", 0.4), FileCutError, ".shp"),
    "cut shx": (cut(".shx", 0.95), FileCutError, ".shx"),
    "cut dbf": (cut(".dbf", 0.9), FileCutError, ".dbf"),
    "cut in the header of dbf": (cut(".dbf", 0.01), FileCutError, ".dbf"),
    "a row too few": (one_row_too_few, FileCutError, ".dbf"),
    "empty shp": (cut(".shp", 0), FileEmptyError, ".shp"),
    "empty shx": (cut(".shx", 0), FileEmptyError, ".shx"),
    "empty dbf": (cut(".dbf", 0), FileEmptyError, ".dbf"),
    "empty prj": (cut(".prj", 0), FileEmptyError, ".prj"),
    "nonsense as prj": (overwritten(".prj", "x"), FileKindError, ".prj"),
    "text as shp": (overwritten(".shp", "x" * 200), FileKindError, ".shp"),
    "zeros as dbf": (overwritten(".dbf", "\0" * 200), FileKindError, ".dbf"),
    "virtual data set": (overwritten(".shp", "<OGRVRTDataSource/>" * 9), FileKindError, ".shp"),
    "too large": (huge, FileTooLargeError, ".dbf"),
    "another zone": (holding(Point(880_000, 5_700_000), crs=25832), CrsImplausibleError, ".prj"),
    "degrees": (holding(Point(14.6, 51.5), crs=4326), CrsImplausibleError, ".prj"),
    "degrees called metres": (holding(Point(14.6, 51.5)), CrsImplausibleError, ".shp"),
    "axes swapped": (holding(Point(Y0, X0)), CrsImplausibleError, ".shp"),
    "lines": (holding(LineString([(X0, Y0), (X0 + 9, Y0)])), GeometryError, ".shp"),
    "one without geometry": (holding(Point(X0, Y0), None), GeometryError, ".shp"),
    "utf-8 called 1252": (overwritten(".cpg", "1252"), EncodingError, ".dbf"),
    "no word on utf-8": (without(".cpg"), EncodingError, ".dbf"),
    "nul in cpg": (overwritten(".cpg", "UTF\0-8"), EncodingError, ".dbf"),
    "byte that is no letter in prj": (stray_byte(".prj", b"UTM"), FileKindError, ".prj"),
    "byte that is no letter in a column": (stray_byte(".dbf", b"source"), FileKindError, ".dbf"),
}


@pytest.mark.parametrize(("breaking", "error", "suffix"), BROKEN.values(), ids=BROKEN)
def test_a_broken_shapefile_is_refused_and_the_broken_part_named(tmp_path, breaking, error, suffix):
    frame = layers()[NAME].assign(name="Bäckerei Grün (Demo)")
    path = write_layer(tmp_path, NAME, frame)
    breaking(path)
    with pytest.raises(error) as told:
        read(path)
    assert type(told.value) is error
    assert told.value.values["file"] == path.with_suffix(suffix).name


def test_a_bow_tie_is_refused_with_its_reason(tmp_path):
    tie = Polygon([(X0, Y0), (X0 + 9, Y0 + 9), (X0 + 9, Y0), (X0, Y0 + 9)])
    path = tmp_path / "land.shp"
    row = {"id": ["a"], "kind": ["water"], "name": [""], "origin": ["demo"]}
    gpd.GeoDataFrame(row, geometry=[tie], crs=EPSG).to_file(path)
    with pytest.raises(GeometryError) as told:
        read_layer(path, fields=SHAPEFILE_FIELDS["land"], expected_epsg=EPSG)
    assert "Self-intersection" in told.value.values["found"]


def test_a_ring_that_does_not_close_is_refused(tmp_path):
    path = tmp_path / "land.shp"
    row = {"id": ["a"], "kind": ["water"], "name": [""], "origin": ["demo"]}
    pond = Polygon([(X0, Y0), (X0, Y0 + 9), (X0 + 9, Y0)])
    gpd.GeoDataFrame(row, geometry=[pond], crs=EPSG).to_file(path)
    # the last 16 bytes are the corner that repeats the first
    content = path.read_bytes()
    path.write_bytes(content[:-16] + content[-32:-16])
    with pytest.raises(GeometryError) as told:
        read_layer(path, fields=SHAPEFILE_FIELDS["land"], expected_epsg=EPSG)
    assert told.value.values["file"] == "land.shp"


def test_a_missing_column_is_named(good):
    with pytest.raises(ColumnMissingError) as told:
        read(good, fields=SHAPEFILE_FIELDS[NAME] | {"opening": "opening"})
    assert told.value.values == {"file": "services.dbf", "column": "opening"}


# the bytes as an office might have written them, and what its .cpg says
WORDS = "Bäckerei Groß"
WAYS = [
    ("utf-8", "UTF-8"),
    ("cp1252", "1252"),
    ("cp1252", "ANSI 1252"),
    ("latin-1", "ISO-8859-1"),
    ("latin-1", "88591"),
    ("cp850", "850"),
]
WRONG = [
    ("utf-8", "1252", "utf-8"),
    ("utf-8", None, "utf-8"),
    ("utf-8", "nonsense", "utf-8"),
    ("cp1252", "UTF-8", "cp1252"),
    ("cp1252", None, "cp1252"),
    ("latin-1", "UTF-8", "cp1252"),
    ("cp850", "UTF-8", "cp850"),
    ("cp850", "1252", "cp850"),
    ("cp850", None, "cp850"),
]


def in_encoding(folder, really, declared):
    frame = layers()[NAME].assign(name=WORDS)
    path = write_layer(folder, NAME, frame)
    old, new = WORDS.encode(), WORDS.encode(really)
    replace_bytes(path, ".dbf", old, new.ljust(len(old)))
    path.with_suffix(".cpg").unlink()
    if declared:
        path.with_suffix(".cpg").write_text(declared)
    return path


@pytest.mark.parametrize(("really", "declared"), WAYS)
def test_text_in_its_declared_encoding_is_read(tmp_path, really, declared):
    path = in_encoding(tmp_path, really, declared)
    assert list(read(path)["name"]) == [WORDS]


@pytest.mark.parametrize(("really", "declared", "proposal"), WRONG)
def test_text_in_another_encoding_is_refused_with_a_proposal(tmp_path, really, declared, proposal):
    path = in_encoding(tmp_path, really, declared)
    with pytest.raises(EncodingError) as told:
        read(path)
    assert told.value.values["found"] == proposal


def test_plain_ascii_needs_no_declaration(good):
    good.with_suffix(".cpg").unlink()
    assert list(read(good)["name"]) == ["Markt (Demo)"]
