"""The ranking of scenarios on their page."""

from uuid import uuid4

import pytest

from biwaq_geo.domain.catalogue import Band
from biwaq_geo.services import scenarios
from biwaq_geo.texts import load
from biwaq_geo.ui.parts.scenario_rank import RANKING
from tests.sample_scenarios import use


@pytest.mark.parametrize("language", ["de", "en"])
def test_scenarios_are_ranked_by_a_figure_with_how_sure_that_is(town, open_page, language):
    words = load(language)
    now = scenarios.create(town.store, _now, scenario_id=uuid4(), name="Plan *B*", actor="x")
    scenarios.add_edit(
        town, _catalogues(), scenario_id=now.scenario_id, edit=use(5, "studio_gallery"),
        seen_version=1, actor="x",
    )  # fmt: skip
    page = open_page("scenarios", language=language).run()
    page.selectbox(key="widget_rank_figure").select("interim_share").run()
    ranked(page)
    assert not page.exception
    told = " ".join(one.value for one in page.markdown)
    assert "Plan \\*B\\*" in told
    tables = " ".join(one.value for one in page.get("html") if "kpi" in one.value)
    assert words("robust.interval") in tables
    assert words("robust.at_low") in tables


@pytest.mark.parametrize(("months", "warned"), [(12, False), (36, True)])
def test_scenarios_that_look_differently_far_are_not_compared_in_silence(
    town, open_page, months, warned
):
    words = load("de")
    for name, ahead in (("A", 12), ("B", months)):
        made = scenarios.create(town.store, _now, scenario_id=uuid4(), name=name, actor="x")
        scenarios.set_assumptions(
            town.store,
            scenario_id=made.scenario_id,
            overrides={"horizon_months": Band(ahead, ahead, ahead)},
            seen_version=1,
            actor="x",
        )
    page = open_page("scenarios").run()
    ranked(page)
    assert not page.exception
    said = words("robust.other_days", first="|", last="|").split("|")[0]
    assert any(said in one.value for one in page.warning) == warned


def test_a_ranking_can_be_cancelled_and_begun_anew(town, open_page):
    words = load("de")
    scenarios.create(town.store, _now, scenario_id=uuid4(), name="A", actor="x")
    page = open_page("scenarios").run()
    page.button(key="rank_begin").click().run()
    _, run = page.session_state[RANKING]
    run.wait()
    page.session_state[RANKING] = page.session_state[RANKING][0], Ended()
    page.run()
    assert words("robust.cancelled") in [one.value for one in page.info]
    ranked(page)
    assert not page.exception
    assert words("robust.cancelled") not in [one.value for one in page.info]


class Ended:
    """A ranking that was cancelled."""

    running, cancelled = False, True

    def cancel(self):
        """Do nothing more."""


def ranked(page):
    page.button(key="rank_begin").click().run()
    page.session_state[RANKING][1].wait()
    page.run()


def _now():
    from biwaq_geo.bootstrap import application  # noqa: PLC0415 -- built by the page's fixture

    return application().now()


def _catalogues():
    from biwaq_geo.bootstrap import application  # noqa: PLC0415 -- as above

    return application().catalogues
