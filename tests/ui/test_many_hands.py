"""Two sessions on one unit, and what somebody typed before the session was lost."""

import re
from datetime import UTC, date, datetime
from uuid import UUID

import pytest

from biwaq_geo.domain.errors import StoreFullError, StoreUnreachableError
from biwaq_geo.domain.units import CommercialUnit, UnitState
from biwaq_geo.services import drafts
from biwaq_geo.services.mark_unit import mark_unit
from biwaq_geo.texts import load

UNIT = UUID(int=1)
GERMAN = load("de")


def sample_now():
    return datetime(2026, 6, 1, tzinfo=UTC)


MINE = {"app_selected_unit": UNIT, "app_browser": "a" * 32, "app_actor": "mk"}
OTHERS = {"app_selected_unit": UNIT, "app_browser": "b" * 32, "app_actor": "Vera"}


def button(page, key):
    return next(one for one in page.button if one.label == GERMAN(key))


def box(page, field, form="mark"):
    return next(
        one
        for kind in ("date_input", "selectbox", "radio", "text_input", "number_input")
        for one in getattr(page, kind)
        if one.key == f"{form}_{UNIT}_{field}"
    )


def save_as(page, state):
    box(page, "state").set_value(state)
    button(page, "mark.save").click().run()


def told(page):
    return " ".join(one.value for one in [*page.warning, *page.info])


def test_a_change_by_somebody_else_is_shown_with_name_and_waits_for_a_choice(town, open_page):
    page, other = open_page("mark", **MINE), open_page("mark", **OTHERS)
    save_as(other, UnitState.IN_WORKS)
    save_as(page, UnitState.VACANT)
    assert "Vera" in told(page)
    assert town.store.unit(UNIT).state == UnitState.IN_WORKS
    assert button(page, "conflict.merge").disabled
    choice = box(page, "conflict_state")
    assert "leer" in choice.options[0]
    assert "im Umbau" in choice.options[1]
    assert re.search(r"Wert von Vera \(.*\d{1,2}:\d\d.*\)", choice.options[1])
    choice.set_value(choice.options[0]).run()
    button(page, "conflict.merge").click().run()
    assert (town.store.unit(UNIT).state, town.store.unit(UNIT).version) == ("vacant", 3)
    assert "Gespeichert" in page.success[0].value


def test_whoever_gives_way_loses_what_they_typed_and_nothing_else(town, open_page):
    page, other = open_page("mark", **MINE), open_page("mark", **OTHERS)
    save_as(other, UnitState.IN_WORKS)
    save_as(page, UnitState.VACANT)
    button(page, "conflict.drop").click().run()
    assert town.store.unit(UNIT).version == 2
    assert not page.exception
    assert "Vera" not in told(page)


def test_the_same_report_by_two_people_is_saved_once(town, open_page):
    page, other = open_page("mark", **MINE), open_page("mark", **OTHERS)
    button(other, "mark.save").click().run()
    button(page, "mark.save").click().run()
    assert town.store.unit(UNIT).version == 2
    assert "Gespeichert" in page.success[0].value


def test_what_was_typed_is_there_again_in_a_new_session_of_the_browser(town, open_page):
    page = open_page("mark", **MINE)
    box(page, "since").set_value(date(2026, 3, 1)).run()
    box(page, "state").set_value(UnitState.PARTLY_VACANT).run()
    again = open_page("mark", **MINE)
    assert box(again, "since").value == date(2026, 3, 1)
    assert box(again, "state").value == UnitState.PARTLY_VACANT
    assert "wieder da" in told(again)
    assert town.store.unit(UNIT).version == 1


def test_another_browser_finds_no_draft(town, open_page):
    box(open_page("mark", **MINE), "since").set_value(date(2026, 3, 1)).run()
    other = open_page("mark", **OTHERS)
    assert box(other, "since").value != date(2026, 3, 1)
    assert "wieder da" not in told(other)


@pytest.mark.parametrize("key", ["mark.save", "draft.drop"])
def test_a_draft_that_was_saved_or_thrown_away_does_not_come_back(town, open_page, key):
    page = open_page("mark", **MINE)
    box(page, "since").set_value(date(2026, 3, 1)).run()
    button(page, key).click().run()
    again = open_page("mark", **MINE)
    assert box(again, "since").value != date(2026, 3, 1)
    assert "wieder da" not in told(again)


def test_a_draft_begun_before_another_persons_save_ends_in_a_choice(town, open_page):
    page = open_page("mark", **MINE)
    box(page, "state").set_value(UnitState.IMPENDING).run()
    save_as(open_page("mark", **OTHERS), UnitState.IN_WORKS)
    again = open_page("mark", **MINE)
    button(again, "mark.save").click().run()
    assert "Vera" in told(again)
    assert town.store.unit(UNIT).state == UnitState.IN_WORKS


def test_a_save_whose_answer_got_lost_is_saved_though_others_went_on(town, open_page, monkeypatch):
    page = open_page("mark", **MINE)
    box(page, "state").set_value(UnitState.IMPENDING).run()

    def answer_lost(*given, **named):
        mark_unit(*given, **named)
        raise StoreUnreachableError(reason="08006")

    with monkeypatch.context() as server_gone:
        server_gone.setattr("biwaq_geo.ui.parts.marking.mark_unit", answer_lost)
        button(page, "mark.save").click().run()
    assert not page.success
    save_as(open_page("mark", **OTHERS), UnitState.IN_WORKS)
    # after a reload as well: what was typed has kept what it is known by
    again = open_page("mark", **MINE)
    button(again, "mark.save").click().run()
    assert "Gespeichert" in again.success[0].value
    assert (town.store.unit(UNIT).state, town.store.unit(UNIT).version) == ("in_works", 3)
    assert "wieder da" not in told(open_page("mark", **MINE))


def test_a_new_unit_half_typed_is_there_again(town, open_page):
    there = MINE | {"app_selected_unit": None, "app_building": "b3"}
    page = open_page("mark", **there)
    position = next(one for one in page.text_input if one.key.endswith("_position"))
    position.set_value("EG links").run()
    again = open_page("mark", **there)
    assert any(one.value == "EG links" for one in again.text_input)


def test_a_draft_that_cannot_be_kept_is_said_and_typing_goes_on(town, open_page, monkeypatch):
    page = open_page("mark", **MINE)

    def full(*_, **__):
        raise StoreFullError

    monkeypatch.setattr("biwaq_geo.ui.parts.draft_form.keep_typed", full)
    box(page, "since").set_value(date(2026, 3, 1)).run()
    assert not page.exception
    assert GERMAN("draft.not_kept") in told(page)
    assert box(page, "since").value == date(2026, 3, 1)


def test_a_draft_of_fields_that_no_longer_exist_is_left_alone(town):
    place = {"owner": "a" * 32, "form": "mark", "kind": CommercialUnit, "record_id": UNIT}
    typed = drafts.Typed(1, {"windows": 3})
    drafts.keep_typed(town.store, sample_now, typed=typed, **place)
    kept = town.store.draft(owner="a" * 32, form=f"mark:{UNIT}")
    kept.values["values"] = {"colour": "red"}
    town.store.keep_draft(kept)
    assert drafts.find_typed(town.store, **place) is None
