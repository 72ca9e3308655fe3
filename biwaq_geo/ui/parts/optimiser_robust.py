"""How robust a choice of the optimiser is against its nearest exchanges."""

import streamlit as st

from biwaq_geo.domain.optimiser.answer import Answer, Pick
from biwaq_geo.reports.ranking_sheet import Above
from biwaq_geo.services.optimising.covering import MINUTES, WALK
from biwaq_geo.services.optimising.robust import Rivals, rivals
from biwaq_geo.services.ports import Town
from biwaq_geo.texts.robust_words import RobustWords
from biwaq_geo.ui.parts.optimiser_table import picks_sum
from biwaq_geo.ui.parts.optimiser_words import Words, how_good
from biwaq_geo.ui.parts.optimiser_work import Work
from biwaq_geo.ui.parts.ranking_paper import ranking_paper
from biwaq_geo.ui.parts.robust_show import show_robustness

_UNITS = {WALK: "km/h", MINUTES: "min"}


def robust(town: Town, work: Work, told: Answer, words: Words) -> None:
    """Show it, whether the budget holds, and offer both on paper; nothing without a choice."""
    if not told.picks:
        return
    texts, budget = words.texts, work.wishes.budget_eur
    found = rivals(work.asked, told, budget_eur=budget)
    over = texts(
        "robust.over_budget",
        count=texts.number(found.over_budget[0]),
        draws=texts.number(found.found.draws),
        budget=words.euros(budget),
    )
    said = _said(found, words)
    st.subheader(texts("robust.title"))
    st.markdown(over)
    if found.exchanges:
        show_robustness(said)
    st.caption(texts("robust.fixed"))
    above = Above(
        texts("robust.choice_title", budget=words.euros(budget)),
        texts("robust.choice_switch"),
        [how_good(told.sure, texts), over, texts("robust.fixed"), picks_sum(told, words)],
        [texts(f"optimiser.column_{one}") for one in ("what", "cost", "adds")],
        [_pick(pick, words) for pick in told.picks],
    )
    ranking_paper(town, said, above, of="choice", key="optimiser_paper")


def _pick(pick: Pick, words: Words) -> list[str]:
    option = pick.option
    what = f"{words.what(option)}, {words.where(option)}"
    return [what, words.euros(option.cost_eur), words.points(pick.adds)]


def _said(found: Rivals, words: Words) -> RobustWords:
    texts = words.texts
    titles = {key: _title(key, words) for key in found.bands}

    def say(key: str, step: float) -> str:
        band = found.bands[key]
        end = band.high if step > 0 else band.low
        value = band.expected + abs(step) * (end - band.expected)
        if key.startswith("cost."):
            return words.euros(value)
        return texts.number(value, digits=1, unit=_UNITS.get(key, ""))

    names = [texts("robust.this"), *(_exchange(pick, words) for pick in found.exchanges)]
    return RobustWords(found.found, names, titles, texts, say, words.points)


def _exchange(pick: Pick, words: Words) -> str:
    other = pick.instead
    return words.texts(
        "robust.exchange",
        out=f"{words.what(pick.option)}, {words.where(pick.option)}",
        new="" if other is None else f"{words.what(other)}, {words.where(other)}",
    )


def _title(key: str, words: Words) -> str:
    kind, _, what = key.partition(".")
    texts = words.texts
    title = texts(f"robust_of.{kind}")
    return f"{title}: {words.use(what)}" if what else title
