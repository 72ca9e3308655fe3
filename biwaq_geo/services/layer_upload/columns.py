"""The cells of a file as typed columns under names that a layer file can say."""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

import pandas as pd

from biwaq_geo.domain.slug import slug
from biwaq_geo.services.import_units.cell_values import number
from biwaq_geo.services.import_units.raw_table import Cell

_PLAIN_NUMBER = re.compile(r"[-+]?(0|[1-9]\d*)([.,]\d+)?")
"""A postcode with a leading zero is none."""

_TAKEN = {"id", "geometry"}
_YES_NO = {True: "ja", False: "nein"}


def column_keys(titles: Iterable[str]) -> dict[str, str]:
    """Return by title a unique key of lower-case letters, digits and underscores.

    >>> column_keys(["Größe (m²)", "Größe m2", "1"])
    {'Größe (m²)': 'groesse_m2', 'Größe m2': 'groesse_m2_2', '1': 'c_1'}
    """
    keys: dict[str, str] = {}
    taken = set(_TAKEN)
    for title in titles:
        plain = slug(title.replace("²", "2")).replace("-", "_")
        stem = plain if plain[0].isalpha() else f"c_{plain}"
        key, again = stem, 1
        while key in taken:
            again += 1
            key = f"{stem}_{again}"
        taken.add(key)
        keys[title] = key
    return keys


def typed(cells: Sequence[Cell], *, decimal: str) -> "pd.Series[Any] | None":
    """Return the cells as numbers, days or texts, whatever all of them are; None for nothing."""
    filled = [cell for cell in cells if cell is not None]
    if not filled:
        return None
    if all(_is_number(cell) for cell in filled):
        numbers = [None if cell is None else number(cell, decimal=decimal) for cell in cells]
        return pd.Series(numbers, dtype="float64")
    if all(isinstance(cell, date) for cell in filled):
        return pd.Series(list(cells), dtype="object")
    return pd.Series([None if cell is None else _text(cell) for cell in cells], dtype="str")


def _is_number(cell: Cell) -> bool:
    if isinstance(cell, bool):
        return False
    if isinstance(cell, str):
        return _PLAIN_NUMBER.fullmatch(cell) is not None
    return isinstance(cell, int | float)


def _text(cell: Cell) -> str:
    if isinstance(cell, bool):
        return _YES_NO[cell]
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return cell.isoformat() if isinstance(cell, date) else str(cell)
