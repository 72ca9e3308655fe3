"""Turns the drawn streets into one connected graph."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

import shapely
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components
from shapely import LineString, Point, STRtree

from tools.demo_town.curves import smooth_line
from tools.demo_town.plan import Feature

REACH = 45.0
"""An end this near to another street is meant to join it; metres."""

SHORTEST = 6.0
"""Pieces below this are drawn by the accuracy of the hand, not by the town; metres."""

Place = tuple[float, ...]

HALF_WIDTH = {
    "primary": 10.0,
    "secondary": 9.0,
    "tertiary": 8.0,
    "residential": 6.5,
    "living_street": 7.0,
    "pedestrian": 8.0,
    "service": 4.0,
    "footway": 2.0,
    "path": 2.0,
}
"""Centre line to building line where houses stand close; metres."""

FOOT_KINDS = frozenset({"footway", "path", "steps"})


@dataclass(frozen=True, slots=True)
class Street:
    """A piece of street between two nodes, or a whole drawn street while u is -1."""

    line: LineString
    kind: str
    name: str
    u: int = -1
    v: int = -1


def make_streets(drawn: Sequence[Feature]) -> list[Street]:
    """Return the pieces between crossings, all in one component, ordered by place."""
    whole = _joined(_smoothed(drawn))
    pieces = shapely.get_parts(shapely.union_all([s.line for s in whole], grid_size=0.1))
    tree = STRtree([s.line for s in whole])
    middles = shapely.line_interpolate_point(pieces, 0.5, normalized=True)
    streets = [
        replace(whole[origin], line=piece)
        for piece, origin in zip(pieces, tree.nearest(middles), strict=True)
    ]
    return _largest_component(_numbered(_without_stubs(streets)))


def _smoothed(drawn: Sequence[Feature]) -> list[Street]:
    uses = Counter(point for f in drawn for point in set(f.shape.coords))
    fixed = {point for point, count in uses.items() if count > 1}
    return [
        Street(
            smooth_line(f.shape, fixed=fixed),
            kind=f.values["kind"],
            name=f.values["name"],
        )
        for f in drawn
    ]


def _joined(streets: list[Street]) -> list[Street]:
    """Pull loose ends onto the nearest other street and give that street a vertex there."""
    tree = STRtree([s.line for s in streets])
    joints: dict[int, list[Point]] = {}
    ends: dict[tuple[int, int], Point] = {}
    for number, street in enumerate(streets):
        for end in (0, -1):
            point = Point(street.line.coords[end])
            near = [int(i) for i in tree.query(point, "dwithin", REACH) if i != number]
            if not near:
                continue
            other = min(near, key=lambda i: (streets[i].line.distance(point), i))
            line = streets[other].line
            joint = line.interpolate(line.project(point))
            joint = shapely.set_precision(joint, 0.1)
            ends[number, end] = joint
            joints.setdefault(other, []).append(joint)
    return [
        replace(
            s,
            line=_rebuilt(s.line, ends=(ends.get((i, 0)), ends.get((i, -1))), at=joints.get(i, [])),
        )
        for i, s in enumerate(streets)
    ]


def _rebuilt(
    line: LineString, *, ends: tuple[Point | None, Point | None], at: Sequence[Point]
) -> LineString:
    places = [(line.project(Point(c)), c) for c in line.coords]
    if line.is_ring:
        places[-1] = (line.length, line.coords[-1])
    kept = {c for _, c in places}
    extra = {(p.x, p.y) for p in at}
    places += [(line.project(Point(c)), c) for c in sorted(extra - kept)]
    coords = [c for _, c in sorted(places, key=lambda place: place[0])]
    if ends[0] is not None:
        coords[0] = (ends[0].x, ends[0].y)
    if ends[1] is not None:
        coords[-1] = (ends[1].x, ends[1].y)
    return LineString(coords)


def _without_stubs(streets: Sequence[Street]) -> list[Street]:
    """Let the two nodes of a very short piece become one."""
    moved: dict[Place, Place] = {}

    def now(place: Place) -> Place:
        while place in moved:
            place = moved[place]
        return place

    for street in streets:
        start, end = now(street.line.coords[0]), now(street.line.coords[-1])
        if street.line.length < SHORTEST and start != end:
            moved[max(start, end)] = min(start, end)
    kept = [s for s in streets if s.line.length >= SHORTEST]
    return [
        replace(s, line=_between(s.line, ends=(now(s.line.coords[0]), now(s.line.coords[-1]))))
        for s in kept
    ]


def _between(line: LineString, *, ends: tuple[Place, Place]) -> LineString:
    return LineString([ends[0], *line.coords[1:-1], ends[1]])


def _numbered(streets: Sequence[Street]) -> list[Street]:
    ends = [(s.line.coords[0], s.line.coords[-1]) for s in streets]
    nodes = {xy: i for i, xy in enumerate(sorted({xy for pair in ends for xy in pair}))}
    numbered = [replace(s, u=nodes[a], v=nodes[b]) for s, (a, b) in zip(streets, ends, strict=True)]
    return sorted(
        (s for s in numbered if s.line.length > 0.0), key=lambda s: (s.u, s.v, s.line.length)
    )


def _largest_component(streets: Sequence[Street]) -> list[Street]:
    count = 1 + max(max(s.u, s.v) for s in streets)
    links = ([1] * len(streets), ([s.u for s in streets], [s.v for s in streets]))
    _, label = connected_components(coo_array(links, shape=(count, count)), directed=False)
    main = Counter(int(label[s.u]) for s in streets).most_common(1)[0][0]
    return [s for s in streets if label[s.u] == main]
