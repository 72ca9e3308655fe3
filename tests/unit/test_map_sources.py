"""What a layer shows: filters, public fields, the rule for participants, picking."""

import json
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest
from shapely import Point, Polygon
from shapely.geometry import shape

from biwaq_geo.domain.units import UnitState
from biwaq_geo.mapping.geojson import layer_geojson
from biwaq_geo.mapping.layerfile import read_layer
from biwaq_geo.mapping.mapspec import Draw, LayerSpec
from biwaq_geo.mapping.pick import pick
from biwaq_geo.mapping.sources import built_up_extent, layer_frame
from biwaq_geo.settings import ROOT
from tests import sample_town

X0, Y0 = sample_town.X0, sample_town.Y0


class MemoryTown:
    """A town that lives in memory, with the register given to it."""

    profile = sample_town.PROFILE

    def __init__(self, units=None, layers=None):
        register = sample_town.units() if units is None else units
        self.store = SimpleNamespace(
            units=lambda: register, revision=lambda: 1, records=lambda _kind: []
        )
        self.layers = sample_town.layers() | (layers or {})

    def layer(self, name):
        return self.layers[name]


def spec(source: str, draw: Draw = Draw.POINTS, **values: object) -> LayerSpec:
    return LayerSpec("x", 1, {"de": "x", "en": "x"}, source, draw, "#000000", **values)


@pytest.mark.parametrize(
    ("source", "count"),
    [
        ("units", 8),
        ("units?state=vacant", 2),
        ("units?state=vacant,interim", 3),
        # the sample town: five used, two vacant, one in interim use
        ("units?group=occupied", 5),
        ("units?group=stock", 8),
        ("units?group=vacant,occupied", 7),
        ("units?state=used&branch=food", 0),
        ("units?branch=bakery_butcher", 5),
        ("streets", 12),
        ("services?kind=supermarket", 1),
        ("services?kind=school", 0),
    ],
)
def test_a_query_lets_through_what_it_names(source, count):
    assert len(layer_frame(MemoryTown(), spec(source))) == count


def test_units_show_public_fields_only():
    frame = layer_frame(MemoryTown(), spec("units"))
    assert not {"occupant", "last_occupant", "source"} & set(frame.columns)


def test_an_empty_register_is_an_empty_layer():
    frame = layer_frame(MemoryTown(units=[]), spec("units?group=vacant"))
    assert json.loads(layer_geojson(frame, spec("units")))["features"] == []


def test_a_small_count_in_the_data_never_leaves_as_a_number():
    areas = sample_town.layers()["areas"]
    areas["participants"] = [7.0, 23.0]
    frame = layer_frame(MemoryTown(layers={"areas": areas}), spec("areas"))
    shown = json.loads(layer_geojson(frame, spec("areas", Draw.COUNT_PER_AREA)))["features"]
    # 7 is below 10 and blank; 23 is rounded to 25
    assert [feature["properties"]["n"] for feature in shown] == [None, 25]


def test_a_count_in_a_small_area_is_blank():
    areas = sample_town.layers()["areas"]
    areas["inhabitants"] = 999
    frame = layer_frame(MemoryTown(layers={"areas": areas}), spec("areas"))
    assert frame["participants"].isna().all()


def test_features_carry_an_id_a_symbol_and_nothing_else():
    frame = layer_frame(MemoryTown(), spec("units"))
    features = json.loads(layer_geojson(frame, spec("units")))["features"]
    assert {name for feature in features for name in feature["properties"]} == {"i", "s"}


def test_coordinates_have_six_decimals():
    frame = layer_frame(MemoryTown(), spec("units"))
    features = json.loads(layer_geojson(frame, spec("units")))["features"]
    numbers = [x for feature in features for x in feature["geometry"]["coordinates"]]
    assert all(round(x, 6) == x for x in numbers)
    assert 14 < numbers[0] < 15


