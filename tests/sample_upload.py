"""Rows of a file as the reading process hands them over, and the plan made of them."""

import shapely
from shapely import Polygon, box

from biwaq_geo.services.import_units.raw_table import Answers, RawTable
from biwaq_geo.services.layer_upload.plan import plan_layer
from tests.fakes import FakeTown
from tests.sample_town import EPSG, PROFILE, X0, Y0

TOWN = FakeTown()


def rows(*geometries):
    count = len(geometries)
    return RawTable(
        file_name="x.gpkg",
        columns=("n",),
        rows=tuple((number,) for number in range(count)),
        lines=tuple(range(1, count + 1)),
        shapes=tuple(
            one if one is None or isinstance(one, bytes) else shapely.to_wkb(one)
            for one in geometries
        ),
        crs=f"EPSG:{EPSG}",
    )


def moved(*corners):
    return Polygon([(X0 + x, Y0 + y) for x, y in corners])


SQUARE = box(X0, Y0, X0 + 50, Y0 + 50)


def planned_rows(table, **more):
    return plan_layer(
        TOWN, lambda: PROFILE.as_of, table=table, data=b"x", answers=Answers(), **more
    )
