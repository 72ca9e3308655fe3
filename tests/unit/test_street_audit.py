"""The index of a street audit, computed by hand, and the street score that follows from it."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from biwaq_geo.analysis.street_audit import Index, audit_index
from biwaq_geo.analysis.street_score import scored_sections, street_score
from biwaq_geo.domain.audit_items import AuditGroup
from biwaq_geo.domain.street_audits import StreetAudit, score_texts, scores_of
from tests.sample_catalogues import AUDIT_ITEMS
from tests.sample_town import layers

SECTIONS = layers()["sections"]
MAY = date(2026, 5, 10)


def audit(number=1, section="sec1", on=MAY, score=70.0, **values):
    return StreetAudit(
        UUID(int=number), section, on, street_score=score, scores=("light=2",), **values
    )


def test_the_index_is_the_weighted_mean_of_what_was_assessed_out_of_three():
    # weights 1, 1, 2, 1; 100 x (3 + 0 + 2 x 2 + 1) / (3 x 5)
    found = audit_index({"light": 3, "quiet": 0, "green": 2, "fronts": 1}, AUDIT_ITEMS)
    assert found.whole.value == pytest.approx(100 * 8 / 15)
    assert (found.whole.known, found.whole.total) == (4, 4)


def test_parts_follow_the_same_rule():
    found = audit_index({"light": 3, "quiet": 0, "green": 2, "fronts": 1}, AUDIT_ITEMS).parts
    assert found[AuditGroup.CALM] == Index(50.0, 2, 2)
    assert found[AuditGroup.STAY].value == pytest.approx(200 / 3)
    assert AuditGroup.WALKING not in found


def test_what_was_not_assessed_is_left_out_and_not_filled_in():
    # 4 of 5 of the weight is enough: 100 x (3 + 2 x 3 + 3) / (3 x 4)
    found = audit_index({"light": 3, "green": 3, "fronts": 3}, AUDIT_ITEMS)
    assert found.whole == Index(100.0, 3, 4)
    # half of the part "calm" is too little for a figure
    assert found.parts[AuditGroup.CALM] == Index(None, 1, 2)


def test_below_three_fifths_of_the_weight_there_is_no_index():
    assert audit_index({"green": 3}, AUDIT_ITEMS).whole == Index(None, 1, 4)
    assert audit_index({"green": 3, "light": 3}, AUDIT_ITEMS).whole == Index(100.0, 2, 4)
    assert audit_index({}, AUDIT_ITEMS).whole == Index(None, 0, 4)


def test_a_score_of_an_item_that_the_catalogue_lost_counts_nowhere():
    scores = {"light": 1, "quiet": 1, "green": 1, "fronts": 1}
    assert audit_index({**scores, "old": 3}, AUDIT_ITEMS) == audit_index(scores, AUDIT_ITEMS)


@given(st.dictionaries(st.sampled_from(list(AUDIT_ITEMS)), st.integers(0, 3)))
def test_a_better_score_never_lowers_the_index(scores):
    before = audit_index(scores, AUDIT_ITEMS).whole
    for key in scores:
        after = audit_index({**scores, key: 3}, AUDIT_ITEMS).whole
        assert (before.value is None) == (after.value is None)
        assert before.value is None or 0 <= before.value <= after.value <= 100


@given(st.dictionaries(st.sampled_from(list(AUDIT_ITEMS)), st.integers(0, 3)))
def test_scores_come_back_from_the_form_in_which_they_are_kept(scores):
    assert scores_of(replace(audit(), scores=score_texts(scores))) == scores


def test_an_audit_takes_the_place_of_the_delivered_score():
    found = scored_sections(SECTIONS, [audit()])
    assert found.loc["sec1", "street_score"] == 70.0
    assert found.loc["sec1", "scored_on"] == "2026-05-10"
    assert found["street_score"].isna().tolist() == [False, True]
    # the frame that was given stays as it is
    assert SECTIONS.loc["sec1", "street_score"] == 40.0
    assert street_score(found).value == 70.0


def test_the_last_audit_holds_and_on_an_earlier_day_the_one_before():
    both = [audit(1, score=70.0), audit(2, on=date(2026, 6, 1), score=80.0)]
    assert scored_sections(SECTIONS, both).loc["sec1", "street_score"] == 80.0
    on = {day: scored_sections(SECTIONS, both, day=date(2026, 5, day)) for day in (9, 10, 31)}
    assert [on[day].loc["sec1", "street_score"] for day in on] == [40.0, 70.0, 70.0]


def test_what_lies_in_the_bin_has_no_index_or_is_of_no_section_counts_nowhere():
    listed = [
        audit(1, removed_on=MAY),
        audit(2, score=None),
        audit(3, section="gone"),
    ]
    assert scored_sections(SECTIONS, listed) is SECTIONS


def test_the_order_in_which_audits_are_read_does_not_matter():
    same_day = [audit(1, score=10.0), audit(2, score=20.0)]
    found = [scored_sections(SECTIONS, x) for x in (same_day, same_day[::-1])]
    assert [one.loc["sec1", "street_score"] for one in found] == [20.0, 20.0]
