"""Files of units as offices might hand them over, made as bytes."""

import zipfile
from io import BytesIO

import geopandas as gpd
import openpyxl
from shapely import Point

from tests.sample_town import EPSG, X0, Y0

HEAD = ("Adresse", "Zustand", "Leerstand seit", "Fläche m²")
ROWS = (
    ("Hauptstraße 1", "leer", "01.03.2024", "50,5"),
    ("Hauptstraße 2", "genutzt", "2019", "60"),
    ("Bäckergäßchen 9", "Leerstand", "", "1234,5"),
)


def csv_bytes(rows=ROWS, *, head=HEAD, delimiter=";", encoding="utf-8-sig"):
    lines = [delimiter.join(row) for row in (head, *rows)]
    return ("\r\n".join(lines) + "\r\n").encode(encoding)


def workbook(*sheets):
    """Return a workbook with one sheet for each pair of title and rows."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, rows in sheets:
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def frame(crs=EPSG):
    """Return three units on the sample town's main street."""
    points = [Point(X0 + 50 + 90 * i, Y0 + 208) for i in range(3)]
    columns = {name: [row[at] for row in ROWS] for at, name in enumerate(HEAD)}
    return gpd.GeoDataFrame(columns, geometry=points, crs=EPSG).to_crs(crs)


def geo_bytes(folder, data=None, *, driver, layer="einheiten", **options):
    ending = {"GPKG": "gpkg", "GeoJSON": "geojson"}[driver]
    path = folder / f"written.{ending}"
    (frame() if data is None else data).to_file(path, driver=driver, layer=layer, **options)
    return path.read_bytes()


def shapefile_parts(folder, data=None, *, encoding="UTF-8"):
    """Return the bytes of the parts of a shapefile by their suffix."""
    path = folder / "written.shp"
    short = {"Leerstand seit": "Leer_seit", "Fläche m²": "Flaeche_m2"}
    (frame() if data is None else data).rename(columns=short).to_file(path, encoding=encoding)
    return {part.suffix: part.read_bytes() for part in folder.glob("written.*")}


def zipped(entries):
    """Return an archive of names and their bytes."""
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return file.getvalue()


def named(parts, stem):
    return {f"{stem}{suffix}": content for suffix, content in parts.items()}
