"""The rules by which the built-in town is drawn."""

import pytest
from shapely import LineString, Polygon, box

from tools.demo_town.curves import smooth_line, smooth_polygon
from tools.demo_town.dice import Dice
from tools.demo_town.ground import Footprint, Ground
from tools.demo_town.network import make_streets
from tools.demo_town.plan import Feature


def street(*points: tuple[float, float], name: str = "") -> Feature:
    values = {"kind": "residential", "name": name}
    return Feature(values, LineString(points))


def test_dice_of_one_key_always_fall_alike():
    first, second = Dice("a", 1), Dice("a", 1)
    assert [first.chance() for _ in range(5)] == [second.chance() for _ in range(5)]


def test_dice_of_another_key_fall_otherwise():
    assert Dice("a", 1).chance() != Dice("a", 2).chance()


def test_crossing_streets_share_a_node():
    # a cross: four arms of 100 m meet in the middle
    pieces = make_streets([street((0, 100), (200, 100)), street((100, 0), (100, 200))])
    nodes = [node for piece in pieces for node in (piece.u, piece.v)]
    assert len(pieces) == 4
    assert max(nodes.count(n) for n in nodes) == 4


def test_an_end_near_a_street_joins_it():
    # the second street ends 10 m short of the first
    pieces = make_streets([street((0, 0), (200, 0)), street((100, 10), (100, 200))])
    assert len(pieces) == 3
    assert {p.line.length for p in pieces} == {100.0, 200.0}


def test_a_street_out_of_reach_is_left_out():
    # 500 m away: longer than any end is pulled
    pieces = make_streets(
        [
            street((0, 0), (200, 0), name="A"),
            street((100, 0), (100, 90)),
            street((700, 0), (790, 0)),
        ]
    )
    assert sum(p.line.length for p in pieces) == 290


def test_rounding_keeps_ends_and_junctions():
    line = LineString([(0, 0), (100, 0), (200, 60), (300, 60)])
    coords = list(smooth_line(line, fixed={(100.0, 0.0)}).coords)
    assert coords[0] == (0, 0)
    assert coords[-1] == (300, 60)
    assert (100, 0) in coords
    assert (200, 60) not in coords


def test_cutting_corners_shrinks_a_square():
    # each round cuts four triangles of a quarter of the side: 4 * (25 * 25 / 2) = 1,250
    assert smooth_polygon(box(0, 0, 100, 100), rounds=1).area == pytest.approx(8_750)


def test_a_house_does_not_fit_where_one_stands():
    ground = Ground([box(500, 500, 501, 501)])
    ground.build(Footprint(box(0, 0, 10, 10), "residential", 2))
    assert not ground.fits(box(12, 0, 20, 10), margin=3)
    assert ground.fits(box(12, 0, 20, 10), margin=2)


def test_a_house_in_a_closed_row_is_cut_at_its_neighbour():
    ground = Ground([box(500, 500, 501, 501)])
    ground.build(Footprint(box(0, 0, 10, 10), "residential", 2))
    cut = ground.trimmed(box(8, 0, 20, 10))
    assert isinstance(cut, Polygon)
    # the seam of 0.15 m is left between the two
    assert cut.bounds[0] == pytest.approx(10.15)
