"""What is to be done, the most overdue first."""

from collections.abc import Callable, Mapping, Sequence
from uuid import UUID

import streamlit as st

from biwaq_geo.domain.errors import BiwaqError
from biwaq_geo.domain.tasks import Task
from biwaq_geo.domain.units import CommercialUnit
from biwaq_geo.services import tasks
from biwaq_geo.services.ports import Store
from biwaq_geo.texts import Texts
from biwaq_geo.ui import state
from biwaq_geo.ui.parts.last_act import note_act
from biwaq_geo.ui.parts.plain import plain
from biwaq_geo.ui.parts.refusal import refuse
from biwaq_geo.ui.parts.unit_words import label

MOST_SHOWN = 60
MOST_DONE = 10


def tab_title(waiting: Sequence[Task], texts: Texts) -> str:
    """Name the tab with how many tasks wait, and how many of them for too long."""
    today = state.app().today()
    late = sum(task.due_on is not None and task.due_on < today for task in waiting)
    return texts("task.tab_late" if late else "task.tab", count=len(waiting), late=late)


def task_list(
    store: Store, waiting: Sequence[Task], units: Sequence[CommercialUnit], texts: Texts
) -> None:
    """Show the tasks, each with what can be done about it."""
    if not waiting:
        st.info(texts("task.none"))
    names = {unit.unit_id: label(unit, texts) for unit in units}
    for task in waiting[:MOST_SHOWN]:
        with st.container(border=True, key=f"card_{task.task_id}"):
            what, acts = st.columns([1, 1], vertical_alignment="center")
            with what, st.container(gap=None):
                _words(task, names, texts)
            # side by side where there is room, also on a phone
            with acts, st.container(horizontal=True, horizontal_alignment="right", gap="xsmall"):
                _acts(store, task, texts)
    if len(waiting) > MOST_SHOWN:
        st.caption(texts("task.more", count=len(waiting) - MOST_SHOWN))
    done = tasks.done_tasks(store, most=MOST_DONE)
    if done:
        with st.expander(texts("task.done_lately")):
            for task in done:
                _done(store, task, texts)


def _words(task: Task, names: Mapping[UUID, str], texts: Texts) -> None:
    today = state.app().today()
    st.markdown(f"**{plain(task.title)}**")
    where = names.get(task.unit_id, texts("task.unit_gone")) if task.unit_id else ""
    parts = [plain(part) for part in (where, task.assignee or "") if part]
    if task.due_on is not None:
        late = task.due_on < today
        key = "task.late" if late else "task.by"
        words = texts(key, day=texts.day(task.due_on), days=(today - task.due_on).days)
        parts.insert(0, f":red[:material/warning: {words}]" if late else words)
    st.caption(" · ".join(parts) or texts("task.no_day"))


def _acts(store: Store, task: Task, texts: Texts) -> None:
    key = f"{task.task_id}_{task.version}"
    if st.button(texts("task.finish"), key=f"task_finish_{key}", icon=":material/check:"):
        _try(
            "act.finished",
            lambda: tasks.finish(
                store,
                state.app().today,
                task_id=task.task_id,
                seen_version=task.version,
                actor=state.actor(),
            ),
            texts,
        )
    with st.popover(texts("task.move")):
        day = st.date_input(
            texts("task.due_on"), value=task.due_on, key=f"task_day_{key}", format="DD.MM.YYYY"
        )
        if st.button(texts("task.move_do"), key=f"task_move_{key}"):
            _try(
                "act.moved",
                lambda: tasks.move(
                    store,
                    task_id=task.task_id,
                    due_on=day,
                    seen_version=task.version,
                    actor=state.actor(),
                ),
                texts,
            )
    if task.unit_id is not None and st.button(texts("task.show"), key=f"task_show_{key}"):
        state.select_unit(task.unit_id)
        st.switch_page("screens/mark.py")
    if st.button(
        texts("task.remove"),
        key=f"task_remove_{key}",
        icon=":material/delete:",
        type="tertiary",
    ):
        _try(
            "act.removed",
            lambda: tasks.remove(
                store,
                state.app().today,
                task_id=task.task_id,
                seen_version=task.version,
                actor=state.actor(),
            ),
            texts,
        )


def _done(store: Store, task: Task, texts: Texts) -> None:
    card = st.container(key=f"card_{task.task_id}")
    what, again = card.columns([3, 2], vertical_alignment="center")
    what.caption(f"{plain(task.title)} – {texts('task.done_on', day=texts.day(task.done_on))}")
    key = f"task_reopen_{task.task_id}_{task.version}"
    if again.button(texts("task.reopen"), key=key, width="stretch"):
        _try(
            "act.reopened",
            lambda: tasks.reopen(
                store, task_id=task.task_id, seen_version=task.version, actor=state.actor()
            ),
            texts,
        )


def _try(what: str, act: Callable[[], Task], texts: Texts) -> None:
    try:
        saved = act()
    except BiwaqError as error:
        refuse(error, texts)
    else:
        note_act(what, saved)
        st.rerun()
