"""Whether a file is about persons: this application must know nothing of them.

Names of columns tell it, and cells that can be nothing else. What is plainly about persons
is refused; what could be is left out unless somebody says that it is about none.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from biwaq_geo.services.import_units.column_words import is_about_persons, normal
from biwaq_geo.services.import_units.contact_words import WHOM_TO_ASK
from biwaq_geo.services.import_units.raw_table import Cell, RawTable

REFUSED_WORDS = (
    "vorname",
    "nachname",
    "familienname",
    "geburtsname",
    "geboren",
    "geb datum",
    "first name",
    "last name",
    "surname",
    "birth",
    "birthday",
    "born",
)
"""Nothing but a person has one of these."""

DOUBTFUL_WORDS = (
    *WHOM_TO_ASK,
    "inhaber",
    "inhaberin",
    "mieter",
    "mieterin",
    "pächter",
    "bewohner",
    "e mail",
    "tenant",
    "resident",
    "mobile",
)
"""A business may have these as well as a person."""

_NAME_WORDS = ("name", "namen")
_HOME_WORDS = ("anschrift", "wohnort", "wohnung", "wohnanschrift", "privatadresse", "home address")
_PERSON_CELL = re.compile(r"(Herr|Frau|Hr\.|Fr\.|Mr\.?|Mrs\.?|Ms\.?) +\S|\S+@\S+\.\S+")
_SAMPLE = 500
_MANY = 0.3
"""Share of the filled cells from which a column counts as one of persons."""


@dataclass(frozen=True, slots=True)
class PersonColumns:
    """Columns that are about persons, and columns that could be; names as in the table."""

    refused: tuple[str, ...]
    doubtful: tuple[str, ...]


def person_columns(table: RawTable) -> PersonColumns:
    """Return which columns of the table tell of persons."""
    refused = [
        name for name in table.columns if is_about_persons(name) or _says(name, REFUSED_WORDS)
    ]
    homes = [name for name in table.columns if _says(name, _HOME_WORDS)]
    names = [name for name in table.columns if normal(name) in _NAME_WORDS]
    # a name alone is that of a place; with somebody's address it is that of a person
    together = {*homes, *names} if homes and names else set()
    doubtful = [
        name
        for name in table.columns
        if name not in refused
        and (name in together or _says(name, DOUBTFUL_WORDS) or _holds_persons(table.column(name)))
    ]
    return PersonColumns(tuple(refused), tuple(doubtful))


def _says(name: str, words: Sequence[str]) -> bool:
    said = f" {normal(name)} "
    return any(f" {normal(word)} " in said for word in words)


def _holds_persons(cells: Sequence[Cell]) -> bool:
    filled = [cell for cell in cells if isinstance(cell, str)][:_SAMPLE]
    found = sum(_PERSON_CELL.match(cell) is not None for cell in filled)
    return bool(filled) and found > _MANY * len(filled)
