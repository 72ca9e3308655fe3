"""What the cells of a list mean: numbers, lengths of time, yes and no."""

import re
from datetime import date, timedelta
from functools import lru_cache
from uuid import UUID

from biwaq_geo.services.import_units.raw_table import Cell

SQUARE_METRES_PER_SQUARE_FOOT = 0.09290304
"""Exact: the international foot is 0.3048 m."""

_DAYS_PER_MONTH = 30.4375
_NUMBER = re.compile(r"[-+]?\d[\d.,' \u00a0\u202f]*")
_PAIR = re.compile(r"\(?([-+]?\d+[.,]\d+)°?(?:\s*[,;/|]\s*|\s+)([-+]?\d+[.,]\d+)°?\)?")
_UNIT = re.compile(r"m[²2]|qm|sq\.? ?ft")
_YES = frozenset(["ja", "j", "yes", "y", "wahr", "true", "x", "vorhanden", "1"])
_NO = frozenset(["nein", "n", "no", "falsch", "false", "keine", "kein", "0"])
_SPAN = re.compile(
    r"(?P<first>\d+(?:[.,]\d+)?|½)"
    r"(?:\s*(?:-|–|bis|to)\s*(?P<last>\d+(?:[.,]\d+)?))?"
    r"\s*(?P<unit>tage?n?|days?|wochen?|weeks?|monate?n?|months?|mon\.?|jahre?n?|years?|yrs?|j\.?)"
    r"(?![a-z])"
)
_BELOW = re.compile(r"weniger als|unter|kürzer|höchstens|bis zu|less than|under|up to|<")


def number(cell: Cell, *, decimal: str) -> float | None:
    """Return the one number in the cell, whatever unit stands behind it; None for none.

    A number that can only be written with the other decimal mark is read with that.

    >>> number("1.234,5 m²", decimal=","), number("51.50032", decimal=",")
    (1234.5, 51.50032)
    """
    if isinstance(cell, bool) or cell is None or isinstance(cell, date):
        return None
    if isinstance(cell, int | float):
        return float(cell)
    return _number_in(cell, decimal)


@lru_cache(maxsize=2**15)
def _number_in(cell: str, decimal: str) -> float | None:
    found = _NUMBER.findall(_UNIT.sub("", cell.strip()))
    if len(found) != 1:
        return None
    text = re.sub(r"[' \u00a0\u202f]", "", found[0]).rstrip(".,")
    other = "." if decimal == "," else ","
    for mark, thousands in ((decimal, other), (other, decimal)):
        grouped = rf"[-+]?\d{{1,3}}(\{thousands}\d{{3}})+(\{mark}\d+)?"
        if re.fullmatch(grouped, text) or re.fullmatch(rf"[-+]?\d+(\{mark}\d+)?", text):
            return float(text.replace(thousands, "").replace(mark, "."))
    return None


def truth(cell: Cell) -> bool | None:
    """Return yes or no; None where the cell says neither."""
    if isinstance(cell, bool):
        return cell
    word = str(cell).strip().casefold().removesuffix(".0")
    return True if word in _YES else False if word in _NO else None


def months(cell: Cell) -> float | None:
    """Return a length of time in months: the middle of a span, the bound of an open one.

    "Less than six months" is half of it; "two years or more" is two years, because
    nobody knows how much more.

    >>> months("6-10 months"), months("2 Jahre oder länger"), months("weniger als 6 Monate")
    (8.0, 24.0, 3.0)
    """
    if not isinstance(cell, str):
        return None
    text = cell.casefold().replace("½", "0.5")
    found = _SPAN.search(text)
    if found is None:
        return None
    first = float(found["first"].replace(",", "."))
    last = float((found["last"] or found["first"]).replace(",", "."))
    middle = (first + last) / 2 * _months_in(found["unit"])
    return middle / 2 if _BELOW.search(text[: found.start()]) else middle


def _months_in(unit: str) -> float:
    match unit[0]:
        case "t" | "d":
            return 1 / _DAYS_PER_MONTH
        case "w":
            return 7 / _DAYS_PER_MONTH
        case "m":
            return 1.0
        case _:
            return 12.0


def before(on: date, *, by_months: float) -> date:
    """Return the first day of the month that lies so many months before the day."""
    then = on - timedelta(days=by_months * _DAYS_PER_MONTH)
    return then.replace(day=1)


def as_uuid(cell: Cell) -> UUID | None:
    """Return the id in the cell, None for a running number or anything else."""
    try:
        return UUID(str(cell))
    except ValueError:
        return None


def pair(cell: str) -> tuple[float, float] | None:
    """Return two coordinates that stand in one cell, as map services give them.

    >>> pair("51.50645, 14.64050"), pair("51,50645; 14,64050"), pair("Weg 1, 2")
    ((51.50645, 14.6405), (51.50645, 14.6405), None)
    """
    found = _PAIR.fullmatch(cell.strip())
    if found is None:
        return None
    first, last = (float(each.replace(",", ".")) for each in found.groups())
    return first, last
