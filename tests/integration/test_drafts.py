"""Drafts that nobody touches any more: gone after a while, and not a day before."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from biwaq_geo.adapters.towns import FolderLibrary
from biwaq_geo.domain.drafts import Draft
from biwaq_geo.domain.errors import NotAllowedError
from biwaq_geo.domain.fields import Audience
from biwaq_geo.domain.requests import Request, Seeker
from biwaq_geo.services.drafts import (
    KEEP_DAYS,
    Typed,
    find_typed,
    forget_old,
    keep_typed,
    left_to_save,
    saved_meanwhile,
)
from biwaq_geo.services.requests import add_request
from biwaq_geo.services.retention import forget_what_is_due
from biwaq_geo.services.visible_store import VisibleStore
from tests import sample_town
from tests.store_samples import NOON

OLD = Draft("browser-1", "mark:1", {"note": "halb"}, saved_at=NOON)
TOUCHED = replace(OLD, form="mark:2", saved_at=NOON + timedelta(milliseconds=1))
LAST = NOON + timedelta(days=KEEP_DAYS)


def test_a_draft_goes_when_nobody_has_touched_it_for_35_days(store):
    assert KEEP_DAYS == 35
    for draft in (OLD, TOUCHED):
        store.keep_draft(draft)
    assert forget_old(store, lambda: LAST) == 0
    assert forget_old(store, lambda: LAST + timedelta(milliseconds=1)) == 1
    assert store.draft(owner=OLD.owner, form=OLD.form) is None
    assert store.draft(owner=TOUCHED.owner, form=TOUCHED.form) == TOUCHED
    assert store.revision() == 8


def test_the_daily_work_takes_old_drafts_from_every_town(tmp_path):
    library = FolderLibrary(tmp_path)
    town = library.create(sample_town.PROFILE, layers=sample_town.layers(), units=[])
    town.store.keep_draft(OLD)
    forget_what_is_due(library, today=LAST.date, now=lambda: LAST + timedelta(days=1))
    assert town.store.draft(owner=OLD.owner, form=OLD.form) is None


def test_the_public_deletes_no_drafts(store):
    with pytest.raises(NotAllowedError):
        VisibleStore(store, Audience.PUBLIC).drop_drafts_before(LAST)


@pytest.mark.parametrize("typed_since", [{}, {"title": "Zwei Räume"}])
def test_a_new_request_whose_answer_got_lost_stands_once(store, typed_since):
    where = {"owner": "browser-1", "form": "new", "kind": Request, "record_id": UUID(int=9)}
    typed = Typed(0, {"title": "Ein Raum", "seeker": Seeker.CLUB})
    keep_typed(store, lambda: NOON, typed=typed, **where)
    add_request(store, request_id=typed.act, values=typed.values, actor="A")

    # the session is lost before the draft is dropped: another one finds it
    back = find_typed(store, **where)
    assert saved_meanwhile(store, kind=Request, typed=back).title == "Ein Raum"
    add_request(store, request_id=back.act, values=back.values, actor="A")
    (saved,) = store.records(Request)
    later = replace(back, values={**back.values, **typed_since})
    assert left_to_save(store, saved, later) == typed_since


def test_a_new_record_that_was_not_saved_is_not_found(store):
    typed = Typed(0, {"title": "Ein Raum"})
    assert saved_meanwhile(store, kind=Request, typed=typed) is None
