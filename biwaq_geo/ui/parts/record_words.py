"""Values of records in words, with those that only the town or the catalogues can name."""

from collections.abc import Callable, Hashable, Mapping, Sequence
from typing import cast
from uuid import UUID

from shapely import Point

from biwaq_geo.domain.catalogue import Words
from biwaq_geo.domain.errors import CatalogueFileError, UnitNotFoundError
from biwaq_geo.domain.records import NAMES, Record
from biwaq_geo.domain.units import CommercialUnit
from biwaq_geo.texts import MISSING, Texts
from biwaq_geo.texts.use_titles import titles_of
from biwaq_geo.texts.words import value_words
from biwaq_geo.ui import state
from biwaq_geo.ui.parts.unit_words import label

USES = frozenset({"interim_use", "use_key"})
"""Fields that hold the key of an interim use of the catalogue, or somebody's own words."""

CALLED = {
    "note": "text",
    "task": "title",
    "photo": "caption",
    "business": "name",
    "request": "title",
    "filter": "name",
    "map_view": "name",
    "assumption_set": "name",
    "layer": "layer_title",
    "audit": "section_id",
    "count": "section_id",
    "figure": "source",
}
"""The field that a record is known by; a unit is known by its address."""


def known_uses() -> Mapping[str, Words]:
    """Return the titles of interim uses by key and language, also of another one.

    A catalogue that cannot be read is told where it is shown; all else does without it.
    """
    try:
        return titles_of(state.app().catalogues.interim_uses)
    except CatalogueFileError:
        return titles_of({})


def use_titles(texts: Texts) -> Mapping[str, str]:
    """Return the titles of the catalogue's interim uses by key, and that of another one."""
    return {key: texts.of(title) for key, title in known_uses().items()}


def use_words(value: str, texts: Texts) -> str:
    """Return the title of an interim use; words that are no key stay as they were typed."""
    return use_titles(texts).get(value, value)


def record_words(kind: Hashable, field: str, value: object, texts: Texts) -> str:
    """Return a value as people write it; takes what `texts.words.value_words` takes."""
    if value and field in _NAMED:
        return _NAMED[field](value, texts)
    if isinstance(value, Point):
        return f"{value.x:.0f} / {value.y:.0f}"
    return value_words(kind, field, value, texts)


_NAMED: Mapping[str, Callable[[object, Texts], str]] = {
    **dict.fromkeys(USES, lambda value, texts: use_words(str(value), texts)),
    "unit_id": lambda value, texts: unit_name(UUID(str(value)), texts),
    "seen_by": lambda value, texts: texts(f"layers.audience_{value}"),
    "section_id": lambda value, _: section_name(str(value)),
    "scores": lambda value, texts: score_words(cast("Sequence[str]", value), texts),
}
"""Fields whose values only the town or the catalogues can name."""


def record_name(record: Record, texts: Texts) -> str:
    """Return what a record is called, its kind where it has no name."""
    if isinstance(record, CommercialUnit):
        return label(record, texts)
    kind = NAMES[type(record)]
    value, called = getattr(record, CALLED[kind]), CALLED[kind]
    if value and called == "section_id":
        return section_name(value)
    return str(value or "") or texts(f"bin.{kind}")


def section_name(key: str) -> str:
    """Return what a street section is called; a dash for one that the town does not have."""
    sections = state.town().layer("sections")
    return str(sections.at[key, "name"]) if key in sections.index else MISSING


def score_words(scores: Sequence[str], texts: Texts) -> str:
    """Return scores of a street audit with the titles of the catalogue's items."""
    try:
        items = state.app().catalogues.street_audit
    except CatalogueFileError:
        items = {}
    pairs = [text.partition("=") for text in scores]
    return ", ".join(
        f"{texts.of(items[key].title) if key in items else key} {score}" for key, _, score in pairs
    )


def unit_name(unit_id: UUID | None, texts: Texts) -> str:
    """Return address and position of a unit, a dash for none."""
    if unit_id is None:
        return MISSING
    try:
        return label(state.town().store.unit(unit_id), texts)
    except UnitNotFoundError:
        return MISSING
