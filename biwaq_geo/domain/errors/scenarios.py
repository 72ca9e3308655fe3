"""Mistakes around scenarios: rents, funding, locks and merging."""

from biwaq_geo.domain.errors.base import BiwaqError


class TurnoverNeededError(BiwaqError, ValueError):
    """A turnover rent cannot be calculated without a turnover."""

    code = "turnover_needed"


class RentLimitError(BiwaqError, ValueError):
    """A unit or a term is beyond what a rent model allows."""

    code = "rent_limit"


class FundingKindError(BiwaqError, ValueError):
    """A funding line does not pay for this kind of edit."""

    code = "funding_kind"


class FundingElsewhereError(BiwaqError, ValueError):
    """A funding line cannot be applied for here."""

    code = "funding_elsewhere"


class FundingExclusiveError(BiwaqError, ValueError):
    """Two funding lines cannot pay in one scenario."""

    code = "funding_exclusive"


class UnitNotUsedError(BiwaqError, ValueError):
    """Nobody is in the unit who could move out."""

    code = "unit_not_used"


class ScenarioLockedError(BiwaqError):
    """Somebody has locked the scenario."""

    code = "scenario_locked"


class ScenarioEmptyError(BiwaqError, ValueError):
    """A scenario without edits has nothing to give."""

    code = "scenario_empty"


class MergeChoiceError(BiwaqError, ValueError):
    """Two scenarios do different things with one unit, and nobody has chosen."""

    code = "merge_choice"


class BudgetZeroError(BiwaqError, ValueError):
    """A fund without money carries nothing."""

    code = "budget_zero"


class AmountMissingError(BiwaqError, ValueError):
    """Neither area nor amount of a unit is known, so that nothing can be calculated."""

    code = "amount_missing"
