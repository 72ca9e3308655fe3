"""Figures that the town buys in: what is typed in so far, and typing in another one."""

from functools import partial
from uuid import NAMESPACE_OID, UUID, uuid5

import streamlit as st

from biwaq_geo.domain.town_figures import CENTRALITY, TownFigure
from biwaq_geo.services.drafts import saved_meanwhile
from biwaq_geo.services.ports import Town
from biwaq_geo.services.town_figures import add_figure, town_figures
from biwaq_geo.texts import MISSING, Texts
from biwaq_geo.ui import state
from biwaq_geo.ui.parts.conflict import save
from biwaq_geo.ui.parts.draft_form import DraftForm
from biwaq_geo.ui.parts.draft_notice import draft_notice
from biwaq_geo.ui.parts.figure_table import Last, figure_table
from biwaq_geo.ui.parts.into_the_bin import wrong_one
from biwaq_geo.ui.parts.last_act import note_act

BLANK: UUID = uuid5(NAMESPACE_OID, "figure")
"""What the draft of a new figure hangs on."""

_ASKED = ("value", "holds_from", "source")


def bought_figures(town: Town, texts: Texts) -> None:
    """Let those who may type in a figure with its day and source, or take one out."""
    if not state.may_change("figure"):
        return
    with st.expander(texts("bought.title"), icon=":material/edit_note:"):
        st.caption(texts("bought.help"))
        _form(town, texts)
        _listed(town, texts)


def _form(town: Town, texts: Texts) -> None:
    blank = TownFigure(BLANK, figure=CENTRALITY, version=0)
    form = DraftForm(
        town.store, "figure", blank, {name: getattr(blank, name) for name in _ASKED}, whole=True
    )
    form.prepare()
    if form.draft is not None and saved_meanwhile(town.store, kind=TownFigure, typed=form.draft):
        # it was saved and only the answer got lost
        form.drop()
    left, right = st.columns(2)
    with left:
        form.draw("value", texts, title=texts("kpi.retail_centrality"))
    with right:
        form.draw("holds_from", texts)
    form.draw("source", texts)
    asked = st.button(texts("bought.save"), key="figure_save", type="primary")
    draft_notice(form, texts)
    if asked:
        values = {**form.values, "figure": CENTRALITY}
        save(
            form,
            partial(
                add_figure,
                town.store,
                state.app().today,
                figure_id=form.act,
                values=values,
                actor=state.actor(),
            ),
            texts,
            _saved,
        )


def _saved(figure: TownFigure) -> None:
    note_act("act.added", figure)
    st.rerun()


def _listed(town: Town, texts: Texts) -> None:
    found = town_figures(town.store)
    if not found:
        return
    rows = [
        [
            MISSING if one.value is None else texts.number(one.value, digits=1),
            MISSING if one.holds_from is None else texts.day(one.holds_from),
            one.source,
        ]
        for one in found
    ]
    heads = [texts("kpi.retail_centrality"), texts("field.holds_from"), texts("field.source")]
    figure_table(heads, rows, last=Last.REASONS)
    lines = [f"{row[0]}, {row[1]}" for row in rows]
    wrong_one(town, found, lines, question=texts("bought.wrong"), key="bought", texts=texts)
