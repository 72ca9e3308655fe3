"""The answer in tables: what is chosen and why, and what it brings."""

from collections.abc import Sequence

import streamlit as st

from biwaq_geo.domain.optimiser.answer import Answer, Pick
from biwaq_geo.domain.optimiser.wishes import Objective
from biwaq_geo.services.optimising.question import Note, Question
from biwaq_geo.texts import Texts
from biwaq_geo.ui.parts.figure_table import Cell, Last, figure_table
from biwaq_geo.ui.parts.optimiser_words import Words
from biwaq_geo.ui.parts.plain import plain


def picks_table(found: Answer, words: Words, texts: Texts) -> None:
    """Show every pick with its reason, the one first that adds most."""
    titles = [texts(f"optimiser.column_{one}") for one in ("what", "cost", "adds")]
    reasons = [texts(f"optimiser.column_{one}") for one in ("because", "instead")]
    rows = [_pick(pick, words, reasons) for pick in found.picks]
    figure_table([*titles, " / ".join(reasons)], rows, last=Last.REASONS)
    st.caption(picks_sum(found, words))
    if found.unchosen is not None:
        st.markdown(plain(words.left_out(found.unchosen)))


def picks_sum(found: Answer, words: Words) -> str:
    """Say what all picks cost together."""
    return words.texts(
        "optimiser.sums",
        count=len(found.picks),
        cost=words.euros(found.cost_eur),
        grant=words.euros(found.grant_eur),
        hours=words.texts.number(found.hours),
    )


def totals_table(found: Answer, asked: Question, texts: Texts) -> None:
    """Show how far each objective is reached and what that counts."""
    titles = [texts(f"optimiser.column_{one}") for one in
              ("objective", "weight", "reached", "points")]  # fmt: skip
    rows = [
        [
            texts(f"objective.{objective}"),
            texts.percent(asked.weights[objective], digits=0),
            _points(found.totals[objective], 1, texts),
            _points(asked.weights[objective] * found.totals[objective], 2, texts),
        ]
        for objective in Objective
    ]
    value = texts.number(found.sure.value, digits=2)
    figure_table(titles, [*rows, [texts("optimiser.together"), "", "", value]])
    st.caption(texts("optimiser.totals_help"))


def notes(of: Sequence[Note], texts: Texts) -> None:
    """Say what those who read the answer should know of the data."""
    for note in of:
        st.caption(texts(f"optimiser_note.{note.kind}", count=note.count, total=note.total))


def _pick(pick: Pick, words: Words, reasons: Sequence[str]) -> list[str | Cell]:
    because, instead = reasons
    return [
        Cell(words.what(pick.option), words.where(pick.option)),
        words.euros(pick.option.cost_eur),
        words.points(pick.adds),
        Cell(words.because(pick), words.instead(pick), because, instead),
    ]


def _points(value: float, digits: int, texts: Texts) -> str:
    # as wide as the plus sign, and as in the reasons above
    return texts.number(value, digits=digits).replace("-", "\u2212")
