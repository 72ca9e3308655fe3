"""What a unit went through, told from its events."""

from datetime import UTC, date, datetime
from uuid import UUID

from biwaq_geo.domain.events import Action, Event
from biwaq_geo.domain.unit_story import Stretch, UnitStory, unit_story
from biwaq_geo.domain.unit_values import UnitState

UNIT = UUID(int=7)


def told(*changes):
    """Events of one unit: (day it was learnt, fields after it)."""
    events, before = [], {}
    for number, (day, fields) in enumerate(changes, start=1):
        at = datetime.fromisoformat(f"{day}T10:00:00").replace(tzinfo=UTC)
        values = {name: (before.get(name), new) for name, new in fields.items()}
        action = Action.EDITED if before else Action.ADDED
        events.append(Event(number, at, "ab", action, "unit", UNIT, number, values, ""))
        before = {**before, **fields}
    return events


def state(name, since=None):
    return {"state": name, "since": since, "since_precision": "day"}


def test_empty_reserved_and_empty_again_are_one_vacancy():
    story = unit_story(
        told(
            ("2025-01-10", state("used", "2020-01-01")),
            ("2025-02-03", state("vacant", "2025-02-01")),
            ("2025-03-01", state("reserved", "2025-03-01")),
            ("2025-04-01", state("vacant", "2025-04-01")),
            ("2025-06-01", state("let", "2025-06-01")),
        )
    )
    (found,) = story.vacancies
    assert found == Stretch(
        begins=date(2025, 2, 1),
        watched_from=date(2025, 2, 1),
        dated=True,
        ends=date(2025, 6, 1),
        then=UnitState.LET,
        regular_on=date(2025, 6, 1),
    )
    assert story.interims == ()


def test_what_was_empty_before_the_register_knew_it_is_watched_from_then_on():
    (found,) = unit_story(told(("2025-01-10", state("vacant", "2019-05-01")))).vacancies
    assert (found.begins, found.watched_from) == (date(2019, 5, 1), date(2025, 1, 10))
    assert found.dated
    assert found.ends is None


def test_a_first_vacancy_of_unknown_beginning_is_not_dated():
    (found,) = unit_story(told(("2025-01-10", state("vacant")))).vacancies
    assert not found.dated
    assert found.begins == found.watched_from == date(2025, 1, 10)


def test_a_vacancy_that_the_register_saw_begin_is_dated_even_without_a_day():
    story = unit_story(told(("2025-01-10", state("used")), ("2025-02-03", state("vacant"))))
    assert story.vacancies[0].dated
    assert story.vacancies[0].begins == date(2025, 2, 3)


def test_a_beginning_that_is_told_later_dates_the_vacancy():
    story = unit_story(
        told(("2025-01-10", state("vacant")), ("2025-02-03", state("vacant", "2024-11-01")))
    )
    (found,) = story.vacancies
    assert found.dated
    assert (found.begins, found.watched_from) == (date(2024, 11, 1), date(2025, 1, 10))


def test_an_interim_use_ends_a_vacancy_and_is_told_apart():
    story = unit_story(
        told(
            ("2025-01-10", state("vacant", "2025-01-10")),
            ("2025-03-01", state("interim", "2025-03-01")),
            ("2025-09-01", state("let", "2025-09-01")),
        )
    )
    assert story.vacancies[0].then is UnitState.INTERIM
    assert story.vacancies[0].regular_on == date(2025, 9, 1)
    assert story.interims == (
        Stretch(
            date(2025, 3, 1),
            date(2025, 3, 1),
            dated=True,
            ends=date(2025, 9, 1),
            then=UnitState.LET,
            regular_on=date(2025, 9, 1),
        ),
    )


def test_a_vacancy_by_mistake_was_none():
    story = unit_story(
        told(
            ("2025-01-10", state("used", "2020-01-01")),
            ("2025-02-03", state("vacant", "2025-02-01")),
            ("2025-02-10", state("no_vacancy", "2025-02-10")),
        )
    )
    assert story.vacancies == ()


def test_the_first_step_of_a_case_is_the_first_contact():
    events = told(
        ("2025-01-10", state("vacant", "2025-01-01") | {"case_status": "not_started"}),
        ("2025-02-03", {"case_status": "owner_written", "case_since": "2025-02-01"}),
        ("2025-03-03", {"case_status": "in_advice", "case_since": "2025-03-01"}),
    )
    story = unit_story(events)
    assert story.contacted_on == date(2025, 2, 1)
    # known since 10 January
    assert story.days_to_contact() == 22
    assert unit_story(events[:1]).days_to_contact() is None


def test_a_first_step_that_was_taken_back_was_no_contact():
    events = told(
        ("2025-01-10", state("vacant", "2025-01-01") | {"case_status": "not_started"}),
        ("2025-01-12", {"case_status": "owner_written", "case_since": "2025-01-12"}),
        ("2025-01-13", {"case_status": "not_started", "case_since": None}),
    )
    assert unit_story(events).contacted_on is None
    assert unit_story(events).days_to_contact() is None
    again = {"case_status": "owner_written", "case_since": "2025-01-20"}
    later = told(*[(e.at.date().isoformat(), {k: new for k, (_, new) in e.changes.items()})
                   for e in events], ("2025-01-21", again))  # fmt: skip
    assert unit_story(later).days_to_contact() == 10


def test_the_day_of_the_first_contact_can_be_put_right_and_later_steps_leave_it():
    story = unit_story(
        told(
            ("2025-01-10", state("vacant", "2025-01-01") | {"case_status": "not_started"}),
            ("2025-02-03", {"case_status": "owner_written", "case_since": "2025-02-01"}),
            ("2025-02-04", {"case_since": "2025-01-15"}),
            ("2025-03-03", {"case_status": "in_advice", "case_since": "2025-03-01"}),
            ("2025-03-04", {"case_since": "2025-03-02"}),
        )
    )
    assert story.contacted_on == date(2025, 1, 15)


def test_a_contact_before_the_vacancy_takes_no_days_and_a_past_vacancy_has_none():
    contacted = date(2025, 1, 1)
    running = Stretch(date(2025, 2, 1), date(2025, 2, 1), dated=True)
    over = Stretch(date(2025, 2, 1), date(2025, 2, 1), dated=True, ends=date(2025, 3, 1))
    assert UnitStory((running,), (), contacted).days_to_contact() == 0
    assert UnitStory((over,), (), contacted).days_to_contact() is None
    assert UnitStory((), (), contacted).days_to_contact() is None


def test_no_events_tell_no_story():
    assert unit_story([]) == UnitStory()
