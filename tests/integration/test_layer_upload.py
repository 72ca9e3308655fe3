"""A file becomes a layer: whatever office it comes from, and nothing that is wrong with it."""

import json
import zipfile
from io import BytesIO

import geopandas as gpd
import pytest
import shapely
from shapely import Point

from biwaq_geo.adapters.layer_shelf import FolderShelf
from biwaq_geo.adapters.unit_files import read_unit_file
from biwaq_geo.domain.errors import (
    ArchiveUnsafeError,
    BiwaqError,
    FileCutError,
    FileEmptyError,
    FileKindError,
    FileOutsideTownError,
    FileTooLargeError,
    ProtectedDataError,
    QuestionsOpenError,
)
from biwaq_geo.domain.town_layers import TownLayer
from biwaq_geo.mapping.layer_writer import layer_toml
from biwaq_geo.services.import_units.raw_table import Answers, RawTable, Topic
from biwaq_geo.services.layer_upload.columns import column_keys
from biwaq_geo.services.layer_upload.keep import add_layer, free_key
from biwaq_geo.services.layer_upload.persons import person_columns
from biwaq_geo.services.layer_upload.plan import plan_layer
from biwaq_geo.services.layer_upload.shapes import ShapeFault
from tests import sample_layer
from tests.fakes import FakeTown
from tests.sample_town import EPSG, PROFILE, X0, Y0
from tests.sample_upload import SQUARE, TOWN, planned_rows
from tests.secret_town import AT
from tests.unit_file_samples import geo_bytes, named, shapefile_parts, zipped


def places(crs=EPSG):
    points = [Point(X0 + 60 + 90 * i, Y0 + 120) for i in range(3)]
    columns = {"Name": ["Wasserturm", "Nord", "Süd"], "Geräte": [4, 2, 7]}
    return gpd.GeoDataFrame(columns, geometry=points, crs=EPSG).to_crs(crs)


def planned(data, file_name, *, answers=None, town=TOWN, **more):
    """Plan, and confirm every proposal unless something else is said."""
    table = read_unit_file(data, file_name=file_name, answers=answers)
    plan = plan_layer(
        town, lambda: PROFILE.as_of, table=table, data=data, answers=answers or Answers(), **more
    )
    if plan.settled or answers is not None:
        return plan
    said = Answers(**{each.topic.value: each.proposal for each in plan.asked})
    return planned(data, file_name, answers=said, town=town, **more)


def csv(frame, *, wkt=False):
    degrees = frame.to_crs(4326)
    lines = ["Name;Geräte;" + ("WKT" if wkt else "lon;lat")]
    for row, (_, cells) in zip(degrees.geometry, degrees.iterrows(), strict=True):
        where = row.wkt if wkt else f"{row.x};{row.y}"
        lines.append(f"{cells['Name']};{cells['Geräte']};{where}")
    return "\r\n".join(lines).encode("utf-8-sig")


FORMS = {
    "GeoJSON": lambda folder: (
        geo_bytes(folder, places(4326), driver="GeoJSON"),
        "plätze.geojson",
    ),
    "GeoPackage": lambda folder: (geo_bytes(folder, places(), driver="GPKG"), "plätze.gpkg"),
    "shapefile": lambda folder: (
        zipped(named(shapefile_parts(folder, places()), "Ordner/plätze")),
        "plätze.zip",
    ),
    "shapefile in an old system": lambda folder: (
        zipped(named(shapefile_parts(folder, places(31469)), "plätze")),
        "plätze.zip",
    ),
    "CSV with degrees": lambda _: (csv(places()), "plätze.csv"),
    "CSV with WKT": lambda _: (csv(places(), wkt=True), "plätze.csv"),
}


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_every_form_gives_the_same_layer_in_the_towns_system(form, tmp_path):
    plan = planned(*form(tmp_path))
    assert plan.settled
    assert (plan.report.kept, plan.report.found) == (3, {})
    assert plan.titles == {"name": "Name", "geraete": "Geräte"}
    assert list(plan.features["geraete"]) == [4, 2, 7]
    assert plan.features.crs.to_epsg() == EPSG
    truth = places().geometry.to_numpy()
    assert (shapely.distance(plan.features.geometry.to_numpy(), truth) < 2).all()


def test_a_file_with_swapped_axes_is_asked_about_and_read_right(tmp_path):
    frame = places(4326)
    turned = frame.set_geometry(
        shapely.transform(frame.geometry.to_numpy(), lambda xy: xy[:, ::-1])
    )
    data = geo_bytes(tmp_path, turned.set_crs(4326, allow_override=True), driver="GeoJSON")
    plan = planned(data, "x.geojson", answers=Answers())
    assert [each.topic for each in plan.asked] == [Topic.CRS]
    assert not plan.settled
    assert plan.report.kept == 3


PERSONS = {
    "first name": (("Vorname", "Ort"), "refused"),
    "name and day of birth": (("Name", "geboren am"), "refused"),
    "birth date": (("Geburtsdatum",), "refused"),
    "participants": (("Teilnehmerin", "x"), "refused"),
    "customer number": (("Kundennummer Jobcenter",), "refused"),
    "name and home": (("Name", "Anschrift"), "doubtful"),
    "owner": (("Eigentümer", "Flurstück"), "doubtful"),
    "telephone": (("Einrichtung", "Telefon"), "doubtful"),
    "playgrounds": (("Name", "Geräte", "Baujahr"), "fine"),
    "shops": (("Branche", "Fläche m²"), "fine"),
}


