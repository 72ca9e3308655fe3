"""The catalogue of the street audit as a table."""

from collections.abc import Iterable

import pandas as pd
import streamlit as st

from biwaq_geo.domain.audit_items import AuditItem
from biwaq_geo.texts import Texts
from biwaq_geo.texts.words import choice_words
from biwaq_geo.ui.parts.catalogue_tables import evidence_words


def audit_items(items: Iterable[AuditItem], texts: Texts) -> None:
    """Show what is looked at, what each score means, and how much an item counts."""
    rows = [
        {
            texts("catalogues.name"): texts.of(item.title),
            texts("catalogues.part"): choice_words(item.group, texts),
            texts("catalogues.looked_at"): texts.of(item.text),
            **{str(score): texts.of(meaning) for score, meaning in item.meanings.items()},
            texts("catalogues.weight"): texts.number(item.weight.value, digits=1),
            texts("catalogues.evidence"): evidence_words(item.weight.evidence, texts),
        }
        for item in items
    ]
    st.dataframe(
        pd.DataFrame(rows), key="catalogues_street_audit", hide_index=True, height="content"
    )
