"""How far the town has come with the owner of a unit, whatever state the unit is in."""

from dataclasses import dataclass, replace
from datetime import date

from biwaq_geo.domain.errors import (
    BlockedByNeededError,
    CaseStepNotPossibleError,
    DateInFutureError,
    DateNeededError,
    EditConflictError,
    OutcomeNeededError,
    ReasonNeededError,
)
from biwaq_geo.domain.unit_values import BlockedBy, CaseOutcome, CaseStatus
from biwaq_geo.domain.units import CommercialUnit


@dataclass(frozen=True, slots=True)
class CaseStep:
    """A case takes another status.

    Attributes
    ----------
    reason
        Needed unless the outcome or what blocks the case says it all.
    blocked_by, outcome
        Of a blocked and of a closed case only.
    """

    status: CaseStatus
    on: date | None
    reason: str = ""
    blocked_by: BlockedBy | None = None
    outcome: CaseOutcome | None = None


def take_case_step(
    unit: CommercialUnit, step: CaseStep, *, today: date, seen_version: int
) -> CommercialUnit:
    """Return the unit with the new status of its case; any status may follow another.

    A closed case can be opened again; its events remember how it had ended. That a unit
    was never vacant is an outcome: the unit and its history stay.

    Raises
    ------
    EditConflictError
        The unit was saved since the caller read it.
    CaseStepNotPossibleError
        The case already has this status.
    StepIncompleteError
        A child names the part that is missing.
    DateInFutureError
        The day is after today.
    """
    if seen_version != unit.version:
        raise EditConflictError(subject=unit.unit_id, seen=seen_version, now=unit.version)
    if step.status is unit.case_status:
        raise CaseStepNotPossibleError(status=step.status)
    if step.on is None:
        raise DateNeededError(state=step.status)
    if step.on > today:
        raise DateInFutureError(date=step.on, today=today)
    blocked, closed = step.status is CaseStatus.BLOCKED, step.status is CaseStatus.CLOSED
    if blocked and step.blocked_by is None:
        raise BlockedByNeededError
    if closed and step.outcome is None:
        raise OutcomeNeededError
    if not (blocked or closed or step.reason.strip()):
        raise ReasonNeededError(state=step.status)
    return replace(
        unit,
        case_status=step.status,
        case_since=step.on,
        case_reason=step.reason.strip() or None,
        blocked_by=step.blocked_by if blocked else None,
        case_outcome=step.outcome if closed else None,
        version=unit.version + 1,
    )
