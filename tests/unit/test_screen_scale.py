"""Scale and coordinates of the map on screen are those of planning offices."""

import pyproj
import pytest

from biwaq_geo.mapping.screen_scale import (
    MAPLIBRE_TILE_PX,
    USUAL_SCALES,
    grid_words,
    grid_words_of,
    scale_words,
    screen_scale,
    zoom_of,
)
from biwaq_geo.texts import load

WEISSWASSER = 51.504
PX_M = 0.0254 / 96


@pytest.mark.parametrize("zoom", [11, 14.5, 17, 19])
@pytest.mark.parametrize("latitude", [0.0, 48.41, WEISSWASSER])
def test_the_scale_is_that_of_a_pixel_measured_on_the_ellipsoid(zoom, latitude):
    # one pixel to the east of a Web Mercator map, measured on the ground
    to_map = pyproj.Transformer.from_crs(4326, 3857, always_xy=True)
    x, y = to_map.transform(14.64, latitude)
    pixel = 2 * 20_037_508.342789244 / (256 * 2**zoom)
    ends = [to_map.transform(x + at, y, direction="INVERSE") for at in (0, pixel)]
    _, _, ground = pyproj.Geod(ellps="WGS84").inv(*ends[0], *ends[1])
    # Web Mercator takes the earth for a ball: up to 0.4 %
    assert screen_scale(zoom=zoom, latitude=latitude) == pytest.approx(ground / PX_M, rel=0.004)


@pytest.mark.parametrize("scale", USUAL_SCALES)
def test_a_chosen_scale_is_the_scale_that_is_shown(scale):
    zoom = zoom_of(scale, latitude=WEISSWASSER)
    assert screen_scale(zoom=zoom, latitude=WEISSWASSER) == pytest.approx(scale)


def test_maplibre_counts_its_levels_from_larger_tiles():
    large = screen_scale(zoom=15, latitude=WEISSWASSER, tile_px=MAPLIBRE_TILE_PX)
    assert large == pytest.approx(screen_scale(zoom=16, latitude=WEISSWASSER))


@pytest.mark.parametrize(
    ("scale", "german", "english"),
    [
        (1000.4, "1:1.000", "1:1,000"),
        (2_503, "1:2.500", "1:2,500"),
        (25_000, "1:25.000", "1:25,000"),
        (500, "1:500", "1:500"),
        (2_811.6, "1:2.800", "1:2,800"),
        (143_777, "1:140.000", "1:140,000"),
    ],
)
def test_a_scale_is_written_as_on_a_plan(scale, german, english):
    assert (scale_words(scale, load("de")), scale_words(scale, load("en"))) == (german, english)


def test_coordinates_are_those_of_the_official_system_with_the_zone_in_front():
    # the market square of Weißwasser, through PROJ
    to_utm = pyproj.Transformer.from_crs(4326, 25833, always_xy=True)
    x, y = to_utm.transform(14.6402, 51.5042)
    said = f"33 {round(x):_} E, {round(y):_} N".replace("_", " ")
    assert grid_words_of(14.6402, 51.5042, epsg=25833) == said
    assert grid_words(475_012.4, 5_706_344.6, epsg=25833) == "33 475 012 E, 5 706 345 N"


@pytest.mark.parametrize(
    ("epsg", "said"),
    [
        (25832, "32 475 012 E, 5 706 345 N"),
        (32633, "33 475 012 E, 5 706 345 N"),
        # Austria's own grid has no zones to name
        (31287, "475 012 E, 5 706 345 N"),
    ],
)
def test_only_a_utm_zone_is_named(epsg, said):
    assert grid_words(475_012.0, 5_706_345.0, epsg=epsg) == said
