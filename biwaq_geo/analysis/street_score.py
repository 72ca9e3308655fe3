"""The street score (0 to 100) of the shopping axes, before and after measures."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

import geopandas as gpd
import pandas as pd
from shapely.geometry.base import BaseGeometry

from biwaq_geo.domain.street_audits import StreetAudit

BEST = 100.0
"""No measure lifts a section above this."""

NEAR_M = 30.0
"""A measure this close to a section, across the pavement and the verge, changes it."""


@dataclass(frozen=True, slots=True)
class Score:
    """A mean score with the sections it rests on; None where no section has a score."""

    value: float | None
    known: int
    total: int


def street_score(sections: gpd.GeoDataFrame, points: pd.Series | None = None) -> Score:
    """Mean of the known section scores, weighted by length.

    Parameters
    ----------
    sections
        Base layer with column `street_score` (0 to 100, missing where unknown) and line
        geometry in a projected CRS, metres.
    points
        Points that measures add, by section id; sections without measures may be
        missing. A section without a score stays unknown whatever is done there.
    """
    score = sections["street_score"].astype(float)
    if points is not None:
        score = (score + points.reindex(sections.index).fillna(0.0)).clip(upper=BEST)
    length = sections.geometry.length
    known = score.notna() & (length > 0)
    if not known.any():
        return Score(None, 0, len(sections))
    mean = float((score * length)[known].sum()) / float(length[known].sum())
    return Score(mean, int(known.sum()), len(sections))


def scored_sections(
    sections: gpd.GeoDataFrame, audits: Iterable[StreetAudit], *, day: date | None = None
) -> gpd.GeoDataFrame:
    """Return the sections with the scores that hold: of the last audit, else the delivered one.

    The one place in which an audit takes the place of a delivered score; the frame that was
    given is not changed.

    Parameters
    ----------
    sections
        Base layer with columns `street_score` and `scored_on`, indexed by section.
    audits
        Those in the recycle bin and those without an index count nowhere.
    day
        Audits and delivered scores of later days count nowhere; all count if None.
    """
    if day is not None:
        sections = _delivered_until(sections, day)
    last = last_audits(audits, day=day)
    found = {key: audit for key, audit in last.items() if key in sections.index}
    if not found:
        return sections
    score = sections["street_score"].astype(float)
    on = sections["scored_on"].astype(object)
    for key, audit in found.items():
        score[key], on[key] = audit.street_score, audit.audited_on.isoformat()
    return sections.assign(street_score=score, scored_on=on)


def _delivered_until(sections: gpd.GeoDataFrame, day: date) -> gpd.GeoDataFrame:
    later = sections["scored_on"].fillna("").astype(str) > day.isoformat()
    if not later.any():
        return sections
    score = sections["street_score"].astype(float).mask(later)
    return sections.assign(
        street_score=score, scored_on=sections["scored_on"].astype(object).mask(later, None)
    )


def last_audits(
    audits: Iterable[StreetAudit], *, day: date | None = None
) -> Mapping[str, StreetAudit]:
    """Return the audit that holds for each section that has one.

    Parameters
    ----------
    audits, day
        As for `scored_sections`.
    """
    last: dict[str, StreetAudit] = {}
    for audit in audits:
        counts = audit.removed_on is None and audit.street_score is not None
        if not counts or (day is not None and audit.audited_on > day):
            continue
        before = last.get(audit.section_id)
        if before is None or _order(before) < _order(audit):
            last[audit.section_id] = audit
    return last


def _order(audit: StreetAudit) -> tuple[date, int]:
    # two of one day: the page gives ids that rise, so the one that was begun later counts
    return audit.audited_on, audit.audit_id.int


def section_at(sections: gpd.GeoDataFrame, place: BaseGeometry) -> str | None:
    """Return the id of the section that a place lies on, within `NEAR_M` metres, or None.

    Parameters
    ----------
    place
        Point, line or area in the CRS of the sections. Of several sections that come so near
        to any part of it, the one nearest to its middle.
    """
    near = sections[sections.distance(place) <= NEAR_M]
    return None if near.empty else str(near.distance(place.centroid).idxmin())
