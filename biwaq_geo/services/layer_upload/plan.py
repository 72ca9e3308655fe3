"""What would become of a file as a layer, before anything is stored."""

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256

import geopandas as gpd
import pandas as pd

from biwaq_geo.domain.errors import ProtectedDataError
from biwaq_geo.services.import_units import column_words as words
from biwaq_geo.services.import_units.asking import questions
from biwaq_geo.services.import_units.mapping import ColumnMeaning
from biwaq_geo.services.import_units.mapping import Mapping as Meaning
from biwaq_geo.services.import_units.places import crs_question, places
from biwaq_geo.services.import_units.raw_table import Answers, Question, RawTable, Topic
from biwaq_geo.services.layer_upload.columns import column_keys, typed
from biwaq_geo.services.layer_upload.persons import person_columns
from biwaq_geo.services.layer_upload.shapes import ShapeReport, town_shapes
from biwaq_geo.services.ports import Today, Town


@dataclass(frozen=True, slots=True)
class LayerPlan:
    """A file as a layer of the town.

    Attributes
    ----------
    features
        In the town's CRS, indexed by text `id` (the line in the file); columns by key.
    titles
        Key of a column to what the file calls it.
    doubtful
        Columns, as the file calls them, that could be about persons. They are among the
        features only if somebody has said that they are not.
    asked
        Questions, answered or not.
    settled
        Whether all of them are answered.
    digest
        SHA-256 of the file.
    """

    file_name: str
    digest: str
    features: gpd.GeoDataFrame
    titles: Mapping[str, str]
    report: ShapeReport
    doubtful: tuple[str, ...]
    asked: tuple[Question, ...]
    settled: bool


def place_columns(table: RawTable) -> dict[str, str | None]:
    """Return which columns of a table say where a row is: `wkt`, or `x` and `y`."""
    spoken = {
        part: {words.normal(word) for word in words.COLUMN_WORDS[part]}
        for part in words.PLACE_PARTS
    }
    return {
        part: next((name for name in table.columns if words.normal(name) in known), None)
        for part, known in spoken.items()
    }


def plan_layer(
    town: Town,
    today: Today,
    *,
    table: RawTable,
    data: bytes,
    answers: Answers,
    at: Mapping[str, str | None] | None = None,
    no_persons: bool = False,
) -> LayerPlan:
    """Return what the file would be as a layer, under the answers or else the proposals.

    Parameters
    ----------
    at
        Which columns say where a row is, as `place_columns` guesses them.
    no_persons
        Somebody has said that no column is about persons.

    Raises
    ------
    ProtectedDataError
        A column is about persons: such a file must not come in.
    FileOutsideTownError
        No row lies in the town.
    FileTooLargeError
        Its shapes have too many vertices.
    """
    persons = person_columns(table)
    if persons.refused:
        raise ProtectedDataError(file=table.file_name, found=", ".join(persons.refused))
    meaning = _meaning(place_columns(table) if at is None else at, today)
    asked = questions(town, table, meaning)
    crs = _crs(town, table, meaning, answers)
    shapes, kept, report = town_shapes(town, table, meaning, crs=crs)
    left_out = _places(meaning) | (set() if no_persons else set(persons.doubtful))
    titles = [name for name in table.columns if name not in left_out]
    columns = {}
    shown = {}
    for title, key in column_keys(titles).items():
        series = typed(table.column(title), decimal=table.decimal)
        if series is not None:
            columns[key], shown[key] = series, title
    frame = pd.DataFrame(columns, index=range(len(table.rows)))
    frame.index = pd.Index([str(line) for line in table.lines], dtype="str", name="id")
    features = gpd.GeoDataFrame(frame[kept], geometry=shapes[kept], crs=town.profile.epsg)
    return LayerPlan(
        file_name=table.file_name,
        digest=sha256(data).hexdigest(),
        features=features,
        titles=shown,
        report=report,
        doubtful=persons.doubtful,
        asked=asked,
        settled=not any(answers.leaves_open(each) for each in asked),
    )


def _meaning(at: Mapping[str, str | None], today: Today) -> Meaning:
    named = tuple(
        ColumnMeaning(column, part, 1.0, ()) for part, column in at.items() if column is not None
    )
    return Meaning(meanings=named, word_values={}, as_of=today())


def _places(meaning: Meaning) -> set[str]:
    return {each.column for each in meaning.meanings}


def _crs(town: Town, table: RawTable, meaning: Meaning, answers: Answers) -> str | None:
    found = crs_question(town, places(table, meaning), file_name=table.file_name)
    if not isinstance(found, Question):
        return found
    return answers.crs if answers.to(Topic.CRS) in found.options else found.proposal
