"""The maps of a paper are true to their scale and bear their marks."""

import re
from uuid import UUID

import pytest
from shapely import LineString, Polygon

from biwaq_geo.domain.scenarios import ImproveStreet
from biwaq_geo.reports.paper_edits import EditWords
from biwaq_geo.reports.paper_scene import Frame, scene
from biwaq_geo.services.picture import picture
from biwaq_geo.texts import load
from tests.fakes import FakeTown
from tests.sample_catalogues import catalogues
from tests.sample_paper import DAY, LAYERS, paper, scenario
from tests.sample_town import X0, Y0

MM_PER_POINT = 25.4 / 72


@pytest.fixture(scope="module")
def maps():
    town, some = FakeTown(), scenario()
    shown = picture(town, catalogues(), some)
    return scene(town, some, shown, layers=LAYERS, frame=Frame(85.0, 100.0, "de", DAY))


def group(svg: bytes, name: str) -> str:
    found = re.search(rf'<g id="{re.escape(name)}">(.*?)</g>', svg.decode(), re.DOTALL)
    assert found, name
    return found[1]


def xs(path: str) -> list[float]:
    return [float(x) for x in re.findall(r"[ML] (-?[\d.]+) ", path)]


def test_the_scale_bar_is_as_long_as_it_says(maps):
    bar = xs(group(maps.after, "scale_bar"))
    length_mm = (max(bar) - min(bar)) * MM_PER_POINT
    assert length_mm * maps.sheet.scale / 1000 == pytest.approx(maps.sheet.bar_m(), rel=1e-4)


def test_a_building_is_as_wide_on_paper_as_the_scale_says(maps):
    # every building of the sample town is 20 m wide; the first path is the first building
    first = group(maps.before, "buildings.residential").split("M ")[1]
    house = xs("M " + first)
    metres = (max(house) - min(house)) * MM_PER_POINT * maps.sheet.scale / 1000
    assert metres == pytest.approx(20, rel=1e-3)


def test_both_maps_show_the_same_frame_and_the_same_ground(maps):
    size = re.compile(r'<svg [^>]*width="[\d.]+pt" height="[\d.]+pt" viewBox="[^"]+"')
    sizes = [" ".join(size.search(svg.decode())[0].split()) for svg in (maps.before, maps.after)]
    assert sizes[0] == sizes[1]
    ground = [_paths(group(svg, "buildings.residential")) for svg in (maps.before, maps.after)]
    assert ground[0] == ground[1]


def test_the_unit_of_the_edit_changes_its_symbol_between_the_maps(maps):
    # units 5 and 6 are vacant, 7 is in interim use; the edit moves 5 from one to the other
    drawn = {
        (name, layer): group(svg, layer).count("<use ")
        for name, svg in (("before", maps.before), ("after", maps.after))
        for layer in ("vacant.vacant", "interim.")
    }
    assert drawn[("before", "vacant.vacant")] == drawn[("after", "vacant.vacant")] + 1
    assert drawn[("before", "interim.")] == drawn[("after", "interim.")] - 1


def test_the_map_of_an_invented_town_bears_the_mark_on_both_maps(maps):
    assert 'id="demonstration"' in maps.before.decode()
    assert 'id="demonstration"' in maps.after.decode()


def test_a_measure_that_was_drawn_shows_its_line_and_area_on_the_second_map_only():
    line = LineString([(X0, Y0 + 190), (X0 + 120, Y0 + 190)])
    area = Polygon([(X0 + 10, Y0 + 20), (X0 + 40, Y0 + 20), (X0 + 40, Y0 + 50)])
    edits = tuple(
        ImproveStreet(UUID(int=900 + n), "bench", 1.0, place=place)
        for n, place in enumerate((line, area))
    )
    town, some = FakeTown(), scenario(edits=edits)
    shown = picture(town, catalogues(), some)
    drawn = scene(town, some, shown, layers=LAYERS, frame=Frame(85.0, 100.0, "de", DAY))
    # each has a line and the edge that parts it from the map
    counts = [svg.decode().count('<g id="drawn">') for svg in (drawn.before, drawn.after)]
    assert counts == [0, 4]
    assert [mark.number for mark in drawn.marks] == [1, 2]
    words = EditWords(town, shown, catalogues=catalogues(), texts=load("de"))
    said = " ".join(words.say(edit) for edit in edits)
    assert "Gezeichnete Linie (120\u00a0m)" in said
    assert "Gezeichnete Fläche (450\u00a0m²)" in said


def test_every_edit_lies_inside_the_frame(maps):
    west, south, east, north = maps.sheet.extent
    assert all(west < mark.x < east and south < mark.y < north for mark in maps.marks)


def _paths(text: str) -> list[str]:
    return re.findall(r' d="([^"]+)"', text)


@pytest.mark.parametrize("name", ["A--B $x$ <b> & ]]>", "Weg \x01\x02", "{{7*7}} \\frac"])
def test_a_street_of_any_name_can_be_drawn(name):
    town = FakeTown()
    town.layer("streets")["name"] = name
    assert paper(town=town).startswith(b"%PDF")
