"""Audits and counts in the register: saved once, taken back, in conflict, in the bin."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace
from uuid import UUID

import pytest
from shapely import Point

from biwaq_geo.domain.errors import (
    DateInFutureError,
    FieldFixedError,
    NumberRangeError,
    OutsideTownError,
    TextTooLongError,
)
from biwaq_geo.domain.errors.street import (
    AuditScoreError,
    CountTimeError,
    NothingAssessedError,
    SectionNotFoundError,
)
from biwaq_geo.domain.events import Action
from biwaq_geo.domain.fields import Audience
from biwaq_geo.domain.foot_counts import FootCount
from biwaq_geo.domain.merge import RaceLostError
from biwaq_geo.domain.street_audits import StreetAudit
from biwaq_geo.domain.visibility import as_seen, sees_kind
from biwaq_geo.services.foot_counts import add_count, edit_count, foot_counts, middle_of
from biwaq_geo.services.recycle import in_bin, remove, restore
from biwaq_geo.services.street_audits import (
    add_audit,
    audits,
    changes,
    edit_audit,
    sections_scored,
)
from biwaq_geo.services.undo import undo_last
from tests.sample_catalogues import AUDIT_ITEMS
from tests.sample_town import X0, Y0, layers

AUDIT, COUNT = UUID(int=800), UUID(int=810)
TODAY = date(2026, 5, 20)
NOW = datetime(2026, 5, 20, 9, 0, tzinfo=UTC)
ALL = ("fronts=1", "green=2", "light=3", "quiet=0")
WHO = {"actor": "mk"}
SEEN = {"section_id": "sec1", "audited_on": date(2026, 5, 19), "scores": ALL, "auditor": " MK "}
COUNTED = {
    "place": Point(X0 + 100, Y0 + 200),
    "section_id": "sec1",
    "started_at": NOW - timedelta(minutes=20),
    "minutes": 15,
    "persons": 42,
}


@pytest.fixture
def town(store):
    shapes = layers()
    return SimpleNamespace(store=store, layer=shapes.__getitem__)


def today():
    return TODAY


def now():
    return NOW


def audited(town, audit_id=AUDIT, **values):
    return add_audit(town, today, AUDIT_ITEMS, audit_id=audit_id, values=SEEN | values, **WHO)


def counted(town, **values):
    return add_count(town, now, count_id=COUNT, values=COUNTED | values, **WHO)


def test_an_audit_is_saved_once_with_its_index(town):
    first, again = audited(town), audited(town)
    assert first == again == town.store.record(StreetAudit, AUDIT)
    # 100 x (1 + 2 x 2 + 3) / (3 x 5)
    assert (first.street_score, first.items_known, first.items_total) == (53.3, 4, 4)
    assert first.auditor == "MK"
    assert len(town.store.events(subject_id=AUDIT)) == 1


@pytest.mark.parametrize(
    ("values", "error"),
    [
        ({"section_id": "sec9"}, SectionNotFoundError),
        ({"audited_on": TODAY + timedelta(days=1)}, DateInFutureError),
        ({"scores": ()}, NothingAssessedError),
        ({"scores": ("light=4",)}, AuditScoreError),
        ({"scores": ("moon=1",)}, AuditScoreError),
        ({"scores": ("light=x",)}, AuditScoreError),
        ({"note": "x" * 2001}, TextTooLongError),
        ({"version": 3}, FieldFixedError),
    ],
)
def test_an_audit_with_a_mistake_is_refused_by_name(town, values, error):
    before = town.store.revision()
    with pytest.raises(error):
        audited(town, **values)
    assert town.store.revision() == before


def test_the_street_score_follows_the_audit_and_each_day_keeps_its_own(town):
    audited(town)
    revision = town.store.revision()
    audited(town, UUID(int=801), audited_on=TODAY, scores=("green=3", "light=3"))
    assert sections_scored(town).loc["sec1", "street_score"] == 100.0
    assert sections_scored(town, day=date(2026, 5, 19)).loc["sec1", "street_score"] == 53.3
    assert sections_scored(town, at_revision=revision).loc["sec1", "street_score"] == 53.3
    assert sections_scored(town, at_revision=8).loc["sec1", "street_score"] == 40.0
    assert [one.audited_on for one in audits(town.store, section_id="sec1")] == [
        TODAY,
        date(2026, 5, 19),
    ]
    assert audits(town.store, section_id="sec2") == []


def test_too_little_assessed_is_kept_without_an_index_and_changes_no_score(town):
    made = audited(town, scores=("green=3",))
    assert (made.street_score, made.items_known) == (None, 1)
    assert sections_scored(town).loc["sec1", "street_score"] == 40.0


def test_two_audits_of_a_section_are_compared_item_by_item(town):
    old = audited(town)
    new = audited(town, UUID(int=801), scores=("green=3", "light=2", "quiet=0"))
    found = {one.key: (one.before, one.after) for one in changes(old, new, AUDIT_ITEMS)}
    assert found == {"light": (3, 2), "quiet": (0, 0), "green": (2, 3), "fronts": (1, None)}


def test_a_correction_works_the_index_out_anew_and_can_be_taken_back(town):
    first = audited(town)
    better = {"scores": ("fronts=3", "green=3", "light=3", "quiet=3")}
    change = {"seen": first, "values": better, **WHO}
    saved = edit_audit(town, today, AUDIT_ITEMS, **change)
    assert (saved.street_score, saved.version) == (100.0, 2)
    assert town.store.events(subject_id=AUDIT)[-1].action is Action.EDITED
    back = undo_last(town.store, kind=StreetAudit, record_id=AUDIT, seen_version=2, actor="mk")
    assert replace(back, version=1) == first


def test_an_item_that_the_catalogue_no_longer_has_hinders_no_correction(town):
    seen = audited(town)
    fewer = {key: item for key, item in AUDIT_ITEMS.items() if key != "quiet"}
    with_note = {"note": "nach dem Umbau"}
    made = edit_audit(town, today, fewer, seen=seen, values=with_note, **WHO)
    assert (made.note, made.scores, made.items_known) == ("nach dem Umbau", ALL, 3)
    moved = {"scores": ("light=3", "quiet=2")}
    with pytest.raises(AuditScoreError):
        edit_audit(town, today, fewer, seen=made, values=moved, **WHO)


def test_of_two_who_correct_one_audit_the_second_is_told(town):
    first = audited(town)
    edit_audit(
        town, today, AUDIT_ITEMS, seen=first, values={"scores": ("green=3", "light=3")}, **WHO
    )
    with pytest.raises(RaceLostError) as told:
        edit_audit(
            town, today, AUDIT_ITEMS, seen=first, values={"scores": ("green=0", "light=0")}, **WHO
        )
    # scores and index are one statement
    (group,) = told.value.conflict.choices
    assert {race.field for race in group} >= {"scores", "street_score"}
    assert town.store.record(StreetAudit, AUDIT).street_score == 100.0


def test_a_removed_audit_counts_nowhere_and_comes_back(town):
    first = audited(town)
    gone = remove(town.store, today, kind=StreetAudit, record_id=AUDIT, seen_version=1, **WHO)
    assert in_bin(town.store) == [gone]
    assert audits(town.store) == []
    assert sections_scored(town).loc["sec1", "street_score"] == 40.0
    restore(town.store, records=[gone], batch=UUID(int=9), **WHO)
    assert audits(town.store)[0].scores == first.scores


def test_the_public_sees_the_index_and_neither_who_looked_nor_each_score(town):
    seen = as_seen(audited(town, note="Haus 5 verfällt"), Audience.PUBLIC)
    assert (seen.street_score, seen.items_known) == (53.3, 4)
    assert (seen.auditor, seen.note, seen.scores) == ("", None, ())
    assert not sees_kind(FootCount, Audience.PUBLIC)


def test_a_count_is_saved_once_and_comes_back_as_it_was(town):
    made = counted(town)
    assert counted(town) == made == town.store.record(FootCount, COUNT)
    assert foot_counts(town.store) == [made]
    assert (made.place.x, made.minutes, made.persons) == (X0 + 100, 15, 42)
    assert made.started_at == NOW - timedelta(minutes=20)


@pytest.mark.parametrize(
    ("values", "error"),
    [
        ({"place": Point(0, 0)}, OutsideTownError),
        ({"place": Point()}, OutsideTownError),
        ({"section_id": "sec9"}, SectionNotFoundError),
        ({"started_at": NOW + timedelta(minutes=1)}, CountTimeError),
        ({"minutes": 0}, NumberRangeError),
        ({"minutes": 241}, NumberRangeError),
        ({"persons": -1}, NumberRangeError),
        ({"weather": "x" * 121}, TextTooLongError),
    ],
)
def test_a_count_with_a_mistake_is_refused_by_name(town, values, error):
    before = town.store.revision()
    with pytest.raises(error):
        counted(town, **values)
    assert town.store.revision() == before


def test_nobody_passing_is_a_count_as_well(town):
    assert counted(town, persons=0).persons == 0


def test_of_two_who_correct_one_count_both_are_heard_where_they_differ(town):
    first = counted(town)
    edit_count(town, now, seen=first, changes={"persons": 43}, **WHO)
    with pytest.raises(RaceLostError) as told:
        edit_count(town, now, seen=first, changes={"weather": "Regen"}, **WHO)
    assert told.value.conflict.choices == ()
    with pytest.raises(RaceLostError):
        edit_count(town, now, seen=first, changes={"persons": 44}, **WHO)


def test_the_middle_of_a_section_is_where_one_stands(town):
    assert middle_of(town, "sec1") == Point(X0 + 100, Y0 + 200)
    with pytest.raises(SectionNotFoundError):
        middle_of(town, "sec9")
