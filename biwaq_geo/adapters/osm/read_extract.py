"""Sort an extract into two small files that OSMnx can read: streets, and everything else.

OSMnx takes every way of a file as a street and stops at a way whose nodes are missing, so
both are settled here: walk rules first, and a way is split where a node is absent.
"""

import itertools
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import osmium

from biwaq_geo.adapters.osm.elements import FIRST_YEAR, Element, copied, feature_tags, tags_in
from biwaq_geo.adapters.osm.osm_file import OsmFile, osmium_errors
from biwaq_geo.adapters.osm.walk_filter import WALK_TAGS, is_walkable
from biwaq_geo.domain.errors import FileTooLargeError, NoStreetsError

MAX_NODES = 1_500_000
"""OSMnx needs about 1 kB for a node; more than this must be clipped first."""

_PIECE_IDS = 10**15
"""Pieces of split ways get ids from here on, far above any real one."""
_RANKS = 10_000
"""More than an element has tags: a later version goes before any number of tags."""
_RING = 4
"""A closed way needs four nodes, the last of which is the first."""


@dataclass(frozen=True, slots=True)
class SortedExtract:
    """The two files and what was noticed on the way.

    Attributes
    ----------
    as_of
        Day of the data: as the file's header says, else of its newest element, else of
        the file itself.
    ways_mended
        Ways that referred to nodes which are not in the file.
    """

    streets: Path
    features: Path
    as_of: date
    ways_mended: int


@dataclass(slots=True)
class _Sink:
    """Elements for one of the two files, and the nodes that they need."""

    ways: list[Any] = field(default_factory=list)
    relations: list[Any] = field(default_factory=list)
    refs: set[int] = field(default_factory=set)

    def add(self, *, way_id: int, refs: Sequence[int], tags: Mapping[str, str]) -> None:
        self.ways.append(osmium.osm.mutable.Way(id=way_id, nodes=refs, tags=tags))
        self.refs.update(refs)


