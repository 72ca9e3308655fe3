"""A file from outside as rows of plain values, and what a person must confirm about it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

Cell = str | float | int | bool | date | None
"""Value of one cell; None for an empty one."""


class Topic(StrEnum):
    """What a question about a file is about."""

    ENCODING = "encoding"
    DELIMITER = "delimiter"
    DECIMAL = "decimal"
    HEADER = "header"
    LAYER = "layer"
    REPAIR = "repair"
    CRS = "crs"
    AREA_UNIT = "area_unit"
    DAY_ORDER = "day_order"
    RENT = "rent"


@dataclass(frozen=True, slots=True)
class Question:
    """Something that was detected and that nobody has confirmed.

    Attributes
    ----------
    options
        Possible answers, the proposal first.
    samples
        For each option up to three pieces of the file as they read under it.
    """

    topic: Topic
    options: tuple[str, ...]
    samples: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def proposal(self) -> str:
        """What holds until a person says otherwise."""
        return self.options[0]


@dataclass(frozen=True, slots=True)
class Answers:
    """What a person has confirmed or chosen; None where nothing was said.

    Attributes
    ----------
    encoding
        Name of a Python codec.
    delimiter, decimal
        One character.
    header
        Line of the column names, from "1".
    layer
        Sheet, layer or shapefile.
    repair
        "yes" if a missing index may be made anew on a copy.
    crs
        "EPSG:…", with " swapped" behind it where the axes are the wrong way round.
    area_unit
        "m2" or "sqft".
    day_order
        What days with strokes begin with, "day" or "month".
    rent
        What a rent of the whole unit is for, "month" or "year".
    """

    encoding: str | None = None
    delimiter: str | None = None
    decimal: str | None = None
    header: str | None = None
    layer: str | None = None
    repair: str | None = None
    crs: str | None = None
    area_unit: str | None = None
    day_order: str | None = None
    rent: str | None = None

    def to(self, topic: Topic) -> str | None:
        """Return what was said to the topic."""
        answer: str | None = getattr(self, topic.value)
        return answer

    def or_proposal(self, question: Question) -> str:
        """Return the answer if it is one of the options, else the proposal."""
        said = self.to(question.topic)
        return said if said in question.options else question.proposal

    def leaves_open(self, question: Question) -> bool:
        """Say whether the question still waits for one of its options."""
        return self.to(question.topic) not in question.options


NOTHING_SAID = Answers()


@dataclass(frozen=True, slots=True)
class RawTable:
    """Rows of a file before anybody has said what they mean.

    Attributes
    ----------
    columns
        Unique names in a safe alphabet.
    renamed
        Name in the file and name here, where these differ.
    rows, lines, shapes
        Of equal length: cells in the order of `columns`; line, sheet row or feature
        number in the file, from 1; geometry as WKB in the CRS of the file.
    crs
        As the file declares it, "EPSG:…" or WKT; None without a word on it.
    decimal
        The decimal mark of numbers that are texts.
    ragged
        Lines with more cells than there are columns.
    questions
        What was asked of the file, answered or not.
    formulas_without_value
        Cells of a workbook whose formula was never calculated; they are empty here.
    """

    file_name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    lines: tuple[int, ...]
    shapes: tuple[bytes | None, ...]
    renamed: tuple[tuple[str, str], ...] = ()
    crs: str | None = None
    decimal: str = "."
    ragged: frozenset[int] = frozenset()
    questions: tuple[Question, ...] = ()
    formulas_without_value: int = 0

    def column(self, name: str) -> tuple[Cell, ...]:
        """Return the cells of one column; raises ValueError for an unknown name."""
        at = self.columns.index(name)
        return tuple(row[at] for row in self.rows)
