"""What a scenario changes on the map: sections, sites and measures, by hand-made cases."""

import json
from dataclasses import replace
from uuid import UUID

import pytest
from shapely import LineString, Point, Polygon, box

from biwaq_geo.mapping.layerfile import read_layers
from biwaq_geo.mapping.mapspec import Symbol
from biwaq_geo.reports.scene_changes import scene_changes
from biwaq_geo.services.compare import prepare
from biwaq_geo.services.picture import picture
from biwaq_geo.settings import ROOT
from tests import sample_town
from tests.fakes import FakeTown
from tests.sample_scenarios import CATALOGUES, GROUND, TOWN, improve, phase, scenario, use
from tests.sample_town import X0, Y0

LAYERS, _ = read_layers(ROOT / "layers")
SECTION = TOWN.layer("sections").geometry["sec1"]
VILLA = TOWN.layer("sites").geometry["g1"]
BENCH, PAVING = str(UUID(int=200)), str(UUID(int=201))


def changes(*edits, town=TOWN, layers=LAYERS):
    ground = GROUND if town is TOWN else prepare(town)
    shown = picture(town, CATALOGUES, scenario(*edits), ground=ground)
    return scene_changes(town, shown, layers=layers)


def marked(found):
    """Return kind of change and shape by the id that the browser is told."""
    frame = found.marked
    assert frame.crs.to_epsg() == sample_town.EPSG
    return {key: (frame.at[key, "change"], frame.geometry[key]) for key in frame.index}


def test_doing_nothing_marks_nothing_and_changes_no_layer():
    found = changes()
    assert (marked(found), found.changed) == ({}, {})
    assert not {"sections"} & {layer.key for layer in found.layers}


def test_a_better_section_is_marked_where_it_lies_and_drawn_in_its_new_class():
    # a bench gives 4 points, paving 15: from 30, "poor", to 49, "fair"
    town = FakeTown()
    town.layer("sections").loc["sec1", "street_score"] = 30.0
    bench, paving = improve(0, section_id="sec1"), improve(1, "paving", 30, section_id="sec1")
    found = changes(bench, paving, town=town)
    assert marked(found) == {"sec1": ("improved", SECTION)}
    assert found.changed.keys() == {"sections"}
    told = found.changed["sections"]
    assert told["without"] == ["sec1"]
    (feature,) = told["features"]
    assert feature["properties"] == {"i": "sec1", "s": "fair"}
    assert feature["geometry"]["type"] == "LineString"


def test_a_section_that_stays_in_its_class_is_marked_but_drawn_as_before():
    # 4 points: 44 is of the class of 40
    found = changes(improve(0, section_id="sec1"))
    assert marked(found) == {"sec1": ("improved", SECTION)}
    assert found.changed == {}


def test_a_section_that_nobody_has_scored_gets_no_class_from_points():
    found = changes(improve(0, section_id="sec2"))
    assert marked(found).keys() <= {"sec2"}
    assert found.changed == {}


def test_a_measure_without_a_claimed_effect_marks_no_section():
    assert marked(changes(improve(0, "film", section_id="sec1"))) == {}


@pytest.mark.parametrize(
    "place",
    [
        Point(X0 + 390, Y0 + 390),
        LineString([(X0 + 380, Y0 + 390), (X0 + 390, Y0 + 395)]),
        Polygon([(X0 + 380, Y0 + 390), (X0 + 390, Y0 + 390), (X0 + 390, Y0 + 398)]),
    ],
    ids=["point", "line", "area"],
)
def test_a_measure_at_a_place_of_its_own_is_marked_with_its_shape(place):
    # far from every section: nothing but the measure itself changes
    found = changes(improve(0, "film", place=place))
    assert marked(found) == {BENCH: ("measure", place)}
    assert found.changed == {}


def test_a_measure_beside_a_section_marks_both_the_place_and_the_section():
    place = LineString([(X0 + 40, Y0 + 205), (X0 + 100, Y0 + 205)])
    found = changes(improve(1, "paving", 30, place=place))
    assert marked(found) == {"sec1": ("improved", SECTION), PAVING: ("measure", place)}


def test_a_new_phase_is_marked_on_its_part():
    found = changes(phase())
    assert marked(found) == {"g1": ("phase", VILLA)}
    # the layer file draws all phases alike
    assert found.changed == {}


def test_a_new_phase_is_drawn_in_its_sign_where_the_layer_file_tells_phases_apart():
    signs = tuple(
        Symbol(key, {"de": key, "en": key}, colour, values=frozenset({key}))
        for key, colour in (("empty", "#6b6b6b"), ("workshop", "#7a3e9d"))
    )
    apart = [replace(x, column="phase", symbols=signs) if x.key == "sites" else x for x in LAYERS]
    told = changes(phase(), layers=apart).changed["sites"]
    assert told["without"] == ["g1"]
    (feature,) = told["features"]
    assert feature["properties"] == {"i": "g1", "s": "workshop"}
    assert feature["geometry"]["type"] == "Polygon"


def test_a_phase_that_the_part_already_has_is_drawn_as_before():
    found = changes(phase("empty"))
    assert found.changed == {}


def test_a_use_moves_the_unit_from_the_layer_of_vacancies_to_that_of_interim_uses():
    found = changes(use(5))
    unit = sample_town.unit(5)
    key = str(unit.unit_id)
    assert marked(found) == {key: ("interim", unit.location)}
    assert found.changed["vacant"]["without"] == [key]
    assert found.changed["vacant"]["features"] == []
    assert [x["properties"]["i"] for x in found.changed["interim"]["features"]] == [key]


def test_edits_that_do_not_count_are_neither_marked_nor_drawn():
    # unit 0 is in use, unit 77 and section sec9 are not there
    found = changes(use(0), use(77), improve(0, section_id="sec9"))
    assert (marked(found), found.changed) == ({}, {})


def test_all_kinds_together_are_told_without_a_word_of_data():
    area = box(X0 + 40, Y0 + 202, X0 + 60, Y0 + 206)
    found = changes(use(5), improve(1, "paving", 30, place=area), phase())
    assert {kind for kind, _ in marked(found).values()} == {
        "interim", "improved", "measure", "phase"
    }  # fmt: skip
    told = json.dumps(dict(found.changed))
    for word in ("Hauptstra", "Villa", "Glasfachschule", "popup", "2027"):
        assert word not in told
    for change in found.changed.values():
        assert all(set(x["properties"]) == {"i", "s"} for x in change["features"])
