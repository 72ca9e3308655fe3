"""Elements of an extract copied out of osmium's memory, which it uses again for the next."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from biwaq_geo.adapters.osm.tags import DETAIL_KEYS, FEATURE_KEYS, SEEN

FIRST_YEAR = 2004
"""OpenStreetMap began in 2004; osmium says 1970 where a file has no time."""


@dataclass(frozen=True, slots=True)
class Element:
    """A way with the ids of its nodes, or a relation with those of its ways and their roles."""

    id: int
    tags: Mapping[str, str]
    timestamp: datetime
    refs: Sequence[int]
    roles: Mapping[int, str]

    def feature_tags(self) -> dict[str, str]:
        """Return its tags as the function of this name does."""
        return feature_tags(self.tags, self.timestamp)


def copied(element: Any) -> Element:
    """Return a way or a relation of osmium as one that lasts."""
    tags = tags_in(element)
    if element.is_way():
        refs = [node.ref for node in element.nodes]
        return Element(element.id, tags, element.timestamp, refs, {})
    roles = {member.ref: member.role for member in element.members if member.type == "w"}
    return Element(element.id, tags, element.timestamp, list(roles), roles)


def tags_in(element: Any) -> dict[str, str]:
    """Return all tags of an element of osmium."""
    return {tag.k: tag.v for tag in element.tags}


def feature_tags(tags: Mapping[str, str], timestamp: datetime) -> dict[str, str]:
    """Return the tags that are read later; empty where nothing makes it a feature."""
    if tags.get("highway") != "bus_stop" and not any(key in tags for key in FEATURE_KEYS):
        return {}
    wanted = {key: tags[key] for key in (*FEATURE_KEYS, *DETAIL_KEYS) if key in tags}
    wanted.pop(SEEN, None)
    if timestamp.year >= FIRST_YEAR:
        wanted[SEEN] = timestamp.date().isoformat()
    return wanted
