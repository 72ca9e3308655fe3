"""The story of one unit: its spells, and who changed what and when."""

from collections.abc import Sequence
from html import escape

import streamlit as st

from biwaq_geo.domain.spells import spells
from biwaq_geo.domain.units import CommercialUnit
from biwaq_geo.services.history import Told, timeline
from biwaq_geo.texts import Texts
from biwaq_geo.ui import state
from biwaq_geo.ui.parts.change_words import Known, change_lines, headline, precisions
from biwaq_geo.ui.parts.unit_words import as_known

STYLE = """<style>
.story { margin: 0; padding: 0; list-style: none; }
.story > li { margin: 0; padding: .15rem 0 .7rem .9rem; border-left: 3px solid #8a8473; }
.story b { display: block; font-weight: 600; }
.story ul { margin: .1rem 0 0; padding-left: 1.1rem; }
.story li li { margin: 0; overflow-wrap: anywhere; }
</style>"""

MOST_SHOWN = 60
"""Changes on screen; who needs more exports the register."""


def unit_timeline(unit: CommercialUnit, texts: Texts, *, until: int | None = None) -> None:
    """Show the spells and the changes of the unit, the latest first.

    Parameters
    ----------
    until
        Number of the last event that is told; all if None.
    """
    # it reads the notes, tasks and photos of the whole town: only for those who ask for it
    story = st.expander(
        texts("mark.history"),
        state.kept(state.STORY, default=False),
        key=state.box(state.STORY),
        on_change="rerun",
    )
    if story.open:
        with story:
            told = timeline(state.town().store, unit.unit_id, until=until)
            _spells(told, texts)
            _changes(told, texts)


def _spells(told: Sequence[Told], texts: Texts) -> None:
    found = spells(one.event for one in told if one.about is None)[::-1]
    st.table(
        {
            texts("field.state"): [texts(f"state.{one.state}") for one in found],
            texts("timeline.from"): [as_known(one.begins, one.precision, texts) for one in found],
            texts("timeline.to"): [
                texts.day(one.ends) if one.ends else texts("timeline.today") for one in found
            ],
        },
        border="horizontal",
        hide_index=True,
    )


def _changes(told: Sequence[Told], texts: Texts) -> None:
    known = precisions(told)
    latest = told[::-1][:MOST_SHOWN]
    items = "".join(_item(one, texts, known=known[one.event.number]) for one in latest)
    st.html(f'{STYLE}<ol class="story">{items}</ol>')
    if len(told) > MOST_SHOWN:
        st.caption(texts("timeline.more", count=len(told) - MOST_SHOWN))


def _item(one: Told, texts: Texts, *, known: Known) -> str:
    lines = (escape(line) for line in change_lines(one, texts, known=known))
    listed = "".join(f"<li>{line}</li>" for line in lines)
    return f"<li><b>{escape(headline(one, texts))}</b>{f'<ul>{listed}</ul>' if listed else ''}</li>"
