"""What stands below the table of key figures: what some of them rest on."""

import streamlit as st

from biwaq_geo.analysis.kpis.facts import Facts
from biwaq_geo.analysis.kpis.places import Place, PlaceKind
from biwaq_geo.analysis.kpis.supply import latest_bought
from biwaq_geo.analysis.kpis.townscape import scored_by
from biwaq_geo.texts import Texts
from biwaq_geo.ui.parts.catalogue_tables import evidence_words
from biwaq_geo.ui.parts.plain import plain

BOUGHT_FILE = "catalogues/bought_figures.toml"


def kpi_notes(facts: Facts, place: Place, texts: Texts) -> None:
    """Say what a dash means, what the street quality rests on, and what has been bought in."""
    said = [texts("figures.note"), *_street(facts, texts)]
    if place.kind is PlaceKind.TOWN:
        said.append(_bought(facts, texts))
    st.caption("  \n".join(said))


def _street(facts: Facts, texts: Texts) -> list[str]:
    if facts.sections.empty:
        return []
    found = scored_by(facts)
    said = texts(
        "figures.scored_by",
        count=texts.number(found.audited),
        delivered=texts.number(found.delivered),
        without=texts.number(found.without),
    )
    return [said]


def _bought(facts: Facts, texts: Texts) -> str:
    latest = latest_bought(facts, "retail_centrality")
    if latest is None:
        return texts("figures.not_bought", file=BOUGHT_FILE)
    return texts(
        "figures.bought",
        day=texts.day(latest.on),
        source=plain(evidence_words(latest.evidence, texts)),
    )
