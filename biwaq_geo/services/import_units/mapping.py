"""Which column of a file means what: a proposal with its reasons, for a person to change."""

from collections.abc import Mapping as Table
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from biwaq_geo.domain.errors import ProtectedDataError
from biwaq_geo.domain.origin import Origin
from biwaq_geo.domain.unit_values import UnitKind, UnitState
from biwaq_geo.services.import_units import column_words as words
from biwaq_geo.services.import_units.contact_words import is_about_contacts
from biwaq_geo.services.import_units.content import fits, guess
from biwaq_geo.services.import_units.fields import TYPES, is_many, list_of
from biwaq_geo.services.import_units.raw_table import Cell, RawTable
from biwaq_geo.services.import_units.vocabulary import OWN_WORDS, Vocabulary

DAYS = tuple(name for name, kind in TYPES.items() if kind is date)
"""Fields that hold a day."""

_SAMPLES = 3
_SURE_ENOUGH = 0.6
"""Below this a name alone is not worth a proposal."""


@dataclass(frozen=True, slots=True)
class ColumnMeaning:
    """One column and what it is taken for.

    Attributes
    ----------
    target
        Field of a unit, or one of `column_words.HELPERS`; None to leave the column out.
    confidence
        From 0, a guess, to 1, certain; 1 where a person has chosen.
    """

    column: str
    target: str | None
    confidence: float
    samples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Mapping:
    """How a file is to be read; a person changes it before anything is planned.

    Attributes
    ----------
    meanings
        One for each column, in the order of the file.
    word_values
        For each field that chooses from a list: the words of the file and the value each
        stands for; None for a word that nobody knows, whose cells are left empty.
    state, kind
        For rows whose cells say nothing known; a state of None refuses such rows.
    as_of
        Day on which the list was made.
    day_first
        How days with strokes are meant; set from the answer when the plan is made.
    use_keys
        What stands for an interim use of the catalogue, as `normal` writes it, to its key.
    """

    meanings: tuple[ColumnMeaning, ...]
    word_values: Table[str, Table[str, StrEnum | None]]
    as_of: date
    state: UnitState | None = None
    kind: UnitKind = UnitKind.SHOP
    origin: Origin = Origin.STAFF
    day_first: bool = True
    use_keys: Table[str, str] = field(default_factory=dict)

    def column_of(self, target: str) -> str | None:
        """Return the column that means this, None for none."""
        return next((each.column for each in self.meanings if each.target == target), None)

    def targets(self) -> tuple[str, ...]:
        """Return what the columns mean, those left out skipped."""
        return tuple(each.target for each in self.meanings if each.target is not None)

    def unknown_words(self) -> Table[str, tuple[str, ...]]:
        """Return by field the words of the file that stand for nothing yet."""
        open_words = {
            target: tuple(word for word, value in table.items() if value is None)
            for target, table in self.word_values.items()
        }
        return {target: found for target, found in open_words.items() if found}


def propose_mapping(table: RawTable, *, as_of: date, vocabulary: Vocabulary = OWN_WORDS) -> Mapping:
    """Return what the columns most likely mean, by their names and by what stands in them.

    Parameters
    ----------
    as_of
        Day on which the list was made, as long as nobody says otherwise.

    Raises
    ------
    ProtectedDataError
        A column is about persons in a measure: such a file must not come in.
    """
    persons = [name for name in table.columns if words.is_about_persons(name)]
    if persons:
        raise ProtectedDataError(file=table.file_name, found=", ".join(persons))
    meanings = tuple(_no_contact(_meaning(table, name, vocabulary)) for name in table.columns)
    once = _each_target_once(meanings)
    bare = Mapping(
        meanings=once,
        word_values={},
        as_of=as_of,
        state=_state_of_all(table, once),
        use_keys=vocabulary.use_keys,
    )
    return with_values(bare, table, vocabulary)


