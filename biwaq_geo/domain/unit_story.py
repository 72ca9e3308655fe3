"""What a unit went through, as key figures count it: vacancies, interim uses, first contact."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from biwaq_geo.domain.events import Event
from biwaq_geo.domain.local_time import local_day
from biwaq_geo.domain.spells import Spell, spells
from biwaq_geo.domain.unit_values import OCCUPIED, VACANT, CaseStatus, UnitState


@dataclass(frozen=True, slots=True)
class Stretch:
    """Spells of one sort that follow each other, such as empty and then reserved.

    Attributes
    ----------
    begins
        First day; where nobody has said it, the day on which the register learnt of it.
    watched_from
        Day from which the register would have told of its end: `begins`, or later the day
        on which it learnt of the unit.
    dated
        Whether `begins` is known: said by somebody, or seen by the register itself.
    ends
        First day of what followed; None as long as it lasts.
    then
        State that followed.
    regular_on
        First day of a regular use after it; None where there was none yet.
    """

    begins: date
    watched_from: date
    dated: bool
    ends: date | None = None
    then: UnitState | None = None
    regular_on: date | None = None


@dataclass(frozen=True, slots=True)
class UnitStory:
    """One unit until some day.

    Attributes
    ----------
    vacancies, interims
        The oldest first.
    contacted_on
        Day on which the town first turned to the owner; None where it has not, or where
        the case is not for whoever reads.
    """

    vacancies: Sequence[Stretch] = ()
    interims: Sequence[Stretch] = ()
    contacted_on: date | None = None

    def days_to_contact(self) -> int | None:
        """Return how long the present vacancy was known before the first contact.

        0 where the town knew the owner before; None without a vacancy or a contact.
        """
        if self.contacted_on is None or not self.vacancies or self.vacancies[-1].ends is not None:
            return None
        return max((self.contacted_on - self.vacancies[-1].watched_from).days, 0)


def unit_story(events: Sequence[Event]) -> UnitStory:
    """Return the story told by the events of one unit, oldest first."""
    if not events:
        return UnitStory()
    told, first = spells(events), local_day(events[0].at)
    return UnitStory(
        vacancies=stretches(told, VACANT, watched_from=first),
        interims=stretches(told, {UnitState.INTERIM}, watched_from=first),
        contacted_on=_contacted(events),
    )


def stretches(
    told: Sequence[Spell], states: Collection[UnitState], *, watched_from: date
) -> Sequence[Stretch]:
    """Return the stretches of the spells in these states, the oldest first.

    Parameters
    ----------
    told
        Spells of one unit without gaps, the oldest first.
    watched_from
        Day on which the register learnt of the unit.
    """
    found: list[Stretch] = []
    place = 0
    while place < len(told):
        first = place
        while place < len(told) and told[place].state in states:
            place += 1
        if place > first:
            found.append(_stretch(told, first, place, watched_from))
        else:
            place += 1
    return tuple(found)


def _stretch(told: Sequence[Spell], first: int, after: int, watched_from: date) -> Stretch:
    begins = told[first].begins
    follows = told[after] if after < len(told) else None
    regular = (one.begins for one in told[after:] if one.state in OCCUPIED)
    return Stretch(
        begins=begins,
        watched_from=max(begins, watched_from),
        dated=told[first].begin_said or first > 0,
        ends=None if follows is None else follows.begins,
        then=None if follows is None else follows.state,
        regular_on=next(regular, None),
    )


def _contacted(events: Iterable[Event]) -> date | None:
    """Return the day of the first step of the case; a step taken back was none."""
    found, steps = None, 0
    for event in events:
        _, status = event.changes.get("case_status", (None, None))
        _, said = event.changes.get("case_since", (None, None))
        if status == CaseStatus.NOT_STARTED:
            found, steps = None, 0
        elif status is not None:
            steps += 1
        if steps == 1 and (status is not None or said is not None):
            # the day of the first step may be put right later
            found = date.fromisoformat(said) if isinstance(said, str) else local_day(event.at)
    return found
