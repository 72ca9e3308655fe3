"""What a scenario changes in the footfall, on its page."""

from datetime import UTC, date, datetime
from uuid import UUID

import pytest

from biwaq_geo.adapters.catalogue_files import read_catalogues
from biwaq_geo.domain.local_time import local_day
from biwaq_geo.domain.scenarios import MoveOut, SetSitePhase
from biwaq_geo.services import scenarios
from biwaq_geo.settings import ROOT
from biwaq_geo.texts import load
from tests.sample_town import units
from tests.ui.test_footfall import counted
from tests.ui.test_scenario_page import ONE, make, opened, shown

IN_USE = next(unit for unit in units() if unit.state == "used")
GONE = MoveOut(UUID(int=500), IN_USE.unit_id, date(2026, 5, 3))


@pytest.mark.parametrize("language", ["de", "en"])
def test_without_counts_there_is_no_model_yet(language, town, open_page):
    make(town, GONE)
    words = load(language)
    page = opened(open_page, language=language)
    assert words("footfall.change") in [one.value for one in page.subheader]
    assert words("footfall.no_model_yet") in shown(page)


@pytest.mark.parametrize("language", ["de", "en"])
def test_with_counts_the_sections_that_change_stand_in_a_table(language, town, open_page):
    counted(town, number=50)
    make(town, GONE)
    words = load(language)
    page = opened(open_page, language=language)
    told = shown(page)
    assert words("footfall.index_change") in told
    # 30 persons in 15 minutes, apart from the model
    assert f'<th scope="col">{words("footfall.per_hour")}</th>' in told
    assert f'<td data-title="{words("footfall.per_hour")}"><div>120</div></td>' in told
    assert words("footfall.no_model_yet") not in told


@pytest.mark.parametrize("language", ["de", "en"])
def test_the_page_says_until_when_counts_calibrate_and_what_is_assumed(language, town, open_page):
    counted(town, number=50)
    make(town, GONE)
    words = load(language)
    told = shown(opened(open_page, language=language))
    # counts are typed in on the day of the test, in the local time of the town
    day = local_day(datetime.now(UTC))
    assert words("footfall.counts_until", day=words.day(day)) in told
    assert words("footfall.change_help") in told


@pytest.mark.parametrize(("phase", "draws"), [("operation", True), ("works", False)])
def test_a_phase_that_opens_a_site_draws_walkers(town, open_page, phase, draws):
    counted(town, number=50)
    make(town)
    edit = SetSitePhase(UUID(int=501), "g1", phase, date(2026, 5, 3))
    real = read_catalogues(ROOT / "catalogues")
    scenarios.add_edit(town, real, scenario_id=ONE, edit=edit, seen_version=1, actor="mk")
    told = shown(opened(open_page))
    assert (load("de")("footfall.no_change") in told) is not draws


def test_a_count_after_the_baseline_changes_nothing(town, open_page):
    make(town, GONE)
    counted(town, number=50)
    assert load("de")("footfall.no_model_yet") in shown(opened(open_page))


def test_a_scenario_without_edits_changes_no_section(town, open_page):
    counted(town, number=50)
    make(town)
    assert load("de")("footfall.no_change") in shown(opened(open_page))


@pytest.mark.parametrize("language", ["de", "en"])
def test_the_list_below_the_maps_tells_sections_that_lose_footfall(language, town, open_page):
    counted(town, number=50)
    make(town, GONE)
    words = load(language)
    page = opened(open_page, language=language)
    lists = [one.value for one in page.dataframe if "change" in one.value.columns]
    (told,) = [one for one in lists if words("compare.change_quieter") in set(one["change"])]
    (row,) = told[told["change"] == words("compare.change_quieter")].to_dict("records")[:1]
    assert row["before"] == words("compare.index", index=words.number(100, digits=1))
    assert row["after"] != row["before"]
    assert words("compare.change_quieter") in " ".join(o.proto.body for o in page.get("html"))
