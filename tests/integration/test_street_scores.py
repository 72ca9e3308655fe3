"""The street score is one: maps, scenario figures and perceived time follow the audits."""

from datetime import UTC, datetime
from uuid import UUID

import pytest

from biwaq_geo.adapters.towns import FolderLibrary
from biwaq_geo.mapping.layer_cache import LayerCache
from biwaq_geo.mapping.layerfile import read_layers
from biwaq_geo.mapping.sources import layer_frame
from biwaq_geo.services import scenarios
from biwaq_geo.services.compare import compare
from biwaq_geo.services.reach import walkers
from biwaq_geo.services.street_audits import add_audit
from biwaq_geo.settings import ROOT
from tests.sample_catalogues import AUDIT_ITEMS, catalogues
from tests.sample_town import PROFILE, layers, units

NOW = datetime(2026, 5, 20, 9, 0, tzinfo=UTC)
FAIR = {"fronts": 1, "green": 2, "light": 3, "quiet": 0}


def now():
    return NOW


def audited(town, **scores):
    texts = tuple(f"{key}={score}" for key, score in (scores or FAIR).items())
    values = {"section_id": "sec1", "audited_on": NOW.date(), "scores": texts}
    add_audit(town, NOW.date, AUDIT_ITEMS, audit_id=UUID(int=800), values=values, actor="mk")


@pytest.fixture
def library(tmp_path):
    made = FolderLibrary(tmp_path)
    made.create(PROFILE, layers=layers(), units=units())
    return made


def test_scenario_figures_rest_on_the_audits_of_their_baseline(library):
    whole = library.open("musterstadt")
    old = scenarios.create(whole.store, now, scenario_id=UUID(int=901), name="vorher", actor="mk")
    audited(whole)
    new = scenarios.create(whole.store, now, scenario_id=UUID(int=902), name="nachher", actor="mk")
    scores = [
        next(one for one in compare(whole, catalogues(), plan).rows if one.key == "street_score")
        for plan in (old, new)
    ]
    assert [one.before.expected for one in scores] == [40.0, 53.3]


def test_the_map_shows_the_score_of_the_audit_and_of_each_past_state(library):
    whole = library.open("musterstadt")
    (layer,) = [one for one in read_layers(ROOT / "layers")[0] if one.source == "sections"]
    cache, before = LayerCache(), whole.store.revision()
    first = cache.get(whole, layer)
    audited(whole, fronts=3, green=3, light=3, quiet=3)
    assert layer_frame(whole, layer).loc["sec1", "street_score"] == 100.0
    assert cache.frame(whole, layer, revision=before + 1).loc["sec1", "street_score"] == 100.0
    assert cache.get(whole, layer).etag != first.etag
    assert cache.get(whole, layer, revision=before).etag == first.etag


def test_perceived_time_follows_the_audit(library):
    whole = library.open("musterstadt")
    profile = catalogues().walking["adult"]
    cost = walkers(whole, profile, perceived=True).walking.costs.there.sum()
    audited(whole, fronts=3, green=3, light=3, quiet=3)
    assert walkers(whole, profile, perceived=True).walking.costs.there.sum() < cost
