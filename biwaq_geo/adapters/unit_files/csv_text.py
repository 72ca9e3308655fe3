"""Tables in text files, whatever stands between their cells."""

import csv
from collections.abc import Sequence
from io import StringIO

from biwaq_geo.adapters.unit_files.child import MOST_COLUMNS, MOST_ROWS
from biwaq_geo.adapters.unit_files.encodings import encoding_question, marked_encoding
from biwaq_geo.adapters.unit_files.grids import below_header
from biwaq_geo.adapters.unit_files.names import safe_names
from biwaq_geo.adapters.unit_files.number_marks import decimal_question
from biwaq_geo.adapters.unit_files.worker import cells
from biwaq_geo.domain.errors import EncodingError, FileCutError, FileKindError, FileTooLargeError
from biwaq_geo.services.import_units.raw_table import (
    Answers,
    Cell,
    Question,
    RawTable,
    Topic,
)

DELIMITERS = (";", ",", "\t", "|")
_TRIED_LINES = 200
_LONGEST_CELL = 100_000
_SAMPLES = 3
_LONGEST_SAMPLE = 40


def read_csv(data: bytes, *, file_name: str, answers: Answers) -> RawTable:
    """Return the table in a text file.

    Raises
    ------
    EncodingError
        The bytes are not in the encoding that was answered or that their mark tells.
    FileCutError
        The text ends inside quotation marks.
    FileKindError, FileEmptyError, FileTooLargeError
        It is no table, or none that can be read.
    """
    questions: list[Question] = []
    encoding = marked_encoding(data) or encoding_question(data, declared=None, file=file_name)
    text = _decoded(data, _settled(encoding, answers, questions), file_name=file_name)
    first, _, rest = text.partition("\n")
    told = first.strip().lower().removeprefix("sep=") if first.lower().startswith("sep=") else ""
    delimiter = _delimiter(rest if told else text)
    mark = told[:1] or _settled(delimiter, answers, questions)
    grid, lines = _grid(text, mark, file_name=file_name)
    if told:
        grid, lines = grid[1:], lines[1:]
    table = below_header(grid, lines=lines, answers=answers, file_name=file_name)
    if table.question is not None:
        questions.append(table.question)
    texts = (cell for row in table.rows for cell in row if isinstance(cell, str))
    decimal = _settled(decimal_question(texts), answers, questions)
    columns, renamed = safe_names(table.header)
    return RawTable(
        file_name=file_name,
        columns=columns,
        rows=table.rows,
        lines=table.lines,
        shapes=(None,) * len(table.rows),
        renamed=renamed,
        decimal=decimal,
        ragged=table.ragged,
        questions=tuple(questions),
    )


def _settled(found: Question | str, answers: Answers, questions: list[Question]) -> str:
    """Return what holds, and note the question if there is one."""
    if isinstance(found, str):
        return found
    questions.append(found)
    return answers.or_proposal(found)


def _decoded(data: bytes, encoding: str, *, file_name: str) -> str:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise EncodingError(file=file_name, expected=encoding, found="–") from error
    if "\0" in text:
        raise FileKindError(file=file_name, expected="CSV", found="NUL")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _delimiter(text: str) -> Question | str:
    """Return the mark that cuts most lines into the same number of cells."""
    head = "\n".join(text.split("\n")[:_TRIED_LINES])
    cut = {mark: _cut(head, mark) for mark in DELIMITERS}
    agreeing = {mark: _agreeing(rows) for mark, rows in cut.items()}
    ranked = sorted(DELIMITERS, key=lambda mark: agreeing[mark], reverse=True)
    possible = tuple(mark for mark in ranked if agreeing[mark] > 0)
    if len(possible) < 2:  # noqa: PLR2004 -- nothing to choose between
        return ranked[0]
    return Question(Topic.DELIMITER, possible, {mark: _first_cells(cut[mark]) for mark in possible})


def _cut(text: str, delimiter: str) -> list[list[str]]:
    csv.field_size_limit(_LONGEST_CELL)
    try:
        return list(csv.reader(StringIO(text), delimiter=delimiter))
    except csv.Error:
        # said when the whole text is read; here it only means: not this mark
        return []


def _agreeing(rows: Sequence[Sequence[str]]) -> float:
    """Return how many lines have the width of the first, weighted; 0 below nine in ten."""
    filled = [row for row in rows if any(row)]
    if not filled or len(filled[0]) < 2:  # noqa: PLR2004 -- one cell is not cut
        return 0.0
    share = sum(len(row) == len(filled[0]) for row in filled) / len(filled)
    return share * len(filled[0]) if share > 0.9 else 0.0  # noqa: PLR2004 -- see above


def _first_cells(rows: Sequence[Sequence[str]]) -> tuple[str, ...]:
    return tuple(cell[:_LONGEST_SAMPLE] for cell in rows[min(1, len(rows) - 1)][:_SAMPLES])


def _grid(text: str, delimiter: str, *, file_name: str) -> tuple[list[tuple[Cell, ...]], list[int]]:
    if text.count('"') % 2:
        raise FileCutError(file=file_name)
    csv.field_size_limit(_LONGEST_CELL)
    reader = csv.reader(StringIO(text), delimiter=delimiter)
    grid: list[tuple[Cell, ...]] = []
    lines: list[int] = []
    before = 0
    try:
        for row in reader:
            grid.append(cells(row))
            # a cell may hold line breaks: a row is named by its first line
            lines.append(before + 1)
            before = reader.line_num
            _check_size(len(grid) - 1, len(row), file_name=file_name)
    except csv.Error as error:
        raise FileKindError(file=file_name, expected="CSV", found=str(error)) from error
    return grid, lines


def _check_size(rows: int, columns: int, *, file_name: str) -> None:
    for found, most in ((rows, MOST_ROWS), (columns, MOST_COLUMNS)):
        if found > most:
            raise FileTooLargeError(file=file_name, found=f"> {most}", expected=f"{most} x")
