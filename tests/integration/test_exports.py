"""Exported files, opened again by the libraries that others use."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import UUID

import pyogrio
import pytest

from biwaq_geo.adapters.exports.shapefile_zip import README, cuts, short_names
from biwaq_geo.domain.branches import Branch
from biwaq_geo.domain.errors import NotAllowedError
from biwaq_geo.domain.exports import Export, ExportFormat
from biwaq_geo.domain.fields import Audience
from biwaq_geo.domain.origin import Origin
from biwaq_geo.domain.unit_values import VacancyReason
from biwaq_geo.domain.units import UnitState
from biwaq_geo.reports.unit_export import file_name, what_is_cut
from biwaq_geo.services.export_units import exported_fields, note_export, unit_table
from biwaq_geo.services.visible_store import VisibleStore
from tests.sample_export import (
    DAY,
    EVERYTHING,
    GERMAN,
    archive,
    frame,
    lines,
    table,
    workbook,
    written,
)
from tests.sample_town import PROFILE, unit, units

QGIS_ASKS = """
SELECT styleName FROM layer_styles
WHERE f_table_schema = '' AND f_table_name = 'units' AND f_geometry_column = 'geom'
ORDER BY CASE WHEN useAsDefault THEN 1 ELSE 2 END, update_time DESC LIMIT 1"""
"""How QGIS looks for the style of a layer; where this fails it draws plain dots."""


def test_geojson_lies_in_degrees_and_holds_codes():
    read = json.loads(written(ExportFormat.GEOJSON, listed=[unit(0)]))
    (feature,) = read["features"]
    # 24.95 km west of the meridian 15° E of UTM zone 33, where a degree has 69.4 km
    assert feature["geometry"]["coordinates"] == pytest.approx(
        [15 - 24.95 / 69.4, 51.506], abs=1e-3
    )
    assert feature["properties"]["state"] == "used"
    assert feature["properties"]["branch"] == Branch.BAKERY_BUTCHER.value
    assert "crs" not in read
    assert read["about"]["origin"] == "demo"


def test_a_geopackage_opens_with_types_points_and_lists(tmp_path):
    listed = [
        unit(0, corner=True, vacancy_reasons=(VacancyReason.RENT, VacancyReason.SIZE)),
        unit(1, windows=3, available_from=date(2027, 1, 1)),
    ]
    data = written(ExportFormat.GEOPACKAGE, listed=listed)
    read = frame(data, tmp_path / "u.gpkg", layer="units").set_index("unit_id")
    first = read.loc[str(listed[0].unit_id)]
    assert read.crs.to_epsg() == PROFILE.epsg
    assert (first["vacancy_reasons"], bool(first["corner"])) == ("rent; size", True)
    assert first.geometry.equals(listed[0].location)
    dtypes = pyogrio.read_info(tmp_path / "u.gpkg", layer="units")
    types = dict(zip(dtypes["fields"], dtypes["dtypes"], strict=True))
    assert (types["corner"], types["windows"]) == ("bool", "int32")
    assert types["available_from"] == "datetime64[D]"


def test_a_geopackage_brings_the_signs_of_the_map_for_qgis(tmp_path):
    (tmp_path / "u.gpkg").write_bytes(written(ExportFormat.GEOPACKAGE))
    path = tmp_path / "u.gpkg"
    layers = {name for name, _ in pyogrio.list_layers(path)}
    assert layers == {"units", "fields", "about", "layer_styles"}
    (style,) = pyogrio.read_dataframe(path, layer="layer_styles").to_dict("records")
    assert (style["f_table_name"], style["f_geometry_column"]) == ("units", "geom")
    assert style["f_table_schema"] == ""
    assert style["useAsDefault"]
    assert pyogrio.read_dataframe(path, sql=QGIS_ASKS)["styleName"].tolist() == [style["styleName"]]
    said = pyogrio.read_dataframe(path, layer="about").set_index("what")["said"]
    assert said["ACHTUNG"] == GERMAN("app.demo_short")


def test_a_shapefile_keeps_umlauts_and_lists_what_it_cuts(tmp_path):
    long = "ä" * 300
    listed = [unit(0, state_reason=long, position="Ödön, „links“")]
    data = written(ExportFormat.SHAPEFILE, listed=listed)
    names = {name.rpartition(".")[2] for name in archive(data).namelist()}
    assert names == {"shp", "shx", "dbf", "prj", "cpg", "txt"}
    read = frame(data, tmp_path / "u.zip")
    (row,) = read.to_dict("records")
    # 254 bytes hold 127 letters of two bytes
    assert (row["position"], row["state_reas"]) == ("Ödön, „links“", "ä" * 127)
    told = archive(data).read(README).decode("utf-8-sig")
    assert "state_reason" in told
    assert "600 Bytes" in told
    assert what_is_cut(table(listed), ExportFormat.SHAPEFILE, GERMAN)[-1] in told


def test_every_column_of_a_shapefile_has_a_name_of_its_own():
    short = short_names(exported_fields(EVERYTHING))
    assert len({name.casefold() for name in short.values()}) == len(short)
    assert max(len(name) for name in short.values()) == 10
    assert cuts(table(), language="de").names == {
        field: name for field, name in short.items() if field != name
    }


@pytest.mark.parametrize("file_format", ExportFormat)
@pytest.mark.parametrize("count", [0, 8])
def test_every_form_has_as_many_rows_as_the_screen(file_format, count, tmp_path):
    data = written(file_format, listed=units()[:count])
    match file_format:
        case ExportFormat.CSV:
            found = len(lines(data))
        case ExportFormat.XLSX:
            found = workbook(data).worksheets[0].max_row - 1
        case _:
            ending = "zip" if file_format is ExportFormat.SHAPEFILE else file_format.value
            layer = {"layer": "units"} if file_format is ExportFormat.GEOPACKAGE else {}
            found = len(frame(data, tmp_path / f"u.{ending}", **layer))
    assert found == count


@pytest.mark.parametrize("audience", Audience)
def test_a_file_has_the_columns_of_its_audience(audience):
    named = json.loads(written(ExportFormat.GEOJSON, audience=audience))["features"][0]
    assert tuple(named["properties"]) == exported_fields(audience)
    assert ("rent_asked_eur_m2" in named["properties"]) == (audience is Audience.CONFIDENTIAL)
    assert ("observed_on" in named["properties"]) == (audience is not Audience.PUBLIC)


def test_no_file_holds_more_than_the_installation_shows():
    with pytest.raises(NotAllowedError):
        unit_table(units(), town=PROFILE, audience=EVERYTHING, most=Audience.INTERNAL, made_on=DAY)


def test_the_name_of_a_file_is_ours_and_says_demonstration():
    assert file_name(table(audience=Audience.PUBLIC), ExportFormat.SHAPEFILE) == (
        "biwaq-musterstadt-public-2026-11-22-DEMO.zip"
    )
    real = replace(PROFILE, origin=Origin.OSM, name="../=böse")
    assert file_name(table(town=real), ExportFormat.CSV) == (
        "biwaq-musterstadt-confidential-2026-11-22.csv"
    )


@pytest.mark.parametrize("file_format", ExportFormat)
def test_demonstration_data_say_so_in_every_row(file_format, tmp_path):
    data = written(file_format)
    word = GERMAN("origin.demo") if file_format in {"csv", "xlsx"} else "demo"
    match file_format:
        case ExportFormat.CSV:
            found = [row["Herkunft"] for row in lines(data)]
        case ExportFormat.XLSX:
            sheet = workbook(data).worksheets[0]
            head = [cell.value for cell in sheet[1]]
            found = [row[head.index("Herkunft")].value for row in sheet.iter_rows(min_row=2)]
        case _:
            ending = "zip" if file_format is ExportFormat.SHAPEFILE else file_format.value
            layer = {"layer": "units"} if file_format is ExportFormat.GEOPACKAGE else {}
            found = list(frame(data, tmp_path / f"u.{ending}", **layer)["origin"])
    assert found == [word] * len(units())


def test_the_figures_of_a_file_are_those_of_the_screen(tmp_path):
    read = frame(written(ExportFormat.GEOPACKAGE), tmp_path / "u.gpkg", layer="units")
    # five used, two vacant of which one has no area, one in interim use
    assert read["state"].value_counts().to_dict() == {"used": 5, "vacant": 2, "interim": 1}
    # 50 + 60 + … + 120 m² without the 110 of unit 6
    assert read["floor_area_m2"].sum() == 570
    assert read.loc[read["state"] == UnitState.VACANT.value, "floor_area_m2"].isna().sum() == 1


def test_every_export_is_remembered_with_who_took_what(store):
    at = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
    note_export(
        store,
        table(audience=Audience.INTERNAL),
        export_id=UUID(int=77),
        file_format=ExportFormat.CSV,
        at=at,
        actor="Erika",
    )
    (noted,) = store.records(Export)
    assert noted == Export(UUID(int=77), ExportFormat.CSV, "internal", 8, at)
    assert store.events(subject_id=UUID(int=77))[0].actor == "Erika"


def test_what_the_public_takes_stands_in_the_log(store, caplog):
    caplog.set_level("INFO", logger="biwaq_geo.export")
    before = store.revision()
    note_export(
        VisibleStore(store, Audience.PUBLIC),
        table(audience=Audience.PUBLIC),
        export_id=UUID(int=77),
        file_format=ExportFormat.CSV,
        at=datetime(2026, 11, 22, tzinfo=UTC),
        actor="",
    )
    assert store.revision() == before
    assert "export csv, public, 8 units" in caplog.text
