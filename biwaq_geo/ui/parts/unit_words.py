"""A unit in plain words."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from uuid import UUID

from babel.dates import format_date

from biwaq_geo.domain.units import CommercialUnit, DatePrecision
from biwaq_geo.texts import Texts


def label(unit: CommercialUnit, texts: Texts) -> str:
    """Return address and position on one line."""
    parts = [unit.address or texts("mark.no_address"), unit.position]
    return ", ".join(part for part in parts if part)


LONGEST_PLACE, LONGEST_USE = 90, 50
"""Letters of a line to choose from: what is longer is cut, the unit itself shows all of it.
Every line goes to the browser, of a town with thousands of units as well."""


def choices(units: Iterable[CommercialUnit], texts: Texts) -> Mapping[UUID, str]:
    """Return a line for each unit to choose from, no two of them the same.

    A list of choices tells its lines apart by their words, and imported towns have many
    shops of which only the street is known.
    """
    seen: Counter[str] = Counter()
    lines: dict[UUID, str] = {}
    for unit in units:
        use = _short(unit.occupant or texts(f"state.{unit.state}"), LONGEST_USE)
        line = f"{_short(label(unit, texts), LONGEST_PLACE)} – {use}"
        seen[line] += 1
        lines[unit.unit_id] = f"{line} ({seen[line]})" if seen[line] > 1 else line
    return lines


def _short(words: str, most: int) -> str:
    return words if len(words) <= most else f"{words[: most - 1]}…"


def since(unit: CommercialUnit, texts: Texts) -> str:
    """Return the first day of the present state as exactly as it is known."""
    if unit.since is None:
        return texts("common.none")
    return as_known(unit.since, unit.since_precision, texts)


def as_known(day: date, precision: DatePrecision, texts: Texts) -> str:
    """Return a day as exactly as it is known."""
    language = texts.language
    match precision:
        case DatePrecision.DAY:
            return texts.day(day)
        case DatePrecision.MONTH:
            return format_date(day, "MMMM y", locale=language)
        case DatePrecision.YEAR:
            return format_date(day, "y", locale=language)
        case DatePrecision.ESTIMATED:
            month = format_date(day, "MMMM y", locale=language)
            return f"{month} ({texts('precision.estimated')})"


def month_words(day: date, texts: Texts) -> str:
    """Return the month of a day in words."""
    return format_date(day, "MMMM y", locale=texts.language)


def facts(unit: CommercialUnit, texts: Texts, *, exact: bool = True) -> Mapping[str, str]:
    """Return what a unit's card says, title to words, unknown ones left out.

    Of the last look only the month is named if not `exact`: the public's units know no more.
    """
    seen = unit.observed_on
    size = texts.number(unit.floor_area_m2, digits=0, unit="m²")
    front = texts.number(unit.frontage_m, digits=1, unit="m")
    rows = {
        "state": texts(f"state.{unit.state}"),
        "since": since(unit, texts),
        "kind": texts(f"kind.{unit.kind}"),
        "branch": texts(f"branch.{unit.branch}") if unit.branch else None,
        "name": unit.occupant,
        "last_branch": texts(f"branch.{unit.last_branch}") if unit.last_branch else None,
        "floor_area_m2": size if unit.floor_area_m2 is not None else None,
        "frontage_m": front if unit.frontage_m is not None else None,
        "observed_on": texts.day(seen) if exact else month_words(seen, texts),
        "origin": texts(f"origin.{unit.origin}"),
    }
    return {texts(f"field.{name}"): words for name, words in rows.items() if words}
