"""Lines of cells as a table: where the names of the columns stand, and which rows are whole."""

from collections.abc import Sequence
from dataclasses import dataclass

from biwaq_geo.domain.errors import FileEmptyError
from biwaq_geo.services.import_units.raw_table import Answers, Cell, Question, Topic

_SEARCHED = 20
"""Lines from the top among which the column names are looked for."""

_SHARE = 0.6
"""Share of the widest line that a line of column names fills at least."""

_SAMPLES = 3


@dataclass(frozen=True, slots=True)
class Grid:
    """A table of cells; `lines` counts from 1 as the file does."""

    header: Sequence[Cell]
    rows: tuple[tuple[Cell, ...], ...]
    lines: tuple[int, ...]
    ragged: frozenset[int]
    question: Question | None


def below_header(
    grid: Sequence[Sequence[Cell]], *, lines: Sequence[int], answers: Answers, file_name: str
) -> Grid:
    """Return the rows below the column names, all of one width, empty rows left out.

    Column names below the first line are proposed and asked.

    Raises
    ------
    FileEmptyError
        There is no row below the column names.
    """
    filled = [at for at, row in enumerate(grid) if any(cell is not None for cell in row)]
    if not filled:
        raise FileEmptyError(file=file_name)
    question = _question(grid, lines, filled)
    start = filled[0]
    if question is not None:
        start = lines.index(int(answers.or_proposal(question)))
    width = max(at for at, cell in enumerate(grid[start]) if cell is not None) + 1
    kept = [at for at in filled if at > start]
    if not kept:
        raise FileEmptyError(file=file_name)
    return Grid(
        header=tuple(grid[start][:width]),
        rows=tuple(_padded(grid[at], width) for at in kept),
        lines=tuple(lines[at] for at in kept),
        ragged=frozenset(lines[at] for at in kept if _sticks_out(grid[at], width)),
        question=question,
    )


def _question(
    grid: Sequence[Sequence[Cell]], lines: Sequence[int], filled: Sequence[int]
) -> Question | None:
    width = {at: sum(cell is not None for cell in grid[at]) for at in filled}
    top = filled[:_SEARCHED]
    widest = max(width[at] for at in top)
    found = next(at for at in top if width[at] >= _SHARE * widest)
    below = next((at for at in top if at > found), found)
    if width[below] > width[found] and _is_heading(grid[found]) and _is_named(grid[below]):
        found = below
    if found == filled[0]:
        return None
    options = [found, *(at for at in top if at != found and width[at] > 1)]
    return Question(
        Topic.HEADER,
        tuple(str(lines[at]) for at in options),
        {str(lines[at]): _words(grid[at]) for at in options},
    )


def _is_heading(row: Sequence[Cell]) -> bool:
    """Say whether names have gaps between them, as those above several columns have."""
    last = max(at for at, cell in enumerate(row) if cell is not None)
    return None in row[:last]


def _is_named(row: Sequence[Cell]) -> bool:
    """Say whether all cells are words; rows of a list have house numbers, areas or days."""
    return all(
        isinstance(cell, str) and not any(map(str.isdigit, cell))
        for cell in row
        if cell is not None
    )


def _words(row: Sequence[Cell]) -> tuple[str, ...]:
    return tuple(str(cell) for cell in row if cell is not None)[:_SAMPLES]


def _padded(row: Sequence[Cell], width: int) -> tuple[Cell, ...]:
    return (*row[:width], *(None for _ in range(width - len(row))))


def _sticks_out(row: Sequence[Cell], width: int) -> bool:
    return any(cell is not None for cell in row[width:])
