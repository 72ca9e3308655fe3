"""One feature of a layer beside the map: the fields that its layer file names."""

from datetime import date

import pandas as pd
import streamlit as st

from biwaq_geo.mapping.mapspec import LayerSpec, is_missing
from biwaq_geo.mapping.query import UPLOAD, parse
from biwaq_geo.texts import MISSING, Texts
from biwaq_geo.ui import state
from biwaq_geo.ui.parts.plain import plain

WORDS = {"origin": "origin", "kind": "service"}
"""Columns whose values are keys of the texts, with the section of the texts."""


def feature_card(layer: LayerSpec, row: pd.Series, texts: Texts) -> None:
    """Show the fields; every text is shown as typed, never as markup."""
    # a table on screen reads its cells as Markdown
    titles = [plain(texts.of(words)) for words in layer.fields.values()]
    values = [plain(said(layer, column, row.get(column), texts)) for column in layer.fields]
    with st.container(border=True):
        st.text(texts.of(layer.title))
        st.table({"": titles, " ": values}, border="horizontal", hide_header=True, hide_index=True)


def said(layer: LayerSpec, column: str, value: object, texts: Texts) -> str:
    """Write a value as people do; of an added layer, whose words nobody knows, as it is."""
    as_is = parse(layer.source).name == UPLOAD
    if is_missing(value) or value == "":
        return MISSING
    if not as_is and (word := _word(column, str(value), texts)):
        return word
    if isinstance(value, date):
        return texts.day(value)
    if isinstance(value, int | float):
        return texts.number(float(value), digits=0 if float(value).is_integer() else 1)
    return str(value)


def _word(column: str, value: str, texts: Texts) -> str | None:
    """Return the word for a value that is a key, None where the value speaks for itself."""
    if column == "phase" and (phase := state.app().catalogues.site_phases.get(value)):
        return texts.of(phase.title)
    return texts(f"{WORDS[column]}.{value}") if column in WORDS else None
