"""The assumptions of a scenario, each editable with low, expected and high."""

from collections.abc import Mapping, Sequence

import pandas as pd
import streamlit as st

from biwaq_geo.domain.catalogue import Assumption, Band
from biwaq_geo.texts import Texts
from biwaq_geo.ui.parts.catalogue_tables import evidence_words

LEVELS = ("low", "expected", "high")


def assumptions_editor(
    used: Sequence[Assumption], texts: Texts, *, key: str, version: int
) -> tuple[Mapping[str, Band], int] | None:
    """Show the assumptions; return those that differ when the person takes them over.

    With them comes the version that was on screen when the typing began: what others save
    meanwhile does not reach a table in which somebody has typed.
    """
    used, seen = _shown(used, key, version)
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
    changed = {
        assumption.key: band
        for assumption, band in zip(used, bands, strict=True)
        if band != assumption.value
    }
    return changed, seen


def forget_assumptions(key: str) -> None:
    """Let the table show what is stored again."""
    st.session_state.pop(f"{key}_shown", None)


def _shown(used: Sequence[Assumption], key: str, version: int) -> tuple[Sequence[Assumption], int]:
    kept: tuple[Sequence[Assumption], int] | None = st.session_state.get(f"{key}_shown")
    if kept is not None and st.session_state.get(key, {}).get("edited_rows"):
        return kept
    st.session_state[f"{key}_shown"] = used, version
    return used, version
