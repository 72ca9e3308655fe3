"""Rows of an exported table in the words of a language, for people who calculate with them."""

from collections.abc import Iterator, Sequence
from datetime import date
from enum import Enum
from typing import Any, get_args, get_origin
from uuid import UUID

import numpy as np
from numpy.typing import NDArray
from pyproj import Transformer

from biwaq_geo.domain.units import CommercialUnit
from biwaq_geo.services.export_units import USE_KEY, UnitTable, about_column
from biwaq_geo.texts import Texts
from biwaq_geo.texts.words import choice_words, field_types

WGS84 = 4326
DEGREES = 7
"""Decimals of a degree: a centimetre."""

METRES = 2

PLACES = ("longitude", "latitude", "east", "north")
"""Columns of the place: degrees in WGS84, metres in the town's projected CRS."""

Cell = str | int | float | date | None
"""Numbers stay numbers; everything that is said in words is text."""


def headings(table: UnitTable, texts: Texts) -> list[str]:
    """Return the titles of the columns, units of measure in square brackets."""
    named = [heading(field, texts) for field in table.fields]
    places = [texts(f"export.{name}", epsg=table.town.epsg) for name in PLACES]
    return named + places


def heading(field: str, texts: Texts) -> str:
    """Return the title of a column, its unit of measure in square brackets."""
    unit = about_column(field).unit
    title = texts(f"field.{field}")
    return f"{title} [{unit}]" if unit else title


def rows(table: UnitTable, texts: Texts) -> Iterator[list[Cell]]:
    """Yield the cells of each unit."""
    for unit, place in zip(table.units, places(table), strict=True):
        yield [
            _cell(table.value(unit, field, texts.language), texts) for field in table.fields
        ] + list(place)


def places(table: UnitTable) -> list[tuple[float, float, float, float]]:
    """Return longitude, latitude, east, north of each unit."""
    points = np.array([(u.location.x, u.location.y) for u in table.units]).reshape(-1, 2)
    return [
        (round(lon, DEGREES), round(lat, DEGREES), round(x, METRES), round(y, METRES))
        for (lon, lat), (x, y) in zip(
            degrees(points, epsg=table.town.epsg).tolist(), points.tolist(), strict=True
        )
    ]


def degrees(points: NDArray[np.float64], *, epsg: int) -> NDArray[np.float64]:
    """Return longitude and latitude in WGS84 of points of two columns, east and north."""
    there = Transformer.from_crs(epsg, WGS84, always_xy=True)
    return np.column_stack(there.transform(points[:, 0], points[:, 1]))


def _cell(value: object, texts: Texts) -> Cell:
    match value:
        case None | "" | ():
            return None
        case bool():
            return texts("common.yes" if value else "common.no")
        case tuple():
            return "; ".join(_word(one, texts) for one in value)
        case int() | float() | date():
            return value
    return _word(value, texts)


def _word(value: object, texts: Texts) -> str:
    if isinstance(value, UUID):
        return str(value)
    return choice_words(value, texts) if isinstance(value, Enum) else str(value)


def dictionary(table: UnitTable, texts: Texts) -> Sequence[tuple[str, str, str, str]]:
    """Return for each column its title, name in the model, unit of measure and values."""
    return [
        (
            heading(field, texts),
            field,
            about_column(field).unit,
            _values(table, field, texts),
        )
        for field in table.fields
    ]


def _values(table: UnitTable, field: str, texts: Texts) -> str:
    if field == USE_KEY:
        return "; ".join(f"{key} = {words[texts.language]}" for key, words in table.uses.items())
    hint: Any = field_types(CommercialUnit)[field]
    listed = get_args(hint)[0] if get_origin(hint) is tuple else hint
    if not issubclass(listed, Enum):
        return ""
    return "; ".join(f"{value} = {choice_words(value, texts)}" for value in listed)
