"""What tags of OpenStreetMap mean to the import, one rule at a time."""

import pytest

from biwaq_geo.adapters.osm.place import counted
from biwaq_geo.adapters.osm.projection import utm_epsg
from biwaq_geo.adapters.osm.units import use_of
from biwaq_geo.adapters.osm.walk_filter import foot_direction, is_walkable
from biwaq_geo.domain.branches import Branch
from biwaq_geo.domain.units import UnitKind


@pytest.mark.parametrize(
    "tags",
    [
        {"highway": "residential"},
        {"highway": "steps"},
        {"highway": "track", "access": "private", "foot": "yes"},
        {"highway": "cycleway", "foot": "designated"},
        {"highway": "trunk", "sidewalk": "right"},
        {"highway": "primary", "sidewalk": "separate"},
    ],
)
def test_one_may_walk_here(tags):
    assert is_walkable(tags)


@pytest.mark.parametrize(
    "tags",
    [
        {"building": "yes"},
        {"highway": "motorway"},
        {"highway": "construction"},
        {"highway": "pedestrian", "area": "yes"},
        {"highway": "residential", "foot": "no"},
        {"highway": "service", "access": "private"},
        {"highway": "service", "service": "private"},
        {"highway": "cycleway"},
        {"highway": "trunk"},
        {"highway": "trunk", "sidewalk": "no"},
    ],
)
def test_one_may_not_walk_here(tags):
    assert not is_walkable(tags)


@pytest.mark.parametrize(
    ("tags", "direction"),
    [
        ({}, 0),
        ({"oneway": "yes"}, 0),
        ({"oneway:foot": "yes"}, 1),
        ({"oneway:foot": "-1"}, -1),
        ({"foot:backward": "no"}, 1),
    ],
)
def test_only_a_tag_for_walkers_makes_a_way_one_way_on_foot(tags, direction):
    assert foot_direction(tags) == direction


@pytest.mark.parametrize(
    ("tags", "branch", "kind"),
    [
        ({"shop": "butcher"}, Branch.BAKERY_BUTCHER, UnitKind.SHOP),
        ({"shop": "something_new"}, Branch.OTHER, UnitKind.SHOP),
        ({"shop": "kiosk"}, Branch.BOOKS_LEISURE, UnitKind.KIOSK),
        ({"amenity": "cafe"}, Branch.GASTRONOMY, UnitKind.GASTRONOMY),
        ({"amenity": "doctors"}, Branch.MEDICAL, UnitKind.OFFICE),
        ({"tourism": "hotel"}, Branch.LODGING, UnitKind.OTHER),
        ({"craft": "carpenter"}, Branch.CRAFT, UnitKind.WORKSHOP),
        ({"office": "government"}, Branch.PUBLIC, UnitKind.OFFICE),
        ({"healthcare": "physiotherapist"}, Branch.MEDICAL, UnitKind.OFFICE),
        ({"amenity": "bench", "shop": "books"}, Branch.BOOKS_LEISURE, UnitKind.SHOP),
    ],
)
def test_a_used_unit_has_the_branch_of_its_tag(tags, branch, kind):
    use = use_of(tags)
    assert (use.branch, use.kind, use.empty) == (branch, kind, False)


@pytest.mark.parametrize(
    ("tags", "last_branch"),
    [
        ({"shop": "vacant"}, None),
        ({"shop": "vacant", "disused:shop": "shoes"}, Branch.FASHION),
        ({"shop": "books", "vacant": "yes"}, Branch.BOOKS_LEISURE),
        ({"shop": "books", "disused": "yes"}, Branch.BOOKS_LEISURE),
        ({"disused:shop": "butcher"}, Branch.BAKERY_BUTCHER),
        ({"disused:amenity": "restaurant"}, Branch.GASTRONOMY),
        ({"disused:craft": "carpenter"}, Branch.CRAFT),
        ({"abandoned:shop": "toys"}, Branch.BOOKS_LEISURE),
    ],
)
def test_a_unit_that_stands_empty_keeps_its_last_branch(tags, last_branch):
    use = use_of(tags)
    assert (use.empty, use.branch, use.last_branch) == (True, None, last_branch)


def test_a_new_shop_in_a_former_one_is_in_use():
    use = use_of({"shop": "toys", "disused:shop": "butcher"})
    assert (use.empty, use.branch, use.last_branch) == (
        False,
        Branch.BOOKS_LEISURE,
        Branch.BAKERY_BUTCHER,
    )


@pytest.mark.parametrize(
    "tags",
    [
        {},
        {"shop": "no"},
        {"amenity": "bench"},
        {"disused:amenity": "fountain"},
        {"building": "yes", "disused": "yes"},
        {"tourism": "information"},
        {"healthcare": "hospital"},
    ],
)
def test_what_is_no_commercial_unit_makes_none(tags):
    assert use_of(tags) is None


@pytest.mark.parametrize(
    ("lon", "lat", "epsg"),
    [
        (14.64, 51.50, 25833),  # Weißwasser
        (11.9, 51.5, 25832),  # the border between two zones lies at 12 E
        (15.6, 48.4, 25833),  # Krems
        (-71.1, 42.4, 32619),  # Cambridge, Massachusetts
        (151.2, -33.9, 32756),  # Sydney
        (180.0, 0.0, 32660),
    ],
)
def test_the_zone_fits_the_place(lon, lat, epsg):
    assert utm_epsg(lon, lat) == epsg


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("15035", 15035),
        ("12,345", 12345),
        ("12.345", 12345),
        ("1 234 567", 1234567),
        ("12'345", 12345),
        ("12345.0", None),
        ("12.5", None),
        ("1,2345", None),
        ("about 12000", None),
        ("12345;2020", None),
        ("-4", None),
        ("0", None),
        ("", None),
    ],
)
def test_a_number_of_people_is_read_only_where_it_is_one(text, number):
    assert counted(text) == number
