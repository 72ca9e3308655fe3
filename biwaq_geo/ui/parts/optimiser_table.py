"""The answer in tables: what is chosen and why, and what it brings."""

from collections.abc import Sequence
from html import escape

import streamlit as st

from biwaq_geo.domain.optimiser.answer import Answer, Pick
from biwaq_geo.domain.optimiser.wishes import Objective
from biwaq_geo.services.optimising.question import Note, Question
from biwaq_geo.texts import Texts
from biwaq_geo.ui.parts.kpi_table import STYLE
from biwaq_geo.ui.parts.optimiser_words import Words
from biwaq_geo.ui.parts.plain import plain

TOLD = """<style>
.kpi th.told, .kpi td.told { text-align: left; min-width: 12rem; }
.kpi tbody th small { white-space: normal; }
</style>"""
"""Reasons are sentences: they begin at the left and may break."""


def picks_table(found: Answer, words: Words, texts: Texts) -> None:
    """Show every pick with its reason, the one first that adds most."""
    titles = [texts(f"optimiser.column_{one}") for one in ("what", "cost", "adds")]
    reasons = [texts(f"optimiser.column_{one}") for one in ("because", "instead")]
    head = "".join(f'<th scope="col">{escape(one)}</th>' for one in titles)
    last = f'<th scope="col" class="told">{escape(" / ".join(reasons))}</th>'
    body = "".join(_pick(pick, words, reasons) for pick in found.picks)
    shown = f'<table class="kpi"><thead><tr>{head}{last}</tr></thead><tbody>{body}</tbody></table>'
    st.html(f'{STYLE}{TOLD}<div class="kpi-scroll" tabindex="0">{shown}</div>')
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


def table(titles: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Draw a table of a name and figures in each row."""
    head = "".join(f'<th scope="col">{escape(one)}</th>' for one in titles)
    body = "".join(_row(row) for row in rows)
    shown = f'<table class="kpi"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>'
    st.html(f'{STYLE}<div class="kpi-scroll" tabindex="0">{shown}</div>')


def _row(cells: Sequence[str]) -> str:
    name, *values = cells
    figures = "".join(f"<td>{escape(one)}</td>" for one in values)
    return f'<tr><th scope="row">{escape(name)}</th>{figures}</tr>'


def _pick(pick: Pick, words: Words, reasons: Sequence[str]) -> str:
    because, instead = (escape(one) for one in reasons)
    return (
        f'<tr><th scope="row">{escape(words.what(pick.option))}'
        f"<small>{escape(words.where(pick.option))}</small></th>"
        f"<td>{escape(words.euros(pick.option.cost_eur))}</td>"
        f"<td>{escape(words.points(pick.adds))}</td>"
        f'<td class="basis told"><b>{because}</b> {escape(words.because(pick))}'
        f"<small><b>{instead}</b> {escape(words.instead(pick))}</small></td></tr>"
    )
