"""Mistakes around the optimiser: nothing to choose from, and rules that contradict each other."""

from collections.abc import Sequence

from biwaq_geo.domain.errors.base import BiwaqError
from biwaq_geo.domain.optimiser.rules import Rule


class NothingVacantError(BiwaqError, ValueError):
    """The register has no vacant unit, and no measure can be chosen."""

    code = "nothing_vacant"


class NothingPricedError(BiwaqError, ValueError):
    """No use or measure that fits has a known cost."""

    code = "nothing_priced"


class BudgetTooSmallError(BiwaqError, ValueError):
    """The budget does not pay for even the cheapest choice."""

    code = "budget_too_small"


class NoObjectiveError(BiwaqError, ValueError):
    """Nothing that has a weight can be brought about here."""

    code = "no_objective"


class LockImpossibleError(BiwaqError, ValueError):
    """A use that is locked in does not fit the unit or has no known cost."""

    code = "lock_impossible"


class LinesExcludeError(BiwaqError, ValueError):
    """Two funding lines that may both pay exclude each other."""

    code = "lines_exclude"


class RulesContradictError(BiwaqError, ValueError):
    """No choice keeps all rules; `rules` names a smallest set that contradicts itself."""

    code = "rules_contradict"

    def __init__(self, rules: Sequence[Rule]) -> None:
        super().__init__(rules=rules)
        self.rules = rules


class ProofFailedError(BiwaqError, RuntimeError):
    """The process that searched for the best choice ended without an answer."""

    code = "proof_failed"


class NothingToRankError(BiwaqError, ValueError):
    """Fewer than two scenarios have a known value of the figure."""

    code = "nothing_to_rank"
