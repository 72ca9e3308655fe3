"""Texts made to be acted upon leave the town as texts, in every file that it hands out."""

import io
import json
import re
from dataclasses import replace
from datetime import date
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from pypdf import PdfReader

from biwaq_geo.adapters.exports.shapefile_zip import TEXT_BYTES, short_names
from biwaq_geo.adapters.towns import FolderLibrary
from biwaq_geo.domain.exports import ExportFormat
from biwaq_geo.domain.fields import about
from biwaq_geo.domain.units import CommercialUnit
from biwaq_geo.mapping.layerfile import read_layers
from biwaq_geo.reports.council_paper import council_paper
from biwaq_geo.reports.fonts import displayable
from biwaq_geo.reports.one_page import Paper
from biwaq_geo.reports.unit_export import desktop_style, file_name, unit_file
from biwaq_geo.reports.view_sheet import View, view_sheet
from biwaq_geo.reports.walk_sheet import walk_sheet
from biwaq_geo.services.compare import compare
from biwaq_geo.services.export_units import coded
from biwaq_geo.services.picture import picture
from biwaq_geo.services.walk_plan import plan_walk
from biwaq_geo.texts import load
from biwaq_geo.texts.words import field_types
from tests import payload_files, payload_town
from tests.payload_town import PAYLOADS
from tests.sample_catalogues import catalogues
from tests.sample_export import archive, frame, lines, table, workbook
from tests.sample_paper import DAY, scenario
from tests.sample_town import X0, Y0

GERMAN = load("de")
TYPED = [name for name, hint in field_types(CommercialUnit).items() if hint is str]
ACTS = ("/JavaScript", "/JS", "/OpenAction", "/Launch", "/URI", "/AA", "/EmbeddedFiles")
"""What makes a PDF do something or lead somewhere."""


@pytest.fixture(scope="module")
def planted(tmp_path_factory):
    folder = tmp_path_factory.mktemp("planted")
    payload_town.plant(FolderLibrary(folder))
    return FolderLibrary(folder).open("musterstadt")


@pytest.fixture(scope="module")
def layers(tmp_path_factory):
    files = payload_files.environment(tmp_path_factory.mktemp("files"))
    return read_layers(Path(files["BIWAQ_LAYERS_DIR"]))[0]


@pytest.fixture
def taken(planted, layers):
    made = table(planted.store.units(), town=planted.profile)
    assert set(TYPED) <= set(made.fields)
    return made, lambda form: unit_file(made, form, layers=layers, texts=GERMAN)


def typed(made, field):
    return [coded(made.value(unit, field, "de")) for unit in made.units]


def title(field):
    unit = about(CommercialUnit)[field].unit
    return f"{GERMAN(f'field.{field}')} [{unit}]" if unit else GERMAN(f"field.{field}")


def test_a_list_for_excel_holds_every_text_as_it_was_typed_and_calculates_none(taken):
    made, write = taken
    read = lines(write(ExportFormat.CSV))
    for field in TYPED:
        # as text, said to the spreadsheet in the way that it knows
        wanted = [f"'{one}" if one[0] in "=+-@" else one for one in typed(made, field)]
        assert [row[title(field)] for row in read] == wanted


def test_a_workbook_holds_every_text_as_it_was_typed_and_no_formula_and_no_link(taken):
    made, write = taken
    book = workbook(write(ExportFormat.XLSX))
    assert {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row} <= {
        "s",
        "n",
        "d",
    }
    assert not any(sheet._hyperlinks for sheet in book)
    heads = [cell.value for cell in book.worksheets[0][1]]
    rows = [*book.worksheets[0].iter_rows(min_row=2, values_only=True)]
    for field in TYPED:
        found = [row[heads.index(title(field))] for row in rows]
        assert found == [signs_written(one) for one in typed(made, field)]


def signs_written(text):
    """Return the text as a workbook holds it: a sign that XML does not know by its number."""
    return re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f]", lambda sign: f"_x{ord(sign[0]):04X}_", text)


