"""Where vacancies stand closer together than chance would put them, on a map and as a list."""

from weakref import WeakKeyDictionary

import numpy as np
import pandas as pd
import streamlit as st

from biwaq_geo.analysis.kpis.clusters import Clusters, clusters
from biwaq_geo.analysis.kpis.facts import Facts
from biwaq_geo.analysis.kpis.places import Place, PlaceKind
from biwaq_geo.domain.unit_values import STOCK, VACANT
from biwaq_geo.mapping.clusters_layer import (
    EMPTY,
    IN_CLUSTER,
    OTHER,
    clusters_layer,
    with_clusters,
)
from biwaq_geo.services.ports import Town
from biwaq_geo.texts import Texts
from biwaq_geo.ui.parts.day_picker import Shown
from biwaq_geo.ui.parts.map_click import MapFrame
from biwaq_geo.ui.parts.plain import plain
from biwaq_geo.ui.parts.strip_legend import strip_legend
from biwaq_geo.ui.parts.town_map import map_spec
from biwaq_geo.ui.parts.work_map import work_map

_found: WeakKeyDictionary[Facts, Clusters] = WeakKeyDictionary()
"""Kept as long as the facts are: the test takes a second or more."""


def kpi_clusters(town: Town, place: Place, facts: Facts, look: Shown, texts: Texts) -> None:
    """Show the clusters of a place, or say why there are none to be seen."""
    st.subheader(texts("figures.clusters"))
    st.caption(texts("figures.clusters_help"))
    with st.spinner(texts("figures.working")):
        found = _clusters(facts)
    if found.too_few:
        st.info(_too_few(found, place, facts, texts))
        return
    named = found.units[found.units["cluster"]]
    if named.empty:
        st.info(texts("figures.clusters_none", count=texts.number(len(facts.vacant()))))
        _densest(found, facts, texts)
        _map(town, facts, found, look, texts)
        return
    st.markdown(texts("figures.clusters_found", count=texts.number(len(named))))
    left, right = st.columns([3, 2], gap="medium")
    with left:
        _map(town, facts, found, look, texts)
    with right:
        _list(named, facts, texts)


def _too_few(found: Clusters, place: Place, facts: Facts, texts: Texts) -> str:
    units, vacant = texts.number(found.counted.known), texts.number(len(facts.vacant()))
    said = texts("figures.clusters_few", units=units, vacant=vacant)
    if place.kind is PlaceKind.TOWN:
        return said
    return f"{said} {texts('figures.clusters_larger')}"


def _map(town: Town, facts: Facts, found: Clusters, look: Shown, texts: Texts) -> None:
    """Show every unit of the place by form and colour: in a cluster, empty, in use."""
    layer = clusters_layer()
    strip_legend([(layer, symbol) for symbol in layer.symbols], [], texts)
    stock = facts.units[facts.units["state"].isin(STOCK)]
    named = found.units.index[found.units["cluster"]]
    stands = np.where(stock["state"].isin(VACANT), EMPTY, OTHER)
    stands[stock.index.isin(named)] = IN_CLUSTER
    spec = map_spec(town, texts, visible=frozenset(), look=look)
    work_map(
        town,
        with_clusters(spec, stock[["geometry"]].assign(stands=stands)),
        revision=look.revision,
        key=f"figures_map_{town.profile.key}",
        frame=MapFrame(height=460),
    )


def _list(named: pd.DataFrame, facts: Facts, texts: Texts) -> None:
    listed = named.assign(address=facts.units["address"].reindex(named.index)).sort_values(
        ["chance", "address"]
    )
    st.dataframe(
        {
            texts("figures.address"): list(listed["address"]),
            texts("figures.around"): [
                texts("figures.around_of", vacant=vacant, near=near)
                for vacant, near in zip(listed["vacant_near"], listed["near"], strict=True)
            ],
            texts("figures.chance"): [texts.percent(one, digits=2) for one in listed["chance"]],
        },
        hide_index=True,
        height=min(500, 40 + 35 * len(listed)),
    )


def _densest(found: Clusters, facts: Facts, texts: Texts) -> None:
    """Name one place, because a sentence without one tells little."""
    named = found.units.assign(address=facts.units["address"].reindex(found.units.index))
    named = named[named["address"].str.len() > 0]
    if named.empty:
        return
    # corrected, many a chance is the same
    order = ["alone", "vacant_near", "address"]
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
