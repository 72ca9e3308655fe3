"""Cut a municipality or a box out of an extract as large as a federal state.

The coordinates of all nodes go into osmium's own table, 16 bytes each and filled without
Python; everything else is read in passes that keep only what lies in the box. osmium's id
sets are not used for nodes: they take 4 MB for each block of 33 million ids, 1.5 GB when
the ids of one town are spread over twenty years of mapping.
"""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import osmium
import shapely
from shapely.geometry.base import BaseGeometry

from biwaq_geo.adapters.osm.box import Box
from biwaq_geo.adapters.osm.osm_file import OsmFile, osmium_errors
from biwaq_geo.adapters.osm.place import Municipality
from biwaq_geo.domain.errors import FileTooLargeError, GeometryError, ValueNotAllowedError

Tick = Callable[[float], None]
"""Told the share (0 to 1) that is done."""

MAX_WAYS = 400_000
"""More ways than this in the box are a region, not a town."""

_MARGIN_DEG = 0.01
"""Kept around the box, so that nothing at its edge loses a corner: about 1 km."""
_FAR_DEG = 0.5
"""A way that begins farther than this from the box does not come back to it."""
_EVERY = 20_000


@dataclass(slots=True)
class _Kept:
    """What goes into the clipped file."""

    places: dict[int, tuple[float, float]] = field(default_factory=dict)
    nodes: dict[int, osmium.osm.mutable.Node] = field(default_factory=dict)
    ways: dict[int, osmium.osm.mutable.Way] = field(default_factory=dict)
    relations: list[osmium.osm.mutable.Relation] = field(default_factory=list)


