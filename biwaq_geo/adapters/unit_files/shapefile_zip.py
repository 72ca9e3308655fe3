"""Shapefiles in a zip archive: found whatever they are called, judged before GDAL reads them."""

import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from biwaq_geo.adapters.shapefile_parts import check_geometry_and_table, table_bytes
from biwaq_geo.adapters.unit_files.archives import safe_archive, shown_name, unpack
from biwaq_geo.adapters.unit_files.encodings import encoding_question
from biwaq_geo.adapters.unit_files.worker import read_in_child
from biwaq_geo.domain.errors import (
    EncodingError,
    FileKindError,
    FileMissingError,
    InputFileError,
)
from biwaq_geo.services.import_units.raw_table import Answers, Question, Topic

_SUFFIXES = (".shp", ".shx", ".dbf", ".prj", ".cpg")
_FOREIGN = "__macosx"
_OWN_NAME = "layer"

Parts = Mapping[str, zipfile.ZipInfo]
"""Suffix in lower case to the entry."""


@dataclass(frozen=True, slots=True)
class ShapefileRead:
    """What the reading process found, and what is to be asked."""

    result: dict[str, Any]
    questions: tuple[Question, ...]


def read_shapefile(data: bytes, *, file_name: str, answers: Answers, folder: Path) -> ShapefileRead:
    """Read a shapefile out of an archive, in an empty folder of our own.

    A missing index is made anew on the copy, and asked for; a missing word on the CRS
    is left to whoever knows the town.

    Raises
    ------
    FileMissingError
        There is no shapefile, or its table is missing.
    InputFileError
        A child of it names another fault; `file` is the part that has it.
    """
    questions: list[Question] = []
    with safe_archive(data, file_name=file_name) as archive:
        found = _shapefiles(archive)
        if not found:
            raise FileMissingError(file=f"{file_name}: *.shp")
        choice = Question(Topic.LAYER, tuple(sorted(found)))
        if len(found) > 1:
            questions.append(choice)
        name = answers.or_proposal(choice)
        parts = found[name]
        if ".dbf" not in parts:
            raise FileMissingError(file=f"{name}.dbf")
        for suffix, entry in parts.items():
            unpack(archive, entry, to=folder / f"{_OWN_NAME}{suffix}")
    if ".shx" not in parts:
        questions.append(Question(Topic.REPAIR, ("yes",)))
    _check(folder, name=name, has_index=".shx" in parts)
    encoding = _encoding(folder, name=name)
    if isinstance(encoding, Question):
        questions.append(encoding)
        encoding = answers.or_proposal(encoding)
    try:
        result = read_in_child(
            folder, file=f"{_OWN_NAME}.shp", form="shp", file_name=name, encoding=encoding
        )
    except EncodingError as error:
        # the texts have been checked, so it is the names of the columns
        raise FileKindError(file=f"{name}.dbf", expected="dBASE", found=encoding) from error
    return ShapefileRead(result, tuple(questions))


def _shapefiles(archive: zipfile.ZipFile) -> dict[str, Parts]:
    """Return the parts of each shapefile under its name with its folder."""
    parts: dict[str, dict[str, zipfile.ZipInfo]] = {}
    names: dict[str, str] = {}
    for entry in archive.infolist():
        path = PurePosixPath(shown_name(entry).replace("\\", "/"))
        suffix = path.suffix.lower()
        if suffix not in _SUFFIXES or _FOREIGN in path.parts[0].lower():
            continue
        stem = str(path.with_suffix(""))
        # the parts of one shapefile may differ in the case of their letters
        parts.setdefault(stem.casefold(), {})[suffix] = entry
        if suffix == ".shp":
            names[stem.casefold()] = stem
    return {name: parts[key] for key, name in names.items()}


def _check(folder: Path, *, name: str, has_index: bool) -> None:
    part = folder / _OWN_NAME
    try:
        check_geometry_and_table(
            part.with_suffix(".shp"),
            shx=part.with_suffix(".shx") if has_index else None,
            dbf=part.with_suffix(".dbf"),
        )
    except InputFileError as error:
        # people know the part by the name they gave it
        suffix = Path(str(error.values["file"])).suffix
        raise type(error)(**error.values | {"file": f"{name}{suffix}"}) from error


def _encoding(folder: Path, *, name: str) -> Question | str:
    cpg = folder / f"{_OWN_NAME}.cpg"
    declared = cpg.read_text("ascii", errors="replace").strip() if cpg.is_file() else None
    content = table_bytes(folder / f"{_OWN_NAME}.dbf")
    return encoding_question(content, declared=declared or None, file=f"{name}.dbf")
