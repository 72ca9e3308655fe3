"""Where a scenario changes the footfall, marked on its maps: by hand on one section."""

from dataclasses import replace
from datetime import date

import pytest
from shapely import MultiLineString

from biwaq_geo.domain.catalogue import Band
from biwaq_geo.domain.comparison import FootfallRow
from biwaq_geo.mapping.comparing import changes_layer, marks
from biwaq_geo.mapping.layerfile import read_layers
from biwaq_geo.mapping.query import CHANGES
from biwaq_geo.reports.footfall_marks import footfall_marks
from biwaq_geo.reports.paper_scene import Frame, scene
from biwaq_geo.reports.scene_changes import scene_changes
from biwaq_geo.services.picture import picture
from biwaq_geo.settings import ROOT
from tests.fakes import FakeTown
from tests.sample_scenarios import CATALOGUES, GROUND, TOWN, improve, scenario

LAYERS, _ = read_layers(ROOT / "layers")
SECTION = TOWN.layer("sections").geometry["sec1"]


def row(difference, section="sec1"):
    before, after = Band(40, 40, 40), Band(*[40 + difference] * 3)
    return FootfallRow(section, before, after, Band(*[difference] * 3), None)


def shown(*rows, edits=()):
    made = picture(TOWN, CATALOGUES, scenario(*edits), ground=GROUND)
    return replace(made, footfall=rows)


@pytest.mark.parametrize(("difference", "change"), [(2.5, "busier"), (-2.5, "quieter")])
def test_a_section_is_marked_by_whether_it_gains_or_loses(difference, change):
    found = footfall_marks(TOWN, shown(row(difference)))
    assert found["change"].to_dict() == {"footfall.sec1": change}
    assert found.geometry["footfall.sec1"].equals(SECTION.interpolate(0.35, normalized=True))


def test_a_section_that_the_town_no_longer_has_and_no_change_are_no_marks():
    assert footfall_marks(TOWN, shown(row(1.0, "gone"))).empty
    assert footfall_marks(TOWN, shown()).empty


def test_a_section_of_several_pieces_is_marked_on_its_longest():
    town = FakeTown()
    (x, y), pieces = SECTION.coords[0], []
    pieces = [[(x, y), (x + 1, y)], [(x + 5, y), (x + 105, y)]]
    town.layer("sections").loc[["sec1"], "geometry"] = [MultiLineString(pieces)]
    (place,) = footfall_marks(town, shown(row(1.0))).geometry
    assert (place.x, place.y) == pytest.approx((x + 40, y))


def test_more_footfall_and_a_better_score_of_one_section_are_two_marks():
    found = scene_changes(
        TOWN, shown(row(1.0), edits=[improve(0, section_id="sec1")]), layers=LAYERS
    ).marked
    assert found["change"].to_dict() == {"sec1": "improved", "footfall.sec1": "busier"}


def test_the_browser_is_told_a_point_with_its_kind_in_every_renderer():
    found = footfall_marks(TOWN, shown(row(-1.0)))
    (feature,) = marks(found, changes_layer(["quieter"]))[CHANGES]["features"]
    assert feature["properties"] == {"i": "footfall.sec1", "s": "quieter"}
    assert feature["geometry"]["type"] == "Point"


def test_on_paper_the_mark_stands_on_the_map_with_the_plan_and_in_the_legend():
    bench = improve(0, section_id="sec1")
    frame = Frame(85.0, 112.0, language="de", day=date(2026, 11, 30))

    def drawn(made):
        return scene(TOWN, scenario(bench), made, layers=LAYERS, frame=frame)

    with_, without = drawn(shown(row(1.0), edits=[bench])), drawn(shown(edits=[bench]))
    gid = f'id="{CHANGES}.busier"'.encode()
    assert gid in with_.after
    assert gid not in with_.before
    assert "busier" in [symbol.key for _, symbol in with_.legend]
    assert gid not in without.after
    assert CHANGES not in [layer.key for layer, _ in without.legend]
