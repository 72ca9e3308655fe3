"""The counts so far, and taking one of them out."""

import streamlit as st

from biwaq_geo.services.foot_counts import foot_counts
from biwaq_geo.services.ports import Town
from biwaq_geo.texts import MISSING, Texts
from biwaq_geo.ui import state
from biwaq_geo.ui.parts.count_place import spot_name
from biwaq_geo.ui.parts.figure_table import figure_table
from biwaq_geo.ui.parts.into_the_bin import wrong_one

SHOWN = 20


def count_list(town: Town, texts: Texts) -> None:
    """Show the latest counts; each can be put into the recycle bin."""
    found = foot_counts(town.store)[:SHOWN]
    if not found:
        st.info(texts("footfall.none_counted"))
        return
    rows = [
        [
            texts.time(one.started_at),
            spot_name(town, one, texts),
            texts.number(one.persons),
            texts.number(one.minutes),
            one.weather or MISSING,
            one.counted_by or MISSING,
        ]
        for one in found
    ]
    head = ("started_at", "section_id", "persons", "minutes", "weather", "counted_by")
    with st.expander(texts("count.listed", count=len(found))):
        figure_table([texts(f"field.{one}") for one in head], rows)
        if not state.may_change("count"):
            return
        lines = [f"{row[0]}, {row[1]}" for row in rows]
        wrong_one(town, found, lines, question=texts("count.wrong"), key="count", texts=texts)