def test_streets_of_one_name_are_joined_for_their_label():
    streets = read_layer(ROOT / "layers" / "25_streets.toml")
    shown = json.loads(layer_geojson(layer_frame(MemoryTown(), streets), streets))["features"]
    # three streets across and three along, two pieces each
    assert len(shown) == 6


def test_houses_that_look_alike_are_one_path_and_keep_their_courtyards():
    houses = sample_town.layers()["buildings"]
    courtyard = Point(X0, Y0).buffer(50, quad_segs=2).boundary
    houses.geometry = [Polygon(courtyard).difference(Point(X0, Y0).buffer(9))] * len(houses)
    buildings = read_layer(ROOT / "layers" / "28_buildings.toml")
    frame = layer_frame(MemoryTown(layers={"buildings": houses}), buildings)
    shown = json.loads(layer_geojson(frame, buildings))["features"]
    united = {feature["properties"]["s"]: shape(feature["geometry"]) for feature in shown}
    assert len(united) == len(shown)
    assert sum(len(one.geoms) for one in united.values()) == len(houses)
    rings = [part for one in united.values() for part in one.geoms]
    # drawn with the non-zero rule, a hole is a hole only if it runs the other way round
    assert all(part.exterior.is_ccw and not part.interiors[0].is_ccw for part in rings)


@pytest.mark.parametrize("path", sorted((ROOT / "layers").glob("*.toml")), ids=lambda p: p.stem)
@pytest.mark.parametrize("empty", [False, True])
def test_every_layer_file_draws_a_town_full_or_empty(path: Path, empty):
    layer = read_layer(path)
    layers = sample_town.layers()
    layers |= {"land": layers["buildings"].assign(kind="forest"), "railways": layers["streets"]}
    if empty:
        layers = {name: frame.iloc[:0] for name, frame in layers.items()}
    town = MemoryTown(units=[] if empty else None, layers=layers)
    text = layer_geojson(layer_frame(town, layer), layer)
    assert json.loads(text)["type"] == "FeatureCollection"


def test_the_first_view_holds_the_buildings_and_not_the_whole_municipality():
    west, _, east, north = built_up_extent(MemoryTown())
    assert west < X0 + 40
    assert north > Y0 + 225
    assert (east - west) < 800


class TestPick:
    def frames(self):
        units = spec("units")
        areas = replace(spec("areas", Draw.COUNT_PER_AREA), key="areas")
        return [(x, layer_frame(MemoryTown(), x)) for x in (areas, units)]

    def test_a_click_beside_a_point_hits_it(self):
        # unit 0 stands at (50, 208)
        hit = pick(self.frames(), point=Point(X0 + 53, Y0 + 204), tolerance_m=6)
        assert hit is not None
        assert (hit.layer, hit.feature_id[-1], hit.distance_m) == ("x", "1", 5.0)

    def test_a_click_out_of_reach_hits_the_area_below(self):
        hit = pick(self.frames(), point=Point(X0 + 53, Y0 + 204), tolerance_m=4)
        assert hit is not None
        assert (hit.layer, hit.feature_id) == ("areas", "a1")

    def test_a_click_outside_hits_nothing(self):
        assert pick(self.frames(), point=Point(X0 - 500, Y0), tolerance_m=20) is None

    def test_of_two_on_one_spot_the_upper_wins(self):
        lower, upper = spec("units"), replace(spec("units"), key="upper")
        frame = layer_frame(MemoryTown(), lower)
        hit = pick([(lower, frame), (upper, frame)], point=Point(X0 + 50, Y0 + 208), tolerance_m=5)
        assert hit is not None
        assert hit.layer == "upper"

    def test_an_empty_layer_is_passed_over(self):
        frame = layer_frame(MemoryTown(units=[]), spec("units"))
        assert pick([(spec("units"), frame)], point=Point(X0, Y0), tolerance_m=1e9) is None


def test_the_given_register_is_shown_instead_of_the_present_one():
    given = [sample_town.unit(0, UnitState.VACANT)]
    assert len(layer_frame(MemoryTown(), spec("units"), units=given)) == 1