class _Sorter:
    """Reads one file and remembers what each of the two new files needs."""

    def __init__(self, file: OsmFile) -> None:
        self.file = file
        self.newest = date.min
        self.mended = 0
        self.streets, self.features = _Sink(), _Sink()
        self._places: dict[int, tuple[float, float]] = {}
        self._tagged: dict[int, Mapping[str, str]] = {}
        self._ranks: dict[int, int] = {}
        self._piece_ids = itertools.count(_PIECE_IDS)

    def read(self) -> None:
        """Read nodes first, then ways, then relations, in whatever order they lie."""
        for node in self._elements(osmium.osm.NODE):
            self._node(node)
        for way in self._last(osmium.osm.WAY):
            self._way(way)
        for relation in self._last(osmium.osm.RELATION):
            self._relation(relation)

    def write(self, sink: _Sink, path: Path, *, with_tags: bool) -> None:
        """Write the nodes, ways and relations of a sink."""
        tagged = self._tagged if with_tags else {}
        with osmium.SimpleWriter(str(path)) as writer:
            for ref in sorted(sink.refs | tagged.keys()):
                writer.add_node(
                    osmium.osm.mutable.Node(
                        id=ref, location=self._places[ref], tags=tagged.get(ref, {})
                    )
                )
            for way in sink.ways:
                writer.add_way(way)
            for relation in sink.relations:
                writer.add_relation(relation)

    def _elements(self, entity: Any) -> Iterator[Any]:
        self._ranks.clear()
        with osmium_errors(self.file):
            elements: Any = osmium.FileProcessor(self.file.for_osmium(), entity)
            for element in elements:
                if self._is_better(element):
                    if element.timestamp.year >= FIRST_YEAR:
                        self.newest = max(self.newest, element.timestamp.date())
                    yield element

    def _is_better(self, element: Any) -> bool:
        """Say whether no later version, and no fuller copy of this one, was read before.

        Overpass writes an element once more without its tags where another one needs it.
        """
        rank = element.version * _RANKS + len(element.tags)
        if rank < self._ranks.get(element.id, 0):
            return False
        if len(element.tags):
            self._ranks[element.id] = rank
        return True

    def _last(self, entity: Any) -> Iterator[Element]:
        """Yield the last version of each element that has not been deleted."""
        last: dict[int, Element] = {}
        for element in self._elements(entity):
            last.pop(element.id, None)
            if element.visible and not element.deleted:
                last[element.id] = copied(element)
        yield from last.values()

    def _node(self, node: Any) -> None:
        self._places.pop(node.id, None)
        self._tagged.pop(node.id, None)
        if not node.location.valid() or not node.visible or node.deleted:
            return
        self._places[node.id] = (node.lon, node.lat)
        if len(self._places) > MAX_NODES:
            raise FileTooLargeError(
                file=self.file.name, found=f"> {MAX_NODES}", expected=f"{MAX_NODES}"
            )
        if len(node.tags) and (tags := feature_tags(tags_in(node), node.timestamp)):
            self._tagged[node.id] = tags

    def _way(self, way: Element) -> None:
        refs, tags = way.refs, way.tags
        pieces = self._pieces(refs)
        self.mended += len(pieces) != 1 or len(pieces[0]) != len(refs)
        if is_walkable(tags):
            walk_tags = {key: tags[key] for key in WALK_TAGS if key in tags}
            ids = itertools.chain([way.id], self._piece_ids)
            for piece in pieces:
                self.streets.add(way_id=next(ids), refs=piece, tags=walk_tags)
        present = [ref for ref in refs if ref in self._places]
        if len(present) > 1 and (present[0] != present[-1] or len(present) >= _RING):
            # ways without tags may be rims of areas that a relation describes
            self.features.add(way_id=way.id, refs=present, tags=way.feature_tags())

    def _pieces(self, refs: Sequence[int]) -> list[list[int]]:
        """Split a way where a node is missing; pieces of one node vanish."""
        runs = itertools.groupby(refs, key=self._places.__contains__)
        return [run for here, nodes in runs if here and len(run := list(nodes)) > 1]

    def _relation(self, relation: Element) -> None:
        if relation.tags.get("type") != "multipolygon":
            return
        tags = relation.feature_tags()
        if tags:
            members = [("w", ref, relation.roles[ref] or "outer") for ref in relation.refs]
            self.features.relations.append(
                osmium.osm.mutable.Relation(
                    id=relation.id, members=members, tags={**tags, "type": "multipolygon"}
                )
            )


def sort_extract(file: OsmFile, folder: Path, *, of: OsmFile) -> SortedExtract:
    """Write `streets.osm` and `features.osm` into the folder.

    Parameters
    ----------
    of
        File that `file` was clipped from, or `file` itself; it is named in errors, and
        its header says of which day the data are.

    Raises
    ------
    NoStreetsError
        No way in the file may be walked on.
    FileTooLargeError
        More than `MAX_NODES` nodes: name a municipality or a box.
    FileCutError, FileKindError, ValueNotAllowedError
        The file cannot be read to its end.
    """
    sorter = _Sorter(file)
    sorter.read()
    if not sorter.streets.ways:
        raise NoStreetsError(file=of.name)
    streets, features = folder / "streets.osm", folder / "features.osm"
    sorter.write(sorter.streets, streets, with_tags=False)
    sorter.write(sorter.features, features, with_tags=True)
    return SortedExtract(streets, features, _day_of(of, sorter.newest), sorter.mended)


def _day_of(file: OsmFile, newest: date) -> date:
    """Return the day of the data; `newest` is that of the newest element or `date.min`."""
    header = osmium.FileProcessor(file.for_osmium()).header
    said = header.get("osmosis_replication_timestamp") or header.get("timestamp")
    with suppress(ValueError):
        return date.fromisoformat(said[:10])
    if newest > date.min:
        return newest
    return datetime.fromtimestamp(file.path.stat().st_mtime, tz=UTC).date()
