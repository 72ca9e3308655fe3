"""Every shape that a file can hold is taken over, repaired or left out, and told."""

from itertools import combinations

import geopandas as gpd
import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from shapely import LineString, MultiPolygon, Point, Polygon, box

from biwaq_geo.adapters.unit_files import child
from biwaq_geo.domain.errors import FileTooLargeError
from biwaq_geo.services.import_units.raw_table import RawTable
from biwaq_geo.services.layer_upload import overlaps, shapes
from biwaq_geo.services.layer_upload.shapes import ShapeFault
from tests.sample_town import EPSG, X0, Y0
from tests.sample_upload import SQUARE, moved, planned_rows, rows

SHAPES = {
    "a bow-tie": (moved((0, 0), (50, 50), (50, 0), (0, 50)), ShapeFault.REFUSED),
    "a ring that touches itself along a line": (
        moved((0, 0), (40, 0), (40, 40), (20, 40), (20, 60), (20, 40), (0, 40)),
        ShapeFault.REPAIRED,
    ),
    "a tiny overlap": (
        moved((0, 0), (50, 0), (50, 50), (0, 50), (0, 20), (0.1, 20.1), (0.1, 20), (0, 20.1)),
        ShapeFault.REPAIRED,
    ),
    "nothing": (None, ShapeFault.EMPTY),
    "an empty area": (Polygon(), ShapeFault.EMPTY),
    "not a number": (box(np.nan, Y0, X0, Y0 + 5), ShapeFault.EMPTY),
    "no WKB": (b"\x01\x02nonsense", ShapeFault.UNREADABLE),
    "a curve": (bytes.fromhex("010a00000000000000"), ShapeFault.UNREADABLE),
    "a point among areas": (Point(X0, Y0), ShapeFault.OTHER_KIND),
    "a collection": (
        shapely.GeometryCollection([Point(X0, Y0), SQUARE]),
        ShapeFault.OTHER_KIND,
    ),
    "far away": (box(0, 0, 1, 1), ShapeFault.OUTSIDE),
    "infinite": (Polygon([(X0, Y0), (np.inf, Y0), (X0, Y0 + 9)]), ShapeFault.UNREADABLE),
}


@pytest.mark.parametrize(("shape", "fault"), SHAPES.values(), ids=SHAPES)
def test_every_shape_is_told_by_what_is_wrong_with_it(shape, fault):
    others = [box(X0 + 60 * i, Y0 + 60, X0 + 60 * i + 20, Y0 + 80) for i in range(4)]
    plan = planned_rows(rows(shape, *others))
    assert plan.report.found == {fault: 1}
    assert plan.report.lines == {fault: (1,)}
    assert plan.report.kept == 4 + (fault is ShapeFault.REPAIRED)
    assert plan.features.is_valid.all()


@pytest.mark.parametrize(
    "shape",
    [
        shapely.force_3d(SQUARE, 12.0),
        MultiPolygon([SQUARE, box(X0 + 60, Y0, X0 + 70, Y0 + 9)]),
        Polygon(SQUARE.exterior, [box(X0 + 10, Y0 + 10, X0 + 20, Y0 + 20).exterior]),
        box(X0, Y0, X0 + 0.001, Y0 + 40),
    ],
    ids=["with heights", "of several parts", "with a hole", "a sliver"],
)
def test_a_good_shape_is_taken_over_flat(shape):
    plan = planned_rows(rows(shape))
    assert (plan.report.kept, plan.report.found) == (1, {})
    assert not plan.features.has_z.any()
    assert plan.features.area.iloc[0] == pytest.approx(shape.area)


def test_the_area_before_and_after_a_repair_is_told():
    plan = planned_rows(rows(SHAPES["a tiny overlap"][0], SQUARE))
    report = plan.report
    assert report.area_before_m2 == pytest.approx(report.area_after_m2, rel=0.01)
    assert report.area_before_m2 > 2_000


def test_areas_that_overlap_are_counted_with_what_they_share_and_taken_over():
    half = box(X0 + 40, Y0, X0 + 90, Y0 + 50)
    inside = box(X0 + 60, Y0 + 10, X0 + 70, Y0 + 20)
    beside = box(X0 + 90, Y0, X0 + 120, Y0 + 50)
    report = planned_rows(rows(SQUARE, half, inside, beside)).report
    assert report.found == {ShapeFault.OVERLAPPING: 3}
    assert report.lines == {ShapeFault.OVERLAPPING: (1, 2, 3)}
    assert report.shared_m2 == pytest.approx(500 + 100)
    assert (report.kept, report.all_pairs) == (4, True)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (SQUARE, box(X0 + 49.9999, Y0, X0 + 90, Y0 + 50)),
        (LineString([(X0, Y0), (X0 + 9, Y0)]), LineString([(X0 + 5, Y0), (X0 + 20, Y0)])),
        (Point(X0, Y0), Point(X0, Y0)),
    ],
    ids=["rounded corners", "lines", "points"],
)
def test_what_meets_or_has_no_area_does_not_overlap(one, other):
    assert ShapeFault.OVERLAPPING not in planned_rows(rows(one, other)).report.found


def test_a_heap_of_areas_is_counted_as_far_as_it_goes_and_said_so(monkeypatch):
    monkeypatch.setattr(overlaps, "MOST_PAIRS", 30)
    report = planned_rows(rows(*(SQUARE for _ in range(60)))).report
    assert 8 <= report.found[ShapeFault.OVERLAPPING] <= 60
    assert not report.all_pairs


@given(st.lists(st.tuples(*[st.integers(0, 60)] * 2), min_size=2, max_size=25))
def test_the_count_of_overlaps_is_that_of_all_pairs_looked_at_one_by_one(corners):
    boxes = np.array([box(x, y, x + 10, y + 10) for x, y in corners], dtype=object)
    pairs = [
        (a, b, boxes[a].intersection(boxes[b]).area) for a, b in combinations(range(len(boxes)), 2)
    ]
    found = overlaps.overlaps(boxes)
    assert set(np.flatnonzero(found.at)) == {n for a, b, area in pairs if area for n in (a, b)}
    assert found.area_m2 == pytest.approx(sum(area for *_, area in pairs))


def test_a_double_is_one_with_the_same_shape_and_the_same_cells():
    table = rows(SQUARE, SQUARE, shapely.reverse(SQUARE))
    same = RawTable(
        **{
            **{name: getattr(table, name) for name in ("file_name", "columns", "lines", "shapes")},
            "rows": (("a",), ("b",), ("b",)),
            "crs": table.crs,
        }
    )
    # two things at the same place are no double, but they cover it twice
    found = {ShapeFault.DUPLICATE: 1, ShapeFault.OVERLAPPING: 2}
    assert planned_rows(same).report.found == found


def test_too_many_vertices_are_refused_where_the_file_is_read_and_after(monkeypatch, tmp_path):
    monkeypatch.setattr(shapes, "MOST_VERTICES", 4)
    with pytest.raises(FileTooLargeError):
        planned_rows(rows(SQUARE))
    monkeypatch.setattr(child, "MOST_VERTICES", 2)
    line = gpd.GeoDataFrame({"n": [1]}, geometry=[LineString([(0, 0), (1, 1), (2, 0)])], crs=EPSG)
    line.to_file(tmp_path / "layer.gpkg")
    with pytest.raises(child.FaultError, match="vertices"):
        child.read_features(tmp_path / "layer.gpkg", {})
