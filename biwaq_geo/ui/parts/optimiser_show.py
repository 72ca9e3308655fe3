"""The answer on screen: how good it is for certain, what is chosen, and taking it over."""

from uuid import uuid4

import streamlit as st

from biwaq_geo.domain.errors import BiwaqError
from biwaq_geo.domain.errors.optimising import LockImpossibleError, RulesContradictError
from biwaq_geo.domain.optimiser.answer import Answer, HowSure
from biwaq_geo.domain.scenarios import Scenario
from biwaq_geo.services.optimising.taking import scenario_of, take
from biwaq_geo.services.ports import Town
from biwaq_geo.texts import Texts
from biwaq_geo.ui import state
from biwaq_geo.ui.parts import slides
from biwaq_geo.ui.parts.optimiser_curve import curve
from biwaq_geo.ui.parts.optimiser_robust import robust
from biwaq_geo.ui.parts.optimiser_table import notes, picks_table, totals_table
from biwaq_geo.ui.parts.optimiser_words import Words, how_good
from biwaq_geo.ui.parts.optimiser_work import Work
from biwaq_geo.ui.parts.plain import error_words, plain
from biwaq_geo.ui.parts.refusal import refuse

LOOK_EVERY_S = 1.0
DRAFT, TAKEN = "optimiser_draft", "optimiser_taken"


def show(town: Town, work: Work, texts: Texts) -> None:
    """Show the answer as it stands."""
    if work.revision != town.store.revision():
        st.info(texts("optimiser.moved_on"))
    _how_far(work, texts)
    if work.best().chosen is None and work.running:
        return
    try:
        found = work.answer()
    except BiwaqError as error:
        st.error(mistake(error, town, texts), icon=":material/error:")
        return
    if not work.running:
        st.success(how_good(found.sure, texts), icon=":material/verified:")
    words = Words(town, state.app().catalogues, texts)
    picks_table(found, words, texts)
    totals_table(found, work.asked, texts)
    notes(work.asked.notes, texts)
    st.caption(_sure(found.sure, texts))
    _take(town, work, found, texts)
    if not work.running:
        robust(town, work, found, words)
    curve(work, texts)
    if st.toggle(texts("optimiser.map"), key="optimiser_map") and found.picks:
        draft = _scenario(work, found, texts, name=texts("optimiser.title"))
        slides.maps(town, draft, texts, key="optimiser_compare")


def _how_far(work: Work, texts: Texts) -> None:
    proof = work.proof
    if work.running:
        _progress(work, texts)
    elif proof is not None and proof.cancelled:
        st.info(texts("optimiser.cancelled"))
    elif proof is not None and proof.failed:
        st.warning(texts("optimiser.failed"))


def mistake(error: BiwaqError, town: Town, texts: Texts) -> str:
    """Say what is wrong, rules and units by their names."""
    words = Words(town, state.app().catalogues, texts)
    match error:
        case RulesContradictError():
            rules = [f"- {plain(words.rule(rule))}" for rule in error.rules]
            return "\n".join([texts("error.rules_contradict"), "", *rules])
        case LockImpossibleError():
            unit, use = str(error.values["unit_id"]), error.values["use"]
            said = texts("error.lock_impossible", unit=words.unit(unit), use=words.use(str(use)))
            return plain(said)
    return error_words(error, texts)


@st.fragment(run_every=LOOK_EVERY_S)
def _progress(work: Work, texts: Texts) -> None:
    proof = work.proof
    if proof is None or not proof.running:
        st.rerun()
    best = work.best()
    gap = texts.percent(best.gap)
    said = texts("optimiser.at_most_below", gap=gap) if best.chosen is not None else ""
    seconds, limit = texts.number(proof.seconds), texts.number(proof.limit_s)
    going = texts("optimiser.proving", seconds=seconds, limit=limit)
    st.progress(min(1.0, proof.seconds / proof.limit_s), f"{said} {going}")
    if st.button(texts("optimiser.cancel"), key="optimiser_cancel"):
        proof.cancel()
        st.rerun()


def _sure(sure: HowSure, texts: Texts) -> str:
    return texts(
        "optimiser.sure",
        value=texts.number(sure.value, digits=2),
        bound=texts.number(sure.bound, digits=2),
        gap=texts.percent(sure.gap, digits=2),
        seed=sure.seed,
        seconds=texts.number(sure.seconds, digits=1),
        limit=texts.number(sure.limit_s),
        solver=sure.solver,
    )


def _take(town: Town, work: Work, found: Answer, texts: Texts) -> None:
    with st.form("optimiser_take"):
        name = st.text_input(
            texts("scenario.new_name"), key="optimiser_name", max_chars=120,
            value=texts("optimiser.name", budget=texts.number(work.wishes.budget_eur, unit="€")),
        )  # fmt: skip
        pressed = st.form_submit_button(texts("optimiser.take"), type="primary")
    if pressed:
        _save(town, work, found, texts, name=name)
    # the page runs again by itself: its own save is a change of the register
    of, taken = st.session_state.get(TAKEN, (None, ""))
    if of == found.picks:
        st.success(texts("optimiser.taken", name=plain(taken)))


def _save(town: Town, work: Work, found: Answer, texts: Texts, *, name: str) -> None:
    st.session_state.pop(TAKEN, None)
    try:
        made = _scenario(work, found, texts, name=name)
        saved = take(town, state.app().catalogues, made, actor=state.actor())
    except BiwaqError as error:
        refuse(error, texts, box="optimiser_name")
        return
    state.change(state.SCENARIO, saved.scenario_id)
    st.session_state.pop(DRAFT, None)
    st.session_state[TAKEN] = found.picks, saved.name


def _scenario(work: Work, found: Answer, texts: Texts, *, name: str) -> Scenario:
    # one id for one answer: pressed twice it is saved once
    of, scenario_id = st.session_state.get(DRAFT, (None, None))
    if of != found.picks:
        scenario_id = uuid4()
        st.session_state[DRAFT] = found.picks, scenario_id
    return scenario_of(
        [pick.option for pick in found.picks],
        work.wishes,
        state.app().now,
        scenario_id=scenario_id,
        name=name,
        revision=work.revision,
        note=_sure(found.sure, texts),
    )
