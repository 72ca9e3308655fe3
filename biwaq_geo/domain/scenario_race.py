"""Two people changed the same scenario: what goes together, and what somebody must choose.

As for records of the register, with smaller pieces: a scenario holds many edits and many
assumptions, and two people who change different ones are in nobody's way.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from typing import Any, cast

from biwaq_geo.domain.errors import ChoiceNeededError, EditConflictError
from biwaq_geo.domain.events import Event
from biwaq_geo.domain.merge import FieldRace, Sides, Verdict
from biwaq_geo.domain.scenario_edits import (
    ImproveStreet,
    MoveOut,
    ScenarioEdit,
    SetSitePhase,
    same_edit,
)
from biwaq_geo.domain.scenarios import Scenario

EDIT, ASSUMPTION, ORDER = "edits:", "overrides:", "order"
"""Beginnings of the names of pieces that are no field of their own."""

_FIELDS = ("name", "note", "baseline_revision", "archived", "locked_by")


@dataclass(frozen=True)
class ScenarioConflict(Sides[Scenario]):
    """Two changes of a scenario.

    Its races are pieces. The name of a piece is that of its field, with what it is about behind
    a colon: `edits:use:<unit>`, `overrides:let_share`.
    """

    @cached_property
    def choices(self) -> tuple[tuple[FieldRace, ...], ...]:
        """The pieces that somebody must choose, each by itself."""
        return tuple((race,) for race in self.races if race.verdict is Verdict.CLASH)

    def only(self, verdict: Verdict) -> tuple[FieldRace, ...]:
        """Return the pieces with this verdict that nobody needs to choose."""
        return tuple(race for race in self.races if race.verdict is verdict)

    def resolve(self, chosen: Mapping[str, Verdict]) -> Scenario:
        """Return theirs with what is mine, one version on.

        Parameters
        ----------
        chosen
            `MINE` or `THEIRS` by the piece of each of `choices`.

        Raises
        ------
        ChoiceNeededError
            A piece is left to chance.
        """
        missing = [race.field for (race,) in self.choices if race.field not in chosen]
        if missing:
            raise ChoiceNeededError(field=missing[0])
        clashes = [race for (race,) in self.choices if chosen[race.field] is Verdict.MINE]
        taken = {race.field: race.mine for race in (*self.only(Verdict.MINE), *clashes)}
        fields: dict[str, Any] = {name: taken[name] for name in _FIELDS if name in taken}
        if "assumption_set" in taken:
            pair = cast("Sequence[Any]", taken["assumption_set"])
            fields |= {"assumption_set": pair[0], "assumption_set_version": pair[1]}
        fields["overrides"] = _overrides(self.theirs, taken)
        fields["edits"] = _edits(self.theirs, taken)
        return replace(self.theirs, **fields, version=self.theirs.version + 1)

    @property
    def mine_planned(self) -> tuple[ScenarioEdit, ...]:
        """Edits that I added or changed."""
        return tuple(
            cast("ScenarioEdit", race.mine)
            for race in self.races
            if race.field.startswith(EDIT) and race.mine not in (None, race.before)
        )


class ScenarioRaceError(EditConflictError):
    """Somebody saved the scenario first; the conflict says what each side made of it."""

    def __init__(self, conflict: ScenarioConflict) -> None:
        super().__init__(seen=conflict.mine.version - 1, now=conflict.theirs.version)
        self.conflict = conflict


def scenario_race(
    base: Scenario, mine: Scenario, theirs: Scenario, *, since: Sequence[Event] = ()
) -> ScenarioConflict:
    """Compare what two sides made of the same scenario.

    Parameters
    ----------
    since
        Events of the scenario after `base`, oldest first: they name who changed what.
    """
    sides = [_pieces(side) for side in (base, mine, theirs)]
    names = list(dict.fromkeys(name for side in sides for name in side))
    races = [_race(name, *(side.get(name) for side in sides), since=since) for name in names]
    races.append(_order(*(list(_planned(side)) for side in (base, mine, theirs)), since=since))
    changed = (race for race in races if not race.mine == race.before == race.theirs)
    return ScenarioConflict(mine, theirs, tuple(changed))


def _race(
    name: str, before: object, mine: object, theirs: object, *, since: Sequence[Event]
) -> FieldRace:
    if mine is not None and theirs is not None and name.startswith(EDIT):
        # planned twice in the same words, each under an id of its own
        pair = cast("ScenarioEdit", mine), cast("ScenarioEdit", theirs)
        mine = theirs if same_edit(*pair) else mine
    actor, at = _who(name.partition(":")[0], since) if theirs != before else (None, None)
    return FieldRace(name, before, mine, theirs, actor, at)


def _order(
    before: list[str], mine: list[str], theirs: list[str], *, since: Sequence[Event]
) -> FieldRace:
    common = {*before} & {*mine} & {*theirs}
    sides = (tuple(n for n in side if n in common) for side in (before, mine, theirs))
    return _race(ORDER, *sides, since=since)


def _who(field: str, since: Sequence[Event]) -> tuple[str | None, datetime | None]:
    field = "edits" if field == ORDER else field
    told = [event for event in since if field in event.changes] or list(since)
    return (told[-1].actor, told[-1].at) if told else (None, None)


def _pieces(scenario: Scenario) -> dict[str, object]:
    return {
        **{name: getattr(scenario, name) for name in _FIELDS},
        "assumption_set": (scenario.assumption_set, scenario.assumption_set_version),
        **{f"{ASSUMPTION}{key}": band for key, band in scenario.overrides.items()},
        **_planned(scenario),
    }


def _planned(scenario: Scenario) -> dict[str, ScenarioEdit]:
    return {_piece_of(edit): edit for edit in scenario.edits}


def _piece_of(edit: ScenarioEdit) -> str:
    match edit:
        case ImproveStreet():
            return f"{EDIT}measure:{edit.edit_id}"
        case MoveOut():
            return f"{EDIT}out:{edit.unit_id}"
        case SetSitePhase():
            return f"{EDIT}phase:{edit.part_id}"
    return f"{EDIT}use:{edit.unit_id}"


def _overrides(theirs: Scenario, taken: Mapping[str, object]) -> dict[str, Any]:
    found: dict[str, Any] = dict(theirs.overrides)
    for name, band in taken.items():
        if name.startswith(ASSUMPTION):
            found.pop(name.removeprefix(ASSUMPTION), None)
            if band is not None:
                found[name.removeprefix(ASSUMPTION)] = band
    return found


def _edits(theirs: Scenario, taken: Mapping[str, object]) -> tuple[ScenarioEdit, ...]:
    found: dict[str, Any] = dict(_planned(theirs))
    # a piece that is there already keeps its place in the list
    found |= {name: edit for name, edit in taken.items() if name.startswith(EDIT)}
    wanted = [name for name in cast("Sequence[str]", taken.get(ORDER, ())) if name in found]
    slots = iter(wanted)
    order = [next(slots) if name in wanted else name for name in found]
    return tuple(found[name] for name in order if found[name] is not None)
