"""Values of records in the words of a language."""

from collections.abc import Hashable, Mapping
from datetime import date, datetime
from enum import Enum
from functools import cache
from typing import Any, cast, get_args, get_origin, get_type_hints

from biwaq_geo.domain.fields import about
from biwaq_geo.domain.record_json import plain_type
from biwaq_geo.texts import Texts
from biwaq_geo.texts.sections import SECTIONS


@cache
def field_types(kind: Hashable) -> Mapping[str, Any]:
    """Return by field name the type of a record's field, without "or None"."""
    return {name: plain_type(hint) for name, hint in get_type_hints(cast("Any", kind)).items()}


def choice_words(value: Enum, texts: Texts) -> str:
    """Return the word for a value of a list."""
    return texts(f"{SECTIONS[type(value)]}.{value.value}")


def value_words(kind: Hashable, field: str, value: object, texts: Texts) -> str:
    """Return a value of a record's field as people write it, with its unit of measure.

    Takes values of the record and JSON values of its events alike; "not stated" for None
    and for empty texts and lists.
    """
    if value is None or value in ("", (), []):
        return texts("common.none")
    hint = field_types(kind)[field]
    if isinstance(value, list | tuple) and get_origin(hint) is tuple:
        return ", ".join(_words(get_args(hint)[0], one, texts) for one in value)
    words = _words(hint, value, texts)
    unit = about(kind)[field].unit
    return f"{words}\u00a0{unit}" if unit else words


def _words(hint: Any, value: object, texts: Texts) -> str:
    if isinstance(hint, type) and issubclass(hint, Enum):
        return choice_words(hint(value), texts)
    if isinstance(value, bool):
        return texts("common.yes" if value else "common.no")
    if hint is date:
        return texts.day(value if isinstance(value, date) else date.fromisoformat(str(value)))
    if hint is datetime:
        moment = value if isinstance(value, datetime) else datetime.fromisoformat(str(value))
        return texts.time(moment)
    if hint is float and isinstance(value, int | float):
        # as many digits as there are, and no more than people read
        return texts.number(value, digits=_digits(value))
    return str(value)


def _digits(value: float) -> int:
    return next((digits for digits in (0, 1) if round(value, digits) == value), 2)
