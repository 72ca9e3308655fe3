"""Mistakes in an audit of a street or in a count of people."""

from biwaq_geo.domain.errors.base import BiwaqError


class SectionNotFoundError(BiwaqError, KeyError):
    """The town has no such street section."""

    code = "section_not_found"


class AuditScoreError(BiwaqError, ValueError):
    """An item that the catalogue does not have, or a score that is none."""

    code = "audit_score"


class NothingAssessedError(BiwaqError, ValueError):
    """An audit in which no item has a score."""

    code = "nothing_assessed"


class CountTimeError(BiwaqError, ValueError):
    """A count that begins later than now."""

    code = "count_time"
