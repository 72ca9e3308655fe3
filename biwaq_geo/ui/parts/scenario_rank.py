"""The scenarios of a town in the order of one figure, and how robust that order is."""

from collections.abc import Sequence
from datetime import date

import streamlit as st

from biwaq_geo.domain.assumptions import HORIZON
from biwaq_geo.domain.errors import BiwaqError
from biwaq_geo.domain.scenarios import Scenario
from biwaq_geo.reports.ranking_sheet import Above
from biwaq_geo.services import scenarios
from biwaq_geo.services.compare import baseline_of
from biwaq_geo.services.drift import assumptions_used
from biwaq_geo.services.ports import Town
from biwaq_geo.services.rank_scenarios import CATALOGUE, RANKED_BY, Laid, Ranking
from biwaq_geo.services.ranking_run import RankingRun
from biwaq_geo.texts import Texts
from biwaq_geo.texts.figures import assumption_words, figure
from biwaq_geo.texts.robust_words import RobustWords
from biwaq_geo.ui import state
from biwaq_geo.ui.parts import thinking
from biwaq_geo.ui.parts.ranking_paper import ranking_paper
from biwaq_geo.ui.parts.refusal import refuse
from biwaq_geo.ui.parts.robust_show import show_robustness
from biwaq_geo.ui.parts.scenario_picker import name_of

RANKING = "scenario_ranking"
_ASKED = "scenario_rank_asked"
LOOK_EVERY_S = 0.5
NEAR_DAYS = 31
"""Scenarios begin on different days; a month between the days of their figures changes little."""


def scenario_rank(town: Town, texts: Texts) -> None:
    """Offer the ranking, and show the last one that was asked for."""
    saved = town.store.scenarios()
    if not saved:
        return
    with st.expander(texts("robust.scenarios")):
        st.caption(texts("robust.scenarios_help"))
        chosen = st.selectbox(
            texts("robust.figure"),
            RANKED_BY,
            RANKED_BY.index(state.kept("rank_figure", RANKED_BY[0])),
            key=state.box("rank_figure"),
            format_func=lambda key: texts(f"kpi.{key}", minutes=""),
        )
        state.keep("rank_figure")
        asked = (town.profile.key, town.store.revision(), chosen)
        st.button(texts("robust.rank"), key="rank_begin", on_click=_ask)
        if _ASKED in st.session_state:
            _end()
            try:
                st.session_state[RANKING] = asked, _begun(town, saved, chosen)
            except BiwaqError as error:
                refuse(error, texts, box="rank_figure")
            del st.session_state[_ASKED]
        known, run = st.session_state.get(RANKING, (None, None))
        if known == asked and run is not None:
            _follow(run, chosen, town, texts)
        else:
            # of another figure or of a register that has changed: nobody waits for it
            _end()


def _ask() -> None:
    """Remember the press: a map that asks for a run meanwhile begins this one anew without it."""
    st.session_state[_ASKED] = True


def _end() -> None:
    _, run = st.session_state.pop(RANKING, (None, None))
    if run is not None:
        run.cancel()


def _follow(run: RankingRun, chosen: str, town: Town, texts: Texts) -> None:
    """Show how far the ranking is, or what it has found."""
    if run.running:
        _progress(run, texts)
        return
    if run.cancelled:
        st.info(texts("robust.cancelled"))
        return
    try:
        found = run.found()
    except BiwaqError as error:
        # told once: it stays in sight by itself
        st.session_state.pop(RANKING)
        refuse(error, texts, box="rank_figure")
        return
    if found is not None:
        _show(found, chosen, town, texts)


@st.fragment(run_every=LOOK_EVERY_S)
def _progress(run: RankingRun, texts: Texts) -> None:
    if not run.running:
        st.rerun()
    st.progress(run.share, texts("robust.ranking"))
    if st.button(texts("robust.cancel"), key="rank_cancel"):
        run.cancel()
        st.rerun()


def _begun(town: Town, saved: Sequence[Scenario], by: str) -> RankingRun:
    # doing nothing looks as far as the scenarios, where they agree
    asked = {one.overrides[HORIZON].expected for one in saved if HORIZON in one.overrides}
    agreed = len(asked) == 1 and all(HORIZON in one.overrides for one in saved)
    nothing = scenarios.do_nothing(
        state.app().now,
        revision=town.store.revision(),
        months=round(asked.pop()) if agreed else None,
    )
    return RankingRun([_laid(town, scenario) for scenario in (nothing, *saved)], by)


def _laid(town: Town, scenario: Scenario) -> Laid:
    catalogues = state.app().catalogues
    over = baseline_of(town, catalogues, scenario, ground=thinking.ground(town))
    return over, scenario, assumptions_used(town, catalogues, scenario, known=over.history)


def _show(ranking: Ranking, figure_key: str, town: Town, texts: Texts) -> None:
    titles = {key: texts.of(item.title) for key, item in ranking.bands.items()}
    titles[CATALOGUE] = texts("robust.catalogue")

    def say(key: str, step: float) -> str:
        if key == CATALOGUE:
            return texts("common.high" if step > 0 else "common.low")
        item = ranking.bands[key]
        end = item.value.high if step > 0 else item.value.low
        value = item.value.expected + abs(step) * (end - item.value.expected)
        return assumption_words(value, item.unit, texts)

    words = RobustWords(
        ranking.found,
        [name_of(scenario, texts) for scenario in ranking.scenarios],
        titles,
        texts,
        say,
        lambda lead: figure(lead, ranking.measured, texts, signed=True),
        [figure(value, ranking.measured, texts) for value in ranking.values],
    )
    note = _said_of_days([day for day in ranking.days if day is not None], texts)
    show_robustness(words)
    _paper(town, words, texts(f"kpi.{figure_key}", minutes=""), note)


def _said_of_days(days: Sequence[date], texts: Texts) -> str:
    """Say of which days the figures are; figures of far days say little of who is better."""
    if not days:
        return ""
    first, last = min(days), max(days)
    far = (last - first).days > NEAR_DAYS
    key = "other_days" if far else "on_days" if first < last else "on_day"
    note = texts(
        f"robust.{key}", day=texts.day(first), first=texts.day(first), last=texts.day(last)
    )
    if far:
        st.warning(note, icon=":material/event:")
    else:
        st.caption(note)
    return note


def _paper(town: Town, words: RobustWords, ranked_by: str, note: str) -> None:
    texts = words.texts
    above = Above(
        texts("robust.sheet_title", figure=ranked_by.strip()),
        texts("robust.switch_points"),
        [note] if note else [],
    )
    ranking_paper(town, words, above, of="ranking", key="rank_paper")
