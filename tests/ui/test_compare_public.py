"""The public, logged in or not, compares two days of what is public, and no scenario at all."""

import json
from datetime import date
from uuid import UUID

import pytest

from biwaq_geo.adapters.access.access import access_to
from biwaq_geo.bootstrap import application, forget
from biwaq_geo.domain.roles import Role
from biwaq_geo.domain.units import Mark, UnitState
from biwaq_geo.services.accounts import add_account
from biwaq_geo.services.mark_unit import mark_unit
from biwaq_geo.texts import load
from biwaq_geo.ui import state
from tests.past_town import LONG_AGO, begun_long_ago
from tests.sample_paper import scenario
from tests.secret_town import fill, secret_unit, secrets
from tests.whole_page import everything

MARKED = UUID(int=2)
"""In use in May and vacant today; of unit 0 only hidden fields and the area have changed."""

SESSION = {state.COMPARE_DAY: date(2026, 5, 3)}


@pytest.fixture
def town(tmp_path, monkeypatch):
    monkeypatch.setenv("BIWAQ_STATE_DIR", str(tmp_path))
    made = begun_long_ago(tmp_path, [secret_unit(number) for number in range(6)])
    fill(made)
    mark_unit(
        made.store,
        lambda: date(2026, 11, 30),
        unit_id=MARKED,
        mark=Mark(UnitState.VACANT),
        seen_version=1,
        actor="GeheimVonErika",
    )
    forget()
    yield made
    forget()


@pytest.fixture
def public(town, monkeypatch):
    monkeypatch.setenv("BIWAQ_AUDIENCE", "public")
    forget()
    return town


@pytest.fixture
def viewer(town, cookies, monkeypatch):
    """Somebody who has logged in and may see what is public."""
    monkeypatch.setenv("BIWAQ_PUBLIC_URL", "https://karte.example.org")
    access_to.cache_clear()
    forget()
    made = application().access
    add_account(made.book, name="viewer1", role=Role.VIEWER, mail="viewer@x")
    cookies["__Host-biwaq_session"] = made.log_in_by_mail("viewer@x")
    yield town
    access_to.cache_clear()


@pytest.fixture(params=["public", "viewer"])
def outsider(request):
    return request.getfixturevalue(request.param)


def told(page):
    """Return what the two maps are sent."""
    (pair,) = (
        said
        for one in page.get("bidi_component")
        if (said := json.loads(one.proto.json or "{}")).get("pair")
    )
    return pair


def test_the_marks_of_this_town_would_be_seen(town, open_page):
    assert secrets(everything(open_page("map", app_selected_unit=UUID(int=1), **SESSION)))


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("webgl", [True, False])
def test_two_days_hold_no_mark_of_a_hidden_field(outsider, open_page, language, webgl):
    session = {**SESSION, state.NO_WEBGL: not webgl, "app_selected_unit": MARKED}
    page = open_page("map", language=language, widget_map_table_open=True, **session)
    assert not page.exception
    seen = everything(page)
    assert load(language)("compare.change_vacated") in seen
    assert secrets(seen) == set()
    assert scenario().name not in seen


def test_the_maps_are_sent_ids_kinds_and_places_of_what_differs_in_public(outsider, open_page):
    sent = told(open_page("map", **SESSION))["state"]
    for side in sent["sides"]:
        assert side["changed"].keys() == {"changes"}
        assert side["changed"]["changes"]["without"] == []
        (feature,) = side["changed"]["changes"]["features"]
        assert feature["properties"] == {"i": str(MARKED), "s": "vacated"}
    # neither the unit with hidden changes nor the one in the recycle bin
    assert sent["difference"]["only"] == [str(MARKED)]


def test_of_a_unit_in_the_recycle_bin_the_public_sees_no_past(outsider, open_page):
    page = open_page("map", **SESSION)
    rows = next(one.value for one in page.dataframe if "change" in one.value.columns)
    assert len(rows) == 1
    assert load("de")("compare.change_gone") not in everything(page)


def test_staff_are_told_that_the_unit_is_gone(town, open_page):
    page = open_page("map", **SESSION)
    assert load("de")("compare.change_gone") in everything(page)


@pytest.mark.parametrize("page", ["scenarios", "council"])
def test_there_is_no_page_that_compares_scenarios(outsider, open_page, page):
    with pytest.raises(ValueError, match="Could not find a navigation page"):
        open_page(page, **{state.SCENARIO: scenario().scenario_id})


def test_the_first_day_that_is_proposed_is_that_of_the_public_register(outsider, open_page):
    page = open_page("map")
    proposed = next(one for one in page.date_input if one.key == "map_compare_day")
    assert proposed.value == LONG_AGO.date()
