"""The fields of a unit that a file may fill, and of which type they are."""

from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from types import MappingProxyType
from typing import Any, get_args, get_origin, get_type_hints

from biwaq_geo.domain.fields import about
from biwaq_geo.domain.record_json import plain_type
from biwaq_geo.domain.units import CommercialUnit
from biwaq_geo.services.import_units.column_words import HELPERS

_OURS = frozenset({"location", "building_id", "removed_on", "version"})
"""Fields that follow from others or that only this application keeps."""

_BY_STEPS = frozenset({"case_status", "case_since", "case_reason", "blocked_by", "case_outcome"})
"""Fields of a case, which goes its way by steps with reasons and not by lists."""

FIELDS = tuple(name for name in about(CommercialUnit) if name not in _OURS | _BY_STEPS)
TARGETS = (*FIELDS, *HELPERS)
"""Everything that a column can mean."""

TYPES: Mapping[str, Any] = MappingProxyType(
    {
        name: plain_type(hint)
        for name, hint in get_type_hints(CommercialUnit).items()
        if name in FIELDS
    }
)
"""Type of each such field, without "or None"."""


@cache
def list_of(target: str) -> type[StrEnum] | None:
    """Return the list of values that the field chooses from, None for any other field."""
    kind = TYPES.get(target)
    if get_origin(kind) is tuple:
        kind = get_args(kind)[0]
    return kind if isinstance(kind, type) and issubclass(kind, StrEnum) else None


@cache
def is_many(target: str) -> bool:
    """Say whether the field holds several values."""
    return get_origin(TYPES.get(target)) is tuple
