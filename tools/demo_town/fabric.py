"""Builds the whole town: what is drawn by hand first, the rest around it."""

from collections.abc import Sequence
from dataclasses import dataclass

import shapely
from shapely import Polygon
from shapely.geometry.base import BaseGeometry

from tools.demo_town.closed_rows import build_block
from tools.demo_town.ground import Footprint, Ground
from tools.demo_town.halls import build_works
from tools.demo_town.land import read_land, read_railways
from tools.demo_town.network import FOOT_KINDS, Street
from tools.demo_town.open_rows import build_street
from tools.demo_town.plan import Feature, read_plan
from tools.demo_town.slabs import build_estate
from tools.demo_town.streetside import StreetFinder, street_land

_TRACK_SIDE = 13.0
_LEAST_BLOCK, _LARGEST_BLOCK = 400.0, 80_000.0
"""Ground between streets that is built on as a block; square metres."""
_OPEN_AIR = ("Park", "Gelände")
"""Parts of a site whose name begins so are no buildings."""


@dataclass(frozen=True, slots=True)
class Fabric:
    """The built town: footprints, land of other uses, demolished slabs."""

    footprints: list[Footprint]
    land: list[Feature]
    gone: list[Polygon]


def build_fabric(streets: Sequence[Street]) -> Fabric:
    """Return the buildings and the land around the streets."""
    land = read_land()
    works = [f for f in land if f.values["kind"] == "industry"]
    sites = read_plan("sites")
    taken: list[BaseGeometry] = [
        *street_land(streets),
        *(f.shape.buffer(_TRACK_SIDE) for f in read_railways()),
        *(f.shape for f in land if f.values["kind"] != "industry"),
    ]
    ground = Ground([*taken, *(f.shape for f in sites)])
    finder = StreetFinder(streets)
    _build_by_hand(ground, finder, sites=sites)
    estates = read_plan("estates")
    gone = [slab for e in estates for slab in build_estate(ground, e, finder=finder)]
    for feature in works:
        build_works(ground, feature)
    zones = read_plan("zones")
    _build_blocks(ground, _blocks(streets, taken), zones=zones, finder=finder)
    no_homes = shapely.union_all([f.shape for f in (*estates, *works)])
    home_zones = [Feature(z.values, z.shape.difference(no_homes)) for z in zones]
    for street in streets:
        build_street(ground, street, zones=home_zones)
    return Fabric(ground.footprints, land, gone)


def _build_by_hand(ground: Ground, finder: StreetFinder, *, sites: Sequence[Feature]) -> None:
    for f in read_plan("buildings"):
        drawn = f.values
        street = finder.street_at(f.shape.centroid, reach=80)
        name = drawn["street"] or (street.name if street else "")
        ground.build(
            Footprint(f.shape, drawn["kind"], drawn["levels"], name, "hand", drawn["shops"])
        )
    for f in sites:
        if not f.values["name"].startswith(_OPEN_AIR):
            ground.build(Footprint(f.shape, "public", 3, style="hand"))


def _build_blocks(
    ground: Ground, blocks: Sequence[Polygon], *, zones: Sequence[Feature], finder: StreetFinder
) -> None:
    closed = [z for z in zones if z.values["style"] == "closed"]
    for block in blocks:
        inside = block.representative_point()
        zone = next((z for z in closed if z.shape.contains(inside)), None)
        if zone is not None:
            build_block(ground, block, finder=finder, levels=zone.values["levels"])


def _blocks(streets: Sequence[Street], taken: Sequence[BaseGeometry]) -> list[Polygon]:
    """Return what is left between the streets of the land they enclose."""
    lines = [s.line for s in streets if s.kind not in FOOT_KINDS]
    faces = shapely.polygonize([shapely.union_all(lines)]).geoms
    used = shapely.union_all(list(taken))
    left = [piece for face in faces for piece in shapely.get_parts(face.difference(used))]
    return [p for p in left if isinstance(p, Polygon) and _LEAST_BLOCK < p.area < _LARGEST_BLOCK]
