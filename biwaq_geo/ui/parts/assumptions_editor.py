"""The assumptions of a scenario, each editable with low, expected and high."""

from collections.abc import Mapping, Sequence

import pandas as pd
import streamlit as st

from biwaq_geo.domain.catalogue import Assumption, Band
from biwaq_geo.texts import Texts
from biwaq_geo.ui.parts.catalogue_tables import evidence_words

LEVELS = ("low", "expected", "high")


def assumptions_editor(
    used: Sequence[Assumption], texts: Texts, *, key: str
) -> Mapping[str, Band] | None:
    """Show the assumptions; return those that differ when the person takes them over."""
    st.caption(texts("scenario.assumptions_help"))
    frame = pd.DataFrame(
        [
            {
                "title": texts.of(assumption.title),
                **{level: getattr(assumption.value, level) for level in LEVELS},
                "unit": texts.unit(assumption.unit),
                "evidence": evidence_words(assumption.evidence, texts),
            }
            for assumption in used
        ]
    )
    edited = st.data_editor(
        frame,
        key=key,
        hide_index=True,
        disabled=["title", "unit", "evidence"],
        column_config={
            "title": texts("scenario.assumptions"),
            **{
                level: st.column_config.NumberColumn(texts(f"common.{level}"), required=True)
                for level in LEVELS
            },
            "unit": texts("catalogues.unit"),
            "evidence": texts("catalogues.evidence"),
        },
    )
    if not st.button(texts("scenario.assumptions_save"), key=f"{key}_save"):
        return None
    bands = [Band(*(float(row[level]) for level in LEVELS)) for _, row in edited.iterrows()]
    return {
        assumption.key: band
        for assumption, band in zip(used, bands, strict=True)
        if band != assumption.value
    }
