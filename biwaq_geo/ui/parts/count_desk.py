"""Counting people: with the thumb or typed in; what was counted is a draft until it is saved."""

from datetime import date, datetime, time, timedelta
from functools import partial
from uuid import NAMESPACE_OID, UUID, uuid5

import streamlit as st

from biwaq_geo.domain.foot_counts import FootCount
from biwaq_geo.domain.local_time import LOCAL_ZONE
from biwaq_geo.services.drafts import saved_meanwhile
from biwaq_geo.services.foot_counts import add_count
from biwaq_geo.services.ports import Town
from biwaq_geo.texts import Texts
from biwaq_geo.ui import state
from biwaq_geo.ui.parts.conflict import save
from biwaq_geo.ui.parts.count_place import Spot
from biwaq_geo.ui.parts.draft_form import DraftForm
from biwaq_geo.ui.parts.draft_notice import draft_notice
from biwaq_geo.ui.parts.last_act import note_act
from biwaq_geo.ui.parts.tap_counter import Tapped, tap_counter

START = "started_at"
_NUMBERS = ("minutes", "persons")
_WORDS = ("weather", "counted_by", "note")
_SAVED_TAP, _TAP = "count_saved_tap", "count_tap"
_USUAL = timedelta(minutes=15)


def count_desk(town: Town, spot: Spot, texts: Texts) -> None:
    """Count or type in a count at the place."""
    form = DraftForm(
        town.store,
        "count",
        blank := _blank(spot),
        {name: getattr(blank, name) for name in (START, *_NUMBERS, *_WORDS)},
        whole=True,
    )
    form.prepare()
    if form.draft is not None and saved_meanwhile(town.store, kind=FootCount, typed=form.draft):
        # it was saved and only the answer got lost
        form.drop()
    key = f"biwaq-count-{town.profile.key}-{spot.key}"
    taken = tap_counter(key, texts, forget=st.session_state.get(_SAVED_TAP))
    if taken is not None:
        _take(form, taken)
        st.rerun()
    st.markdown(f"**{texts('count.typed')}**")
    _when(form, texts)
    left, right = st.columns(2)
    for column, name in zip((left, right), _NUMBERS, strict=True):
        with column:
            form.draw(name, texts)
    for name in _WORDS:
        form.draw(name, texts)
    asked = st.button(texts("count.save"), key="count_save", type="primary", width="stretch")
    draft_notice(form, texts)
    if asked:
        values = {**form.values, "section_id": spot.section_id, "place": spot.place}
        save(
            form,
            lambda: add_count(
                town, state.app().now, count_id=form.act, values=values, actor=state.actor()
            ),
            texts,
            partial(_saved, form, spot),
        )


def _blank(spot: Spot) -> FootCount:
    """Return what the draft of a new count hangs on: the same one for the same place."""
    stand_in: UUID = uuid5(NAMESPACE_OID, f"count {spot.key}")
    began = st.session_state.setdefault(
        f"count_began_{spot.key}", (state.app().now() - _USUAL).replace(second=0, microsecond=0)
    )
    return FootCount(
        stand_in,
        place=spot.place,
        started_at=began,
        minutes=15,
        persons=0,
        counted_by=state.actor(),
        version=0,
    )


def _take(form: DraftForm[FootCount], taken: Tapped) -> None:
    """Put what was counted into the boxes, and keep it as a draft."""
    st.session_state[_TAP] = taken.tap_id
    told = {START: taken.since, "minutes": taken.minutes, "persons": taken.persons}
    for name, value in told.items():
        st.session_state[form.box_key(name)] = value
    for name in ("day", "time"):
        st.session_state.pop(f"{form.key}_{name}", None)
    form.keep("persons")


def _when(form: DraftForm[FootCount], texts: Texts) -> None:
    began = form.values[START]
    assert isinstance(began, datetime)  # noqa: S101 -- the field's own type
    local = began.astimezone(LOCAL_ZONE)
    day_key, time_key = f"{form.key}_day", f"{form.key}_time"
    st.session_state.setdefault(day_key, local.date())
    st.session_state.setdefault(time_key, local.time().replace(second=0, microsecond=0))
    left, right = st.columns(2)
    moved = partial(_moved, form, day_key, time_key)
    left.date_input(texts("count.day"), key=day_key, format="DD.MM.YYYY", on_change=moved)
    right.time_input(texts("count.time"), key=time_key, step=60, on_change=moved)


def _moved(form: DraftForm[FootCount], day_key: str, time_key: str) -> None:
    day: date | None = st.session_state[day_key]
    at: time | None = st.session_state[time_key]
    if day is None or at is None:
        return
    st.session_state[form.box_key(START)] = datetime.combine(day, at, tzinfo=LOCAL_ZONE)
    form.keep(START)


def _saved(form: DraftForm[FootCount], spot: Spot, count: FootCount) -> None:
    st.session_state[_SAVED_TAP] = st.session_state.pop(_TAP, None)
    for name in ("day", "time"):
        st.session_state.pop(f"{form.key}_{name}", None)
    st.session_state.pop(f"count_began_{spot.key}", None)
    note_act("act.added", count)
    st.rerun()