class Clipper:
    """One extract with the coordinates of its nodes at hand."""

    def __init__(self, file: OsmFile) -> None:
        self._file = file
        kind = "sparse_mmap_array"
        if kind not in osmium.index.map_types():
            kind = "sparse_mem_array"
        self._locations = osmium.NodeLocationsForWays(osmium.index.create_map(kind))
        self._locations.ignore_errors()
        with osmium_errors(file), osmium.io.Reader(file.for_osmium(), osmium.osm.NODE) as reader:
            osmium.apply(reader, self._locations)

    def outline(self, municipality: Municipality, folder: Path) -> BaseGeometry:
        """Return the municipality's area in degrees, put together by osmium.

        Raises
        ------
        GeometryError
            The file holds only a part of the boundary, or it is not closed.
        """
        small = folder / "boundary.osm.pbf"
        kept = _Kept()
        for way in self._ways(municipality.ways):
            _keep_way(kept, way)
        members = [("w", ref, "outer") for ref in kept.ways]
        tags = {"type": "boundary", "boundary": "administrative"}
        relation = osmium.osm.mutable.Relation(
            id=municipality.relation_id, members=members, tags=tags
        )
        kept.relations.append(relation)
        _write(kept, small)
        wkb = osmium.geom.WKBFactory()
        elements: Any = osmium.FileProcessor(str(small)).with_areas()
        try:
            shapes = [
                shapely.from_wkb(bytes.fromhex(wkb.create_multipolygon(element)))
                for element in elements
                if element.is_area() and not element.from_way()
            ]
        except RuntimeError as error:
            raise self._broken(municipality) from error
        if not shapes or len(kept.ways) < len(set(municipality.ways)):
            raise self._broken(municipality)
        return shapely.union_all(shapes)

    def _broken(self, municipality: Municipality) -> GeometryError:
        name = municipality.name or f"relation/{municipality.relation_id}"
        return GeometryError(file=self._file.name, expected="Polygon", found=name)

    def clip(self, box: Box, out: Path, *, tick: Tick) -> None:
        """Write the elements in the box, areas with all their corners, to `out`.

        Raises
        ------
        FileTooLargeError
            The box holds a region rather than a town.
        """
        west, south, east, north = box
        wide = (west - _MARGIN_DEG, south - _MARGIN_DEG, east + _MARGIN_DEG, north + _MARGIN_DEG)
        kept = _Kept()
        ways_guess = 1 + self._file.nodes_guess // 7
        for number, way in enumerate(self._ways()):
            if number % _EVERY == 0:
                tick(min(0.6, 0.6 * number / ways_guess))
            if self._touches(way, wide):
                _keep_way(kept, way)
            if len(kept.ways) > MAX_WAYS:
                raise FileTooLargeError(
                    file=self._file.name, found=f"> {len(kept.ways) - 1}", expected=f"{MAX_WAYS}"
                )
        tick(0.65)
        self._keep_relations(kept)
        tick(0.8)
        self._keep_tagged_nodes(kept, wide)
        tick(0.95)
        _write(kept, out)

    def _touches(self, way: Any, box: Box) -> bool:
        west, south, east, north = box
        for node in way.nodes:
            place = node.location
            if not place.valid():
                if node.ref < 0:
                    raise ValueNotAllowedError(
                        file=self._file.name, column="nd ref", found=node.ref, expected="> 0"
                    )
                continue
            lon, lat = place.lon, place.lat
            if west <= lon <= east and south <= lat <= north:
                return True
            if not (west - _FAR_DEG <= lon <= east + _FAR_DEG):
                return False
            if not (south - _FAR_DEG <= lat <= north + _FAR_DEG):
                return False
        return False

    def _ways(self, only: Collection[int] | None = None) -> Iterator[Any]:
        filters = [] if only is None else [osmium.filter.IdFilter(only)]
        with osmium_errors(self._file):
            reader = osmium.io.Reader(self._file.for_osmium(), osmium.osm.WAY)
            with reader:
                yield from osmium.OsmFileIterator(reader, self._locations, *filters)

    def _keep_relations(self, kept: _Kept) -> None:
        areas: Any = osmium.FileProcessor(self._file.for_osmium(), osmium.osm.RELATION).with_filter(
            osmium.filter.TagFilter(("type", "multipolygon"))
        )
        absent: set[int] = set()
        with osmium_errors(self._file):
            for relation in areas:
                members = [(m.type, m.ref, m.role) for m in relation.members if m.type == "w"]
                if not any(ref in kept.ways for _, ref, _ in members):
                    continue
                absent.update(ref for _, ref, _ in members if ref not in kept.ways)
                kept.relations.append(relation.replace(members=members, tags=dict(relation.tags)))
        for way in self._ways(absent) if absent else ():
            _keep_way(kept, way)

    def _keep_tagged_nodes(self, kept: _Kept, box: Box) -> None:
        west, south, east, north = box
        nodes: Any = osmium.FileProcessor(self._file.for_osmium(), osmium.osm.NODE).with_filter(
            osmium.filter.EmptyTagFilter()
        )
        with osmium_errors(self._file):
            for node in nodes:
                place = node.location
                if not place.valid():
                    continue
                if west <= place.lon <= east and south <= place.lat <= north:
                    kept.places[node.id] = (place.lon, place.lat)
                    kept.nodes[node.id] = node.replace(
                        location=(place.lon, place.lat), tags=dict(node.tags)
                    )


def _keep_way(kept: _Kept, way: Any) -> None:
    refs = []
    for node in way.nodes:
        refs.append(node.ref)
        if node.location.valid():
            kept.places[node.ref] = (node.location.lon, node.location.lat)
    kept.ways[way.id] = way.replace(nodes=refs, tags=dict(way.tags))


def _write(kept: _Kept, out: Path) -> None:
    with osmium.SimpleWriter(str(out)) as writer:
        for ref, place in sorted(kept.places.items()):
            writer.add_node(kept.nodes.get(ref) or osmium.osm.mutable.Node(id=ref, location=place))
        for _, way in sorted(kept.ways.items()):
            writer.add_way(way)
        for relation in kept.relations:
            writer.add_relation(relation)
