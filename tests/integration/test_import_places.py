"""Where the rows of a file lie, whatever its coordinates are called."""

import geopandas as gpd
import pytest
from shapely import Point, box

from biwaq_geo.adapters.towns import FolderLibrary
from biwaq_geo.domain.errors import FileOutsideTownError
from biwaq_geo.services.import_units.mapping import propose_mapping
from biwaq_geo.services.import_units.places import crs_question, in_town_crs, places
from biwaq_geo.services.import_units.raw_table import Question, RawTable
from tests import sample_town
from tests.sample_import import TODAY, table_of
from tests.sample_town import EPSG, X0, Y0

POINTS = [Point(X0 + 10 * i, Y0 + 200) for i in range(40)]
SYSTEMS = [25833, 25832, 31469, 31468, 3857, 4326]


@pytest.fixture(scope="module")
def town(tmp_path_factory):
    library = FolderLibrary(tmp_path_factory.mktemp("towns"))
    return library.create(sample_town.PROFILE, layers=sample_town.layers(), units=[])


def table_in(points, *, crs):
    return RawTable(
        file_name="x.gpkg",
        columns=("Adresse",),
        rows=tuple((f"Weg {i}",) for i in range(len(points))),
        lines=tuple(range(1, len(points) + 1)),
        shapes=tuple(point.wkb for point in points),
        crs=crs,
    )


def found_in(table):
    return places(table, propose_mapping(table, as_of=TODAY))


def asked_in(town, table):
    return crs_question(town, found_in(table), file_name=table.file_name)


def written_in(epsg, *, swapped):
    there = gpd.GeoSeries(POINTS, crs=EPSG).to_crs(epsg)
    return [Point(p.y, p.x) if swapped else p for p in there]


def wrong_label(epsg):
    return f"EPSG:{4326 if epsg != 4326 else 25833}"


@pytest.mark.parametrize("swapped", [False, True], ids=["in order", "swapped"])
@pytest.mark.parametrize("label", ["right", "missing", "wrong"])
@pytest.mark.parametrize("epsg", SYSTEMS)
def test_the_reference_system_is_proposed_and_never_taken_silently(town, epsg, label, swapped):
    said = {"right": f"EPSG:{epsg}", "missing": None, "wrong": wrong_label(epsg)}[label]
    table = table_in(written_in(epsg, swapped=swapped), crs=said)
    asked = asked_in(town, table)
    if label == "right" and not swapped:
        # it says so itself, and the rows lie in the town
        assert asked == f"EPSG:{epsg}"
        return
    assert isinstance(asked, Question)
    assert asked.samples[asked.proposal][0] == "100 %"
    at = in_town_crs(town, found_in(table).at, crs=asked.proposal)
    away = [Point(xy).distance(truth) for xy, truth in zip(at, POINTS, strict=True)]
    assert max(away) < 2


def test_of_an_old_datum_the_way_over_and_its_accuracy_are_told(town):
    asked = asked_in(town, table_in(written_in(31469, swapped=False), crs=None))
    assert asked.proposal == "EPSG:31469"
    assert "±" in asked.samples["EPSG:31469"][1]


def test_a_stray_row_is_no_proof_against_a_reference_system(town):
    # one of 40 outside leaves 97.5 per cent inside
    assert asked_in(town, table_in([*POINTS[:-1], Point(X0, Y0 + 9_000)], crs="EPSG:25833")) == (
        "EPSG:25833"
    )
    strays = [Point(X0, Y0 + 9_000)] * 3
    assert isinstance(asked_in(town, table_in([*POINTS[:-3], *strays], crs="EPSG:25833")), Question)


def test_a_file_from_elsewhere_is_refused(town):
    with pytest.raises(FileOutsideTownError) as told:
        asked_in(town, table_in([Point(-71.1, 42.4)], crs="EPSG:4326"))
    assert told.value.values["town"] == "Musterstadt"
    assert told.value.values["found"] == "-71.1 / 42.4"


@pytest.mark.parametrize(
    "lines",
    [
        ("Adresse;wkt", f"Weg 1;POINT ({X0} {Y0})"),
        ("Adresse;Koordinaten", f"Weg 1;SRID=25833;POINT ({X0} {Y0})".replace("SRID=25833;", "")),
        ("Adresse;Rechtswert;Hochwert", f"Weg 1;{X0};{Y0}"),
        ("Adresse;x;y", f"Weg 1;{X0:.1f};{Y0:.1f}".replace(".", ",")),
        ("Adresse;Ostwert;Nordwert", "Weg 1;475.000,0;5.706.000,0"),
    ],
)
def test_coordinates_in_columns_are_found(town, lines):
    table = table_of(*lines)
    assert asked_in(town, table).proposal == "EPSG:25833"
    assert tuple(found_in(table).at[0]) == (X0, Y0)


def test_a_wkt_that_names_its_reference_system_is_believed_if_it_fits(town):
    table = table_of("Adresse|wkt", f"Weg 1|SRID=25833;POINT ({X0} {Y0})")
    assert asked_in(town, table) == "EPSG:25833"


@pytest.mark.parametrize(
    "lines",
    [
        ("Adresse;lat;lon", "Weg 1;51,50548;14,64123"),
        ("Adresse;Latitude;Longitude", "Weg 1;51.50548;14.64123"),
        ("Adresse;geogr. Breite;geogr. Länge", "Weg 1;51.50548;14.64123"),
    ],
)
def test_degrees_in_columns_are_found(town, lines):
    # a hundred metres north-east of the sample town's first crossing
    assert asked_in(town, table_of(*lines)).proposal == "EPSG:4326"


def test_a_row_without_coordinates_is_no_broken_one():
    table = table_of("Adresse;x;y", f"Weg 1;{X0};{Y0}", "Weg 2;;")
    found = found_in(table)
    assert found.broken == frozenset()
    assert str(found.at[1]) == "[nan nan]"


def test_broken_and_empty_shapes_are_told_from_missing_ones():
    tie = "POLYGON ((0 0, 2 2, 2 0, 0 2, 0 0))"
    table = table_of(
        "Adresse|wkt", "a|POINT (1 2)", "b|POINT (nix)", "c|", "d|POINT EMPTY", f"e|{tie}"
    )
    table = RawTable(**{name: getattr(table, name) for name in RawTable.__dataclass_fields__})
    mapping = propose_mapping(table, as_of=TODAY)
    found = places(table, mapping)
    assert found.broken == {1, 3}
    # a bow-tie is taken apart, so its point lies on it
    assert box(0, 0, 2, 2).covers(Point(found.at[4]))


def test_without_coordinates_nothing_is_asked(town):
    assert asked_in(town, table_of("Adresse;Zustand", "Hauptstraße 1;leer")) is None
