"""What can be done with a scenario as a whole."""

from collections.abc import Sequence

import streamlit as st

from biwaq_geo.domain.comparison import Comparison
from biwaq_geo.domain.scenario_race import ScenarioRaceError
from biwaq_geo.domain.scenarios import Scenario
from biwaq_geo.reports.paper_scene import can_be_taken
from biwaq_geo.services import scenario_acts, scenarios
from biwaq_geo.services.ports import Store, Town
from biwaq_geo.texts import Texts
from biwaq_geo.ui import state
from biwaq_geo.ui.parts import thinking
from biwaq_geo.ui.parts.paper_file import demo_mark
from biwaq_geo.ui.parts.plain import plain
from biwaq_geo.ui.parts.scenario_race import told
from biwaq_geo.ui.parts.scenario_saving import Saving, saving
from biwaq_geo.ui.who import asked_later


def take_along(town: Town, scenario: Scenario, change: Saving, texts: Texts) -> None:
    """Show the ways out of the page: the room, the paper, the recycle bin."""
    taken = _added_layers(texts)
    ways = st.container(key="scenario_ways", horizontal=True, vertical_alignment="center")
    ways.page_link(
        "screens/council.py", label=texts("scenario.present"), icon=":material/co_present:"
    )
    asked = asked_later()
    ways.download_button(
        texts("scenario.paper"),
        # set only when somebody wants it
        data=lambda: thinking.paper(asked(), town, scenario, texts, taken=taken),
        file_name=_file_name(town, scenario, texts),
        mime="application/pdf",
        key="scenario_paper",
        icon=":material/picture_as_pdf:",
        on_click="ignore",
    )
    if ways.button(texts("scenario.archive"), key="scenario_archive", icon=":material/delete:"):
        scenario_acts.archive(town.store, **change)
        state.change(state.SCENARIO, scenarios.DO_NOTHING)
        st.rerun()


def _added_layers(texts: Texts) -> Sequence[str]:
    """Let the person choose the added layers of the paper, at first those on the map."""
    offered = {x.key: texts.of(x.title) for x in state.layers()[0] if can_be_taken(x)}
    if not offered:
        return ()
    on = {x.key for x in state.layers()[0] if st.session_state.get(f"layer_{x.key}", x.visible)}
    return st.multiselect(
        texts("scenario.paper_layers"),
        list(offered),
        [key for key in offered if key in on],
        key="scenario_paper_layers",
        format_func=offered.__getitem__,
        help=texts("scenario.paper_layers_help"),
    )


def _file_name(town: Town, scenario: Scenario, texts: Texts) -> str:
    # a name of ours: the scenario's own may hold what a file system does not bear
    return f"{texts('scenario.file_name')}{demo_mark(town)}-{scenario.scenario_id.hex[:8]}.pdf"


def in_the_bin(store: Store, scenario: Scenario, change: Saving, texts: Texts) -> None:
    """Say who threw the scenario away while it was open here, and offer to bring it back."""
    if not scenario.archived:
        return
    last = scenario_acts.history(store, scenario.scenario_id)[0]
    st.warning(
        texts("scenario.thrown", by=plain(last.actor), time=texts.time(last.at)),
        icon=":material/delete:",
    )
    if st.button(texts("scenario.bring_back"), key="scenario_bring_back"):
        scenario_acts.restore(store, **change)
        st.rerun()


def recycle_bin(store: Store, scenario: Scenario, texts: Texts) -> None:
    """Offer the scenarios in the recycle bin; the one that is open has its own offer above."""
    for thrown in store.scenarios(archived=True):
        if thrown.scenario_id == scenario.scenario_id or not thrown.archived:
            continue
        # in every run: what comes back is what the person saw beside the button
        change = saving(thrown)
        if st.button(
            texts("scenario.restore", name=plain(thrown.name)),
            key=f"scenario_restore_{thrown.scenario_id}",
        ):
            with told(thrown, texts):
                _restore(store, change)


def _restore(store: Store, change: Saving) -> None:
    try:
        scenario_acts.restore(store, **change)
    except ScenarioRaceError:
        # its own page asks what is to become of it
        state.change(state.SCENARIO, change["scenario_id"])
        raise
    state.change(state.SCENARIO, change["scenario_id"])
    st.rerun()


def moved_baseline(store: Store, change: Saving, comparison: Comparison, texts: Texts) -> None:
    """Say how far the register has moved since the baseline, and offer to follow."""
    if not comparison.changed_units:
        return
    st.info(texts("scenario.baseline_moved", count=comparison.changed_units))
    if st.button(texts("scenario.baseline_now"), key="scenario_baseline"):
        scenarios.move_baseline(store, **change)
        st.rerun()
