"""What a column is likely to mean, judged by what stands in it."""

import re
from collections.abc import Callable, Sequence
from datetime import date
from uuid import UUID

from biwaq_geo.services.import_units import column_words as words
from biwaq_geo.services.import_units.cell_days import day
from biwaq_geo.services.import_units.cell_values import as_uuid, months, number, pair, truth
from biwaq_geo.services.import_units.fields import TYPES, list_of
from biwaq_geo.services.import_units.raw_table import Cell
from biwaq_geo.services.import_units.vocabulary import Vocabulary

_LOOKED_AT = 500
_MOST = 0.8
"""Share of the cells that must be of a sort to tell the sort of the column."""

_SOME = 0.5
"""Share that is enough where the name of the column says so already."""

_TELLING = ("state", "branch", "kind")
"""Lists whose words tell the meaning of a column without its name."""

_FEWEST_WORDS = 2
_MOST_WORDS = 40
WKT_FORM = re.compile(
    r"\s*(SRID=\d+;)?\s*(MULTI)?(POINT|POLYGON|LINESTRING)\s*(Z|M|ZM)?\s*\(", re.IGNORECASE
)


def fits(target: str, cells: Sequence[Cell], *, decimal: str, vocabulary: Vocabulary) -> bool:
    """Say whether at least half of the filled cells can mean this.

    Of a list of values one word must be known: "State" is also a part of a country.
    """
    looked = cells[:_LOOKED_AT]
    kind = list_of(target)
    if kind is not None:
        return any(
            vocabulary.value(kind, word)
            for cell in looked
            for word in (str(cell), *str(cell).split(","))
        )
    return _share(looked, lambda cell: _can_be(target, cell, decimal)) >= _SOME


def guess(cells: Sequence[Cell], *, vocabulary: Vocabulary) -> tuple[str | None, float]:
    """Return what cells without a telling name mean, and how sure that is; at most 0.8."""
    looked = cells[:_LOOKED_AT]
    if not looked:
        return None, 0.0
    if _share(looked, _is_wkt) >= _MOST:
        return words.WKT, 0.8
    if _share(looked, lambda cell: months(cell) is not None) >= _MOST:
        return words.DURATION, 0.7
    different = {str(cell) for cell in looked}
    if not _FEWEST_WORDS <= len(different) <= _MOST_WORDS:
        return None, 0.0
    for target in _TELLING:
        kind = list_of(target)
        known = [] if kind is None else [word for word in different if vocabulary.value(kind, word)]
        # yes and no are words of many lists and tell of none
        if len(known) >= _MOST * len(different) and any(truth(word) is None for word in known):
            return target, 0.6
    return None, 0.0


def _can_be(target: str, cell: Cell, decimal: str) -> bool:
    if target == words.WKT:
        return _is_wkt(cell)
    if target == words.DURATION:
        return months(cell) is not None
    kind = float if target in {words.X, words.Y, words.RENT_TOTAL} else TYPES.get(target)
    if kind is date:
        return day(cell) is not None or (target == "since" and months(cell) is not None)
    if kind is UUID:
        return as_uuid(cell) is not None
    if kind is bool:
        return truth(cell) is not None
    return kind not in {int, float} or number(cell, decimal=decimal) is not None


def _is_wkt(cell: Cell) -> bool:
    return isinstance(cell, str) and (WKT_FORM.match(cell) is not None or pair(cell) is not None)


def _share(cells: Sequence[Cell], test: Callable[[Cell], bool]) -> float:
    return sum(test(cell) for cell in cells) / len(cells)
