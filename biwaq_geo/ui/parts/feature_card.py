"""One feature of a layer beside the map: the fields that its layer file names."""

from datetime import date

import pandas as pd
import streamlit as st

from biwaq_geo.mapping.mapspec import LayerSpec, is_missing
from biwaq_geo.texts import MISSING, Texts
from biwaq_geo.ui import state

WORDS = {"origin": "origin", "kind": "service"}
"""Columns whose values are keys of the texts, with the section of the texts."""


def feature_card(layer: LayerSpec, row: pd.Series, texts: Texts) -> None:
    """Show the fields; every text is shown as typed, never as markup."""
    titles = [texts.of(words) for words in layer.fields.values()]
    values = [_said(column, row.get(column), texts) for column in layer.fields]
    with st.container(border=True):
        st.text(texts.of(layer.title))
        st.table({"": titles, " ": values}, border="horizontal", hide_header=True, hide_index=True)


def _said(column: str, value: object, texts: Texts) -> str:
    if is_missing(value) or value == "":
        return MISSING
    if column == "phase" and (phase := state.app().catalogues.site_phases.get(str(value))):
        return texts.of(phase.title)
    if column in WORDS:
        return texts(f"{WORDS[column]}.{value}")
    if isinstance(value, date):
        return texts.day(value)
    if isinstance(value, int | float):
        return texts.number(float(value), digits=0 if float(value).is_integer() else 1)
    return str(value)
