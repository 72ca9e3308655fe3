"""Beside every map: a heading that names it, what it shows in words, and its rows as a table."""

from collections.abc import Sequence
from uuid import UUID

import geopandas as gpd
import pandas as pd
import streamlit as st
from shapely import Point

from biwaq_geo.domain.units import CommercialUnit
from biwaq_geo.mapping.mapspec import LayerSpec
from biwaq_geo.mapping.query import UNITS, parse
from biwaq_geo.reports.map_summary import map_summary
from biwaq_geo.services.ports import Town
from biwaq_geo.texts import Texts
from biwaq_geo.ui import state
from biwaq_geo.ui.parts.columns import words_column
from biwaq_geo.ui.parts.feature_card import said
from biwaq_geo.ui.parts.plain import plain
from biwaq_geo.ui.parts.unit_table import many_units_table, unit_table

_UNITS = ""
"""Stands for the units in the list of layers, whose keys are never empty."""


def map_heading(town: Town, units: Sequence[CommercialUnit], texts: Texts) -> None:
    """Name the map and say in words what it shows: how many of what, and where most lie."""
    st.subheader(texts("map.heading", town=plain(town.profile.name)))
    in_words(town, units, texts)


def in_words(town: Town, units: Sequence[CommercialUnit], texts: Texts) -> None:
    """Say in words what a map shows."""
    st.caption(map_summary(town.profile.name, units, texts, name=plain))


def map_table(
    town: Town,
    units: Sequence[CommercialUnit],
    texts: Texts,
    *,
    key: str,
    total: int,
    layers: Sequence[tuple[LayerSpec, gpd.GeoDataFrame]] = (),
    many: bool = False,
) -> None:
    """Offer the rows of the map in its order; a chosen row does what a click on it does.

    Parameters
    ----------
    key
        Beginning of the keys of the widgets.
    total
        How many units there are without the filter.
    layers
        Layers that are on, with their features; those of units are the table of units.
    many
        Whether several units can be chosen together, as with the tools of the map.
    """
    # a table is heavy on the browser: it comes when it is asked for
    opened = st.expander(
        texts("map.table"),
        state.kept(f"{key}_table_open", default=False),
        key=state.box(f"{key}_table_open"),
        on_change="rerun",
    )
    if not opened.open:
        return
    others = {
        layer.key: (layer, frame)
        for layer, frame in layers
        if parse(layer.source).name != UNITS and not frame.empty
    }
    with opened:
        shown = _UNITS
        if others:
            shown = st.selectbox(
                texts("map.layer_rows"),
                [_UNITS, *others],
                key=f"{key}_table_layer",
                format_func=lambda one: (
                    texts.of(others[one][0].title) if one else texts("map.units")
                ),
            )
        here = f"{key}_table_{town.profile.key}_{shown}"
        if shown == _UNITS and many and st.toggle(texts("tools.many"), key=f"{key}_table_many"):
            many_units_table(units, texts, key=f"{here}_many")
        elif shown == _UNITS:
            selected = st.session_state.get(state.SELECTED_UNIT)
            chosen = unit_table(units, texts, total=total, key=here, selected=selected)
            if chosen == selected:
                st.session_state[state.SEEN_ROW] = (here, chosen)
                return
            places = {unit.unit_id: unit.location for unit in units}
            _choose(here, chosen, place=places.get(chosen) if chosen else None)
        else:
            layer, frame = others[shown]
            _choose(here, None, _feature_table(layer, frame, texts, key=here))


def _choose(
    here: str,
    unit: UUID | None,
    feature: tuple[str, str] | None = None,
    place: Point | None = None,
) -> None:
    """Choose what was chosen in the table, once; the place is that of the unit."""
    row = (here, unit or feature)
    if row[1] is None or row == st.session_state.get(state.SEEN_ROW):
        return
    st.session_state[state.SEEN_ROW] = row
    if place is not None:
        st.session_state[state.PLACE] = place
    state.select_unit(unit)
    st.session_state[state.FEATURE] = feature
    st.rerun()


def _feature_table(
    layer: LayerSpec, frame: gpd.GeoDataFrame, texts: Texts, *, key: str
) -> tuple[str, str] | None:
    rows = pd.DataFrame(
        {
            column: [said(layer, column, row.get(column), texts) for _, row in frame.iterrows()]
            for column in layer.fields
        }
    )
    chosen = st.dataframe(
        rows,
        key=key,
        hide_index=True,
        on_select="rerun",
        selection_mode="single-row",
        height=min(320, 40 + 35 * len(rows)),
        column_config={
            column: words_column(texts.of(words), rows[column])
            for column, words in layer.fields.items()
        },
    )
    picked = chosen.selection.rows
    return (layer.key, str(frame.index[picked[0]])) if picked and picked[0] < len(rows) else None
