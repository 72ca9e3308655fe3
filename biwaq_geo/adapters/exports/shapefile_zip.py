"""Shapefile as a zip archive, with a list of what the format cuts."""

import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import pyarrow as pa
import pyogrio

from biwaq_geo.adapters.exports.arrow_table import GEOMETRY, arrow_table
from biwaq_geo.adapters.exports.readme import readme
from biwaq_geo.services.export_units import UnitTable, coded
from biwaq_geo.texts import Texts

NAME_LENGTH = 10
"""Longest name of a column in a .dbf file, in characters."""

TEXT_BYTES = 254
"""Longest text in a .dbf file, in bytes of UTF-8."""

CHOSEN_NAMES: Mapping[str, str] = {
    "interim_user": "int_user",
    "interim_use": "int_use",
    "interim_use_key": "int_usekey",
}
"""Cut after ten characters nobody could tell these apart, a later import least of all."""

README = "LIESMICH.txt"


@dataclass(frozen=True, slots=True)
class CutText:
    """A text that does not fit: of which unit, in which field, how many bytes it has."""

    address: str
    field: str
    size: int


@dataclass(frozen=True, slots=True)
class Cuts:
    """What a shapefile loses.

    Attributes
    ----------
    names
        Short names of the columns, by field; only where they differ.
    """

    names: Mapping[str, str]
    texts: tuple[CutText, ...]


def cuts(table: UnitTable, *, language: str) -> Cuts:
    """Return what the shapefile of the table will lose."""
    short = short_names(table.fields)
    return Cuts(
        names={field: name for field, name in short.items() if field != name},
        texts=tuple(
            CutText(unit.address, field, size)
            for unit in table.units
            for field in table.fields
            if isinstance(text := coded(table.value(unit, field, language)), str)
            and (size := len(text.encode())) > TEXT_BYTES
        ),
    )


def short_names(fields: Iterable[str]) -> dict[str, str]:
    """Return a name of at most ten characters for each field, no two the same.

    >>> short_names(["state", "state_reason", "state_reasons"])
    {'state': 'state', 'state_reason': 'state_reas', 'state_reasons': 'state_rea2'}
    """
    names: dict[str, str] = {}
    for field in fields:
        name, number = CHOSEN_NAMES.get(field, field[:NAME_LENGTH]), 1
        while name in names.values():
            number += 1
            name = f"{field[: NAME_LENGTH - len(str(number))]}{number}"
        names[field] = name
    return names


def shapefile_zip(table: UnitTable, texts: Texts, *, stem: str) -> bytes:
    """Return an archive with the parts of one shapefile and a readme that lists the cuts."""
    with TemporaryDirectory(prefix="biwaq-") as folder:
        _write(table, Path(folder) / f"{stem}.shp", language=texts.language)
        parts = {path.name: path.read_bytes() for path in sorted(Path(folder).iterdir())}
    parts[README] = readme_text(table, texts).encode("utf-8-sig")
    out = io.BytesIO()
    day = table.made_on.timetuple()[:6]
    with ZipFile(out, "w") as archive:
        for name, data in parts.items():
            entry = ZipInfo(name, date_time=day)
            entry.compress_type = ZIP_DEFLATED
            archive.writestr(entry, data)
    return out.getvalue()


def readme_text(table: UnitTable, texts: Texts) -> str:
    """Return what the archive says of itself: where the data come from, and what was cut."""
    said = [f"{what}: {words}" for what, words in readme(table, texts)]
    return (
        "\r\n".join([*said, "", *cut_lines(cuts(table, language=texts.language), texts)]) + "\r\n"
    )


def cut_lines(found: Cuts, texts: Texts) -> list[str]:
    """Return a line for each thing that a shapefile cuts, none if it cuts nothing."""
    lines = [
        texts("export.cut_name", title=texts(f"field.{field}"), field=field, short=short)
        for field, short in found.names.items()
    ]
    return lines + [
        texts(
            "export.cut_text",
            address=one.address or texts("mark.no_address"),
            title=texts(f"field.{one.field}"),
            size=texts.number(one.size),
            limit=TEXT_BYTES,
        )
        for one in found.texts
    ]


def _write(table: UnitTable, path: Path, *, language: str) -> None:
    made = arrow_table(table, language=language)
    for number, field in enumerate(table.fields):
        column = made.column(field)
        if str(column.type) == "string":
            short = [None if text is None else _fitting(text) for text in column.to_pylist()]
            made = made.set_column(number, field, pa.array(short, pa.string()))
    named = [*short_names(table.fields).values(), GEOMETRY]
    pyogrio.write_arrow(
        made.rename_columns(named),
        path,
        driver="ESRI Shapefile",
        encoding="UTF-8",
        geometry_name=GEOMETRY,
        geometry_type="Point",
        crs=f"EPSG:{table.town.epsg}",
    )


def _fitting(text: str) -> str:
    # a letter is never cut in half
    return text.encode()[:TEXT_BYTES].decode(errors="ignore")
