"""Entries of the catalogues, each built from one checked table."""

from collections.abc import Mapping

from biwaq_geo.adapters.catalogues.table import Table
from biwaq_geo.domain.catalogue import (
    Assumption,
    Band,
    Cost,
    Evidence,
    FundingLine,
    InterimUse,
    Light,
    Measure,
    Per,
    SitePhase,
)

ELIGIBLE = ("interim_use", "measure", "site_phase")
FULL_SCORE = 100.0
MOST_MONTHS = 120
MOST_YEARS = 200


def interim_use(key: str, table: Table) -> InterimUse:
    """Build an interim use; its costs are per case or per square metre of floor."""
    return InterimUse(
        key=key,
        title=table.words("title"),
        text=table.words("text"),
        area_m2=table.span("area_m2"),
        setup=_cost(table, "setup", (Per.CASE, Per.SQUARE_METRE)),
        yearly=_cost(table, "yearly", (Per.CASE, Per.SQUARE_METRE)),
        permit=table.one_of("permit", Light),
        permit_reason=table.words("permit_reason"),
        is_offer=table.flag("is_offer"),
        min_months=table.whole("min_months", most=MOST_MONTHS),
    )


def measure(key: str, table: Table) -> Measure:
    """Build a measure; `per` of the entry holds for its costs."""
    per = table.one_of("per", Per)
    points, evidence = _score(table)
    return Measure(
        key=key,
        title=table.words("title"),
        text=table.words("text"),
        per=per,
        cost=_cost_per(table, "cost", per),
        yearly=_cost_per(table, "yearly", per),
        score_points=points,
        score_evidence=evidence,
        permit=table.one_of("permit", Light),
        permit_reason=table.words("permit_reason"),
        life_years=table.whole("life_years", most=MOST_YEARS) if table.has("life_years") else None,
        reversible=table.flag("reversible"),
    )


def funding_line(key: str, table: Table) -> FundingLine:
    """Build a funding line; its rate is a share from 0 to 1."""
    title = table.words("title")
    inner = table.table("rate")
    rate, evidence = inner.band(most=1.0), inner.evidence()
    inner.close()
    excludes, excludes_evidence = _excludes(table)
    return FundingLine(
        key=key,
        title=title,
        rate=rate,
        cap_eur=table.number("cap_eur") if table.has("cap_eur") else None,
        eligible=table.some_of("eligible", ELIGIBLE),
        available=table.flag("available"),
        evidence=evidence,
        excludes=excludes,
        excludes_evidence=excludes_evidence,
    )


def _excludes(table: Table) -> tuple[frozenset[str], Evidence | None]:
    if not table.has("excludes"):
        return frozenset(), None
    inner = table.table("excludes")
    lines, evidence = inner.texts("lines"), inner.evidence()
    inner.close()
    return frozenset(lines), evidence


def site_phase(key: str, table: Table) -> SitePhase:
    """Build a phase of a site; its costs are per case or per square metre of floor."""
    return SitePhase(
        key=key,
        title=table.words("title"),
        text=table.words("text"),
        cost=_cost(table, "cost", (Per.CASE, Per.SQUARE_METRE)),
        yearly=_cost(table, "yearly", (Per.CASE, Per.SQUARE_METRE)),
        is_offer=table.flag("is_offer"),
    )


def figure(key: str, table: Table, *, ranges: Mapping[str, tuple[float, float]]) -> Assumption:
    """Build a figure of a model whose band lies within the range that the model allows."""
    if key not in ranges:
        raise table.error("–", expected=", ".join(ranges), found=key)
    title, unit = table.words("title"), table.text("unit")
    inner = table.table("value")
    value, evidence = inner.band(), inner.evidence()
    inner.close()
    low, high = ranges[key]
    if value.low < low or value.high > high:
        found = f"{value.low:g} … {value.high:g}"
        raise table.error("value", expected=f"{low:g} … {high:g}", found=found)
    return Assumption(key, title=title, value=value, unit=unit, evidence=evidence)


def _cost(table: Table, key: str, allowed: tuple[Per, ...]) -> Cost | None:
    if not table.has(key):
        return None
    inner = table.table(key)
    per = inner.one_of("per", Per)
    if per not in allowed:
        raise inner.error("per", expected=", ".join(allowed), found=per)
    return _closed(inner, per)


def _cost_per(table: Table, key: str, per: Per) -> Cost | None:
    return _closed(table.table(key), per) if table.has(key) else None


def _closed(inner: Table, per: Per) -> Cost:
    cost = Cost(inner.band(), per=per, evidence=inner.evidence())
    inner.close()
    return cost


def _score(table: Table) -> tuple[Band, Evidence] | tuple[None, None]:
    if not table.has("score_points"):
        return None, None
    inner = table.table("score_points")
    points = inner.band(most=FULL_SCORE)
    evidence = inner.evidence()
    inner.close()
    return points, evidence
