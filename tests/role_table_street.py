"""The part of the table of use cases about streets: audits and counts."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from uuid import uuid4

from shapely import Point

from biwaq_geo.domain.street_audits import StreetAudit
from biwaq_geo.services import foot_counts, footfall, street_audits
from biwaq_geo.services.ports import Town
from tests.role_world import NOON, TODAY, WHO, Row, World, now, today
from tests.sample_catalogues import AUDIT_ITEMS, catalogues
from tests.sample_town import X0, Y0

READS = "reads"
CATALOGUES = catalogues()
LOOKED = {"section_id": "sec1", "audited_on": TODAY, "scores": ("green=3", "light=2")}
STOOD = {
    "place": Point(X0 + 100, Y0 + 200),
    "started_at": NOON - timedelta(minutes=30),
    "minutes": 15,
    "persons": 12,
}


def audits(t: Town) -> Any:
    return street_audits.add_audit(t, today, AUDIT_ITEMS, audit_id=uuid4(), values=LOOKED, **WHO)


def corrects_audit(w: World, t: Town) -> object:
    seen = t.store.record(StreetAudit, audits(w.whole).audit_id)
    values = {"scores": ("green=1", "light=1")}
    return street_audits.edit_audit(t, today, AUDIT_ITEMS, seen=seen, values=values, **WHO)


def counts(t: Town) -> Any:
    return foot_counts.add_count(t, now, count_id=uuid4(), values=STOOD, **WHO)


def corrects_count(w: World, t: Town) -> object:
    made = counts(w.whole)
    return foot_counts.edit_count(t, now, seen=made, changes={"persons": 13}, **WHO)


STREET: Mapping[str, Row] = {
    "footfall.footfall": (READS, lambda _w, t: footfall.footfall(t, CATALOGUES)),
    "footfall.present_footfall": (READS, lambda _w, t: footfall.present_footfall(t, CATALOGUES)),
    "foot_counts.add_count": ("count", lambda _w, t: counts(t)),
    "foot_counts.edit_count": ("count", corrects_count),
    "foot_counts.foot_counts": (READS, lambda _w, t: foot_counts.foot_counts(t.store)),
    "foot_counts.middle_of": (READS, lambda _w, t: foot_counts.middle_of(t, "sec1")),
    "street_audits.add_audit": ("audit", lambda _w, t: audits(t)),
    "street_audits.audits": (READS, lambda _w, t: street_audits.audits(t.store)),
    "street_audits.edit_audit": ("audit", corrects_audit),
    "street_audits.sections_scored": (READS, lambda _w, t: street_audits.sections_scored(t)),
}
