"""Values of records in words, with those that only the town or the catalogues can name."""

from collections.abc import Hashable, Mapping
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
    if value and field in USES:
        return use_words(str(value), texts)
    if value and field == "unit_id":
        return unit_name(UUID(str(value)), texts)
    if value and field == "seen_by":
        return texts(f"layers.audience_{value}")
    if isinstance(value, Point):
        return f"{value.x:.0f} / {value.y:.0f}"
    return value_words(kind, field, value, texts)


def record_name(record: Record, texts: Texts) -> str:
    """Return what a record is called, its kind where it has no name."""
    if isinstance(record, CommercialUnit):
        return label(record, texts)
    kind = NAMES[type(record)]
    return str(getattr(record, CALLED[kind])) or texts(f"bin.{kind}")


def unit_name(unit_id: UUID | None, texts: Texts) -> str:
    """Return address and position of a unit, a dash for none."""
    if unit_id is None:
        return MISSING
    try:
        return label(state.town().store.unit(unit_id), texts)
    except UnitNotFoundError:
        return MISSING
