"""The scenarios of a town in the order of one figure, and how robust that order is."""

from collections.abc import Sequence

import streamlit as st

from biwaq_geo.domain.errors import BiwaqError
from biwaq_geo.domain.scenarios import Scenario
from biwaq_geo.services import scenarios
from biwaq_geo.services.compare import baseline_of
from biwaq_geo.services.drift import assumptions_used
from biwaq_geo.services.ports import Town
from biwaq_geo.services.rank_scenarios import CATALOGUE, RANKED_BY, Laid, Ranking, rank
from biwaq_geo.texts import Texts
from biwaq_geo.ui import state
from biwaq_geo.ui.parts import thinking
from biwaq_geo.ui.parts.refusal import refuse
from biwaq_geo.ui.parts.robust_show import show_robustness
from biwaq_geo.ui.parts.scenario_picker import name_of

RANKING = "scenario_ranking"


def scenario_rank(town: Town, texts: Texts) -> None:
    """Offer the ranking, and show the last one that was asked for."""
    saved = town.store.scenarios()
    if not saved:
        return
    with st.expander(texts("robust.scenarios")):
        st.caption(texts("robust.scenarios_help"))
        figure = st.selectbox(
            texts("robust.figure"),
            RANKED_BY,
            key=state.kept("rank_figure", RANKED_BY[0]),
            format_func=lambda key: texts(f"kpi.{key}", minutes=""),
        )
        state.keep("rank_figure")
        asked = (town.profile.key, town.store.revision(), figure)
        if st.button(texts("robust.rank"), key="rank_begin"):
            try:
                st.session_state[RANKING] = asked, _ranked(town, saved, figure, texts)
            except BiwaqError as error:
                refuse(error, texts, box="rank_figure")
        known, found = st.session_state.get(RANKING, (None, None))
        if known == asked and found is not None:
            _show(found, texts)


def _ranked(town: Town, saved: Sequence[Scenario], figure: str, texts: Texts) -> Ranking:
    nothing = scenarios.do_nothing(state.app().now, revision=town.store.revision())
    bar = st.progress(0.0, texts("robust.ranking"))
    laid = [_laid(town, scenario) for scenario in (nothing, *saved)]

    def heard(done: float) -> None:
        bar.progress(done, texts("robust.ranking"))

    try:
        return rank(laid, figure, heard=heard)
    finally:
        bar.empty()


def _laid(town: Town, scenario: Scenario) -> Laid:
    catalogues = state.app().catalogues
    over = baseline_of(town, catalogues, scenario, ground=thinking.ground(town))
    return over, scenario, assumptions_used(town, catalogues, scenario, known=over.history)


def _show(ranking: Ranking, texts: Texts) -> None:
    titles = {key: texts.of(item.title) for key, item in ranking.bands.items()}
    titles[CATALOGUE] = texts("robust.catalogue")

    def say(key: str, step: float) -> str:
        if key == CATALOGUE:
            return texts("common.high" if step > 0 else "common.low")
        item = ranking.bands[key]
        end = item.value.high if step > 0 else item.value.low
        value = item.value.expected + abs(step) * (end - item.value.expected)
        return f"{texts.number(value, digits=3)} {texts.unit(item.unit)}"

    show_robustness(
        ranking.found,
        [name_of(scenario, texts) for scenario in ranking.scenarios],
        titles,
        texts,
        say=say,
        lead=lambda value: texts.number(value, digits=3),
    )
