"""Occupancy spells: how long a unit was in which state, told from its events.

Events say when somebody learnt of a state; spells say when the state held. A later event
that only moves the beginning of the present state corrects the spell, and so does the
reversal of a change: neither adds one.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from biwaq_geo.domain.branches import Branch
from biwaq_geo.domain.events import Action, Event
from biwaq_geo.domain.local_time import local_day
from biwaq_geo.domain.unit_values import VACANT, DatePrecision, UnitState

_SUSPECTED = VACANT | {UnitState.CANDIDATE, UnitState.IMPENDING}
"""What turns out never to have been when the unit is said to be no vacancy."""

_TELLING = ("state", "since", "since_precision", "occupant", "branch", "state_reason")
"""Fields of a unit that spells are told from."""


@dataclass(frozen=True, slots=True)
class Spell:
    """A stretch of days in which a unit was in one state.

    Attributes
    ----------
    begins
        First day; where nobody knows it, the day on which the register learnt of it.
    precision
        How exactly the first day is known.
    begin_said
        Whether somebody has said when it began.
    ends
        First day of the next spell; None for the present one.
    occupant, branch
        Who was in the unit, and with what.
    reason
        Why the unit came into the state, as typed.
    """

    state: UnitState
    begins: date
    precision: DatePrecision
    ends: date | None = None
    occupant: str | None = None
    branch: Branch | None = None
    reason: str | None = None
    begin_said: bool = True

    def covers(self, day: date) -> bool:
        """Say whether the unit was in the state on that day."""
        return self.begins <= day and (self.ends is None or day < self.ends)


@dataclass(frozen=True, slots=True)
class _Claim:
    """A spell as one heard of it, before later claims cut it."""

    spell: Spell
    learnt_on: date


_Fields = Mapping[str, object]
_Claims = tuple[_Claim, ...]
_Known = tuple[_Fields, _Claims]
"""What one knew after an event: the telling fields, and the claims until then."""


def spells(events: Iterable[Event]) -> Sequence[Spell]:
    """Return the spells of one unit, the oldest first; the last is its present state.

    They do not overlap and leave no gap. A state that is said to have begun before the
    one known until then takes its place: nothing holds for no day.

    Parameters
    ----------
    events
        All events of the unit, oldest first.
    """
    known: list[_Known] = []
    for event in events:
        told = {name: new for name, (_, new) in event.changes.items() if name in _TELLING}
        before: _Fields = known[-1][0] if known else dict.fromkeys(_TELLING)
        now = {**before, **told}
        known.append((now, _followed(known, now, event)))
    return _cut(known[-1][1]) if known else ()


def _followed(known: Sequence[_Known], now: _Fields, event: Event) -> _Claims:
    """Return the claims after an event that left the fields as `now`."""
    learnt_on = local_day(event.at)
    if not known:
        return (_claim(now, learnt_on),)
    before, claims = known[-1]
    if event.action is Action.UNDONE:
        for fields, stood in reversed(known):
            if fields == now:
                return stood
    if now["state"] != before["state"] or _moved_in(before, now):
        return _next(claims, _claim(now, learnt_on))
    return (*claims[:-1], _corrected(claims[-1], before, now))


def _moved_in(before: _Fields, now: _Fields) -> bool:
    """Say whether another tenant came; with the same beginning it is a name put right."""
    left, came = before["occupant"], now["occupant"]
    if left is None or came is None or left == came:
        return False
    return _starts_later(before["since"], now["since"])


def _starts_later(one: object, other: object) -> bool:
    return isinstance(other, str) and (not isinstance(one, str) or one < other)


def _corrected(claim: _Claim, before: _Fields, now: _Fields) -> _Claim:
    new = _claim(now, claim.learnt_on)
    if all(before[name] == now[name] for name in ("since", "since_precision")):
        same = replace(
            new.spell,
            begins=claim.spell.begins,
            precision=claim.spell.precision,
            begin_said=claim.spell.begin_said,
        )
        return replace(new, spell=same)
    return new


def _next(claims: _Claims, new: _Claim) -> _Claims:
    if new.spell.state is not UnitState.NO_VACANCY:
        return (*claims, new)
    # the vacancy was a mistake: the use that was thought to have ended has gone on
    kept = list(claims)
    while kept and kept[-1].spell.state in _SUSPECTED:
        mistaken = kept.pop()
        begun = min(new.spell.begins, mistaken.spell.begins)
        new = replace(new, spell=replace(new.spell, begins=begun))
    return (*kept, new)


def _claim(fields: _Fields, learnt_on: date) -> _Claim:
    since, occupant, branch = fields["since"], fields["occupant"], fields["branch"]
    reason = fields["state_reason"]
    spell = Spell(
        state=UnitState(str(fields["state"])),
        begins=date.fromisoformat(since) if isinstance(since, str) else learnt_on,
        precision=(
            DatePrecision(str(fields["since_precision"])) if since else DatePrecision.ESTIMATED
        ),
        occupant=occupant if isinstance(occupant, str) else None,
        branch=Branch(branch) if isinstance(branch, str) else None,
        reason=reason if isinstance(reason, str) else None,
        begin_said=isinstance(since, str),
    )
    return _Claim(spell, learnt_on)


def _cut(claims: _Claims) -> Sequence[Spell]:
    """Return the spells; what begins no earlier than a later claim is given up."""
    kept: list[Spell] = []
    for claim in reversed(claims):
        ends = kept[-1].begins if kept else None
        if ends is None or claim.spell.begins < ends:
            # most units have one spell: a copy of it would take half of the time of this all
            kept.append(claim.spell if ends is None else replace(claim.spell, ends=ends))
    return tuple(reversed(kept))
