"""What is known of the fields of records: who may see them, when they are asked, in what unit."""

from collections.abc import Callable, Hashable, Mapping
from dataclasses import MISSING, Field, dataclass, field, fields
from enum import IntEnum
from functools import cache
from typing import Any, TypeVar, cast, dataclass_transform


class Audience(IntEnum):
    """Who reads; each sees what the one before sees, and more."""

    PUBLIC = 0
    INTERNAL = 1
    CONFIDENTIAL = 2


Kind = TypeVar("Kind")

TEXT_LENGTH = 200
"""Longest text of a field that says nothing else, in characters."""


@dataclass(frozen=True, slots=True)
class About:
    """What is known of one field.

    Attributes
    ----------
    audience
        The first of the audiences that may see it.
    level
        1 is asked on the street, 2 at the desk, 3 for a full exposé.
    unit
        Unit of measure of a number, such as "m²"; empty for everything else.
    length
        Longest text in characters.
    low, high
        Smallest and largest number that is plausible; None where nothing is known.
    """

    audience: Audience = Audience.INTERNAL
    level: int = 2
    unit: str = ""
    length: int = TEXT_LENGTH
    low: float | None = None
    high: float | None = None


def known(
    audience: Audience,
    *,
    default: object = MISSING,
    default_factory: Callable[[], object] | None = None,
    **more: Any,
) -> Any:
    """Return a dataclass field with an `About`; `more` are the attributes of that."""
    about = {"about": About(audience=audience, **more)}
    if default_factory is not None:
        return field(default_factory=default_factory, metadata=about)
    return field(default=default, metadata=about)


def public(**more: Any) -> Any:
    """Return a field that anybody may see; arguments as for `known`."""
    return known(Audience.PUBLIC, **more)


def internal(**more: Any) -> Any:
    """Return a field for the town hall; arguments as for `known`."""
    return known(Audience.INTERNAL, **more)


def confidential(**more: Any) -> Any:
    """Return a field for those who keep the case; arguments as for `known`."""
    return known(Audience.CONFIDENTIAL, **more)


@dataclass_transform(frozen_default=True, field_specifiers=(public, internal, confidential))
def record(kind: type[Kind]) -> type[Kind]:
    """Make a class with such fields a frozen dataclass: the form of all records."""
    return dataclass(frozen=True, slots=True)(kind)


@cache
def about(kind: Hashable) -> Mapping[str, About]:
    """Return by field name what is known of the fields of a record, in their order.

    A field that says nothing of itself is internal.
    """
    return {one.name: _of(one) for one in fields(cast("Any", kind))}


def visible(kind: Hashable, audience: Audience) -> frozenset[str]:
    """Return the names of the fields that the audience may see."""
    return frozenset(name for name, one in about(kind).items() if one.audience <= audience)


def _of(one: Field[Any]) -> About:
    found = one.metadata.get("about", About())
    assert isinstance(found, About)  # noqa: S101 -- `known` puts nothing else there
    return found
