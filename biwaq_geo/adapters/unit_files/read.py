"""Read a file of units, whatever kind it is, without believing any of it."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from biwaq_geo.adapters.unit_files.archives import safe_archive
from biwaq_geo.adapters.unit_files.csv_text import read_csv
from biwaq_geo.adapters.unit_files.grids import below_header
from biwaq_geo.adapters.unit_files.kinds import FileKind, checked_kind
from biwaq_geo.adapters.unit_files.names import safe_names
from biwaq_geo.adapters.unit_files.number_marks import decimal_question
from biwaq_geo.adapters.unit_files.shapefile_zip import read_shapefile
from biwaq_geo.adapters.unit_files.worker import cells, read_in_child
from biwaq_geo.domain.errors import FileEmptyError, FileKindError
from biwaq_geo.services.import_units.raw_table import (
    NOTHING_SAID,
    Answers,
    Cell,
    Question,
    RawTable,
    Topic,
)

_MOST_ENTRIES_OF_A_WORKBOOK = 1000
"""A workbook is an archive with a few entries for each sheet and picture."""


def read_unit_file(data: bytes, *, file_name: str, answers: Answers | None = None) -> RawTable:
    """Return the rows of a CSV, XLSX, GeoJSON, GeoPackage or zipped shapefile.

    Whatever was detected and not answered is among the questions of the table; the rows
    are read under the answers, else under the proposals.

    Parameters
    ----------
    file_name
        As the person calls it; never used as a path.

    Raises
    ------
    InputFileError
        A child of it names why the file cannot be used. Nothing of it was kept.
    """
    said = answers or NOTHING_SAID
    kind = checked_kind(data, file_name=file_name)
    if kind is FileKind.CSV:
        return read_csv(data, file_name=file_name, answers=said)
    with TemporaryDirectory(prefix="biwaq-import-") as name:
        folder = Path(name)
        if kind is FileKind.ZIP:
            read = read_shapefile(data, file_name=file_name, answers=said, folder=folder)
            return _features(read.result, file_name=file_name, questions=read.questions)
        if kind is FileKind.XLSX:
            _refuse_unsafe_workbook(data, file_name=file_name)
        own = f"layer.{kind}"
        (folder / own).write_bytes(data)
        result = read_in_child(
            folder, file=own, form=kind.value, file_name=file_name, layer=said.layer
        )
    questions = _layer_question(result)
    if kind is FileKind.XLSX:
        return _sheet(result, file_name=file_name, answers=said, questions=questions)
    return _features(result, file_name=file_name, questions=questions)


def _refuse_unsafe_workbook(data: bytes, *, file_name: str) -> None:
    most = _MOST_ENTRIES_OF_A_WORKBOOK
    with safe_archive(data, file_name=file_name, most_entries=most) as archive:
        if "[Content_Types].xml" not in archive.namelist():
            raise FileKindError(file=file_name, expected="XLSX", found="ZIP")


def _layer_question(result: dict[str, Any]) -> tuple[Question, ...]:
    layers, chosen = result["layers"], result["layer"]
    if len(layers) == 1:
        return ()
    others = (layer for layer in layers if layer != chosen)
    return (Question(Topic.LAYER, (chosen, *others)),)


def _features(
    result: dict[str, Any], *, file_name: str, questions: tuple[Question, ...]
) -> RawTable:
    if not result["rows"]:
        raise FileEmptyError(file=file_name)
    columns, renamed = safe_names(result["columns"])
    return RawTable(
        file_name=file_name,
        columns=columns,
        rows=tuple(cells(row) for row in result["rows"]),
        lines=tuple(result["lines"]),
        shapes=tuple(None if each is None else bytes.fromhex(each) for each in result["shapes"]),
        renamed=renamed,
        crs=result["crs"],
        questions=questions,
    )


def _sheet(
    result: dict[str, Any], *, file_name: str, answers: Answers, questions: tuple[Question, ...]
) -> RawTable:
    grid = [cells(row) for row in result["grid"]]
    lines = list(range(1, len(grid) + 1))
    table = below_header(grid, lines=lines, answers=answers, file_name=file_name)
    decimal = decimal_question(_texts(table.rows))
    asked = [
        *questions,
        *(each for each in (table.question, decimal) if isinstance(each, Question)),
    ]
    columns, renamed = safe_names(table.header)
    return RawTable(
        file_name=file_name,
        columns=columns,
        rows=table.rows,
        lines=table.lines,
        shapes=(None,) * len(table.rows),
        renamed=renamed,
        decimal=decimal if isinstance(decimal, str) else answers.or_proposal(decimal),
        ragged=table.ragged,
        questions=tuple(asked),
        formulas_without_value=result["formulas_without_value"],
    )


def _texts(rows: tuple[tuple[Cell, ...], ...]) -> list[str]:
    return [cell for row in rows for cell in row if isinstance(cell, str)]
