"""What can be done with the chosen units of a work list in one act."""

from collections.abc import Callable
from enum import StrEnum
from typing import TypeVar
from uuid import UUID, uuid4, uuid5

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from biwaq_geo.domain.errors import BiwaqError, UnitsRefusedError
from biwaq_geo.domain.unit_values import LocationClass, OwnerClass, VacancyKind
from biwaq_geo.domain.units import MARKABLE, DatePrecision, Mark, UnitKind
from biwaq_geo.services.batches import undo_batch
from biwaq_geo.services.bulk import BulkChange, BulkDone, change_units, confirm_checked
from biwaq_geo.services.ports import Store
from biwaq_geo.services.tasks import NewTask, add_tasks
from biwaq_geo.texts import Texts
from biwaq_geo.ui import state
from biwaq_geo.ui.parts.plain import error_words, plain
from biwaq_geo.ui.parts.refusal import refuse
from biwaq_geo.ui.parts.work_table import Chosen

MOST_REFUSED = 20

Choice = TypeVar("Choice", bound=StrEnum)


def what_was_done(store: Store, texts: Texts) -> None:
    """Say what the last act did, and offer to take it back."""
    done: tuple[str, UUID | None, dict[str, int]] | None = st.session_state.get(state.WORK_DONE)
    if done is None:
        return
    what, batch, counts = done
    st.success(texts(f"work.done_{what}", **counts), icon=":material/check_circle:")
    if batch is None or not counts.get("count"):
        return
    if st.button(texts("work.undo"), key="work_undo", icon=":material/undo:", width="stretch"):
        try:
            again = undo_batch(store, state.app().today, batch=batch, actor=state.actor())
        except BiwaqError as error:
            refuse(error, texts)
            return
        st.session_state[state.WORK_DONE] = ("undone", again, counts)
        st.rerun()


def confirm(store: Store, chosen: Chosen, texts: Texts) -> None:
    """Note that the chosen units were looked at today and are unchanged."""
    st.caption(texts("work.confirm_help"))
    if st.button(
        texts("work.confirm_do" if chosen.units else "work.confirm_none", count=len(chosen.units)),
        key="work_confirm",
        type="primary",
        icon=":material/visibility:",
        disabled=not chosen.units,
        width="stretch",
    ):
        act(
            "confirmed",
            lambda batch: confirm_checked(
                store, state.app().today, seen=chosen.seen, batch=batch, actor=state.actor()
            ),
            texts,
        )


def change(store: Store, chosen: Chosen, texts: Texts) -> None:
    """Give the chosen units the same values."""
    st.caption(texts("work.change_help"))
    with st.form("work_change", border=False):
        left, right = st.columns(2)
        to_state = left.selectbox(
            texts("field.state"),
            MARKABLE,
            index=None,
            key="work_to_state",
            placeholder=texts("work.as_it_is"),
            format_func=lambda value: texts(f"state.{value}"),
        )
        since = right.date_input(
            texts("mark.since"), value=None, key="work_since", format="DD.MM.YYYY"
        )
        wanted = BulkChange(
            mark=Mark(to_state, since=since, since_precision=_precision(since))
            if to_state
            else None,
            kind=_choice(left, UnitKind, "kind", texts),
            vacancy_kind=_choice(right, VacancyKind, "vacancy_kind", texts),
            owner_class=_choice(left, OwnerClass, "owner_class", texts),
            location_class=_choice(right, LocationClass, "location_class", texts),
            next_check_on=left.date_input(
                texts("work.next"), value=None, key="work_next_check", format="DD.MM.YYYY"
            ),
        )
        sent = st.form_submit_button(
            texts("work.change_do", count=len(chosen.units)),
            type="primary",
            disabled=not chosen.units,
            width="stretch",
        )
    if sent:
        act(
            "changed",
            lambda batch: change_units(
                store,
                state.app().today,
                seen=chosen.seen,
                change=wanted,
                batch=batch,
                actor=state.actor(),
            ),
            texts,
        )


def task(store: Store, chosen: Chosen, texts: Texts) -> None:
    """Add a task for each of the chosen units, or one for none of them."""
    st.caption(
        texts("work.task_help" if chosen.units else "work.task_general", count=len(chosen.units))
    )
    # the boxes are new with each act, so that a task is not added again by a second click
    batch: UUID = st.session_state.setdefault(state.WORK_BATCH, uuid4())
    with st.form("work_task", border=False):
        title = st.text_input(texts("task.title"), key=f"work_task_title_{batch}", max_chars=200)
        left, right = st.columns(2)
        due_on = left.date_input(
            texts("task.due_on"), value=None, key=f"work_task_due_{batch}", format="DD.MM.YYYY"
        )
        assignee = right.text_input(
            texts("task.assignee"), key=f"work_task_who_{batch}", max_chars=120
        )
        sent = st.form_submit_button(texts("task.add"), type="primary", width="stretch")
    if not sent:
        return
    # an id for each unit, the same for as long as the act is not done
    about: list[UUID | None] = list(chosen.seen)
    made = [
        NewTask(uuid5(batch, str(unit_id)), title, unit_id, due_on, assignee)
        for unit_id in about or [None]
    ]
    try:
        add_tasks(store, state.app().today, tasks=made, actor=state.actor())
    except BiwaqError as error:
        refuse(error, texts, box=f"work_task_title_{batch}")
        return
    _finish("tasked", None, {"count": len(made)})


def act(what: str, run: Callable[[UUID], BulkDone], texts: Texts) -> None:
    """Do something with many units in one act, and say what came of it."""
    try:
        done = run(st.session_state.setdefault(state.WORK_BATCH, uuid4()))
    except UnitsRefusedError as error:
        refuse(error, texts)
        for name, why in error.refusals[:MOST_REFUSED]:
            st.caption(f"{plain(name)}: {error_words(why, texts)}")
        return
    except BiwaqError as error:
        refuse(error, texts)
        return
    _finish(what, done.batch, {"count": done.changed, "already": done.already})


def _finish(what: str, batch: UUID | None, counts: dict[str, int]) -> None:
    st.session_state[state.WORK_DONE] = (what, batch, counts)
    st.session_state.pop(state.WORK_BATCH, None)
    st.session_state.pop(state.WORK_SEEN, None)
    st.rerun()


def _precision(since: object) -> DatePrecision:
    return DatePrecision.DAY if since else DatePrecision.ESTIMATED


def _choice(where: DeltaGenerator, kind: type[Choice], name: str, texts: Texts) -> Choice | None:
    return where.selectbox(
        texts(f"field.{name}"),
        list(kind),
        index=None,
        key=f"work_to_{name}",
        placeholder=texts("work.as_it_is"),
        format_func=lambda value: texts(f"{name}.{value}"),
    )
