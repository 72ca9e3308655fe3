"""The rules that were asked for, as rows over the options and by name."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np
from scipy.sparse import csr_array, vstack

from biwaq_geo.analysis.optimiser.problem import Rows, no_rows
from biwaq_geo.domain.catalogue import Catalogues
from biwaq_geo.domain.errors.optimising import LockImpossibleError
from biwaq_geo.domain.optimiser.options import Option
from biwaq_geo.domain.optimiser.rules import Rule, RuleKind
from biwaq_geo.domain.optimiser.wishes import Lock, Wishes
from biwaq_geo.services.optimising.nearby import Near, apart


@dataclass
class AskedRules:
    """Rules under way: add them, then take the rows.

    Attributes
    ----------
    rules
        By their number.
    of_budget
        Rows "at most" that follow the budget, and which share of it is their limit.
    """

    options: Sequence[Option]
    rules: list[Rule] = field(default_factory=list)
    of_budget: dict[int, float] = field(default_factory=dict)
    barred: list[int] = field(default_factory=list)
    barred_rule: list[int] = field(default_factory=list)
    _most: list[Rows] = field(default_factory=list)
    _least: list[Rows] = field(default_factory=list)

    def at_most(self, rule: Rule, amount: Callable[[Option], float], limit: float) -> None:
        """Let the sum over the chosen options stay at or below a limit."""
        self._most.append(self._row(rule, amount, limit))

    def at_least(self, rule: Rule, amount: Callable[[Option], float], limit: float) -> None:
        """Let the sum over the chosen options reach a limit."""
        self._least.append(self._row(rule, amount, limit))

    def bar(self, rule: Rule, which: Callable[[Option], bool]) -> None:
        """Lock options out."""
        self.rules.append(rule)
        found = [number for number, option in enumerate(self.options) if which(option)]
        self.barred += found
        self.barred_rule += [len(self.rules) - 1] * len(found)

    def keep_apart(self, near: Near, catalogues: Catalogues) -> None:
        """Keep uses that disturb each other from being neighbours."""
        rows = apart(near, self.options, catalogues.use_effects, rule=len(self.rules))
        if len(rows.limit):
            self.rules.append(Rule(RuleKind.APART))
            self._most.append(rows)

    def rows(self) -> tuple[Rows, Rows]:
        """Return the rows "at most" and "at least"."""
        return self._joined(self._most), self._joined(self._least)

    def _row(self, rule: Rule, amount: Callable[[Option], float], limit: float) -> Rows:
        self.rules.append(rule)
        matrix = csr_array(np.array([[amount(option) for option in self.options]]))
        return Rows(matrix, np.array([limit]), np.array([len(self.rules) - 1]))

    def _joined(self, rows: list[Rows]) -> Rows:
        if not rows:
            return no_rows(len(self.options))
        return Rows(
            csr_array(vstack([row.matrix for row in rows], format="csr")),
            np.concatenate([row.limit for row in rows]),
            np.concatenate([row.rule for row in rows]),
        )


def rules_asked(
    options: Sequence[Option], wishes: Wishes, catalogues: Catalogues, near: Near
) -> AskedRules:
    """Return the rules of the wishes; raises LockImpossibleError."""
    asked = AskedRules(options)
    _money(asked, wishes, catalogues)
    if wishes.hours is not None:
        rule = Rule(RuleKind.HOURS, limit=wishes.hours)
        asked.at_most(rule, lambda option: option.hours, wishes.hours)
    if wishes.most_per_use is not None:
        for key in dict.fromkeys(option.key for option in options):
            rule = Rule(RuleKind.MOST_PER_USE, key, limit=wishes.most_per_use)
            asked.at_most(rule, _is_key(key), wishes.most_per_use)
    _axes(asked, wishes)
    if wishes.apart:
        asked.keep_apart(near, catalogues)
    for lock in wishes.locks:
        _lock(asked, lock)
    return asked


def _money(asked: AskedRules, wishes: Wishes, catalogues: Catalogues) -> None:
    budget = Rule(RuleKind.BUDGET, limit=wishes.budget_eur)
    asked.at_most(budget, lambda option: option.cost_eur, wishes.budget_eur)
    asked.of_budget[0] = 1.0
    for key in wishes.funding:
        cap = catalogues.funding[key].cap_eur
        if cap is not None:
            asked.at_most(Rule(RuleKind.POT, key, limit=cap), _granted_by(key), cap)


def _axes(asked: AskedRules, wishes: Wishes) -> None:
    for axis in sorted({option.axis for option in asked.options} - {""}):
        if wishes.least_per_axis:
            rule = Rule(RuleKind.LEAST_PER_AXIS, axis, limit=wishes.least_per_axis)
            asked.at_least(rule, _at_axis(axis), wishes.least_per_axis)
        share = wishes.most_share_per_axis
        if share is not None:
            most = share * wishes.budget_eur
            asked.of_budget[len(asked.rows()[0].limit)] = share
            rule = Rule(RuleKind.MOST_PER_AXIS, axis, limit=most)
            asked.at_most(rule, _spent_at(axis), most)


def _lock(asked: AskedRules, lock: Lock) -> None:
    unit, use = str(lock.unit_id), lock.use_key
    kind = RuleKind.LOCKED_IN if lock.wanted else RuleKind.LOCKED_OUT
    rule = Rule(kind, unit, use or "")

    def meant(option: Option) -> bool:
        return option.place == unit and use in {None, option.key}

    if not lock.wanted:
        asked.bar(rule, meant)
        return
    if not any(map(meant, asked.options)):
        raise LockImpossibleError(unit_id=lock.unit_id, use=use)
    asked.at_least(rule, lambda option: float(meant(option)), 1.0)


def _is_key(key: str) -> Callable[[Option], float]:
    return lambda option: float(option.key == key)


def _granted_by(key: str) -> Callable[[Option], float]:
    return lambda option: option.grant_eur if option.funding == key else 0.0


def _at_axis(axis: str) -> Callable[[Option], float]:
    return lambda option: float(option.axis == axis)


def _spent_at(axis: str) -> Callable[[Option], float]:
    return lambda option: option.cost_eur if option.axis == axis else 0.0
