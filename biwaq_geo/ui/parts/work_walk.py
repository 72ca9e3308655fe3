"""The shortest walk over the chosen units: map, list and the sheet to print."""

from collections.abc import Sequence

import streamlit as st
from shapely import Point

from biwaq_geo.domain.assumptions import RANGES, WALK_SPEED
from biwaq_geo.domain.errors import BiwaqError
from biwaq_geo.domain.units import CommercialUnit
from biwaq_geo.reports.walk_map import WalkFrame, walk_map
from biwaq_geo.reports.walk_sheet import place, summary, walk_sheet
from biwaq_geo.services.ports import Town
from biwaq_geo.services.walk_plan import MOST_UNITS, WalkPlan, plan_walk
from biwaq_geo.texts import Texts
from biwaq_geo.ui import state
from biwaq_geo.ui.parts import thinking
from biwaq_geo.ui.parts.paper_file import demo_mark, paper_file
from biwaq_geo.ui.parts.plain import plain
from biwaq_geo.ui.parts.refusal import refuse

SCREEN_MM = (110.0, 92.0)
"""Small on paper, so that numbers are large on the screen."""

ANYWHERE = ""


def walk(town: Town, chosen: Sequence[CommercialUnit], texts: Texts) -> None:
    """Ask how to walk, and show the walk over the first of the chosen units."""
    st.caption(texts("work.walk_help", most=MOST_UNITS))
    start, closed, speed = _how(town, texts)
    key = (town.profile.key, tuple((u.unit_id, u.version) for u in chosen), start, closed, speed)
    if st.button(
        texts("work.walk_do", count=min(len(chosen), MOST_UNITS)),
        key="work_walk",
        type="primary",
        icon=":material/directions_walk:",
        disabled=not chosen,
        width="stretch",
    ):
        with st.spinner(texts("work.walk_thinking")):
            try:
                plan = plan_walk(
                    town,
                    chosen,
                    speed_kmh=speed,
                    start=start,
                    closed=closed,
                    network=thinking.ground(town).network,
                )
            except BiwaqError as error:
                refuse(error, texts)
                return
        st.session_state[state.WORK_WALK] = (key, plan)
    known, plan = st.session_state.get(state.WORK_WALK, (None, None))
    if plan is not None and known == key:
        _show(town, plan, texts)


def _how(town: Town, texts: Texts) -> tuple[Point | None, bool, float]:
    left, right = st.columns(2)
    services = town.layer("services")
    start = left.selectbox(
        texts("work.walk_start"),
        [ANYWHERE, *services.index],
        key="work_walk_start",
        format_func=lambda key: services["name"].loc[key] if key else texts("work.walk_anywhere"),
    )
    low, high = RANGES[WALK_SPEED]
    usual = state.app().catalogues.assumptions[WALK_SPEED].value.expected
    speed = right.number_input(
        texts("work.walk_speed"), low, high, usual, step=0.1, format="%.1f", key="work_walk_speed"
    )
    closed = st.checkbox(texts("work.walk_closed"), value=True, key="work_walk_closed")
    return services.geometry.loc[start] if start else None, closed, speed


def _show(town: Town, plan: WalkPlan, texts: Texts) -> None:
    layers, _ = state.layers()
    st.markdown(summary(plan, texts))
    if plan.left_out:
        st.info(texts("walk.left_out", taken=len(plan.units), count=len(plan.left_out)))
    if plan.walk.unreachable:
        named = "; ".join(place(plan.units[str(x)], texts) for x in plan.walk.unreachable)
        st.warning(texts("walk.unreachable", named=plain(named)))
    day = state.app().today()
    frame = WalkFrame(*SCREEN_MM, language=texts.language, day=day)
    st.image(
        walk_map(town, plan, layers=layers, frame=frame).picture.decode(),
        width="stretch",
        alt=texts("walk.alt", town=town.profile.name, stops=len(plan.walk.stops)),
    )
    paper_file(
        texts("work.walk_sheet"),
        lambda: walk_sheet(town, plan, layers, texts=texts, day=day),
        file_name=f"{texts('walk.title')}{demo_mark(town)}-{day.isoformat()}",
        key="work_walk_sheet",
        width="stretch",
    )
    rows = [
        (number, plain(place(plan.units[str(label)], texts)))
        for number, stop in enumerate(plan.walk.stops, start=1)
        for label in stop.labels
    ]
    st.table(
        {texts("walk.number"): [n for n, _ in rows], texts("walk.place"): [w for _, w in rows]},
        border="horizontal",
        hide_index=True,
    )
