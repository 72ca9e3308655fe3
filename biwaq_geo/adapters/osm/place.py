"""Find a municipality in an extract by its name or official key."""

import difflib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import osmium

from biwaq_geo.adapters.osm.osm_file import OsmFile, osmium_errors
from biwaq_geo.domain.errors import PlaceAmbiguousError, PlaceNotFoundError

_NAMES = ("name", "name:de", "official_name", "short_name", "alt_name")
_KEYS = ("de:amtlicher_gemeindeschluessel", "de:regionalschluessel")
_NEAR = 5
_COUNT = re.compile(r"\d+|\d{1,3}(?:[.,' \u00a0\u202f’]\d{3})+")
"""A number of people, with or without signs between the thousands."""


@dataclass(frozen=True, slots=True)
class Municipality:
    """An administrative boundary relation.

    Attributes
    ----------
    ways
        OSM ids of the ways that make up the boundary.
    population
        As the relation says; None where it does not.
    """

    relation_id: int
    name: str
    level: str
    key: str
    population: int | None
    ways: Sequence[int]
    answers_to: frozenset[str]


def find_municipality(file: OsmFile, place: str) -> Municipality:
    """Return the one municipality that bears the name or key.

    A name also fits without regard to case; the key is the AGS, or `relation/<id>`.

    Raises
    ------
    PlaceNotFoundError
        With the names in the file that come nearest.
    PlaceAmbiguousError
        With all candidates, their admin level and key.
    """
    known = _municipalities(file)
    hits = [m for m in known if _folded(place) in m.answers_to]
    if not hits:
        names = {_folded(m.name): m.name for m in known}
        near = difflib.get_close_matches(_folded(place), names, n=_NEAR, cutoff=0.5)
        raise PlaceNotFoundError(place=place, near=", ".join(names[n] for n in near) or "–")
    if len(hits) > 1:
        raise PlaceAmbiguousError(place=place, candidates="; ".join(map(_described, hits)))
    return hits[0]


def _municipalities(file: OsmFile) -> list[Municipality]:
    relations: Any = osmium.FileProcessor(file.for_osmium(), osmium.osm.RELATION).with_filter(
        osmium.filter.TagFilter(("boundary", "administrative"))
    )
    with osmium_errors(file):
        return [
            _municipality(
                relation.id,
                {tag.k: tag.v for tag in relation.tags},
                [m.ref for m in relation.members if m.type == "w"],
            )
            for relation in relations
        ]


def _municipality(relation_id: int, tags: Mapping[str, str], ways: Sequence[int]) -> Municipality:
    key = next((tags[k] for k in _KEYS if k in tags), "")
    names = [part for k in _NAMES for part in tags.get(k, "").split(";") if part]
    keys = [tags[k] for k in _KEYS if k in tags]
    return Municipality(
        relation_id=relation_id,
        name=tags.get("name", ""),
        level=tags.get("admin_level", "?"),
        key=key,
        population=counted(tags.get("population", "")),
        ways=ways,
        answers_to=frozenset(map(_folded, [*names, *keys, f"relation/{relation_id}"])),
    )


def counted(text: str) -> int | None:
    """Return the number of people that a tag says; None where it says anything else.

    >>> counted("12,345"), counted("12345.0"), counted("0")
    (12345, None, None)
    """
    written = text.strip()
    if not _COUNT.fullmatch(written):
        return None
    return int("".join(sign for sign in written if sign.isdecimal())) or None


def _described(found: Municipality) -> str:
    key = found.key or f"relation/{found.relation_id}"
    return f"{found.name} (admin_level {found.level}, {key})"


def _folded(name: str) -> str:
    return " ".join(name.casefold().split())
