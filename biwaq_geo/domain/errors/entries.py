"""Mistakes in what a person types or chooses."""

from biwaq_geo.domain.errors.base import BiwaqError


class EditConflictError(BiwaqError):
    """Somebody else saved this record after it was read."""

    code = "edit_conflict"


class StateNotMarkableError(BiwaqError, ValueError):
    """The state needs more than a date."""

    code = "state_not_markable"


class DateInFutureError(BiwaqError, ValueError):
    """A state is said to begin after today."""

    code = "date_in_future"


class EmptyNameError(BiwaqError, ValueError):
    """A name is needed and there is none."""

    code = "empty_name"


class TextTooLongError(BiwaqError, ValueError):
    """A text is longer than its field."""

    code = "text_too_long"


class NotAboveZeroError(BiwaqError, ValueError):
    """A quantity must be above zero."""

    code = "not_above_zero"


class PeriodError(BiwaqError, ValueError):
    """An end lies before its start."""

    code = "period"


class NothingToUndoError(BiwaqError):
    """The record has no change that can be taken back."""

    code = "nothing_to_undo"


class EditNotFoundError(BiwaqError, KeyError):
    """The scenario has no such edit."""

    code = "edit_not_found"


class UnitNotFoundError(BiwaqError, KeyError):
    """The register has no such unit."""

    code = "unit_not_found"


class RecordNotFoundError(BiwaqError, KeyError):
    """The register has no such record."""

    code = "record_not_found"


class ScenarioNotFoundError(BiwaqError, KeyError):
    """The store has no such scenario."""

    code = "scenario_not_found"


class UnitNotVacantError(BiwaqError, ValueError):
    """An interim use needs a unit that stands empty in the baseline."""

    code = "unit_not_vacant"


class CatalogueKeyError(BiwaqError, KeyError):
    """The catalogues have no such entry."""

    code = "catalogue_key"


class OutsideTownError(BiwaqError, ValueError):
    """A place lies outside the town."""

    code = "outside_town"


class PlaceNeededError(BiwaqError, ValueError):
    """A measure has neither a street section nor a place."""

    code = "place_needed"


class NoWayForProfileError(BiwaqError, ValueError):
    """A town has no street that people of a profile may use."""

    code = "no_way_for_profile"


class PlaceOffNetworkError(BiwaqError, ValueError):
    """A place lies too far from every street to be reached on foot."""

    code = "place_off_network"


class AssumptionRangeError(BiwaqError, ValueError):
    """An assumption lies outside the range in which the model makes sense."""

    code = "assumption_range"
