"""The clusters on the map: every unit of the place once, by form and colour."""

from datetime import date

import geopandas as gpd
from shapely import Point

from biwaq_geo.mapping.clusters_layer import LOOKS, clusters_layer, with_clusters
from biwaq_geo.mapping.mapspec import MapSpec
from tests.sample_town import EPSG, X0, Y0

DAY = date(2026, 5, 1)


def test_each_kind_of_place_has_its_own_form_or_filling():
    symbols = clusters_layer().symbols
    assert len({(one.form, one.colour, one.is_hollow) for one in symbols}) == len(LOOKS)
    assert len({(one.form, one.is_hollow) for one in symbols}) == len(LOOKS)


def test_the_units_stand_on_the_map_with_the_sign_of_what_they_are():
    units = gpd.GeoDataFrame(
        {"stands": [key for key, *_ in LOOKS]},
        geometry=[Point(X0 + n, Y0) for n in range(len(LOOKS))],
        index=["a", "b", "c"],
        crs=EPSG,
    )
    bare = MapSpec((), frozenset(), (0, 0, 1, 1), EPSG, demo=True, language="de", day=DAY)
    told = with_clusters(bare, units).own["clusters"]["features"]
    assert [one["properties"]["i"] for one in told] == ["a", "b", "c"]
    assert [one["properties"]["s"] for one in told] == [key for key, *_ in LOOKS]