def test_geodata_hold_every_text_as_it_was_typed(taken, tmp_path):
    made, write = taken
    package = frame(write(ExportFormat.GEOPACKAGE), tmp_path / "u.gpkg", layer="units")
    features = json.loads(write(ExportFormat.GEOJSON))["features"]
    with archive(write(ExportFormat.SHAPEFILE)) as parts:
        parts.extractall(tmp_path)
        (shape,) = tmp_path.glob("*.shp")
    cut = frame(shape.read_bytes(), shape)
    for field in TYPED:
        wanted = typed(made, field)
        assert package[field].tolist() == wanted
        assert [each["properties"][field] for each in features] == wanted
        short = [one.encode()[:TEXT_BYTES].decode(errors="ignore") for one in wanted]
        assert cut[short_names(made.fields)[field]].tolist() == short


def test_no_text_gets_into_the_name_of_a_file(taken):
    made, write = taken
    for form in ExportFormat:
        assert re.fullmatch(r"[A-Za-z0-9-]+\.[a-z]+", file_name(made, form))
    with archive(write(ExportFormat.SHAPEFILE)) as parts:
        assert all(re.fullmatch(r"[A-Za-z0-9-]+\.[A-Za-z]+", name) for name in parts.namelist())


def test_words_of_layer_files_stay_words_in_the_style_for_desktop_programmes(layers):
    style = desktop_style(layers, GERMAN)
    for written in (style.qml, style.sld):
        root = ET.fromstring(written)
        assert not [one for one in root.iter() if one.tag in {"img", "b", "script", "iframe"}]
        said = [one for element in root.iter() for one in (*element.attrib.values(), element.text)]
        assert any(payload in said for payload in PAYLOADS if "<" in payload)


def pages_of(pdf):
    """Return the words of a PDF without blanks, once nothing in it acts or leads away."""
    reader = PdfReader(io.BytesIO(pdf))
    for number in range(1, len(reader.xref[0]) + 1):
        held = repr(reader.get_object(number))
        assert not [one for one in ACTS if f"'{one}'" in held]
    return closed("".join(page.extract_text() for page in reader.pages))


def closed(text):
    """Return what of a text the font shows, without blanks: lines are broken anywhere."""
    return "".join(displayable(text).split())


def test_the_council_paper_shows_texts_as_they_were_typed(planted, layers):
    some = replace(scenario(), name=PAYLOADS[30])
    paper = council_paper(
        planted,
        some,
        compare(planted, catalogues(), some),
        picture(planted, catalogues(), some),
        catalogues(),
        layers,
        texts=GERMAN,
        edition_day=DAY,
    )
    said = pages_of(paper)
    for text in (some.name, planted.profile.name, planted.profile.source):
        assert closed(text) in said


def test_the_printed_view_shows_texts_as_they_were_typed(planted, layers):
    view = View(
        extent=(X0, Y0, X0 + 400, Y0 + 300),
        wide=True,
        layers=layers,
        visible=frozenset(layer.key for layer in layers),
        units=planted.store.units(),
        day=date(2026, 5, 1),
        filter_words=" ".join(PAYLOADS[:-1]),
    )
    said = pages_of(view_sheet(planted, view, paper=Paper.A4, texts=GERMAN))
    for text in (planted.profile.name, view.filter_words):
        assert closed(text) in said


@pytest.mark.parametrize("number", [0, 18])
def test_the_sheet_for_a_walk_shows_texts_as_they_were_typed(number, planted, layers):
    plan = plan_walk(planted, planted.store.units()[number : number + 18], speed_kmh=4.8)
    said = pages_of(walk_sheet(planted, plan, layers, texts=GERMAN, day=DAY))
    assert closed(planted.profile.name) in said
    for unit in plan.units.values():
        assert closed(unit.address[:40]) in said


def test_this_would_find_a_pdf_that_leads_away():
    import typst  # noqa: PLC0415 -- only here

    made = typst.compile(b'#link("https://planted.example")[x]', format="pdf")
    with pytest.raises(AssertionError):
        pages_of(made)
