"""How robust a choice of the optimiser is against its nearest exchanges."""

import streamlit as st

from biwaq_geo.domain.optimiser.answer import Answer, Pick
from biwaq_geo.services.optimising.robust import WALK, rivals
from biwaq_geo.texts import Texts
from biwaq_geo.texts.robust_words import RobustWords
from biwaq_geo.ui.parts.optimiser_words import Words
from biwaq_geo.ui.parts.optimiser_work import Work
from biwaq_geo.ui.parts.robust_show import show_robustness


def robust(work: Work, told: Answer, words: Words, texts: Texts) -> None:
    """Show it, and whether the budget holds; nothing where nothing is chosen."""
    if not told.picks:
        return
    budget = work.wishes.budget_eur
    found = rivals(work.asked, told, budget_eur=budget)
    st.subheader(texts("robust.title"))
    st.markdown(
        texts(
            "robust.over_budget",
            count=texts.number(found.over_budget[0]),
            draws=texts.number(found.found.draws),
            budget=words.euros(budget),
        )
    )
    if not found.exchanges:
        return
    titles = {key: _title(key, words, texts) for key in found.bands}

    def say(key: str, step: float) -> str:
        band = found.bands[key]
        end = band.high if step > 0 else band.low
        value = band.expected + abs(step) * (end - band.expected)
        if key.startswith("cost."):
            return words.euros(value)
        if key == WALK:
            return texts.number(value, digits=1, unit="km/h")
        return texts.number(value, digits=1)

    names = [texts("robust.this"), *(_exchange(pick, words, texts) for pick in found.exchanges)]
    show_robustness(RobustWords(found.found, names, titles, texts, say, words.points))


def _exchange(pick: Pick, words: Words, texts: Texts) -> str:
    other = pick.instead
    return texts(
        "robust.exchange",
        out=f"{words.what(pick.option)}, {words.where(pick.option)}",
        new="" if other is None else f"{words.what(other)}, {words.where(other)}",
    )


def _title(key: str, words: Words, texts: Texts) -> str:
    kind, _, what = key.partition(".")
    if key == WALK:
        return texts(f"robust_of.{kind}")
    return f"{texts(f'robust_of.{kind}')}: {words.use(what)}"
