"""Options, rules and reasons of the optimiser in words."""

from typing import TYPE_CHECKING
from uuid import UUID

from biwaq_geo.domain.catalogue import Catalogues
from biwaq_geo.domain.optimiser.answer import HowSure, Pick, Unchosen
from biwaq_geo.domain.optimiser.options import Option
from biwaq_geo.domain.optimiser.rules import Rule, RuleKind
from biwaq_geo.services.optimising.proving import GAP
from biwaq_geo.services.ports import Town
from biwaq_geo.texts import Texts
from biwaq_geo.ui.parts.unit_words import label

if TYPE_CHECKING:
    from collections.abc import Mapping

    from biwaq_geo.domain.units import CommercialUnit

MOST_OBJECTIVES = 2
"""So many of the objectives are named as reason: the ones that bring most."""

LITTLE = 0.005
"""Fewer points than this round to nothing on screen."""


class Words:
    """Words for what stands in an answer; not escaped."""

    def __init__(self, town: Town, catalogues: Catalogues, texts: Texts) -> None:
        self.texts = texts
        self._catalogues = catalogues
        self._units: Mapping[UUID, CommercialUnit] = {
            unit.unit_id: unit for unit in town.store.units()
        }
        sections = town.layer("sections")
        self._sections = {str(key): str(name) for key, name in sections["name"].items()}

    def what(self, option: Option) -> str:
        """Name the use or the measure."""
        return self.use(option.key)

    def use(self, key: str) -> str:
        """Name a use or a measure by its key."""
        entry = self._catalogues.interim_uses.get(key) or self._catalogues.measures.get(key)
        return key if entry is None else self.texts.of(entry.title)

    def where(self, option: Option) -> str:
        """Name the unit or the section."""
        if option.measure:
            return self._sections.get(option.place, option.place)
        return self.unit(option.place)

    def unit(self, key: str) -> str:
        """Name a unit by the text of its id."""
        unit = self._units.get(UUID(key))
        return key if unit is None else label(unit, self.texts)

    def because(self, pick: Pick) -> str:
        """Say what a pick brings."""
        bringing = sorted(pick.by_objective.items(), key=lambda item: -item[1])
        parts = [
            f"{self.texts(f'objective.{objective}')} {self.points(points)}"
            for objective, points in bringing[:MOST_OBJECTIVES]
            if points >= LITTLE
        ]
        return ", ".join(parts) or self.texts("optimiser.by_rule")

    def instead(self, pick: Pick) -> str:
        """Say what the pick was preferred to."""
        other = pick.instead
        if other is None:
            return self.texts("optimiser.nothing_instead")
        same = other.place == pick.option.place
        said = self.texts(
            "optimiser.instead_here" if same else "optimiser.instead_there",
            what=self.what(other),
            where=self.where(other),
        )
        if abs(pick.behind) < LITTLE:
            return f"{said} ({self.texts('optimiser.as_good')})"
        return f"{said} ({self.points(-pick.behind)})"

    def left_out(self, left: Unchosen) -> str:
        """Say what the best one left out would bring and what stands against it."""
        said = [
            self.texts(
                "optimiser.left_out",
                what=self.what(left.option),
                where=self.where(left.option),
                points=self.points(left.adds),
                cost=self.euros(left.option.cost_eur),
            )
        ]
        if not left.against:
            said.append(self.texts("optimiser.left_out_no_rule"))
        for rule, lacking in left.against:
            said.append(self.texts("optimiser.against", rule=self.rule(rule)))
            if rule.kind in {RuleKind.BUDGET, RuleKind.POT, RuleKind.MOST_PER_AXIS}:
                said.append(self.texts("optimiser.lacking", amount=self.euros(lacking)))
            elif rule.kind is RuleKind.HOURS:
                hours = self.texts.number(lacking, unit="h")
                said.append(self.texts("optimiser.lacking", amount=hours))
        if left.drop is not None:
            said.append(
                self.texts(
                    "optimiser.exchange",
                    what=self.what(left.drop),
                    where=self.where(left.drop),
                    points=self.points(-left.behind),
                )
            )
        return " ".join(said)

    def rule(self, rule: Rule) -> str:
        """Name a rule with its limit."""
        money = {RuleKind.BUDGET, RuleKind.POT, RuleKind.MOST_PER_AXIS}
        limit = self.euros(rule.limit) if rule.kind in money else self.texts.number(rule.limit)
        locked = rule.kind in {RuleKind.LOCKED_IN, RuleKind.LOCKED_OUT}
        return self.texts(
            f"rule.{rule.kind}",
            subject=self.unit(rule.subject) if locked else self._subject(rule),
            use=self.use(rule.other) if rule.other else self.texts("optimiser.any_use"),
            limit=limit,
        )

    def euros(self, amount: float | None) -> str:
        """Write euros."""
        return self.texts.number(amount, unit="€")

    def points(self, points: float) -> str:
        """Write points with their sign."""
        return self.texts.number(points, digits=2).replace("-", "−")

    def _subject(self, rule: Rule) -> str:
        if rule.kind is RuleKind.MOST_PER_USE:
            return self.use(rule.subject)
        if rule.kind is RuleKind.POT:
            return self.texts.of(self._catalogues.funding[rule.subject].title)
        return rule.subject


def how_good(sure: HowSure, texts: Texts) -> str:
    """Say how far below the best possible the choice may lie."""
    if sure.gap <= GAP:
        return texts("optimiser.proven", gap=texts.percent(GAP))
    return texts("optimiser.at_most_below", gap=texts.percent(sure.gap))
