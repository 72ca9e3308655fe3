"""The edits of a scenario as a list that can be shortened."""

from uuid import UUID

import streamlit as st

from biwaq_geo.domain.comparison import Comparison, EditCost, Measured
from biwaq_geo.domain.scenarios import Scenario
from biwaq_geo.reports.paper_edits import EditWords
from biwaq_geo.texts import Texts
from biwaq_geo.texts.figures import band_figures
from biwaq_geo.ui.parts.plain import plain


def scenario_edits(
    scenario: Scenario, comparison: Comparison, *, words: EditWords, texts: Texts
) -> UUID | None:
    """Show the edits with their costs; return the one that the person removes."""
    st.subheader(texts("scenario.edits"))
    if not scenario.edits:
        st.info(texts("scenario.no_edits"))
    removed = None
    obstacles = {item.edit_id: item.obstacle for item in comparison.obstructed}
    for number, (edit, cost) in enumerate(
        zip(scenario.edits, comparison.costs, strict=True), start=1
    ):
        card = st.container(key=f"card_{edit.edit_id}")
        row = card.container(horizontal=True, vertical_alignment="center")
        line = row.container(gap=None)
        line.markdown(f"**{number}.** {plain(words.say(edit))}")
        line.caption(_money(cost, texts))
        if str(edit.edit_id) in obstacles:
            line.warning(texts(f"paper.obstacle_{obstacles[str(edit.edit_id)]}", number=number))
        if scenario.locked_by is None and row.button(
            texts("scenario.remove"),
            key=f"scenario_remove_{edit.edit_id}",
            icon=":material/delete:",
            type="tertiary",
        ):
            removed = edit.edit_id
    return removed


def _money(cost: EditCost, texts: Texts) -> str:
    if cost.one_off is None and cost.yearly is None:
        return texts("scenario.cost_missing")
    bands = {"one_off": cost.one_off, "yearly": cost.yearly, "grant": cost.grant}
    said = {name: band_figures(band, Measured.EUR, texts)[0] for name, band in bands.items()}
    return plain(texts("scenario.cost_line", **said))
