"""The slides of a scenario: what is planned, where, what it brings, what it costs."""

import streamlit as st

from biwaq_geo.domain.comparison import Comparison
from biwaq_geo.domain.scenarios import Scenario
from biwaq_geo.mapping.themes import Theme
from biwaq_geo.reports.paper_data import assumption_words
from biwaq_geo.reports.paper_edits import EditWords
from biwaq_geo.services.ports import Town
from biwaq_geo.texts import Texts
from biwaq_geo.texts.figures import looked_at
from biwaq_geo.ui.parts import thinking
from biwaq_geo.ui.parts.catalogue_tables import evidence_words
from biwaq_geo.ui.parts.compare_map import can_compare
from biwaq_geo.ui.parts.compare_scenario import USUAL, Manner, scenario_list, scenario_maps
from biwaq_geo.ui.parts.kpi_table import kpi_table
from biwaq_geo.ui.parts.pictures import Titled, pictures
from biwaq_geo.ui.parts.plain import plain

TITLES = (
    "slide_edits",
    "slide_maps",
    "slide_effect",
    "slide_reach",
    "slide_money",
    "slide_assumptions",
)
MONEY = frozenset(
    {"cost_one_off", "cost_yearly", "grant", "own_share", "cost_per_m2", "cost_per_month"}
)
"""Figures of the slide on money."""

REACH = frozenset(
    {"vacant_months", "waiting_cost", "inhabitants_5", "inhabitants_reached", "inhabitants_15"}
)
"""Figures of the slide on time and reach; all others stand on the one before it."""


def edits(scenario: Scenario, words: EditWords) -> None:
    """List what is planned, numbered as on the map."""
    st.markdown("\n".join(f"{n}. {plain(words.say(e))}" for n, e in enumerate(scenario.edits, 1)))


def maps(town: Town, scenario: Scenario, texts: Texts, *, key: str, manner: Manner = USUAL) -> None:
    """Show the town without and with the scenario: two maps, or two pictures without WebGL."""
    if can_compare():
        scenario_maps(town, scenario, texts, key=key, manner=manner)
        return
    st.info(texts("compare.no_webgl_pictures"))
    before_and_after(town, scenario, texts)
    if not manner.in_the_room:
        scenario_list(town, scenario, texts, key=key)


def before_and_after(town: Town, scenario: Scenario, texts: Texts) -> None:
    """Show before and after side by side in the same frame, with the legend below."""
    drawn = thinking.scenes(town, scenario, texts)
    shown = [
        Titled(
            svg,
            words := texts(f"council.{title}"),
            texts("council.map_alt", town=town.profile.name, title=words, scale=drawn.sheet.scale),
        )
        for title, svg in (("before", drawn.before), ("after", drawn.after))
    ]
    pictures(
        shown, drawn.legend, texts, theme=Theme.PROJECTOR, source=texts.source(town.profile.source)
    )


def effect(comparison: Comparison, texts: Texts) -> None:
    """Show what changes on the street."""
    rows = [row for row in comparison.rows if row.key not in MONEY | REACH]
    kpi_table(rows, texts, large=True)
    _sure(comparison, texts)


def reach(comparison: Comparison, texts: Texts) -> None:
    """Show how long shops stand empty, what that costs, and who reaches those in use."""
    kpi_table([row for row in comparison.rows if row.key in REACH], texts, large=True)
    _sure(comparison, texts)


def money(comparison: Comparison, texts: Texts) -> None:
    """Show the money."""
    kpi_table([row for row in comparison.rows if row.key in MONEY], texts, large=True)
    _sure(comparison, texts)


def _sure(comparison: Comparison, texts: Texts) -> None:
    st.caption(" ".join(filter(None, [looked_at(comparison, texts), texts("council.sure")])))


def assumptions(comparison: Comparison, texts: Texts) -> None:
    """Show every assumption with its source."""
    for assumption in comparison.assumptions:
        said = assumption_words(assumption, texts)
        st.caption(plain(f"{said} – {evidence_words(assumption.evidence, texts)}"))
