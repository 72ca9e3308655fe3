"""Extracts as people really have them: mapped twice, oddly named, far away, out of order."""

import math
from xml.sax.saxutils import quoteattr

import pytest

from biwaq_geo.adapters.osm.doubles import Mapped, doubles
from biwaq_geo.adapters.osm.import_file import import_town
from biwaq_geo.adapters.towns import FolderLibrary
from biwaq_geo.domain import errors
from biwaq_geo.domain.units import UnitState

STREET = [(0.0, 0.0), (0.0, 0.001), (0.0, 0.002)]
HOUSE = [(0.0001, 0.0001), (0.0001, 0.0004), (0.0004, 0.0004), (0.0004, 0.0001)]
INSIDE = (0.0002, 0.0002)


class Extract:
    """A street at (lat, lon), and what is added to it; degrees from there."""

    def __init__(self, lat=51.5, lon=14.6):
        self.lat, self.lon, self.nodes, self.ways, self.others = lat, lon, [], [], []
        self.way(STREET, highway="residential", name="Weg")

    def node(self, place, *, version=1, key=None, **tags):
        number = key or 100 + len(self.nodes)
        lat, lon = self.lat + place[0], self.lon + place[1]
        at = f'id="{number}" version="{version}" lat="{lat:.7f}" lon="{lon:.7f}"'
        self.nodes.append(f"<node {at}>{written(tags)}</node>")
        return number

    def way(self, places, *, closed=False, **tags):
        refs = [self.node(place) for place in places]
        refs += refs[:1] if closed else []
        inner = "".join(f'<nd ref="{ref}"/>' for ref in refs)
        number = 1000 + len(self.ways)
        self.ways.append(f'<way id="{number}" version="1">{inner}{written(tags)}</way>')
        return number

    def town(self, folder, *, order="nwo", **wishes):
        parts = {"n": self.nodes, "w": self.ways, "o": self.others}
        body = "".join("".join(parts[kind]) for kind in order)
        file = folder / "odd.osm"
        file.write_text(f'<osm version="0.6">{body}</osm>', encoding="utf-8")
        return import_town(FolderLibrary(folder / "state"), file, name="Ort", **wishes)


def written(tags):
    pairs = ((key.replace("__", ":"), value) for key, value in tags.items())
    return "".join(f"<tag k={quoteattr(k)} v={quoteattr(v)}/>" for k, v in pairs)


SHOP = {"building": "yes", "shop": "bakery", "name": "Krume"}
TWICE = {
    "same name": (SHOP, {"shop": "bakery", "name": "krume"}, 1),
    "same name, another trade": (SHOP, {"amenity": "cafe", "name": "Krume"}, 1),
    "outline without a name": (SHOP | {"name": ""}, {"shop": "bakery", "name": "Krume"}, 1),
    "both empty": ({"building": "yes", "shop": "vacant"}, {"shop": "vacant"}, 1),
    "centre that holds a shop": (SHOP | {"shop": "mall"}, {"shop": "books", "name": "B"}, 1),
    "two names": (SHOP, {"shop": "bakery", "name": "Kruste"}, 2),
    "two trades without names": (SHOP | {"name": ""}, {"shop": "books"}, 2),
}


@pytest.mark.parametrize(("outline", "point", "expected"), TWICE.values(), ids=TWICE)
def test_a_shop_mapped_as_outline_and_as_point_is_one_unit(outline, point, expected, tmp_path):
    extract = Extract()
    extract.way(HOUSE, closed=True, **outline)
    extract.node(INSIDE, **point)
    town = extract.town(tmp_path)
    assert len(town.store.units()) == expected
    assert len(town.layer("buildings")) == 1


def test_a_service_mapped_twice_is_one(tmp_path):
    extract = Extract()
    extract.way(HOUSE, closed=True, **SHOP)
    extract.node(INSIDE, shop="bakery", name="Krume")
    assert len(extract.town(tmp_path).layer("services")) == 1


def test_two_shops_of_one_name_side_by_side_stay_two(tmp_path):
    extract = Extract()
    extract.node(INSIDE, shop="hairdresser", name="Salon")
    extract.node((0.0003, 0.0003), shop="hairdresser", name="Salon")
    assert len(extract.town(tmp_path).store.units()) == 2


def test_of_two_the_one_seen_last_stays(tmp_path):
    extract = Extract()
    shapes = extract.town(tmp_path).layer("boundary").geometry
    both = shapes.iloc[[0, 0]].set_axis(["old", "new"])
    mapped = {"old": Mapped("A", "", "2020-01-01"), "new": Mapped("A", "", "2026-01-01")}
    assert doubles(both, mapped) == {"old"}


