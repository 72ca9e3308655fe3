"""Days as people write them into lists, and how exactly each is known."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from biwaq_geo.domain.unit_values import DatePrecision
from biwaq_geo.services.import_units.raw_table import Cell

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
_PARTS = {
    name: month
    for month, names in (
        (1, "anfang early"),
        (3, "frühjahr frühling spring"),
        (6, "sommer summer"),
        (7, "mitte mid"),
        (9, "herbst autumn"),
        (12, "ende end late winter"),
    )
    for name in names.split()
}
"""Parts of a year and the month that stands for them."""

_MONTHS_OF_A_QUARTER = 3
_DAY_FORMS = (
    (r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}([ t].*)?", "ymd"),
    (r"\d{1,2}\.\s?\d{1,2}\.\s?(\d{4}|\d{2})", "dmy"),
    (r"\d{1,2}/\d{1,2}/(\d{4}|\d{2})", "dmy"),
    (r"\d{1,2}[./-]\d{4}", "my"),
    (r"\d{1,2}[./]\d{2}", "my"),
    (r"\d{4}[./-]\d{1,2}", "ym"),
)
"""Forms of days in digits, and what their numbers are in turn."""

_QUARTER = re.compile(r"(?:q ?([1-4])|([1-4])\. ?quartal)[ /-]*(\d{4})")
_PART_OF_A_YEAR = re.compile(rf"({'|'.join(_PARTS)})( of| des jahres)? (?P<year>\d{{4}})")
_PART_OF_A_MONTH = re.compile(r"(anfang|mitte|ende|early|mid|late|end of) (?=\D+ \d{4}|\d+[./]\d)")
_OPEN = re.compile(
    r"(vor|before|(winter )?(?=\d{4} ?/ ?\d))\s*(?P<year>\d{4})( ?/ ?\d{2}(\d{2})?)?"
)
"""A bound, or a year and the next one: nobody knows more than the year."""

_ABOUT = re.compile(r"^((seit|since|etwa|circa|ca\.?|about|approx\.?|um)\s*)+(?=[a-zäöü\d])")
_FIRST_SERIAL, _LAST_SERIAL = 20_000, 60_000
"""Days since the end of 1899, as spreadsheets count them: from 1954 to 2064."""

_DAY_0 = date(1899, 12, 30)


@dataclass(frozen=True, slots=True)
class Day:
    """A day and how exactly it is known."""

    on: date
    precision: DatePrecision


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
        return _number(float(cell))
    return _day_in(str(cell or ""), day_first)


@lru_cache(maxsize=2**13)
def _day_in(cell: str, day_first: bool) -> Day | None:  # noqa: FBT001 -- a key of the cache
    text = _ABOUT.sub("", cell.strip().casefold())
    numbers = [int(each) for each in re.findall(r"\d+", text)]
    try:
        return _in_digits(text, numbers, day_first=day_first) or _in_words(text)
    except ValueError:
        # the 31st of June; or the 20th month, which is a second year
        return _vague(text)


def _in_digits(text: str, numbers: list[int], *, day_first: bool) -> Day | None:
    for form, order in _DAY_FORMS:
        if re.fullmatch(form, text):
            named = dict(zip(order, numbers, strict=False))
            if "/" in text and not day_first and order == "dmy":
                named["d"], named["m"] = named["m"], named["d"]
            on = date(_full(named["y"]), named["m"], named.get("d", 1))
            return Day(on, DatePrecision.DAY if "d" in order else DatePrecision.MONTH)
    return _number(float(text)) if re.fullmatch(r"\d{4,5}", text) else None


def _in_words(text: str) -> Day | None:
    words = re.fullmatch(r"(?:(\d{1,2})\.?\s+)?([a-zä]+)\.?,?\s+'?(\d{4}|\d{2})", text)
    if words is None or words[2] not in _MONTHS:
        return _vague(text)
    on = date(_full(int(words[3])), _MONTHS[words[2]], int(words[1] or 1))
    return Day(on, DatePrecision.DAY if words[1] else DatePrecision.MONTH)


def _vague(text: str) -> Day | None:
    """Read a quarter, a part of a year or month, or a bound."""
    if found := _QUARTER.fullmatch(text):
        month = _MONTHS_OF_A_QUARTER * (int(found[1] or found[2]) - 1) + 1
        return Day(date(int(found[3]), month, 1), DatePrecision.ESTIMATED)
    if found := _PART_OF_A_YEAR.fullmatch(text):
        return Day(date(int(found["year"]), _PARTS[found[1]], 1), DatePrecision.ESTIMATED)
    if found := _OPEN.fullmatch(text):
        return Day(date(int(found["year"]), 1, 1), DatePrecision.ESTIMATED)
    rest = _PART_OF_A_MONTH.sub("", text)
    return None if rest == text else _day_in(rest, True)


def _number(number: float) -> Day | None:
    """Read a year, or a day as a spreadsheet counts it."""
    if _FIRST_SERIAL <= number <= _LAST_SERIAL and number == int(number):
        return Day(_DAY_0 + timedelta(days=int(number)), DatePrecision.DAY)
    return _year(int(number)) if number == int(number) else None


def _year(year: int) -> Day | None:
    if not 1900 <= year <= 2100:  # noqa: PLR2004 -- no year of a vacancy
        return None
    return Day(date(year, 1, 1), DatePrecision.YEAR)


def _full(year: int) -> int:
    return year + 2000 if year < 70 else year + 1900 if year < 100 else year  # noqa: PLR2004
