"""What a scenario brings, as tables: who gains access to what, and who pays."""

from collections.abc import Sequence
from datetime import date

import streamlit as st

from biwaq_geo.analysis.drift import Flow
from biwaq_geo.analysis.ground import Ground
from biwaq_geo.analysis.network import MAX_ACCESS_M
from biwaq_geo.analysis.permit import lapsing
from biwaq_geo.analysis.scenario_compare import Baseline
from biwaq_geo.domain.catalogue import ZERO, Catalogues
from biwaq_geo.domain.comparison import AccessRow, Comparison, EditCost
from biwaq_geo.domain.scenarios import Scenario, funding_of
from biwaq_geo.domain.units import CommercialUnit
from biwaq_geo.texts import MISSING, Texts
from biwaq_geo.texts.figures import based_on, basis, figure, figure_name, looked_at
from biwaq_geo.ui.parts.figure_table import Cell, Last, euro_cell, figure_table
from biwaq_geo.ui.parts.plain import plain

SHORT = ("vacancy_rate_units", "street_score", "inhabitants_reached", "cost_one_off")
"""Figures whose differences stand beside the list of edits, too."""


def rests_on(comparison: Comparison, baseline: Baseline, texts: Texts) -> None:
    """Say which day the figures are about, and what drift and reach rest on."""
    history = baseline.history
    if comparison.day is not None:
        st.caption(texts("scenario.looked_at", ahead=looked_at(comparison, texts)))
    said = {
        "empty": texts("scenario.drift_empty"),
        "fill": texts("scenario.drift_fill"),
    }
    for key, flow in (("empty", history.empty), ("fill", history.fill)):
        st.caption(f"{said[key]} {_rests_on(flow, texts)}")
    _reach_rests_on(baseline.ground, texts)


def if_nothing(comparison: Comparison, texts: Texts) -> None:
    """Name the day for which it is told what becomes of the town by itself."""
    day = comparison.day
    st.subheader(
        texts("scenario.if_nothing", day=texts.day(day)) if day else texts("scenario.as_it_is")
    )


def in_short(comparison: Comparison, texts: Texts) -> None:
    """Say the main differences where edits are added, so that nobody has to look for them."""
    rows = {row.key: row for row in comparison.rows}
    said = [
        f"{figure_name(row, texts)} "
        f"{figure(row.difference.expected, row.measured, texts, signed=True)}"
        # a sum of some reads as one of all
        f"{f' ({basis(row, texts)})' if row.known < row.total else ''}"
        for row in (rows.get(key) for key in SHORT)
        if row is not None and row.difference is not None
    ]
    st.caption(f"**{texts('scenario.results')}**: {plain('; '.join(said))}")


def deadlines(
    units: Sequence[CommercialUnit], begins: date, comparison: Comparison, texts: Texts
) -> None:
    """Say where the protection of the old use is over, or ends while nobody does anything."""
    if comparison.day is None:
        return
    over, coming = lapsing(units, day=begins, until=comparison.day)
    if over or coming:
        numbers = {"over": texts.number(over), "coming": texts.number(coming)}
        st.caption(texts("scenario.deadlines", day=texts.day(comparison.day), **numbers))


def _reach_rests_on(ground: Ground, texts: Texts) -> None:
    """Say what keeps figures of reach from counting everybody; nothing where nothing does."""
    pieces, people = ground.pieces, ground.people
    if pieces.count > 1 and pieces.apart:
        said = {"pieces": texts.number(pieces.count), "houses": texts.number(pieces.apart)}
        st.warning(texts("scenario.in_pieces", **said), icon=":material/route:")
    if pieces.off:
        houses = texts.number(pieces.off)
        st.caption(texts("scenario.houses_off", houses=houses, metres=f"{MAX_ACCESS_M:.0f}"))
    if not people.known:
        st.warning(texts("scenario.nobody_known"), icon=":material/group_off:")


def _rests_on(flow: Flow, texts: Texts) -> str:
    return texts(
        "scenario.drift_known" if flow.enough else "scenario.drift_short",
        changes=texts.number(flow.changes),
        quarters=texts.number(flow.quarters),
    )


def access_table(rows: Sequence[AccessRow], texts: Texts) -> None:
    """Show who gains or loses a kind of service; nothing where none opens or closes."""
    if not rows:
        return
    st.subheader(texts("scenario.access"))
    st.caption(texts("scenario.access_help"))
    body = [
        [
            texts(
                "scenario.access_row", kind=texts(f"service.{row.kind}"), minutes=f"{row.minutes:g}"
            ),
            *(texts.number(value) for value in (row.before, row.after, row.gained, row.lost)),
            _basis(row, texts),
        ]
        for row in rows
    ]
    titles = ("access_kind", "before", "after", "gained", "lost", "basis")
    figure_table([texts(f"scenario.{one}") for one in titles], body, last=Last.BASIS)


def _basis(row: AccessRow, texts: Texts) -> str:
    return based_on(row.known, row.total, "buildings", texts)


def funding_table(
    scenario: Scenario, costs: Sequence[EditCost], catalogues: Catalogues, texts: Texts
) -> None:
    """Show what each funding line pays, up to which cap, and what it excludes."""
    by_edit = {cost.edit_id: cost for cost in costs}
    lines: dict[str, list[EditCost]] = {}
    for edit in scenario.edits:
        key = funding_of(edit)
        if key in catalogues.funding:
            lines.setdefault(str(key), []).append(by_edit[str(edit.edit_id)])
    if not lines:
        return
    st.subheader(texts("scenario.funding_lines"))
    body = [_line(key, paid, catalogues, texts) for key, paid in lines.items()]
    titles = ("funding", "eligible", "rate", "cap", "grant", "rules")
    figure_table([texts(f"scenario.{one}") for one in titles], body, last=Last.BASIS)


def _line(
    key: str, paid: Sequence[EditCost], catalogues: Catalogues, texts: Texts
) -> list[str | Cell]:
    line = catalogues.funding[key]
    known = [cost.one_off for cost in paid if cost.one_off is not None]
    grant = sum((cost.grant for cost in paid), start=ZERO)
    capped = line.cap_eur is not None and grant.high >= line.cap_eur * (1 - 1e-9)
    others = [texts.of(x.title) for x in catalogues.funding.values() if line.excludes_line(x)]
    rules = [
        *([texts("scenario.cap_reached")] if capped else []),
        *([texts("scenario.excludes", lines=", ".join(others))] if others else []),
    ]
    return [
        texts.of(line.title),
        euro_cell(sum(known, start=ZERO), texts),
        texts.percent(line.rate.expected, digits=0),
        MISSING if line.cap_eur is None else texts.number(line.cap_eur, unit="€"),
        euro_cell(grant, texts),
        " ".join(rules) or MISSING,
    ]