def with_targets(
    mapping: Mapping,
    table: RawTable,
    *,
    targets: Table[str, str | None],
    vocabulary: Vocabulary = OWN_WORDS,
) -> Mapping:
    """Return the mapping with what a person has chosen for some columns."""
    chosen = tuple(
        _no_contact(replace(each, target=targets[each.column], confidence=1.0))
        if targets.get(each.column, each.target) != each.target
        else each
        for each in mapping.meanings
    )
    return with_values(replace(mapping, meanings=chosen), table, vocabulary)


def with_values(mapping: Mapping, table: RawTable, vocabulary: Vocabulary) -> Mapping:
    """Return the mapping with a value for every word; what was chosen for one stays."""
    values: dict[str, Table[str, StrEnum | None]] = {}
    for each in mapping.meanings:
        kind = None if each.target is None else list_of(each.target)
        if each.target is None or kind is None:
            continue
        known = mapping.word_values.get(each.target, {})
        found = words_of(table.column(each.column), many=is_many(each.target))
        values[each.target] = {
            word: known.get(word) or vocabulary.value(kind, word) for word in found
        }
    return replace(mapping, word_values=values)


def words_of(cells: Sequence[Cell], *, many: bool = False) -> tuple[str, ...]:
    """Return the different words in the cells, the commonest first.

    Parameters
    ----------
    many
        Whether a cell lists several, with commas or semicolons between them.
    """
    count: dict[str, int] = {}
    for cell in cells:
        for word in split(cell, many=many):
            count[word] = count.get(word, 0) + 1
    return tuple(sorted(count, key=lambda word: (-count[word], word)))


def split(cell: Cell, *, many: bool) -> tuple[str, ...]:
    """Return the words in one cell."""
    if cell is None:
        return ()
    parts = str(cell).replace(";", ",").split(",") if many else [str(cell)]
    return tuple(part.strip() for part in parts if part.strip())


def _meaning(table: RawTable, name: str, vocabulary: Vocabulary) -> ColumnMeaning:
    cells = [cell for cell in table.column(name) if cell is not None]
    target, confidence = vocabulary.meaning(name)
    if target and cells and not fits(target, cells, decimal=table.decimal, vocabulary=vocabulary):
        target, confidence = None, 0.0
    if confidence < _SURE_ENOUGH:
        target, confidence = guess(cells, vocabulary=vocabulary)
    samples = tuple(word[:60] for word in words_of(cells)[:_SAMPLES])
    return ColumnMeaning(name, target, confidence, samples)


def contact_columns(table: RawTable) -> tuple[str, ...]:
    """Return the columns that tell whom to ask: none of them comes into a field of a unit.

    A contact is confidential and is kept for a purpose until a day, which no list says.
    """
    return tuple(name for name in table.columns if is_about_contacts(name))


def _no_contact(each: ColumnMeaning) -> ColumnMeaning:
    # where only the sort of owner stands in such a column, a word that is none stays out
    if each.target == "owner_class" or not is_about_contacts(each.column):
        return each
    return replace(each, target=None, confidence=0.0)


def _each_target_once(meanings: tuple[ColumnMeaning, ...]) -> tuple[ColumnMeaning, ...]:
    best: dict[str, ColumnMeaning] = {}
    for each in meanings:
        if each.target and each.confidence > getattr(best.get(each.target), "confidence", 0.0):
            best[each.target] = each
    return tuple(
        each if each.target is None or best[each.target] is each else replace(each, target=None)
        for each in meanings
    )


def _state_of_all(table: RawTable, meanings: tuple[ColumnMeaning, ...]) -> UnitState | None:
    """Return "vacant" for a file that is a list of vacancies by its own words."""
    targets = {each.target for each in meanings}
    said = words.normal(" ".join((table.file_name, *table.columns)))
    if targets & {"since", words.DURATION} or "leer" in said or "vacan" in said:
        return UnitState.VACANT
    return None
