"""The files of map services: what an administrator may write, and what is said of mistakes."""

import pytest

from biwaq_geo.adapters.map_services import AllowedServices
from biwaq_geo.adapters.map_services.files import read_services
from biwaq_geo.adapters.map_services.tile_cache import TileCache
from biwaq_geo.domain.errors import CatalogueFileError
from biwaq_geo.mapping.service_routes import background
from biwaq_geo.settings import ROOT, from_environment
from tests.map_service_stand_in import Clock, entry


def test_off_is_what_an_installation_is_without_the_setting(tmp_path):
    assert from_environment({}).services == frozenset()
    given = from_environment({"BIWAQ_SERVICES": "basemap_de, geosn_dop"})
    assert given.services == {"basemap_de", "geosn_dop"}


WRONG = {
    "not TOML": "[test",
    "no table": "test = 3",
    "a strange key": entry("https://x.de").replace("[test]", '["../x"]'),
    "no attribution": entry("https://x.de").replace("attribution", "by"),
    "no encryption": entry("http://x.de", private=False),
    "a file": entry("file:///etc/passwd#"),
    "a password": entry("https://a:b@x.de"),
    "no places": entry("https://x.de", url="https://x.de/tile.png"),
    "more places": entry("https://x.de", url="https://x.de/{z}/{x}/{y}/{secret}"),
    "places of a WMS": entry("https://x.de", "wms", url="https://x.de/{z}/{x}/{y}"),
    "an attribute of a place": entry("https://x.de", url="https://x.de/{z.real}/{x}/{y}"),
    "a line break": entry("https://x.de", url="https://x.de/\n{z}/{x}/{y}"),
    "a port that is none": entry("https://x.de:99999"),
    "layers with a parameter": entry("https://x.de", "wms", layers="a&REQUEST=x"),
    "an unknown kind": entry("https://x.de", "wcs"),
    "a zoom too close": entry("https://x.de", max_zoom=40),
    "an unknown field": entry("https://x.de", proxy="x"),
}


@pytest.mark.parametrize("text", WRONG.values(), ids=WRONG)
def test_a_wrong_entry_is_named_and_offers_nothing(tmp_path, text):
    file = tmp_path / "services.toml"
    file.write_text(text, "utf-8")
    with pytest.raises(CatalogueFileError) as told:
        read_services(file)
    assert told.value.values["file"] == "services.toml"
    services = AllowedServices(
        [file, ROOT / "catalogues" / "services.toml"],
        allowed=["test"],
        cache=TileCache(tmp_path / "cache", now=Clock()),
        now=Clock(),
    )
    assert len(services.faults()) == 1
    assert services.allowed() == []
    assert "basemap_de" in {one.key for one in services.known()}


@pytest.mark.parametrize("one", read_services(ROOT / "catalogues" / "services.toml"))
def test_what_is_offered_says_whose_it_is_and_lies_on_our_own_server(one):
    made = background(one)
    assert made.attribution
    assert one.licence
    assert one.terms.startswith("https://")
    assert made.url == f"/services/{one.key}/{{z}}/{{x}}/{{y}}"
    assert not one.private
