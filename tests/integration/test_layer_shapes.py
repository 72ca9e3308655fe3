"""Every shape that a file can hold is taken over, repaired or left out, and told."""

import geopandas as gpd
import numpy as np
import pytest
import shapely
from shapely import LineString, MultiPolygon, Point, Polygon, box

from biwaq_geo.adapters.unit_files import child
from biwaq_geo.domain.errors import FileTooLargeError
from biwaq_geo.services.import_units.raw_table import RawTable
from biwaq_geo.services.layer_upload import shapes
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


def test_a_double_is_one_with_the_same_shape_and_the_same_cells():
    table = rows(SQUARE, SQUARE, shapely.reverse(SQUARE))
    same = RawTable(
        **{
            **{name: getattr(table, name) for name in ("file_name", "columns", "lines", "shapes")},
            "rows": (("a",), ("b",), ("b",)),
            "crs": table.crs,
        }
    )
    assert planned_rows(same).report.found == {ShapeFault.DUPLICATE: 1}


def test_too_many_vertices_are_refused_where_the_file_is_read_and_after(monkeypatch, tmp_path):
    monkeypatch.setattr(shapes, "MOST_VERTICES", 4)
    with pytest.raises(FileTooLargeError):
        planned_rows(rows(SQUARE))
    monkeypatch.setattr(child, "MOST_VERTICES", 2)
    line = gpd.GeoDataFrame({"n": [1]}, geometry=[LineString([(0, 0), (1, 1), (2, 0)])], crs=EPSG)
    line.to_file(tmp_path / "layer.gpkg")
    with pytest.raises(child.FaultError, match="vertices"):
        child.read_features(tmp_path / "layer.gpkg", {})
