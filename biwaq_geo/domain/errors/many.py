"""Mistakes that concern many records at once."""

from collections.abc import Sequence

from biwaq_geo.domain.errors.base import BiwaqError


class BulkConflictError(BiwaqError):
    """Somebody saved some of the chosen records after they were read."""

    code = "bulk_conflict"


class UnitsRefusedError(BiwaqError, ValueError):
    """Some of the chosen units cannot change so; none was changed.

    Attributes
    ----------
    refusals
        Name of each refused unit with the mistake that it would have been.
    """

    code = "units_refused"

    def __init__(self, refusals: Sequence[tuple[str, BiwaqError]], *, chosen: int) -> None:
        super().__init__(count=len(refusals), chosen=chosen)
        self.refusals = tuple(refusals)


class BatchChangedError(BiwaqError):
    """Some records of an act on many were changed since, so it cannot be taken back whole."""

    code = "batch_changed"


class BatchNotFoundError(BiwaqError, KeyError):
    """The register knows no such act on many records."""

    code = "batch_not_found"


class NothingToChangeError(BiwaqError, ValueError):
    """No record is chosen, or nothing that is to become different."""

    code = "nothing_to_change"
