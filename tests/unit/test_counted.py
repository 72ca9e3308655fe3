from dataclasses import replace

from biwaq_geo.mapping.counted import BELOW_ZOOM, MANY_UNITS, counted_from_afar
from biwaq_geo.mapping.layerfile import read_layers
from biwaq_geo.mapping.layerspec import Draw
from biwaq_geo.settings import ROOT

LAYERS, _ = read_layers(ROOT / "layers")
BY_FILE = {layer.key: layer.cluster_below for layer in LAYERS}


def below(units):
    found = counted_from_afar(LAYERS, units=units)
    assert [layer.key for layer in found] == [layer.key for layer in LAYERS]
    return {layer.key: layer.cluster_below for layer in found}


def test_a_town_of_the_usual_size_is_drawn_as_its_layer_files_say():
    assert below(0) == below(MANY_UNITS) == BY_FILE


def test_units_are_counted_from_afar_where_there_are_too_many_to_tell_apart():
    changed = {key: zoom for key, zoom in below(MANY_UNITS + 1).items() if zoom != BY_FILE[key]}
    assert changed == dict.fromkeys(("at_risk", "interim", "vacant"), BELOW_ZOOM)


def test_what_a_file_says_of_counting_stays():
    own = [replace(layer, cluster_below=9) for layer in LAYERS if layer.draw is Draw.POINTS]
    found = counted_from_afar(own, units=MANY_UNITS + 1)
    assert {layer.cluster_below for layer in found} == {9}
