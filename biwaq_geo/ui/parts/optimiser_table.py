"""The answer in tables: what is chosen and why, and what it brings."""

from collections.abc import Sequence
from html import escape

import streamlit as st

from biwaq_geo.domain.optimiser.answer import Answer
from biwaq_geo.domain.optimiser.wishes import Objective
from biwaq_geo.services.optimising.question import Note, Question
from biwaq_geo.texts import Texts
from biwaq_geo.ui.parts.kpi_table import STYLE
from biwaq_geo.ui.parts.optimiser_words import Words
from biwaq_geo.ui.parts.plain import plain


def picks_table(found: Answer, words: Words, texts: Texts) -> None:
    """Show every pick with its reason, the one first that adds most."""
    titles = [texts(f"optimiser.column_{one}") for one in
              ("where", "what", "cost", "adds", "because", "instead")]  # fmt: skip
    rows = [
        [
            words.where(pick.option),
            words.what(pick.option),
            words.euros(pick.option.cost_eur),
            words.points(pick.adds),
            words.because(pick),
            words.instead(pick),
        ]
        for pick in found.picks
    ]
    table(titles, rows, sentences=2)
    st.caption(
        texts(
            "optimiser.sums",
            count=len(found.picks),
            cost=words.euros(found.cost_eur),
            grant=words.euros(found.grant_eur),
            hours=texts.number(found.hours),
        )
    )
    if found.unchosen is not None:
        st.markdown(plain(words.left_out(found.unchosen)))


def totals_table(found: Answer, asked: Question, texts: Texts) -> None:
    """Show how far each objective is reached and what that counts."""
    titles = [texts(f"optimiser.column_{one}") for one in
              ("objective", "weight", "reached", "points")]  # fmt: skip
    rows = [
        [
            texts(f"objective.{objective}"),
            texts.percent(asked.weights[objective], digits=0),
            texts.number(found.totals[objective], digits=1),
            texts.number(asked.weights[objective] * found.totals[objective], digits=2),
        ]
        for objective in Objective
    ]
    value = texts.number(found.sure.value, digits=2)
    table(titles, [*rows, [texts("optimiser.together"), "", "", value]])
    st.caption(texts("optimiser.totals_help"))


def notes(of: Sequence[Note], texts: Texts) -> None:
    """Say what those who read the answer should know of the data."""
    for note in of:
        st.caption(texts(f"optimiser_note.{note.kind}", count=note.count, total=note.total))


def table(titles: Sequence[str], rows: Sequence[Sequence[str]], *, sentences: int = 0) -> None:
    """Draw a table.

    Parameters
    ----------
    sentences
        How many of the last columns are sentences, which may break.
    """
    head = "".join(f'<th scope="col">{escape(one)}</th>' for one in titles)
    body = "".join(_row(row, sentences=sentences) for row in rows)
    shown = f'<table class="kpi"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>'
    st.html(f'{STYLE}<div class="kpi-scroll" tabindex="0">{shown}</div>')


def _row(cells: Sequence[str], *, sentences: int) -> str:
    name, *values = cells
    told = values[len(values) - sentences :]
    figures = "".join(f"<td>{escape(one)}</td>" for one in values[: len(values) - sentences])
    words = "".join(f'<td class="basis">{escape(one)}</td>' for one in told)
    return f'<tr><th scope="row">{escape(name)}</th>{figures}{words}</tr>'
