"""The slides of a scenario: what is planned, where, what it brings, what it costs."""

import streamlit as st

from biwaq_geo.domain.comparison import Comparison
from biwaq_geo.domain.scenarios import Scenario
from biwaq_geo.reports.paper_edits import EditWords
from biwaq_geo.services.ports import Town
from biwaq_geo.texts import Texts
from biwaq_geo.ui.parts import thinking
from biwaq_geo.ui.parts.catalogue_tables import evidence_words
from biwaq_geo.ui.parts.kpi_table import kpi_table
from biwaq_geo.ui.parts.plain import plain

TITLES = ("slide_edits", "slide_maps", "slide_effect", "slide_money")
MONEY = frozenset({"cost_one_off", "cost_yearly", "grant", "own_share"})
"""Figures of the last slide; all others stand on the one before."""


def edits(scenario: Scenario, words: EditWords) -> None:
    """List what is planned, numbered as on the map."""
    st.markdown("\n".join(f"{n}. {plain(words.say(e))}" for n, e in enumerate(scenario.edits, 1)))


def maps(town: Town, scenario: Scenario, texts: Texts) -> None:
    """Show before and after side by side in the same frame."""
    drawn = thinking.scenes(town, scenario, texts)
    for column, title, picture in zip(
        st.columns(2),
        ("before", "after"),
        (drawn.before, drawn.after),
        strict=True,
    ):
        words = texts(f"council.{title}")
        column.markdown(f"**{words}**")
        column.image(
            picture.decode(),
            width="stretch",
            alt=texts(
                "council.map_alt", town=town.profile.name, title=words, scale=drawn.sheet.scale
            ),
        )
    st.caption(town.profile.source)


def effect(comparison: Comparison, texts: Texts) -> None:
    """Show what changes on the street."""
    kpi_table([row for row in comparison.rows if row.key not in MONEY], texts, large=True)
    st.caption(texts("council.sure"))


def money(comparison: Comparison, texts: Texts) -> None:
    """Show the money and every assumption."""
    kpi_table([row for row in comparison.rows if row.key in MONEY], texts, large=True)
    for assumption in comparison.assumptions:
        value = texts.number(assumption.value.expected, digits=1, unit=assumption.unit)
        told = (
            f"{texts.of(assumption.title)}: {value} – {evidence_words(assumption.evidence, texts)}"
        )
        st.caption(plain(told))
