"""What is sold and done in the units in use, and what is missing."""

import streamlit as st

from biwaq_geo.analysis.kpis.branches import Gap, branch_diversity, branch_shares, gaps
from biwaq_geo.analysis.kpis.facts import Facts
from biwaq_geo.texts import Texts
from biwaq_geo.ui.parts.catalogue_tables import evidence_words


def kpi_branches(facts: Facts, texts: Texts) -> None:
    """Show the mix of branches and the gaps in the basic supply of a place."""
    left, right = st.columns([2, 3], gap="medium")
    with left:
        _mix(facts, texts)
    with right:
        _gaps(facts, texts)


def _mix(facts: Facts, texts: Texts) -> None:
    st.subheader(texts("figures.branches"))
    shares = branch_shares(facts)
    basis = branch_diversity(facts)
    if shares.empty:
        st.info(texts("figures.branches_none"))
        return
    known, total = texts.number(basis.known), texts.number(basis.total)
    st.caption(texts("figures.branches_basis", known=known, total=total))
    st.dataframe(
        {
            texts("figures.branch"): [texts(f"branch.{branch}") for branch in shares.index],
            texts("figures.units"): [round(share * basis.known) for share in shares],
            texts("figures.share"): [texts.percent(share) for share in shares],
        },
        hide_index=True,
        height="content",
    )


def _gaps(facts: Facts, texts: Texts) -> None:
    st.subheader(texts("figures.gaps"))
    st.caption(texts("figures.gaps_help"))
    found = gaps(facts)
    st.dataframe(
        {
            texts("figures.basic"): [texts.of(facts.basics[one.key].title) for one in found],
            texts("figures.gap"): [_said(one, texts) for one in found],
            texts("figures.gap_source"): [
                evidence_words(facts.basics[one.key].evidence, texts) for one in found
            ],
        },
        hide_index=True,
        height="content",
    )


def _said(gap: Gap, texts: Texts) -> str:
    if gap.missing:
        return texts("figures.gap_missing")
    told = [texts("figures.gap_units", count=gap.units)] if gap.units else []
    return ", ".join([*told, *([texts("figures.gap_noted")] if gap.noted else [])])
