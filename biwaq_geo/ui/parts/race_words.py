"""What the pieces of a scenario, or of a set of assumptions, are called and hold."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, cast
from uuid import UUID

from biwaq_geo.domain.assumption_sets import AssumptionSet, SetValue
from biwaq_geo.domain.catalogue import Catalogues
from biwaq_geo.domain.catalogue_values import Band
from biwaq_geo.domain.merge import FieldRace
from biwaq_geo.domain.scenario_race import ASSUMPTION, EDIT, ORDER
from biwaq_geo.domain.scenarios import ScenarioEdit
from biwaq_geo.reports.paper_edits import EditWords
from biwaq_geo.services.ports import Town
from biwaq_geo.texts import MISSING
from biwaq_geo.texts.figures import shortly
from biwaq_geo.ui.parts.assumption_sets import set_name


class PieceWords:
    """Says what changed in plain words; free text stays as it was typed."""

    def __init__(self, town: Town, words: EditWords, catalogues: Catalogues) -> None:
        self._town, self._words, self._texts = town, words, words.texts
        self._catalogues = catalogues
        self._ways: Mapping[str, Callable[[FieldRace, Any], str]] = {
            EDIT.rstrip(":"): self._edit,
            ASSUMPTION.rstrip(":"): self._own,
            ORDER: self._order,
            "assumption_set": self._set,
            "values": self._values,
        }

    def name(self, race: FieldRace) -> str:
        """Return what the piece is called."""
        if race.field.startswith(EDIT):
            return self._texts("scenario.piece_edit")
        if race.field == ORDER:
            return self._texts("scenario.piece_order")
        if race.field.startswith(ASSUMPTION):
            return self._assumption(race.field.removeprefix(ASSUMPTION))
        return self._texts(f"field.{race.field}")

    def value(self, race: FieldRace, value: Any) -> str:
        """Return what the piece holds on one side."""
        kind = race.field.partition(":")[0]
        if kind in self._ways:
            return self._ways[kind](race, value)
        match value:
            case None | "":
                return MISSING
            case bool():
                return self._texts("common.yes" if value else "common.no")
            case date():
                return self._texts.day(value)
        return str(value)

    def _edit(self, _: FieldRace, value: ScenarioEdit | None) -> str:
        return self._words.say(value) if value else self._texts("scenario.piece_none")

    def _order(self, _: FieldRace, value: Sequence[str]) -> str:
        return self._texts("scenario.piece_order_of", count=len(value))

    def _own(self, _: FieldRace, value: Band | None) -> str:
        return self._band(value) if value else self._texts("scenario.no_set")

    def _assumption(self, key: str) -> str:
        known = self._catalogues.assumptions.get(key)
        return self._texts.of(known.title) if known else key

    def _band(self, band: Band) -> str:
        levels = (band.low, band.expected, band.high)
        return " / ".join(shortly(one, self._texts) for one in levels)

    def _set(self, _: FieldRace, value: tuple[UUID | None, int | None]) -> str:
        key, version = value
        known = {one.assumption_set_id: one for one in self._town.store.records(AssumptionSet)}
        if key is None or key not in known:
            return self._texts("scenario.no_set")
        return f"{set_name(known[key], self._texts)} ({version})"

    def _values(self, race: FieldRace, values: Sequence[SetValue] | None) -> str:
        """Say the values on which the sides differ."""
        sides = [race.before or (), race.mine or (), race.theirs or ()]
        common = set(cast("Sequence[SetValue]", sides[0]))
        for side in sides[1:]:
            common &= set(cast("Sequence[SetValue]", side))
        told = [
            f"{self._assumption(one.key)}: {self._band(one.band)}"
            for one in values or ()
            if one not in common
        ]
        return "; ".join(told) or MISSING
