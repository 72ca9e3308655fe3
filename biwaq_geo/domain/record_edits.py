"""What people type into the fields of a record, made fit for the register."""

from collections.abc import Hashable, Mapping
from dataclasses import replace
from typing import Any, cast, get_args, get_type_hints

from biwaq_geo.domain.errors import FieldFixedError
from biwaq_geo.domain.fields import about
from biwaq_geo.domain.records import RecordT, id_field
from biwaq_geo.domain.unit_edits import check_values


def with_changes(record: RecordT, changes: Mapping[str, object]) -> RecordT:
    """Return the record with these values; its version stays.

    Texts lose the spaces around them; an empty one is None where the field may be that.

    Raises
    ------
    FieldFixedError
        A field is set by the register itself, or there is none of that name.
    NumberRangeError, TextTooLongError
        A value does not fit its field.
    """
    kind = cast("Hashable", type(record))
    free = set(about(kind)) - {id_field(type(record)), "removed_on", "version"}
    fixed = sorted(set(changes) - free)
    if fixed:
        raise FieldFixedError(field=fixed[0])
    hints = get_type_hints(cast("Any", kind))
    values = {name: _tidy(value, hints[name]) for name, value in changes.items()}
    check_values(kind, values)
    return cast("RecordT", replace(cast("Any", record), **values))


def _tidy(value: object, hint: object) -> object:
    # members of an enumeration are texts as well, and stay what they are
    if type(value) is not str:
        return value
    return value.strip() or (None if type(None) in get_args(hint) else "")
