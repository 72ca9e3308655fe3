"""What the cells of a list mean: numbers, days, lengths of time, yes and no."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from biwaq_geo.domain.unit_values import DatePrecision
from biwaq_geo.services.import_units.raw_table import Cell

SQUARE_METRES_PER_SQUARE_FOOT = 0.09290304
"""Exact: the international foot is 0.3048 m."""

_DAYS_PER_MONTH = 30.4375
_NUMBER = re.compile(r"[-+]?\d[\d.,' \u00a0\u202f]*")
_UNIT = re.compile(r"m[²2]|qm|sq\.? ?ft")
_YES = frozenset(["ja", "j", "yes", "y", "wahr", "true", "x", "vorhanden", "1"])
_NO = frozenset(["nein", "n", "no", "falsch", "false", "keine", "kein", "0"])
_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "januar jan january",
            "februar feb february",
            "märz mär mrz march mar",
            "april apr",
            "mai may",
            "juni jun june",
            "juli jul july",
            "august aug",
            "september sep sept",
            "oktober okt october oct",
            "november nov",
            "dezember dez december dec",
        ),
        start=1,
    )
    for name in names.split()
}
_SPAN = re.compile(
    r"(?P<first>\d+(?:[.,]\d+)?|½)"
    r"(?:\s*(?:-|–|bis|to)\s*(?P<last>\d+(?:[.,]\d+)?))?"
    r"\s*(?P<unit>tage?n?|days?|wochen?|weeks?|monate?n?|months?|mon\.?|jahre?n?|years?|yrs?|j\.?)"
    r"(?![a-z])"
)
_DAY_FORMS = (
    (r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}([ t].*)?", "ymd"),
    (r"\d{1,2}\.\s?\d{1,2}\.\s?(\d{4}|\d{2})", "dmy"),
    (r"\d{1,2}/\d{1,2}/(\d{4}|\d{2})", "dmy"),
    (r"\d{1,2}[./-]\d{4}", "my"),
    (r"\d{4}[./-]\d{1,2}", "ym"),
)
"""Forms of days in digits, and what their numbers are in turn."""

_BELOW = re.compile(r"weniger als|unter|kürzer|höchstens|bis zu|less than|under|up to|<")


@dataclass(frozen=True, slots=True)
class Day:
    """A day and how exactly it is known."""

    on: date
    precision: DatePrecision


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


def day(cell: Cell, *, day_first: bool = True) -> Day | None:
    """Return the day in the cell; of a month or a year the first day.

    Parameters
    ----------
    day_first
        How a day with strokes is meant, such as 3/4/2024.
    """
    if isinstance(cell, date):
        return Day(cell, DatePrecision.DAY)
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return _year(int(cell)) if float(cell) == int(cell) else None
    return _day_in(str(cell or ""), day_first)


@lru_cache(maxsize=2**13)
def _day_in(cell: str, day_first: bool) -> Day | None:  # noqa: FBT001 -- a key of the cache
    text = cell.strip().casefold().removeprefix("seit ").removeprefix("since ")
    numbers = [int(each) for each in re.findall(r"\d+", text)]
    try:
        return _day(text, numbers, day_first=day_first)
    except ValueError:
        # the 31st of June
        return None


def _day(text: str, numbers: list[int], *, day_first: bool) -> Day | None:
    for form, order in _DAY_FORMS:
        if re.fullmatch(form, text):
            named = dict(zip(order, numbers, strict=False))
            if "/" in text and not day_first and order == "dmy":
                named["d"], named["m"] = named["m"], named["d"]
            on = date(_full(named["y"]), named["m"], named.get("d", 1))
            return Day(on, DatePrecision.DAY if "d" in order else DatePrecision.MONTH)
    return _in_words(text) or (
        _year(numbers[0]) if re.fullmatch(r"(ca\.? ?|um ?)?\d{4}", text) else None
    )


def _in_words(text: str) -> Day | None:
    words = re.fullmatch(r"(?:(\d{1,2})\.?\s+)?([a-zä]+)\.?,?\s+(\d{4})", text)
    if words is None or words[2] not in _MONTHS:
        return None
    on = date(int(words[3]), _MONTHS[words[2]], int(words[1] or 1))
    return Day(on, DatePrecision.DAY if words[1] else DatePrecision.MONTH)


def _year(year: int) -> Day | None:
    if not 1900 <= year <= 2100:  # noqa: PLR2004 -- no year of a vacancy
        return None
    return Day(date(year, 1, 1), DatePrecision.YEAR)


def _full(year: int) -> int:
    return year + 2000 if year < 70 else year + 1900 if year < 100 else year  # noqa: PLR2004


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
