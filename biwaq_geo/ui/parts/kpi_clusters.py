"""Where vacancies stand closer together than chance would put them, on a map and as a list."""

from uuid import UUID
from weakref import WeakKeyDictionary

import streamlit as st

from biwaq_geo.analysis.kpis.clusters import Clusters, clusters
from biwaq_geo.analysis.kpis.facts import Facts
from biwaq_geo.services.ports import Town
from biwaq_geo.texts import Texts
from biwaq_geo.ui.parts.day_picker import Shown
from biwaq_geo.ui.parts.map_click import MapFrame
from biwaq_geo.ui.parts.plain import plain
from biwaq_geo.ui.parts.town_map import town_map

_found: WeakKeyDictionary[Facts, Clusters] = WeakKeyDictionary()
"""Kept as long as the facts are: the test takes a second or more."""


def kpi_clusters(town: Town, facts: Facts, look: Shown, texts: Texts) -> None:
    """Show the clusters of a place, or say why there are none to be seen."""
    st.subheader(texts("figures.clusters"))
    st.caption(texts("figures.clusters_help"))
    with st.spinner(texts("figures.working")):
        found = _clusters(facts)
    if found.too_few:
        st.info(texts("figures.clusters_few", units=texts.number(found.counted.known)))
        return
    named = found.units[found.units["cluster"]]
    if named.empty:
        st.info(texts("figures.clusters_none", count=texts.number(len(found.units))))
        _densest(found, facts, texts)
        return
    st.markdown(texts("figures.clusters_found", count=texts.number(len(named))))
    left, right = st.columns([3, 2], gap="medium")
    with left:
        only = [UUID(str(key)) for key in named.index]
        town_map(town, texts, key="figures_map", only=only, look=look, frame=MapFrame(height=460))
    listed = named.assign(address=facts.units["address"].reindex(named.index)).sort_values(
        ["chance", "address"]
    )
    right.dataframe(
        {
            texts("figures.address"): list(listed["address"]),
            texts("figures.around"): [
                texts("figures.around_of", vacant=vacant, near=near)
                for vacant, near in zip(listed["vacant_near"], listed["near"], strict=True)
            ],
            texts("figures.chance"): [texts.percent(one, digits=2) for one in listed["chance"]],
        },
        hide_index=True,
        height=460,
    )


def _densest(found: Clusters, facts: Facts, texts: Texts) -> None:
    """Name one place, because a sentence without one tells little."""
    named = found.units.assign(address=facts.units["address"].reindex(found.units.index))
    named = named[named["address"].str.len() > 0]
    if named.empty:
        return
    order = ["chance", "vacant_near", "address"]
    first = named.sort_values(order, ascending=[True, False, True]).iloc[0]
    st.caption(
        texts(
            "figures.clusters_densest",
            address=plain(str(first["address"])),
            vacant=texts.number(first["vacant_near"]),
            near=texts.number(first["near"]),
            chance=texts.percent(first["chance"], digits=0),
        )
    )


def _clusters(facts: Facts) -> Clusters:
    found = _found.get(facts)
    if found is None:
        found = _found[facts] = clusters(facts.units)
    return found
