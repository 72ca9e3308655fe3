"""What the optimiser is asked: money, hours, weights, rules and locks."""

from collections.abc import Sequence
from datetime import timedelta
from typing import TYPE_CHECKING

import streamlit as st

from biwaq_geo.domain.catalogue import Catalogues
from biwaq_geo.domain.optimiser.wishes import USUAL, Lock, Objective, Wishes
from biwaq_geo.domain.units import CommercialUnit
from biwaq_geo.texts import Texts
from biwaq_geo.ui import state
from biwaq_geo.ui.parts.plain import plain
from biwaq_geo.ui.parts.unit_words import choices

if TYPE_CHECKING:
    from uuid import UUID

LOCKS = "optimiser_locks"
USUAL_BUDGET_EUR = 150_000
MOST_EUR, MOST_HOURS, MOST_MONTHS, MOST_OF_ONE = 50_000_000, 100_000, 120, 500
MOST_WEIGHT = 5.0
SOON = timedelta(days=60)


def ask(units: Sequence[CommercialUnit], catalogues: Catalogues, texts: Texts) -> Wishes:
    """Show the boxes and return what stands in them."""
    budget = _number("budget", USUAL_BUDGET_EUR, most=MOST_EUR, step=5_000, texts=texts)
    left, right = st.columns(2)
    with left:
        start = st.date_input(
            texts("optimiser.start"),
            state.kept("optimiser_start", state.app().today() + SOON),
            key=state.box("optimiser_start"),
            format="DD.MM.YYYY",
        )
        state.keep("optimiser_start")
    with right:
        months = _number("months", 12, most=MOST_MONTHS, least=1, texts=texts)
    hours = _number("hours", None, most=MOST_HOURS, step=50, texts=texts)
    funding = _funding(catalogues, texts)
    with st.expander(texts("optimiser.weights")):
        st.caption(texts("optimiser.weights_help"))
        weights = {each: _weight(each, texts) for each in Objective}
    with st.expander(texts("optimiser.rules")):
        rules = _rules(texts)
    with st.expander(texts("optimiser.locks")):
        locks = _locks(units, catalogues, texts)
    return Wishes(
        budget_eur=float(budget or 0),
        start=start,
        hours=None if hours is None else float(hours),
        months=int(months or 1),
        weights=weights,
        funding=tuple(funding),
        locks=tuple(locks),
        **rules,  # type: ignore[arg-type]
    )


def _funding(catalogues: Catalogues, texts: Texts) -> list[str]:
    lines = {
        key: line
        for key, line in catalogues.funding.items()
        if line.available and line.eligible & {"interim_use", "measure"}
    }
    nothing: list[str] = []
    last = state.kept("optimiser_funding", nothing)
    chosen: list[str] = st.multiselect(
        texts("optimiser.funding"),
        list(lines),
        [key for key in last if key in lines],
        key=state.box("optimiser_funding"),
        format_func=lambda key: texts.of(lines[key].title),
        placeholder=texts("common.choose"),
        help=texts("optimiser.funding_help"),
    )
    state.keep("optimiser_funding")
    return chosen


def _weight(objective: Objective, texts: Texts) -> float:
    key = f"optimiser_weight_{objective}"
    value: float = st.slider(
        texts(f"objective.{objective}"),
        0.0,
        MOST_WEIGHT,
        state.kept(key, USUAL[objective]),
        key=state.box(key),
        step=0.25,
        help=texts(f"objective_help.{objective}"),
    )
    state.keep(key)
    return value


def _rules(texts: Texts) -> dict[str, object]:
    most = _number("most_per_use", 3, most=MOST_OF_ONE, least=1, texts=texts)
    least = _number("least_per_axis", 0, most=MOST_OF_ONE, texts=texts)
    share = _number("share_per_axis", None, most=100, least=1, step=5, texts=texts)
    return {
        "most_per_use": None if most is None else int(most),
        "least_per_axis": int(least or 0),
        "most_share_per_axis": None if share is None else share / 100,
        "apart": _tick("apart", texts, usual=True),
        "measures": _tick("measures", texts, usual=True),
        "red": _tick("red", texts, usual=False),
    }


def _locks(units: Sequence[CommercialUnit], catalogues: Catalogues, texts: Texts) -> Sequence[Lock]:
    kept: list[Lock] = st.session_state.setdefault(LOCKS, [])
    lines, uses = choices(units, texts), catalogues.interim_uses
    kept[:] = [lock for lock in kept if lock.unit_id in lines]
    if not lines:
        st.info(texts("scenario.no_vacant"))
        return kept
    unit: UUID = st.selectbox(
        texts("scenario.unit"), list(lines), key="optimiser_unit", format_func=lines.__getitem__
    )
    use = st.selectbox(
        texts("optimiser.lock_use"),
        [None, *uses],
        key="optimiser_use",
        format_func=lambda key: texts.of(uses[key].title) if key else texts("optimiser.any_use"),
    )
    left, right = st.columns(2)
    if left.button(texts("optimiser.lock_in"), key="optimiser_in", disabled=use is None):
        _add(kept, Lock(unit, use, wanted=True))
    if right.button(texts("optimiser.lock_out"), key="optimiser_out"):
        _add(kept, Lock(unit, use, wanted=False))
    for number, lock in enumerate(list(kept)):
        said = texts(
            "optimiser.locked_in" if lock.wanted else "optimiser.locked_out",
            unit=lines[lock.unit_id],
            use=texts.of(uses[lock.use_key].title) if lock.use_key else texts("optimiser.any_use"),
        )
        st.markdown(plain(said))
        name = texts("optimiser.unlock", what=said)
        if st.button(plain(name), key=f"optimiser_unlock_{number}"):
            kept.remove(lock)
            st.rerun()
    return kept


def _add(kept: list[Lock], lock: Lock) -> None:
    if lock not in kept:
        kept.append(lock)


def _number(
    name: str,
    usual: int | None,
    *,
    most: int,
    texts: Texts,
    least: int = 0,
    step: int = 1,
) -> int | None:
    key = f"optimiser_{name}"
    last = state.kept(key, usual)
    if usual is None:
        # a box that was ever drawn with a number cannot be emptied: so this one is told its
        # number once, and empty it has no limit as at first
        st.session_state.setdefault(state.box(key), last)
    value: int | None = st.number_input(
        texts(f"wish.{name}"),
        least,
        most,
        None if usual is None else last,
        key=state.box(key),
        step=step,
        placeholder=texts("optimiser.no_limit"),
        help=texts(f"wish_help.{name}"),
    )
    state.keep(key)
    return value


def _tick(name: str, texts: Texts, *, usual: bool) -> bool:
    key = f"optimiser_{name}"
    ticked = st.checkbox(
        texts(f"wish.{name}"),
        state.kept(key, usual),
        key=state.box(key),
        help=texts(f"wish_help.{name}"),
    )
    state.keep(key)
    return ticked
