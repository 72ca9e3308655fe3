"""What differs between two states of the register, and what a browser is told of it."""

import json
from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest
from shapely import Point

from biwaq_geo.domain.unit_changes import Change, unit_changes
from biwaq_geo.domain.units import UnitState
from biwaq_geo.mapping.comparing import (
    changes_layer,
    changes_of_units,
    layer_change,
    marks,
)
from biwaq_geo.mapping.gl.compare import Mode, Side, compare_config, compare_state
from biwaq_geo.mapping.layerfile import read_layers
from biwaq_geo.mapping.mapspec import Draw, MapSpec
from biwaq_geo.mapping.query import CHANGES
from biwaq_geo.mapping.sources import layer_frame
from biwaq_geo.settings import ROOT
from biwaq_geo.texts import load
from tests import sample_town
from tests.fakes import FakeTown

UNITS = sample_town.units()
LAYERS, _ = read_layers(ROOT / "layers")
VACANT = next(layer for layer in LAYERS if layer.key == "vacant")


def with_state(unit, state):
    return replace(unit, state=state)


@pytest.mark.parametrize(
    ("was", "now", "change"),
    [
        (UnitState.USED, UnitState.VACANT, Change.VACATED),
        (UnitState.INTERIM, UnitState.VACANT, Change.VACATED),
        (UnitState.VACANT, UnitState.LET, Change.FILLED),
        (UnitState.VACANT, UnitState.INTERIM, Change.INTERIM),
        (UnitState.USED, UnitState.INTERIM, Change.INTERIM),
        (UnitState.VACANT, UnitState.RESERVED, Change.STATE),
        (UnitState.USED, UnitState.IMPENDING, Change.STATE),
    ],
)
def test_a_change_of_state_has_the_name_of_what_a_walker_sees(was, now, change):
    (found,) = unit_changes([with_state(UNITS[0], was)], [with_state(UNITS[0], now)])
    assert (found.change, found.before, found.after) == (change, was, now)


def test_units_that_come_go_and_move_are_told_and_all_others_are_not():
    first, second, third, *rest = UNITS
    moved = replace(second, location=Point(second.location.x + 5, second.location.y))
    noted = replace(third, occupant="somebody else")
    found = unit_changes([first, second, third, *rest[1:]], [moved, noted, *rest])
    assert [(one.change, one.unit.unit_id) for one in found] == [
        (Change.MOVED, second.unit_id),
        (Change.ADDED, rest[0].unit_id),
        (Change.GONE, first.unit_id),
    ]
    assert unit_changes(UNITS, UNITS) == []


def test_the_marks_hold_an_id_a_kind_and_a_place_and_no_word_of_data():
    later = [with_state(UNITS[0], UnitState.VACANT), *UNITS[1:]]
    found = unit_changes(UNITS, later)
    layer = changes_layer(one.change for one in found)
    told = marks(changes_of_units(found, epsg=sample_town.EPSG), layer)[CHANGES]
    (feature,) = told["features"]
    assert feature["properties"] == {"i": str(UNITS[0].unit_id), "s": "vacated"}
    assert feature["geometry"]["type"] == "Point"
    assert UNITS[0].address not in json.dumps(told)
    assert [symbol.key for symbol in layer.legend()] == ["vacated"]


def test_a_layer_is_told_only_of_the_features_that_look_different():
    town = FakeTown()
    before = layer_frame(town, VACANT, units=UNITS)
    leaving = UUID(before.index[0])
    later = [
        with_state(unit, UnitState.INTERIM) if unit.unit_id == leaving else unit for unit in UNITS
    ]
    later[0] = with_state(later[0], UnitState.RESERVED)
    change = layer_change(before, layer_frame(town, VACANT, units=later), VACANT)
    assert change["without"] == [str(leaving)]
    assert [f["properties"]["i"] for f in change["features"]] == [str(UNITS[0].unit_id)]
    assert layer_change(before, before, VACANT) is None

    # another symbol at the same place is another look
    reserved = [replace(unit, state=UnitState.RESERVED) for unit in UNITS if unit.state == "vacant"]
    restyled = layer_change(before, layer_frame(town, VACANT, units=reserved), VACANT)
    assert sorted(restyled["without"]) == sorted(before.index)


def test_the_two_maps_are_told_their_revisions_and_that_of_what_differs_shows_nothing_else():
    changed = [with_state(UNITS[0], UnitState.VACANT), *UNITS[1:]]
    found = unit_changes(UNITS, changed)
    layer = changes_layer(one.change for one in found)
    shown = tuple(x for x in LAYERS if x.base or x.key in {"vacant", "sections"})
    spec = MapSpec(
        layers=(*shown, layer),
        visible=frozenset({"vacant", "sections", CHANGES}),
        extent=(475_000.0, 5_706_000.0, 475_400.0, 5_706_400.0),
        epsg=sample_town.EPSG,
        demo=True,
        language="de",
        day=date(2026, 5, 1),
    )
    told = marks(changes_of_units(found, epsg=sample_town.EPSG), layer)
    sides = (
        Side("<b>3. Mai</b>", 8, date(2026, 5, 3), told),
        Side("heute", 9, date(2026, 5, 4), told),
    )
    state = compare_state(spec, sides, mode=Mode.SWIPE, differing=[str(UNITS[0].unit_id)])
    left, right = state["sides"]
    assert [side["revision"] for side in (left, right, state["difference"])] == [8, 9, 9]
    assert left["visible"] == ["sections", "vacant", CHANGES]
    assert state["difference"]["visible"] == ["vacant", CHANGES]
    assert state["difference"]["only"] == [str(UNITS[0].unit_id)]
    assert state["captions"]["difference"] == "<b>3. Mai</b> → heute"
    # what came over the wire can go over it again
    assert json.loads(json.dumps(state)) == state

    config = compare_config(spec, town_key="musterstadt", tiles="1", texts=load("de"))
    last = config["layers"][-1]
    assert (last["key"], last["url"], last["draw"]) == (CHANGES, None, Draw.POINTS)
    signs = [part for part in last["layers"] if part["type"] == "symbol"]
    assert all("|frame|" in str(part["layout"]) for part in signs)
    # a chosen line is marked along its whole length, a chosen point by a ring
    marked = {part["type"]: part for part in last["layers"] if "of" in part["metadata"]}
    assert marked.keys() == {"line", "symbol"}
    assert marked["line"]["metadata"]["of"] == ["!", marked["symbol"]["metadata"]["of"]]