@pytest.mark.parametrize(("columns", "verdict"), PERSONS.values(), ids=PERSONS)
def test_a_file_about_persons_is_refused_or_its_columns_stay_out(columns, verdict):
    cells = tuple("x" for _ in columns)
    table = RawTable(
        "x.csv", columns, (cells,), (2,), (shapely.to_wkb(SQUARE),), crs=f"EPSG:{EPSG}"
    )
    if verdict == "refused":
        with pytest.raises(ProtectedDataError):
            planned_rows(table)
        return
    plan = planned_rows(table)
    assert bool(plan.doubtful) is (verdict == "doubtful")
    assert set(plan.titles.values()) == set(columns) - set(plan.doubtful)
    # what somebody says is about no person comes in
    assert set(planned_rows(table, no_persons=True).titles.values()) == set(columns)


def test_cells_that_can_only_be_persons_make_a_column_doubtful():
    cells = (("Frau Muster",), ("Herr Beispiel",), ("Bauhof",))
    table = RawTable("x.csv", ("Zuständig",), cells, (2, 3, 4), (None,) * 3)
    assert person_columns(table).doubtful == ("Zuständig",)


def bomb():
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("x.shp", b" " * 20_000_000)
    return file.getvalue()


POINTER = json.dumps(
    {"type": "gdal_streamed_alg", "command_line": "gdal vector pipeline ! read /etc/passwd"}
).encode()
HOSTILE = {
    "nothing": (b"", "x.geojson", FileEmptyError),
    "26 MB": (b" " * 26_000_000, "x.geojson", FileTooLargeError),
    "random bytes": (bytes(range(256)) * 20, "x.gpkg", FileKindError),
    "another ending": (b"name;lon;lat\n", "x.gpkg", FileKindError),
    "a programme": (b"MZ\x90\x00", "x.exe", FileKindError),
    "a virtual data set": (b"<OGRVRTDataSource/>", "x.geojson", FileKindError),
    "a pipeline": (POINTER, "x.json", FileKindError),
    "a cut GeoPackage": (None, "x.gpkg", FileCutError),
    "a bomb": (bomb(), "x.zip", ArchiveUnsafeError),
    "a way out": (zipped({"../../x.shp": b"x"}), "x.zip", ArchiveUnsafeError),
    "an archive in an archive": (zipped({"x.zip": b"x"}), "x.zip", ArchiveUnsafeError),
    "no features": (b'{"type":"FeatureCollection","features":[]}', "x.geojson", BiwaqError),
    "elsewhere": (b"name;lon;lat\na;-71.1;42.3\n", "x.csv", FileOutsideTownError),
}


@pytest.mark.parametrize(("data", "file_name", "error"), HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_or_broken_file_is_refused_by_name(data, file_name, error, tmp_path):
    whole = geo_bytes(tmp_path, places(), driver="GPKG")
    with pytest.raises(error):
        planned(whole[: len(whole) // 2] if data is None else data, file_name)


def test_a_curve_among_points_of_a_table_is_left_out():
    lines = csv(places(), wkt=True) + b"\r\nBogen;1;CIRCULARSTRING(0 0,1 1,2 0)\r\n"
    plan = planned(lines, "x.csv")
    assert plan.report.found == {ShapeFault.UNREADABLE: 1}


def test_names_of_columns_become_keys_that_a_layer_file_can_say():
    nasty = ["geometry", "id", "Größe m²", "groesse_m2", "1; DROP", "x" * 300, "{{ 7 }}", "日本"]
    keys = list(column_keys(nasty).values())
    assert len(set(keys)) == len(nasty)
    assert all(key[0].isalpha() and key.replace("_", "").isalnum() for key in keys)
    assert {"id", "geometry"}.isdisjoint(keys)


@pytest.mark.parametrize(
    ("answers", "error"),
    [(Answers(), QuestionsOpenError), (Answers(crs="EPSG:4326"), None)],
    ids=["questions open", "answered"],
)
def test_nothing_is_stored_before_every_question_is_answered(store, tmp_path, answers, error):
    town = FakeTown()
    town.store, town.added = store, FolderShelf(tmp_path, epsg=EPSG)
    data = csv(places()).replace(b"\xef\xbb\xbf", b"").decode().encode("utf-8-sig")
    table = read_unit_file(data, file_name="x.csv", answers=answers)
    said = Answers(crs=answers.crs, decimal="." if error is None else None)
    plan = plan_layer(town, lambda: PROFILE.as_of, table=table, data=data, answers=said)
    key = free_key(town, "Spielplätze")
    assert key == sample_layer.KEY
    act = {
        "plan": plan,
        "key": key,
        "order": 55,
        "text": layer_toml(sample_layer.spec()),
        "actor": "Amt",
    }
    if error is None:
        add_layer(town, lambda: AT, **act)
        assert town.added.layers()[0].origin.digest == plan.digest
        return
    with pytest.raises(error):
        add_layer(town, lambda: AT, **act)
    assert list(town.added.layers()) == []
    assert not store.records(TownLayer)
