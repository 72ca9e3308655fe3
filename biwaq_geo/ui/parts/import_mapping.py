"""What the columns and words of a file mean: proposed, and changed by the person."""

from collections.abc import Sequence
from dataclasses import replace
from enum import StrEnum

import pandas as pd
import streamlit as st

from biwaq_geo.domain.origin import Origin
from biwaq_geo.domain.unit_values import UnitKind, UnitState
from biwaq_geo.services.import_units.fields import list_of
from biwaq_geo.services.import_units.mapping import (
    Mapping,
    contact_columns,
    propose_mapping,
    with_targets,
)
from biwaq_geo.services.import_units.raw_table import RawTable
from biwaq_geo.texts import Texts
from biwaq_geo.texts.sections import SECTIONS
from biwaq_geo.ui import state
from biwaq_geo.ui.parts.import_desk import Desk
from biwaq_geo.ui.parts.import_words import target_words, vocabulary
from biwaq_geo.ui.parts.plain import plain
from biwaq_geo.ui.parts.record_words import known_uses

_SURE = 0.9
_MOST_WORDS = 30
"""Unknown words asked for each field; with more the column hardly means the field."""


def mapping(desk: Desk, table: RawTable, texts: Texts) -> Mapping:
    """Show what everything is taken for, and return it as the person has changed it."""
    known = vocabulary(known_uses())
    first = propose_mapping(table, as_of=state.app().today(), vocabulary=known)
    shown = _columns(desk, first, texts)
    contacts = contact_columns(table)
    if contacts:
        names = plain(", ".join(contacts))
        st.info(texts("import.contacts", names=names), icon=":material/privacy_tip:")
    targets = target_words(texts) | {texts("import.leave_out"): None}
    chosen = {column: targets.get(word) for column, word in zip(table.columns, shown, strict=True)}
    changed = with_targets(first, table, targets=chosen, vocabulary=known)
    return _words(desk, _for_all(desk, changed, texts), texts)


def _columns(desk: Desk, first: Mapping, texts: Texts) -> Sequence[str]:
    """Show the columns with their meanings; return the word chosen for each."""
    words = {target: word for word, target in target_words(texts).items()}
    leave_out = texts("import.leave_out")
    frame = pd.DataFrame(
        {
            "column": [each.column for each in first.meanings],
            "samples": [" · ".join(each.samples) for each in first.meanings],
            "target": [words.get(each.target or "", leave_out) for each in first.meanings],
            "sure": [_sureness(each.target, each.confidence, texts) for each in first.meanings],
        }
    )
    edited = st.data_editor(
        frame,
        key=f"import_columns_{desk.key}_{texts.language}",
        hide_index=True,
        disabled=["column", "samples", "sure"],
        column_config={
            "column": texts("import.column"),
            "samples": texts("import.samples"),
            "target": st.column_config.SelectboxColumn(
                texts("import.target"), options=[leave_out, *words.values()], required=True
            ),
            "sure": texts("import.sure"),
        },
    )
    return list(edited["target"])


def _sureness(target: str | None, confidence: float, texts: Texts) -> str:
    if target is None:
        return ""
    return texts("import.sure_high") if confidence >= _SURE else texts("import.sure_low")


def _for_all(desk: Desk, found: Mapping, texts: Texts) -> Mapping:
    """Ask what holds for rows that do not say it themselves."""
    when, what, sort, whence = st.columns(4)
    as_of = when.date_input(
        texts("import.as_of"),
        found.as_of,
        max_value=state.app().today(),
        key=f"import_as_of_{desk.key}",
        format="DD.MM.YYYY",
        help=texts("import.as_of_help"),
    )
    stated = what.selectbox(
        texts("import.state_all"),
        [None, *UnitState],
        index=0 if found.state is None else 1 + list(UnitState).index(found.state),
        key=f"import_state_{desk.key}",
        format_func=lambda one: (
            texts("import.refuse_row") if one is None else texts(f"state.{one}")
        ),
    )
    kind = sort.selectbox(
        texts("import.kind_all"),
        list(UnitKind),
        key=f"import_kind_{desk.key}",
        format_func=lambda one: texts(f"kind.{one}"),
    )
    origin = whence.selectbox(
        texts("import.origin_all"),
        [Origin.STAFF, Origin.FACT, Origin.ESTIMATE, Origin.DEMO],
        index=3 if state.town().profile.origin is Origin.DEMO else 0,
        key=f"import_origin_{desk.key}",
        format_func=lambda one: texts(f"origin.{one}"),
    )
    return replace(found, as_of=as_of, state=stated, kind=kind or found.kind, origin=origin)


def _words(desk: Desk, found: Mapping, texts: Texts) -> Mapping:
    """Ask what words mean that nobody knows; what is left open leaves its cells empty."""
    unknown = found.unknown_words()
    if not unknown:
        return found
    values = {target: dict(table) for target, table in found.word_values.items()}
    with st.expander(texts("import.words"), expanded=True):
        st.caption(texts("import.words_help"))
        for target, words in unknown.items():
            kind = list_of(target)
            for word in words[:_MOST_WORDS] if kind is not None else ():
                values[target][word] = st.selectbox(
                    plain(f"{texts(f'field.{target}')}: „{word}“"),
                    [] if kind is None else list(kind),
                    index=None,
                    key=f"import_word_{desk.key}_{target}_{word}",
                    placeholder=texts("import.word_empty"),
                    format_func=lambda one: _named(one, texts),
                )
    return replace(found, word_values=values)


def _named(value: StrEnum, texts: Texts) -> str:
    return texts(f"{SECTIONS[type(value)]}.{value}")
