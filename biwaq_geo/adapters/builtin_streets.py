"""Audits and counts of the built-in town: invented, and marked as such in who made them."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from uuid import NAMESPACE_URL, UUID, uuid5

import geopandas as gpd

from biwaq_geo.domain.foot_counts import FootCount
from biwaq_geo.domain.street_audits import MOST, StreetAudit, score_texts

AUDITOR, COUNTER = "Kollegin A (Demo)", "Kollege B (Demo)"
NOTE = "Erfunden (Demo)"

ITEMS = (
    *("pavement", "surface", "step_free", "crossing", "light", "cleanliness", "noise", "speed"),
    *("green", "shade", "seating", "to_do", "shop_fronts", "facades", "orientation"),
)
"""Items of the catalogue that comes with the application, all of one weight."""

_AUDITS: Sequence[tuple[str, date, str]] = (
    ("sec09", date(2026, 4, 14), "211120211000111"),
    ("sec09", date(2026, 9, 15), "211121211010121"),
    ("sec14", date(2026, 9, 16), "322221112110222"),
)
"""Section, day, and the scores in the order of the items."""


def _at(day: int, hour: int, minute: int) -> datetime:
    return datetime(2026, 9, day, hour, minute, tzinfo=UTC)


_COUNTS: Mapping[str, Sequence[tuple[datetime, int]]] = {
    "sec06": ((_at(15, 9, 0), 71), (_at(17, 13, 30), 84)),
    "sec02": ((_at(15, 9, 20), 30), (_at(17, 13, 50), 41)),
    "sec14": ((_at(16, 9, 0), 22), (_at(16, 14, 0), 19)),
    "sec17": ((_at(16, 9, 30), 5),),
}
"""Start (UTC) and persons of counts of fifteen minutes, by section."""


def builtin_street_records(sections: gpd.GeoDataFrame) -> Iterator[StreetAudit | FootCount]:
    """Yield the audits and counts of sections that there are; the ids are the same each time."""
    for key, day, digits in _AUDITS:
        if key in sections.index:
            scores = {item: int(digit) for item, digit in zip(ITEMS, digits, strict=True)}
            yield StreetAudit(
                _id(f"audit/{key}/{day}"),
                section_id=key,
                audited_on=day,
                street_score=round(100.0 * sum(scores.values()) / (MOST * len(scores)), 1),
                items_known=len(scores),
                items_total=len(ITEMS),
                scores=score_texts(scores),
                auditor=AUDITOR,
                note=NOTE,
            )
    for key, counts in _COUNTS.items():
        if key not in sections.index:
            continue
        place = sections.geometry.loc[key].interpolate(0.5, normalized=True)
        for start, persons in counts:
            yield FootCount(
                _id(f"count/{key}/{start.isoformat()}"),
                place=place,
                started_at=start,
                minutes=15,
                persons=persons,
                section_id=key,
                counted_by=COUNTER,
                note=NOTE,
            )


def _id(name: str) -> UUID:
    return uuid5(NAMESPACE_URL, f"weisswasser-demo/{name}")
