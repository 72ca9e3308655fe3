"""A score that was delivered for a later day counts on no day before it, wherever it shows.

The main street has two sections of 200 m each: 40 points of 1 May, 80 of 15 October. Until
the fourteenth of October its street quality is 40, from the fifteenth on (40 + 80) / 2 = 60.
"""

from datetime import UTC, date, datetime
from math import isnan
from uuid import UUID

import pytest

from biwaq_geo.adapters.towns import FolderLibrary
from biwaq_geo.analysis.kpis.catalogue import OF_A_DAY
from biwaq_geo.analysis.kpis.places import TOWN
from biwaq_geo.analysis.street_score import scored_sections, street_score
from biwaq_geo.mapping.layer_cache import LayerCache
from biwaq_geo.mapping.layerfile import read_layers
from biwaq_geo.mapping.sources import layer_frame
from biwaq_geo.mapping.themes import Theme
from biwaq_geo.reports.days_scene import DaysScene, TwoDays
from biwaq_geo.reports.scene_changes import scene_changes
from biwaq_geo.services import scenarios
from biwaq_geo.services.compare import compare
from biwaq_geo.services.kpis.readings import KpiBook
from biwaq_geo.services.picture import picture
from biwaq_geo.services.street_audits import sections_scored
from biwaq_geo.settings import ROOT
from tests import sample_town
from tests.past_town import begun
from tests.sample_catalogues import catalogues
from tests.sample_scenarios import improve

BEFORE, FROM = date(2026, 10, 14), date(2026, 10, 15)
MEANS = {BEFORE: 40.0, FROM: 60.0}
LAYERS, _ = read_layers(ROOT / "layers")
(SECTIONS,) = (one for one in LAYERS if one.source == "sections")
EXTENT = (sample_town.X0, sample_town.Y0, sample_town.X0 + 400, sample_town.Y0 + 400)
DAYS = pytest.mark.parametrize("day", MEANS)


def later_delivered():
    layers = dict(sample_town.layers())
    sections = layers["sections"].copy()
    sections.loc["sec2", ["street_score", "scored_on"]] = 80.0, FROM.isoformat()
    return layers | {"sections": sections}


@pytest.fixture
def town(tmp_path):
    return begun(FolderLibrary(tmp_path), sample_town.units(), layers=later_delivered())


def scores(frame):
    return [None if isnan(one) else one for one in frame["street_score"].astype(float)]


@DAYS
def test_the_sections_of_a_day_have_no_later_score_and_no_day_of_one(day):
    given = later_delivered()["sections"]
    found = scored_sections(given, (), day=day)
    assert street_score(found).value == MEANS[day]
    assert found.loc["sec2", "scored_on"] == (None if day == BEFORE else FROM.isoformat())
    # what was given stays as it is
    assert scores(given) == [40.0, 80.0]


@DAYS
def test_page_strip_table_and_map_show_the_scores_of_their_day(town, day):
    wanted = [40.0, None] if day == BEFORE else [40.0, 80.0]
    revision = town.store.revision()
    assert scores(sections_scored(town, day=day, at_revision=revision)) == wanted
    assert scores(layer_frame(town, SECTIONS, day=day)) == wanted
    assert scores(LayerCache().frame(town, SECTIONS, revision=revision, day=day)) == wanted


def test_the_map_keeps_one_answer_for_each_day(town):
    cache = LayerCache()
    tags = [cache.get(town, SECTIONS, day=day).etag for day in (BEFORE, FROM, BEFORE, None)]
    assert tags[0] == tags[2] != tags[1] == tags[3]


@DAYS
def test_the_key_figure_of_a_day_rests_on_its_scores(town, day):
    (kpi,) = (one for one in OF_A_DAY if one.key == "street_score")
    asked = {"day": day, "revision": town.store.revision()}
    found = KpiBook().readings(town, catalogues(), TOWN, [kpi], **asked)["street_score"]
    assert (found.value, found.known) == (MEANS[day], 1 if day == BEFORE else 2)


def test_a_comparison_of_two_days_draws_each_with_its_own_scores(town):
    def seen(*days):
        units = town.store.units()
        two = TwoDays(days, units, units, (), LAYERS, frozenset({SECTIONS.key}))
        scene = DaysScene(town, two, difference=False, language="de", theme=Theme.LIGHT)
        return {symbol.key for _, symbol in scene.legend(EXTENT)}

    missing, good = SECTIONS.symbol_of(None).key, SECTIONS.symbol_of(80.0).key
    assert {missing, good} <= seen(BEFORE, FROM)
    assert good not in seen(BEFORE, BEFORE)
    assert missing not in seen(FROM, FROM)


@DAYS
def test_a_scenario_counts_no_score_of_after_the_day_it_looks_ahead_from(town, day):
    def now():
        return datetime(day.year, day.month, day.day, 10, tzinfo=UTC)

    plan = scenarios.create(town.store, now, scenario_id=UUID(int=901), name="S", actor="mk")
    bench = improve(0, "paving", 1, section_id="sec2")
    plan = plan.with_edit(bench, seen_version=1)
    (row,) = (one for one in compare(town, catalogues(), plan).rows if one.key == "street_score")
    # ten to twenty points on the second section, where it has a score at all
    gains = (0.0, 0.0, 0.0) if day == BEFORE else (5.0, 7.5, 10.0)
    assert row.before.expected == MEANS[day]
    assert (row.difference.low, row.difference.expected, row.difference.high) == gains
    shown = picture(town, catalogues(), plan)
    assert shown.day == day
    changes = scene_changes(town, shown, layers=LAYERS)
    assert changes.marked["change"].to_dict() == {"sec2": "improved"}
