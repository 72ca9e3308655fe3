"""What a person must confirm about a file: what reading it left open, and what the town tells."""

import re
from collections.abc import Iterator

from biwaq_geo.services.import_units.cell_days import day
from biwaq_geo.services.import_units.cell_values import SQUARE_METRES_PER_SQUARE_FOOT, number
from biwaq_geo.services.import_units.column_words import RENT_TOTAL, SQUARE_METRES, normal
from biwaq_geo.services.import_units.mapping import DAYS, Mapping
from biwaq_geo.services.import_units.places import crs_question, places
from biwaq_geo.services.import_units.raw_table import Question, RawTable, Topic
from biwaq_geo.services.ports import Town

_SAMPLES = 3
_STROKES = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4}|\d{2})")
_MONTHS = 12


def questions(town: Town, table: RawTable, mapping: Mapping) -> tuple[Question, ...]:
    """Return everything that must be confirmed about the file in this town, answered or not.

    Raises
    ------
    FileOutsideTownError
        No row lies in the town.
    """
    crs = crs_question(town, places(table, mapping), file_name=table.file_name)
    return asked_with(table, mapping, crs=crs)


def asked_with(
    table: RawTable, mapping: Mapping, *, crs: Question | str | None
) -> tuple[Question, ...]:
    """Return the questions of the file, of its places and of its columns."""
    more = (
        crs,
        area_question(table, mapping),
        day_question(table, mapping),
        rent_question(table, mapping),
    )
    return (*table.questions, *(each for each in more if isinstance(each, Question)))


def area_question(table: RawTable, mapping: Mapping) -> Question | None:
    """Ask for the unit of measure unless the name of the column says square metres."""
    column = mapping.column_of("floor_area_m2")
    said = "" if column is None else f" {normal(column)} "
    if column is None or SQUARE_METRES & set(said.split()):
        return None
    feet = any(word in said for word in ("sq ft", "sqft", "square f", "quadratfuss"))
    areas = [number(cell, decimal=table.decimal) for cell in table.column(column)]
    shown = [area for area in areas if area][:_SAMPLES]
    factors = {"sqft": SQUARE_METRES_PER_SQUARE_FOOT, "m2": 1.0}
    options = ("sqft", "m2") if feet else ("m2", "sqft")
    samples = {one: tuple(f"{a:g} = {a * factors[one]:.0f} m²" for a in shown) for one in options}
    return Question(Topic.AREA_UNIT, options, samples)


def day_question(table: RawTable, mapping: Mapping) -> Question | None:
    """Ask whether days with strokes begin with the day, where they can be read both ways.

    Days that can be read one way only make the proposal.
    """
    strokes = list(_with_strokes(table, mapping))
    months_first = sum(second > _MONTHS for _, _, second in strokes)
    days_first = sum(first > _MONTHS for _, first, _ in strokes)
    both = [
        cell for cell, first, second in strokes if max(first, second) <= _MONTHS and first != second
    ]
    if not both:
        # the other reading is impossible, but a person should see which one is taken
        return Question(Topic.DAY_ORDER, ("month",)) if months_first else None
    options = ("month", "day") if months_first > days_first else ("day", "month")
    samples = {
        one: tuple(f"{cell} = {_read(cell, day_first=one == 'day')}" for cell in both[:_SAMPLES])
        for one in options
    }
    return Question(Topic.DAY_ORDER, options, samples)


def rent_question(table: RawTable, mapping: Mapping) -> Question | None:
    """Ask what a rent of the whole unit is for; the register keeps it by square metre."""
    column = mapping.column_of(RENT_TOTAL)
    if column is None:
        return None
    yearly = any(word in normal(column) for word in ("jahr", "annual", "year"))
    options = ("year", "month") if yearly else ("month", "year")
    rents = [number(cell, decimal=table.decimal) for cell in table.column(column)]
    shown = [rent for rent in rents if rent][:_SAMPLES]
    months = {"month": 1, "year": _MONTHS}
    samples = {one: tuple(f"{r:g} € = {r / months[one]:.2f} €" for r in shown) for one in options}
    return Question(Topic.RENT, options, samples)


def _with_strokes(table: RawTable, mapping: Mapping) -> Iterator[tuple[str, int, int]]:
    for column in filter(None, map(mapping.column_of, DAYS)):
        for cell in table.column(column):
            found = _STROKES.fullmatch(cell) if isinstance(cell, str) else None
            if found is not None:
                yield found[0], int(found[1]), int(found[2])


def _read(cell: str, *, day_first: bool) -> str:
    found = day(cell, day_first=day_first)
    return "–" if found is None else found.on.isoformat()
