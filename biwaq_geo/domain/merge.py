"""Two people changed the same record: what goes together, and what somebody must choose.

A three-way merge: what both started from, what I made of it, what they made of it.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import datetime
from enum import StrEnum
from functools import cached_property
from typing import Any, Generic, TypeVar, cast

from biwaq_geo.domain.errors import ChoiceNeededError, EditConflictError
from biwaq_geo.domain.events import Action, Event
from biwaq_geo.domain.record_json import record_from_json, record_to_json
from biwaq_geo.domain.records import RecordT, id_field

BOUND: tuple[tuple[str, ...], ...] = (
    (
        "state",
        "since",
        "since_precision",
        "state_reason",
        "interim_from",
        "interim_until",
        "interim_user",
        "interim_use",
    ),
    ("case_status", "case_since", "case_reason", "blocked_by", "case_outcome"),
    ("location", "building_id"),
    ("area_from_m2", "area_to_m2"),
    ("scores", "street_score", "items_known", "items_total"),
)
"""Fields that make sense together only: half of mine and half of theirs says what nobody
meant. Where both sides changed one of a group, the whole group is chosen."""


class Verdict(StrEnum):
    """Who changed a field, seen from what both started from."""

    MINE = "mine"
    THEIRS = "theirs"
    SAME = "same"
    CLASH = "clash"


@dataclass(frozen=True, slots=True)
class FieldRace:
    """One field that somebody changed.

    Attributes
    ----------
    mine, theirs
        The value on each side; `before` where a side left it alone.
    actor, at
        Who gave it their value, and when (UTC); None where they left it alone.
    asserted
        I state this value, also where it is the one from before.
    """

    field: str
    before: object
    mine: object
    theirs: object
    actor: str | None = None
    at: datetime | None = None
    asserted: bool = False

    @property
    def verdict(self) -> Verdict:
        """Say who changed the field."""
        if self.mine == self.theirs:
            return Verdict.SAME
        if self.theirs == self.before:
            return Verdict.MINE
        if self.mine == self.before and not self.asserted:
            return Verdict.THEIRS
        return Verdict.CLASH


SidesT = TypeVar("SidesT")


@dataclass(frozen=True)
class Sides(Generic[SidesT]):
    """My change and theirs, made from the same version.

    Attributes
    ----------
    mine
        What I wanted to save, made from the version that I saw.
    theirs
        What is stored now.
    races
        What either side changed.
    """

    mine: SidesT
    theirs: SidesT
    races: tuple[FieldRace, ...]

    @property
    def pending(self) -> bool:
        """Say whether anything of mine is not yet stored."""
        return any(race.verdict in {Verdict.MINE, Verdict.CLASH} for race in self.races)


@dataclass(frozen=True)
class Conflict(Sides[RecordT]):
    """Two changes of a record; its races are fields, in the order of the record.

    Attributes
    ----------
    action
        The kind of my change.
    """

    action: Action

    @cached_property
    def choices(self) -> tuple[tuple[FieldRace, ...], ...]:
        """The fields that somebody must choose, those that go together in one."""
        groups: dict[tuple[str, ...], list[FieldRace]] = {}
        for race in self.races:
            groups.setdefault(_group(race.field), []).append(race)
        return tuple(tuple(races) for races in groups.values() if _to_choose(races))

    def only(self, verdict: Verdict) -> tuple[FieldRace, ...]:
        """Return the fields with this verdict that nobody needs to choose."""
        chosen = {race.field for races in self.choices for race in races}
        return tuple(
            race for race in self.races if race.verdict is verdict and race.field not in chosen
        )

    def resolve(self, chosen: Mapping[str, Verdict]) -> RecordT:
        """Return theirs with what is mine, one version on.

        Parameters
        ----------
        chosen
            `MINE` or `THEIRS` by the first field of each of `choices`.

        Raises
        ------
        ChoiceNeededError
            A field is left to chance.
        """
        missing = [races[0].field for races in self.choices if races[0].field not in chosen]
        if missing:
            raise ChoiceNeededError(field=missing[0])
        taken = list(self.only(Verdict.MINE))
        for races in self.choices:
            if chosen[races[0].field] is Verdict.MINE:
                taken += races
        values: dict[str, Any] = {race.field: race.mine for race in taken}
        values["version"] = self.theirs.version + 1
        return cast("RecordT", replace(cast("Any", self.theirs), **values))


class RaceLostError(EditConflictError):
    """Somebody saved the record first; the conflict says what each side made of it."""

    def __init__(self, conflict: Conflict[Any]) -> None:
        super().__init__(seen=conflict.mine.version - 1, now=conflict.theirs.version)
        self.conflict = conflict


def three_way(
    base: RecordT,
    mine: RecordT,
    theirs: RecordT,
    *,
    action: Action,
    since: Sequence[Event] = (),
    asserted: Collection[str] = (),
) -> Conflict[RecordT]:
    """Compare what two sides made of the same record.

    Parameters
    ----------
    since
        Events of the record after `base`, oldest first: they name who changed what.
    asserted
        Fields that I state, whether I changed them or not: somebody who reports that a
        shop is still open must not be overheard because it was open before.
    """
    told = {name: event for event in since for name in event.changes}
    last = since[-1] if since else None
    races = []
    for name in _compared(type(base)):
        before, my, their = (getattr(side, name) for side in (base, mine, theirs))
        if my == before == their:
            continue
        # events of records that can be forgotten name no fields
        event = told.get(name, last) if their != before else None
        races.append(
            FieldRace(
                field=name,
                before=before,
                mine=my,
                theirs=their,
                actor=event.actor if event else None,
                at=event.at if event else None,
                asserted=name in asserted,
            )
        )
    return Conflict(mine=mine, theirs=theirs, action=action, races=tuple(races))


def at_version(record: RecordT, events: Sequence[Event], version: int) -> RecordT:
    """Return the record as it was in that version, read backwards from its events.

    Raises
    ------
    EditConflictError
        The record has never had this version.
    """
    if not 1 <= version <= record.version:
        raise EditConflictError(seen=version, now=record.version)
    values = record_to_json(record)
    for event in reversed(events):
        if event.version > version:
            values |= {name: old for name, (old, _) in event.changes.items()}
    return record_from_json(type(record), values | {"version": version})


def _group(field: str) -> tuple[str, ...]:
    return next((group for group in BOUND if field in group), (field,))


def _to_choose(races: Sequence[FieldRace]) -> bool:
    verdicts = {race.verdict for race in races}
    return Verdict.CLASH in verdicts or {Verdict.MINE, Verdict.THEIRS} <= verdicts


def _compared(kind: Any) -> list[str]:
    return [one.name for one in fields(kind) if one.name not in {id_field(kind), "version"}]
