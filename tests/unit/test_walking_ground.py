"""What lies under the wheels: minutes computed by hand from what the map tells."""

import shutil
from dataclasses import replace

import numpy as np
import pytest

from biwaq_geo.adapters.catalogue_files import read_catalogues
from biwaq_geo.analysis.walking.network import walking_network
from biwaq_geo.domain.catalogue import Slopes, Sourced
from biwaq_geo.domain.errors import CatalogueFileError
from biwaq_geo.settings import ROOT
from tests.sample_catalogues import ASSUMED
from tests.unit.test_walking import ADULT, ON, STRAIGHT, WHEELS, minutes, streets_of

UNEVEN = replace(
    WHEELS,
    smoothness={"bad": 1.5, "impassable": np.inf},
    slopes=Slopes(free_percent=3.0, per_percent=0.1, most_percent=10.0, evidence=ASSUMED),
    least_width_m=Sourced(0.9, ASSUMED),
)


@pytest.mark.parametrize(
    ("tags", "expected"),
    [
        ({}, 4.8),
        ({"smoothness": ["bad"]}, 7.2),
        # gravel takes twice as long already; both tell of the same roughness
        ({"smoothness": ["bad"], "surface": ["gravel"]}, 9.6),
        ({"smoothness": ["good"]}, 4.8),
        ({"incline": ["3 %"]}, 4.8),
        # three percent above the free ones, up or down
        ({"incline": ["6%"]}, 4.8 * 1.3),
        ({"incline": ["-6 %"]}, 4.8 * 1.3),
        # 5 degrees are 8.749 %
        ({"incline": ["5°"]}, 4.8 * 1.5749),
        ({"incline": ["up"]}, 4.8),
        ({"incline": ["steep"], "width": ["wide"]}, 4.8),
        ({"incline": ["6,5 %"], "smoothness": ["bad"]}, 7.2 * 1.35),
        ({"kind": ["footway"], "width": ["0.9"]}, 4.8),
        # the width of a road is that of its carriageway
        ({"width": ["0.5"]}, 4.8),
        ({"incline": [None], "width": [None], "smoothness": [None]}, 4.8),
    ],
    ids=str,
)
def test_what_the_map_tells_of_the_ground_slows_wheels_down(tags, expected):
    # 240 m at 3.0 km/h
    found = minutes(streets_of(STRAIGHT, **tags), UNEVEN, (0, 0), (240, 0))
    assert found == pytest.approx(expected, rel=1e-4)
    # adults go at 4.8 km/h wherever they can
    assert minutes(streets_of(STRAIGHT, **tags), ADULT, (0, 0), (240, 0)) == pytest.approx(3.0)


@pytest.mark.parametrize(
    "tags",
    [
        {"smoothness": ["impassable", None]},
        {"incline": ["12 %", None]},
        {"kind": ["path", "residential"], "width": ["0.8 m", None]},
        {"kind": ["steps", "residential"]},
        {"wheelchair": ["no", None]},
    ],
    ids=str,
)
def test_what_wheels_cannot_pass_is_no_way_and_is_told(tags):
    network = walking_network(streets_of(STRAIGHT, ON, **tags), UNEVEN)
    assert (network.left_out.closed, network.left_out.closed_m) == (1, 240.0)
    assert len(network.streets) == 1
    assert len(walking_network(streets_of(STRAIGHT, ON, **tags), ADULT).streets) == 2


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ("very_bad = 2.5", "very_bad = 0", "smoothness.very_bad"),
        # steeper than what is free already
        ("most_percent = 12", "most_percent = 2", "slopes.most_percent"),
        ("least_width_m = { value = 0.9", "least_width_m = { value = 30", "least_width_m.value"),
    ],
)
def test_a_figure_of_the_ground_that_cannot_be_is_named(tmp_path, old, new, key):
    folder = shutil.copytree(ROOT / "catalogues", tmp_path / "catalogues")
    file = folder / "walking.toml"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(CatalogueFileError) as caught:
        read_catalogues(folder)
    assert (caught.value.values["entry"], caught.value.values["key"]) == ("wheels", key)