NAMES = {
    "{{7*7}}": "{{7*7}}",
    "<script>alert(1)</script>": "<script>alert(1)</script>",
    "Müller & Söhne": "Müller & Söhne",
    "zwei\nZeilen\tund mehr ": "zwei Zeilen und mehr",
    "\u202everkehrt": "verkehrt",
    "Haupt\u00adstraße": "Hauptstraße",
    "x" * 200: "x" * 200,
    "x" * 500: "x" * 199 + "…",
}


@pytest.mark.parametrize(("typed", "shown"), NAMES.items(), ids=[name[:12] for name in NAMES])
def test_a_name_is_kept_as_typed_on_one_line_that_the_register_can_hold(typed, shown, tmp_path):
    extract = Extract()
    extract.node(INSIDE, shop="books", name=typed, addr__street=typed, addr__housenumber="1")
    (unit,) = extract.town(tmp_path).store.units()
    assert unit.occupant == shown
    assert len(unit.address) <= 200


def test_elements_may_lie_in_any_order(tmp_path):
    extract = Extract()
    extract.way(HOUSE, closed=True, **SHOP)
    assert len(extract.town(tmp_path, order="own").store.units()) == 1


def test_a_copy_without_tags_as_overpass_writes_it_takes_nothing_away(tmp_path):
    extract = Extract()
    key = extract.node(INSIDE, shop="books", name="B")
    extract.node(INSIDE, key=key)
    tagged, *_ = extract.ways
    extract.ways += [tagged, tagged[: tagged.index("<tag")] + "</way>"]
    town = extract.town(tmp_path)
    assert len(town.store.units()) == 1
    # 0.002 degrees of longitude at 51.5 N are 139 m, once
    assert town.layer("streets").length.sum() == pytest.approx(139, abs=1)


def test_of_a_history_the_last_version_counts(tmp_path):
    extract = Extract()
    kept = extract.node(INSIDE, shop="books", name="früher")
    extract.node(INSIDE, key=kept, version=2, shop="books", name="heute")
    gone = extract.node(INSIDE, shop="toys", name="weg")
    extract.nodes.append(f'<node id="{gone}" version="2" visible="false"/>')
    assert [unit.occupant for unit in extract.town(tmp_path).store.units()] == ["heute"]


@pytest.mark.parametrize(
    ("lat", "lon", "epsg"),
    [
        (-33.9, 151.2, 32756),
        (60.39, 5.32, 25832),
        (78.22, 15.64, 25833),
        (-0.0004, -78.5, 32717),
        (51.5, 11.9991, 25833),
    ],
    ids=["Sydney", "Bergen", "Svalbard", "south of the equator", "across two zones"],
)
def test_a_town_anywhere_lies_in_its_zone_and_keeps_its_lengths(lat, lon, epsg, tmp_path):
    town = Extract(lat, lon).town(tmp_path)
    # the middle of the street decides: 12.0001 E between two zones
    assert town.profile.epsg == epsg
    metres = 111_320 * 0.002 * math.cos(math.radians(lat))
    assert town.layer("streets").length.sum() == pytest.approx(metres, rel=0.01)
    assert town.layer("boundary").geometry.is_valid.all()


def test_a_town_on_both_ends_of_the_map_is_refused(tmp_path):
    extract = Extract(-16.8, 179.999)
    extract.node((0.0, -359.998), key=900)
    extract.ways.append(
        '<way id="2000" version="1"><nd ref="102"/><nd ref="900"/><tag k="highway" v="path"/></way>'
    )
    extract.nodes[2] = extract.nodes[2].replace("180.0010000", "179.9999000")
    with pytest.raises(errors.FileTooLargeError):
        extract.town(tmp_path)


@pytest.mark.parametrize(
    ("tags", "empty"),
    [
        ({"shop": "empty"}, True),
        ({"shop": "disused", "name": "Ehemals"}, True),
        ({"vacant": "yes"}, True),
        ({"vacant": "yes", "building": "retail"}, True),
        ({"shop": "yes"}, False),
        ({"shop": "bakery;cafe"}, False),
    ],
)
def test_what_seems_empty_is_a_candidate_and_nothing_more(tags, empty, tmp_path):
    extract = Extract()
    extract.node(INSIDE, **tags)
    (unit,) = extract.town(tmp_path).store.units()
    assert unit.state is (UnitState.CANDIDATE if empty else UnitState.USED)


def test_an_empty_dwelling_is_no_unit(tmp_path):
    extract = Extract()
    extract.way(HOUSE, closed=True, building="house", vacant="yes")
    assert extract.town(tmp_path).store.units() == []
