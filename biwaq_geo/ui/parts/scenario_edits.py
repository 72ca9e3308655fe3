"""The edits of a scenario as a list: each can be changed, moved up, or taken out."""

import streamlit as st

from biwaq_geo.domain.comparison import Comparison, EditCost, Measured
from biwaq_geo.domain.scenarios import Scenario, ScenarioEdit
from biwaq_geo.reports.paper_edits import EditWords
from biwaq_geo.services import scenarios
from biwaq_geo.services.ports import Town
from biwaq_geo.texts import Texts
from biwaq_geo.texts.figures import band_figures
from biwaq_geo.ui import state
from biwaq_geo.ui.parts.plain import plain
from biwaq_geo.ui.parts.scenario_change import change_form
from biwaq_geo.ui.parts.scenario_saving import Saving, begun_at


def scenario_edits(
    town: Town,
    scenario: Scenario,
    comparison: Comparison,
    *,
    words: EditWords,
    change: Saving,
) -> None:
    """Show the edits with their costs, and do with them what the person asks for.

    Raises
    ------
    BiwaqError
        What was asked for is not possible; nothing was saved.
    """
    texts = words.texts
    st.subheader(texts("scenario.edits"))
    if not scenario.edits:
        st.info(texts("scenario.no_edits"))
    obstacles = {item.edit_id: item.obstacle for item in comparison.obstructed}
    asked = None
    for number, (edit, cost) in enumerate(
        zip(scenario.edits, comparison.costs, strict=True), start=1
    ):
        card = st.container(key=f"card_{edit.edit_id}")
        line = card.container(gap=None)
        line.markdown(f"**{number}.** {plain(words.say(edit))}")
        line.caption(_money(cost, texts))
        if str(edit.edit_id) in obstacles:
            line.warning(texts(f"paper.obstacle_{obstacles[str(edit.edit_id)]}", number=number))
        if scenario.locked_by is not None:
            continue
        with card:
            asked = _acts(edit, number, texts) or asked
            if st.session_state.get(state.CHANGED_EDIT) == edit.edit_id:
                made = change_form(edit, scenario, state.app().catalogues, texts)
                asked = ("change", made) if made is not None else asked
    # done after all cards are drawn, so that nothing typed in another one is lost
    if asked is not None:
        _do(town, *asked, change=change)


def _acts(edit: ScenarioEdit, number: int, texts: Texts) -> tuple[str, ScenarioEdit] | None:
    row = st.container(horizontal=True, gap="small", key=f"acts_{edit.edit_id}")
    acts = {"change": ":material/edit:", "remove": ":material/delete:"}
    if number > 1:
        acts = {"change": acts["change"], "up": ":material/arrow_upward:", **acts}
    pressed = None
    for act, icon in acts.items():
        label, key = texts(f"scenario.{act}"), f"scenario_{act}_{edit.edit_id}"
        if row.button(label, key=key, icon=icon, type="tertiary"):
            pressed = act
    if pressed == "change":
        open_now = st.session_state.get(state.CHANGED_EDIT)
        st.session_state[state.CHANGED_EDIT] = None if open_now == edit.edit_id else edit.edit_id
        return None
    return None if pressed is None else (pressed, edit)


def _do(town: Town, act: str, edit: ScenarioEdit, *, change: Saving) -> None:
    match act:
        case "remove":
            scenarios.remove_edit(town.store, edit_id=edit.edit_id, **change)
        case "up":
            scenarios.move_edit(town.store, edit_id=edit.edit_id, by=-1, **change)
        case _:
            seen = st.session_state[f"{state.CHANGED_EDIT}_seen"]
            scenarios.change_edit(town, state.app().catalogues, edit=edit, **begun_at(change, seen))
            st.session_state[state.CHANGED_EDIT] = None
    st.rerun()


def _money(cost: EditCost, texts: Texts) -> str:
    if cost.one_off is None and cost.yearly is None:
        return texts("scenario.cost_missing")
    bands = {"one_off": cost.one_off, "yearly": cost.yearly, "grant": cost.grant}
    said = {name: band_figures(band, Measured.EUR, texts)[0] for name, band in bands.items()}
    return plain(texts("scenario.cost_line", **said))
