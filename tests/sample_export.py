"""Files as the export writes them, and what a program finds in them."""

import csv
import io
import zipfile
from datetime import date

import geopandas as gpd
import openpyxl

from biwaq_geo.adapters.catalogue_files import read_catalogues
from biwaq_geo.domain.fields import Audience
from biwaq_geo.mapping.layerfile import read_layers
from biwaq_geo.reports.unit_export import unit_file
from biwaq_geo.services.export_units import unit_table
from biwaq_geo.settings import ROOT
from biwaq_geo.texts import load
from biwaq_geo.texts.use_titles import titles_of
from tests.sample_town import PROFILE, units

GERMAN = load("de")
USES = titles_of(read_catalogues(ROOT / "catalogues").interim_uses)
DAY = date(2026, 11, 22)
EVERYTHING = Audience.CONFIDENTIAL
FORMULAS = (
    "=1+1",
    '=HYPERLINK("http://x.example";"hier")',
    "+49 3576 1",
    "-2+3+cmd|' /C calc'!A0",
    "@SUM(A1:A9)",
    "\t=1+1",
    "\r=1+1",
    "＝1+1",
)
HARMLESS = ("http://x.example/", "www.x.example", "mailto:a@x.example", "Straße; „Ecke“", "1e5")


def table(listed=None, *, audience=EVERYTHING, town=PROFILE):
    return unit_table(
        units() if listed is None else listed,
        town=town,
        audience=audience,
        most=EVERYTHING,
        made_on=DAY,
        uses=USES,
    )


def written(file_format, **given):
    layers, _ = read_layers(ROOT / "layers")
    return unit_file(table(**given), file_format, layers=layers, texts=GERMAN)


def lines(data):
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=";"))


def workbook(data):
    return openpyxl.load_workbook(io.BytesIO(data))


def frame(data, path, **options):
    path.write_bytes(data)
    return gpd.read_file(path, **options)


def archive(data):
    return zipfile.ZipFile(io.BytesIO(data))
