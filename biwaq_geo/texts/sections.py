"""Which section of the catalogues names the values of which list."""

from collections.abc import Mapping
from enum import Enum

from biwaq_geo.domain.audit_items import AuditGroup
from biwaq_geo.domain.branches import Branch
from biwaq_geo.domain.businesses import AgeBand, SizeClass
from biwaq_geo.domain.contacts import Channel
from biwaq_geo.domain.exports import ExportFormat
from biwaq_geo.domain.origin import Origin
from biwaq_geo.domain.requests import RequestStatus, Seeker
from biwaq_geo.domain.roles import Role
from biwaq_geo.domain.unit_values import (
    BlockedBy,
    CaseOutcome,
    CaseStatus,
    DatePrecision,
    Floor,
    Heating,
    LocationClass,
    OwnerClass,
    PermitLight,
    Reliability,
    StepFree,
    UnitKind,
    UnitState,
    VacancyKind,
    VacancyReason,
    Willingness,
)

SECTIONS: Mapping[type[Enum], str] = {
    UnitState: "state",
    UnitKind: "kind",
    Branch: "branch",
    DatePrecision: "precision",
    Origin: "origin",
    VacancyKind: "vacancy_kind",
    VacancyReason: "vacancy_reason",
    Floor: "floor",
    StepFree: "step_free",
    Heating: "heating",
    LocationClass: "location_class",
    OwnerClass: "owner_class",
    Willingness: "willingness",
    PermitLight: "permit_light",
    Reliability: "reliability",
    CaseStatus: "case_status",
    BlockedBy: "blocked_by",
    CaseOutcome: "case_outcome",
    Channel: "channel",
    SizeClass: "size_class",
    AgeBand: "age_band",
    Seeker: "seeker",
    RequestStatus: "request_status",
    ExportFormat: "export_format",
    Role: "role",
    AuditGroup: "audit_group",
}
"""Where the words of a list of values stand in the catalogue."""
