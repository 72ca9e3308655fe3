"""On a past day the audits of that day hold: on the map's table, on the page and on paper."""

from datetime import date
from uuid import uuid4

import pytest

from biwaq_geo.bootstrap import forget
from biwaq_geo.domain.street_audits import StreetAudit
from biwaq_geo.texts import load
from biwaq_geo.ui import state
from tests import sample_town
from tests.integration.test_scores_of_a_day import later_delivered
from tests.past_town import begun, begun_long_ago

T = load("de")
BEFORE = date(2026, 6, 1)


@pytest.fixture
def audited(library, tmp_path):
    """The sample town begun on 2 May, with an audit that somebody has entered only today."""
    opened = begun_long_ago(tmp_path, sample_town.units())
    forget()
    audit = StreetAudit(
        uuid4(),
        "sec1",
        date(2026, 5, 20),
        street_score=90.0,
        items_known=4,
        items_total=4,
        scores=("fronts=3", "green=3", "light=3", "quiet=2"),
        auditor="MK",
    )
    with opened.store.transaction() as tx:
        tx.add(audit, actor="ab")
    return opened


def test_the_table_of_sections_on_a_past_day_has_the_scores_of_that_day(audited, open_page):
    told = {}
    for name, day in (("now", None), ("past", BEFORE)):
        session = {state.DAY: day} if day else {}
        page = open_page("map", map_table_open=True, map_table_layer="sections", **session)
        assert not page.exception
        told[name] = " ".join(str(one.value.to_dict()) for one in page.dataframe)
    assert "90" in told["now"]
    assert "90" not in told["past"]
    assert "40" in told["past"]


def test_the_page_of_the_audit_shows_the_audits_of_the_day_and_changes_nothing_there(
    audited, open_page
):
    page = open_page("street_audit", audit_section="sec1")
    words = " ".join(one.value for one in page.markdown)
    assert "**90**" in words
    page = open_page("street_audit", audit_section="sec1", **{state.DAY: BEFORE})
    assert not page.exception
    words = " ".join(one.value for one in page.markdown)
    assert T("audit.delivered", score="40") in words
    assert T("audit.none_yet") in [one.value for one in page.info]
    assert T("audit.tab_walk") not in [one.label for one in page.tabs]


@pytest.mark.parametrize(("day", "is_scored"), [(date(2026, 10, 14), False), (None, True)])
def test_a_score_delivered_for_a_later_day_is_on_no_page_before_it(
    library, open_page, day, is_scored
):
    begun(library, sample_town.units(), layers=later_delivered())
    forget()
    past = {state.DAY: day} if day else {}
    page = open_page("map", map_table_open=True, map_table_layer="sections", **past)
    table = " ".join(str(one.value.to_dict()) for one in page.dataframe)
    assert ("80" in table) is is_scored
    page = open_page("street_audit", audit_section="sec2", **past)
    assert not page.exception
    words = " ".join(one.value for one in page.markdown)
    assert (T("audit.delivered", score="80") in words) is is_scored


@pytest.mark.parametrize("language", ["de", "en"])
def test_every_version_is_listed_with_its_day_and_its_auditor(audited, open_page, language):
    page = open_page("street_audit", language=language, audit_section="sec1")
    listed = " ".join(one.proto.body for one in page.get("html"))
    assert load(language).day(date(2026, 5, 20)) in listed
    assert "<div>MK</div>" in listed
