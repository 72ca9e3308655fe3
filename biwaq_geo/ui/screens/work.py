"""Page: work lists: what is to be looked at, changed, done and walked to."""

import streamlit as st

from biwaq_geo.domain.filters import SavedFilter
from biwaq_geo.domain.tasks import Task
from biwaq_geo.services.tasks import open_tasks
from biwaq_geo.ui import state
from biwaq_geo.ui.parts import work_acts
from biwaq_geo.ui.parts.frame import demo_banner
from biwaq_geo.ui.parts.last_act import last_act
from biwaq_geo.ui.parts.list_map import list_map, map_beside
from biwaq_geo.ui.parts.live import watch_the_register
from biwaq_geo.ui.parts.task_list import tab_title, task_list
from biwaq_geo.ui.parts.work_case import case
from biwaq_geo.ui.parts.work_filter import work_list
from biwaq_geo.ui.parts.work_table import work_table
from biwaq_geo.ui.parts.work_walk import walk

texts, town = state.texts(), state.town()
st.title(texts("work.title"))
st.caption(texts("work.intro"))
demo_banner()
last_act(town, texts, Task, SavedFilter)

units, waiting = town.store.units(), open_tasks(town.store)
lists, to_do = st.tabs([texts("work.tab_lists"), tab_title(waiting, texts)])
with lists, st.container(key="work_desk"):
    # on a phone the map comes below the list, and the acts below both
    on_map = map_beside(texts)
    table, beside = st.columns([1, 1] if on_map else [5, 3], gap="medium")
    with table:
        listed = work_list(town.store, units, texts)
        chosen = work_table(listed, texts)
        st.caption(texts("work.chosen", count=len(chosen.units), total=len(listed)))
    if on_map:
        with beside:
            list_map(town, listed, chosen.units, texts)
    with st.container() if on_map else beside:
        # in a box of its own: a message that comes and goes must not close the open tab
        with st.container():
            work_acts.what_was_done(town.store, texts)
            if not chosen.units:
                st.info(texts("work.choose_first"), icon=":material/checklist:")
        titles = [texts(f"work.{name}") for name in ("confirm", "walk", "change", "case", "task")]
        confirm, way, change, cases, task = st.tabs(titles)
        with confirm:
            work_acts.confirm(town.store, chosen, texts)
        with way:
            walk(town, chosen.units, texts)
        with change:
            work_acts.change(town.store, chosen, texts)
        with cases:
            case(town.store, chosen, texts)
        with task:
            work_acts.task(town.store, chosen, texts)
with to_do:
    task_list(town.store, waiting, units, texts)
watch_the_register()
