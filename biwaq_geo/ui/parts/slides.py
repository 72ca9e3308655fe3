"""The slides of a scenario: what is planned, where, what it brings, what it costs."""

from html import escape

import streamlit as st

from biwaq_geo.domain.comparison import Comparison
from biwaq_geo.domain.scenarios import Scenario
from biwaq_geo.mapping.gl.compare import Mode
from biwaq_geo.mapping.legend import HEIGHT, WIDTH, sample
from biwaq_geo.mapping.themes import Theme
from biwaq_geo.reports.paper_data import assumption_words
from biwaq_geo.reports.paper_edits import EditWords
from biwaq_geo.services.ports import Town
from biwaq_geo.texts import Texts
from biwaq_geo.ui.parts import thinking
from biwaq_geo.ui.parts.catalogue_tables import evidence_words
from biwaq_geo.ui.parts.compare_map import can_compare
from biwaq_geo.ui.parts.compare_scenario import scenario_maps
from biwaq_geo.ui.parts.kpi_table import kpi_table
from biwaq_geo.ui.parts.plain import plain

TITLES = ("slide_edits", "slide_maps", "slide_effect", "slide_money")
MONEY = frozenset({"cost_one_off", "cost_yearly", "grant", "own_share"})
"""Figures of the last slide; all others stand on the one before."""

MAP_HEIGHT = 620
"""Of the maps, CSS pixels."""

LEGEND = """<style>
.scene-legend { display: flex; flex-wrap: wrap; gap: .2rem 1.2rem; font-size: 1rem; }
.scene-legend span { display: inline-flex; align-items: center; gap: .35rem; }
</style>"""


def edits(scenario: Scenario, words: EditWords) -> None:
    """List what is planned, numbered as on the map."""
    st.markdown("\n".join(f"{n}. {plain(words.say(e))}" for n, e in enumerate(scenario.edits, 1)))


def maps(
    town: Town,
    scenario: Scenario,
    texts: Texts,
    *,
    key: str,
    first: Mode = Mode.DIFFERENCE,
    theme: Theme = Theme.LIGHT,
    height: int | None = MAP_HEIGHT,
) -> None:
    """Show the town without and with the scenario: two maps, or two pictures without WebGL.

    Parameters
    ----------
    height
        Of the maps, CSS pixels; as high as the window allows if None.
    """
    if can_compare():
        scenario_maps(town, scenario, texts, key=key, first=first, theme=theme, height=height)
    else:
        st.info(texts("compare.no_webgl_pictures"))
        pictures(town, scenario, texts)


def pictures(town: Town, scenario: Scenario, texts: Texts) -> None:
    """Show before and after side by side in the same frame, with the legend below."""
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
    entries = "".join(
        f'<span><img src="{sample(layer, symbol, Theme.PROJECTOR)}" '
        f'width="{WIDTH}" height="{HEIGHT}" alt=""> '
        f"{escape(texts.of(symbol.label))}</span>"
        for layer, symbol in drawn.legend
        if not layer.base
    )
    st.html(f'{LEGEND}<div class="scene-legend">{entries}</div>')
    st.caption(plain(town.profile.source))


def effect(comparison: Comparison, texts: Texts) -> None:
    """Show what changes on the street."""
    kpi_table([row for row in comparison.rows if row.key not in MONEY], texts, large=True)
    st.caption(texts("council.sure"))


def money(comparison: Comparison, texts: Texts) -> None:
    """Show the money and every assumption."""
    kpi_table([row for row in comparison.rows if row.key in MONEY], texts, large=True)
    for assumption in comparison.assumptions:
        said = assumption_words(assumption, texts)
        st.caption(plain(f"{said} – {evidence_words(assumption.evidence, texts)}"))
