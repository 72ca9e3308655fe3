"""The audits of a section: how the index went, and two of them item by item."""

from collections.abc import Mapping, Sequence

import streamlit as st

from biwaq_geo.analysis.street_audit import audit_index
from biwaq_geo.domain.audit_items import AuditGroup, AuditItem
from biwaq_geo.domain.street_audits import StreetAudit, scores_of
from biwaq_geo.services.street_audits import changes
from biwaq_geo.texts import MISSING, Texts
from biwaq_geo.texts.words import choice_words
from biwaq_geo.ui.parts.figure_table import Last, figure_table

Items = Mapping[str, AuditItem]
_LEAST = 2


def versions(found: Sequence[StreetAudit], items: Items, texts: Texts) -> None:
    """Show every audit of a section, the latest first, with its parts."""
    head = [
        texts("field.audited_on"),
        texts("field.auditor"),
        texts("audit.points"),
        *(choice_words(group, texts) for group in AuditGroup),
        texts("scenario.basis"),
    ]
    rows = []
    for audit in found:
        parts = audit_index(scores_of(audit), items).parts
        rows.append(
            [
                texts.day(audit.audited_on),
                audit.auditor or MISSING,
                texts.number(audit.street_score),
                *(texts.number(parts[g].value) if g in parts else MISSING for g in AuditGroup),
                texts("audit.based_on", known=audit.items_known, total=audit.items_total),
            ]
        )
    figure_table(head, rows, last=Last.BASIS)


def compare_two(found: Sequence[StreetAudit], items: Items, texts: Texts) -> None:
    """Let two audits of a section be chosen and show how each item moved."""
    if len(found) < _LEAST:
        st.info(texts("audit.one_only"))
        return
    named = {one.audit_id: _called(one, texts) for one in found}
    by_id = {one.audit_id: one for one in found}
    left, right = st.columns(2)
    keys = list(named)
    with left:
        old = st.selectbox(
            texts("audit.before"), keys, index=1, key="audit_old", format_func=named.__getitem__
        )
    with right:
        new = st.selectbox(
            texts("audit.after"), keys, index=0, key="audit_new", format_func=named.__getitem__
        )
    before, after = by_id[old], by_id[new]
    if before.auditor.casefold() != after.auditor.casefold() or not after.auditor:
        st.warning(texts("audit.other_auditor"), icon=":material/group:")
    rows = [
        [
            texts.of(items[one.key].title),
            _meaning(items[one.key], one.before, texts),
            _meaning(items[one.key], one.after, texts),
            _moved(one.before, one.after),
        ]
        for one in changes(before, after, items)
    ]
    index = [before.street_score, after.street_score]
    whole = [texts.number(value) for value in index]
    moved = MISSING
    if index[0] is not None and index[1] is not None:
        moved = _signed(round(index[1]) - round(index[0]))
    rows.append([texts("audit.points"), *whole, moved])
    head = [texts(f"audit.{name}") for name in ("item", "before", "after", "moved")]
    figure_table(head, rows, told=True)


def _called(audit: StreetAudit, texts: Texts) -> str:
    who = f", {audit.auditor}" if audit.auditor else ""
    return f"{texts.day(audit.audited_on)}{who} ({texts.number(audit.street_score)})"


def _meaning(item: AuditItem, score: int | None, texts: Texts) -> str:
    return MISSING if score is None else f"{score}: {texts.of(item.meanings[score])}"


def _moved(before: int | None, after: int | None) -> str:
    return MISSING if before is None or after is None else _signed(after - before)


def _signed(value: int) -> str:
    return f"{value:+d}".replace("-", "−") if value else "0"
