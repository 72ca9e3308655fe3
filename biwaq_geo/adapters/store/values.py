"""What may stand in a record: lengths of texts, characters and numbers, checked at each save."""

import math
from collections.abc import Mapping

from biwaq_geo.domain.errors import TextTooLongError, ValueNotAllowedError

Values = dict[str, object]
"""Field name to JSON value."""

Pairs = dict[str, tuple[object, object]]
"""Field name to value before and after."""


def checked(values: Mapping[str, object], *, limits: Mapping[str, int]) -> Values:
    """Return the values as they can be stored.

    Characters that no database text can hold (NUL, halves of surrogate pairs) are
    taken out.

    Parameters
    ----------
    limits
        Longest text by field, in characters.

    Raises
    ------
    TextTooLongError
        A text is longer than its field.
    ValueNotAllowedError
        A number is not finite.
    """
    clean = {name: _clean(value, field=name) for name, value in values.items()}
    for name, limit in limits.items():
        text = clean.get(name)
        if isinstance(text, str) and len(text) > limit:
            raise TextTooLongError(field=name, length=len(text), limit=limit)
    return clean


def difference(old: Values | None, new: Values) -> Pairs:
    """Return the fields that differ; a new record has None before every value."""
    before: Values = dict.fromkeys(new) if old is None else old
    return {name: (before[name], new[name]) for name in new if before[name] != new[name]}


def _clean(value: object, *, field: str) -> object:
    match value:
        case str():
            text = value.replace("\0", "")
            return text.encode("utf-8", errors="ignore").decode("utf-8")
        case float() if not math.isfinite(value):
            raise ValueNotAllowedError(column=field, found=value, expected="0, 1, 2 …")
        case list():
            return [_clean(item, field=field) for item in value]
        case dict():
            return {
                _clean(key, field=field): _clean(item, field=field) for key, item in value.items()
            }
        case _:
            return value
