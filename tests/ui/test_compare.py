"""Two days of the register, and a town without and with a scenario, on their pages."""

from datetime import UTC, date, datetime
from uuid import uuid4

import pytest

from biwaq_geo.domain.scenarios import Scenario
from biwaq_geo.domain.units import Mark, UnitState
from biwaq_geo.services.mark_unit import mark_unit
from biwaq_geo.texts import load
from biwaq_geo.ui import state
from tests import sample_town
from tests.sample_scenarios import use

TEXTS = load("de")
TODAY = date(2026, 11, 30)


def said(page):
    plain = [one.value for one in [*page.caption, *page.info]]
    return " ".join([*plain, *(one.proto.body for one in page.get("html"))])


def test_the_map_says_what_has_changed_between_two_days(town, open_page):
    mark_unit(
        town.store,
        lambda: TODAY,
        unit_id=sample_town.unit(0).unit_id,
        mark=Mark(UnitState.VACANT),
        seen_version=1,
        actor="ab",
    )
    # the register begins today: the day before knows of no unit
    page = open_page("map", **{state.COMPARE_DAY: date(2026, 1, 1)})
    assert not page.exception
    assert TEXTS("compare.change_added") in said(page)
    rows = next(x.value for x in page.dataframe if "change" in x.value.columns)
    assert len(rows) == len(sample_town.units())

    same = open_page("map", **{state.COMPARE_DAY: date(2100, 1, 1)})
    assert TEXTS("compare.nothing") in said(same)


@pytest.mark.parametrize("page", ["scenarios", "council"])
@pytest.mark.parametrize("webgl", [True, False])
def test_a_scenario_is_shown_as_two_maps_or_two_pictures(town, open_page, page, webgl):
    scenario = Scenario(
        uuid4(),
        "Mitte",
        baseline_revision=town.store.revision(),
        created_at=datetime(2026, 5, 1, tzinfo=UTC),
        edits=(use(5, "pop_up_store"),),
    )
    with town.store.transaction() as tx:
        tx.add_scenario(scenario, actor="ab")
    session = {state.SCENARIO: scenario.scenario_id, state.SLIDE: 1, state.NO_WEBGL: not webgl}
    opened = open_page(page, **session)
    assert not opened.exception
    assert (TEXTS("compare.no_webgl_pictures") in said(opened)) is not webgl
