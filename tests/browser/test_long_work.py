"""Long work in a browser: it shows how far it is, and ends when somebody cancels it."""

from datetime import UTC, datetime
from uuid import uuid4

import pytest
from playwright.sync_api import expect

from biwaq_geo.services import scenarios
from biwaq_geo.texts import load
from tests import sample_town

pytestmark = pytest.mark.browser

LANGUAGES = pytest.mark.parametrize("language", ["de", pytest.param("en", marks=pytest.mark.slow)])
HELD = "tests/browser/held_app.py"


def fill(library):
    units = sample_town.units()
    town = library.create(sample_town.PROFILE, layers=sample_town.layers(), units=units)
    scenarios.create(
        town.store, lambda: datetime(2026, 11, 30, tzinfo=UTC),
        scenario_id=uuid4(), name="Plan", actor="Alex",
    )  # fmt: skip


@pytest.fixture(scope="module")
def searches(tmp_path_factory):
    """The folder in which each search has one of its own as long as its process lives."""
    return tmp_path_factory.mktemp("searches")


@pytest.fixture(scope="module")
def served(serve_once, searches):
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TMPDIR", str(searches))
        # a fork of a process that is warm knows its folder already
        return serve_once(fill, script=HELD, warm=None)


@LANGUAGES
def test_a_search_for_the_best_choice_is_cancelled_and_its_process_is_gone(
    served, searches, visitor, language
):
    words = load(language)
    seen = visitor(served)
    seen.go(f"optimiser?lang={language}", heading=words("optimiser.title"))
    page = seen.page
    page.get_by_role("button", name=words("optimiser.begin"), exact=True).click()
    expect(page.get_by_role("progressbar")).to_be_visible()
    (own,) = searches.glob("optimiser-*")
    page.get_by_role("button", name=words("optimiser.cancel"), exact=True).click()
    expect(page.get_by_text(words("optimiser.cancelled"))).to_be_visible()
    expect(page.get_by_role("progressbar")).to_have_count(0)
    # the answer stays, with how far from the best it may lie
    expect(page.get_by_role("button", name=words("optimiser.take"))).to_be_visible()
    # its folder goes when its process has ended
    assert not own.exists()
    assert seen.foreign == []


@LANGUAGES
def test_a_ranking_of_scenarios_is_cancelled_and_says_how_to_begin_anew(served, visitor, language):
    words = load(language)
    seen = visitor(served)
    seen.go(f"scenarios?lang={language}", heading=words("scenario.title"))
    page = seen.page
    page.get_by_text(words("robust.scenarios"), exact=True).click()
    page.get_by_role("button", name=words("robust.rank"), exact=True).click()
    expect(page.get_by_text(words("robust.ranking"))).to_be_visible()
    page.get_by_role("button", name=words("robust.cancel"), exact=True).click()
    expect(page.get_by_text(words("robust.cancelled"))).to_be_visible()
    expect(page.get_by_text(words("robust.ranking"))).to_have_count(0)
    expect(page.get_by_role("button", name=words("robust.rank"), exact=True)).to_be_enabled()
    assert seen.foreign == []
