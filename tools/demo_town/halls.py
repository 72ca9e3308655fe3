"""Builds works: halls of very different size on land for industry."""

import math

from tools.demo_town.dice import Dice
from tools.demo_town.ground import Footprint, Ground, rectangle
from tools.demo_town.plan import Feature


def build_works(ground: Ground, works: Feature) -> None:
    """Fill the land with halls along its angle, large ones first."""
    dice = Dice("works", *(round(c) for c in works.shape.centroid.coords[0]))
    angle = math.radians(works.values["angle"])
    west, south, east, north = works.shape.bounds
    inside = works.shape.buffer(-5)
    for length, depth, tries in (
        ((50, 95), (22, 40), 40),
        ((22, 45), (12, 22), 80),
        ((8, 18), (6, 10), 60),
    ):
        for _ in range(tries):
            hall = rectangle(
                dice.between(west, east),
                dice.between(south, north),
                length=dice.between(*length),
                depth=dice.between(*depth),
                angle=angle + (math.pi / 2 if dice.happens(0.3) else 0.0),
            )
            if inside.contains(hall) and ground.fits(hall, margin=7.0):
                ground.build(Footprint(hall, "industrial", dice.pick((1, 1, 2)), style="hall"))
