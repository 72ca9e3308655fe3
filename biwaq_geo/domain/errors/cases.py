"""What is missing where a state or a case takes a step."""

from biwaq_geo.domain.errors.base import BiwaqError


class StepIncompleteError(BiwaqError, ValueError):
    """A step lacks a part; base of all errors that name one."""

    code = "step_incomplete"


class ActorNeededError(StepIncompleteError):
    """Nobody is named who takes the step."""

    code = "actor_needed"


class DateNeededError(StepIncompleteError):
    """The day of the step is missing."""

    code = "date_needed"


class ReasonNeededError(StepIncompleteError):
    """The step gives no reason."""

    code = "reason_needed"


class InterimEndNeededError(StepIncompleteError):
    """An interim use without an end is none."""

    code = "interim_end_needed"


class InterimUserNeededError(StepIncompleteError):
    """Nobody is named who uses the unit in the interim."""

    code = "interim_user_needed"


class PermitLightNeededError(StepIncompleteError):
    """Nobody has judged whether the interim use needs a permit."""

    code = "permit_light_needed"


class OutcomeNeededError(StepIncompleteError):
    """A case is closed without saying how it ended."""

    code = "outcome_needed"


class BlockedByNeededError(StepIncompleteError):
    """A case is blocked without saying by what."""

    code = "blocked_by_needed"


class StepNotPossibleError(BiwaqError, ValueError):
    """The state cannot follow the present one."""

    code = "step_not_possible"


class CaseStepNotPossibleError(BiwaqError, ValueError):
    """The case already has this status."""

    code = "case_step_not_possible"


class DateBeforeStateError(BiwaqError, ValueError):
    """A state is said to begin before the one that it follows."""

    code = "date_before_state"


class ChoiceNeededError(BiwaqError, ValueError):
    """Two people changed the same field, and nobody said which value is to stand."""

    code = "choice_needed"


class NumberRangeError(BiwaqError, ValueError):
    """A number lies outside what is plausible for its field."""

    code = "number_range"


class FieldFixedError(BiwaqError, ValueError):
    """A field cannot be edited by itself: a step or the register itself sets it."""

    code = "field_fixed"


class NoteEmptyError(BiwaqError, ValueError):
    """A note says nothing."""

    code = "note_empty"


class PurposeNeededError(BiwaqError, ValueError):
    """A contact is kept without a purpose."""

    code = "purpose_needed"


class DeletionDayError(BiwaqError, ValueError):
    """The day on which a contact is to be deleted has passed."""

    code = "deletion_day"
