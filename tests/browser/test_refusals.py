"""Each refusal of a form is announced, and belongs to the box that it is about."""

import re
from uuid import UUID

import pytest
from playwright.sync_api import expect

from biwaq_geo.texts import load
from tests import sample_town
from tests.browser.walks import settled

pytestmark = pytest.mark.browser

WORDS = load("de")


@pytest.fixture(scope="module")
def served(serve_once):
    return serve_once(
        lambda library: library.create(
            sample_town.PROFILE, layers=sample_town.layers(), units=sample_town.units()
        )
    )


@pytest.fixture
def at(served, visitor):
    seen = visitor(served)

    def opened(path, heading):
        seen.go(path, heading=WORDS(heading))
        return seen.page

    return opened


def said(page, key):
    """Return the message, which is announced."""
    start = WORDS(key).split("{")[0].strip()
    return page.get_by_role("alert").filter(has_text=start)


def expect_wrong(page, box, key):
    """Expect the box to be marked as wrong and to be described by the message."""
    expect(said(page, f"error.{key}")).to_be_visible()
    expect(box).to_have_attribute("aria-invalid", "true")
    words = said(page, f"error.{key}").inner_text().strip()
    expect(box).to_have_accessible_description(re.compile(re.escape(words)))


def test_a_scenario_and_a_list_without_a_name_say_so_at_the_name(at):
    page = at("scenarios", "scenario.title")
    page.get_by_role("button", name=WORDS("scenario.new")).click()
    page.get_by_role("button", name=WORDS("scenario.create")).click()
    name = page.get_by_label(WORDS("scenario.new_name"))
    expect_wrong(page, name, "empty_name")
    name.fill("Licht")
    page.get_by_role("button", name=WORDS("scenario.create")).click()
    expect(said(page, "error.empty_name")).to_have_count(0)

    page = at("work", "nav.work")
    page.get_by_role("button", name=WORDS("work.narrow")).click()
    page.get_by_role("button", name=WORDS("work.save_list")).click()
    name = page.get_by_label(WORDS("work.list_name"))
    expect_wrong(page, name, "empty_name")
    name.fill("Nord")
    page.get_by_role("button", name=WORDS("work.save_list")).click()
    expect(said(page, "error.empty_name")).to_have_count(0)


@pytest.mark.parametrize(
    ("path", "new", "field"),
    [("businesses", "business_new", "name"), ("requests", "request_new", "title")],
)
def test_an_entry_without_a_name_says_so_at_the_name_until_it_has_one(path, new, field, at):
    page = at(path, f"nav.{path}")
    page.get_by_role("button", name=WORDS(f"entry.{new}")).click()
    page.get_by_role("button", name=WORDS("entry.save"), exact=True).click()
    name = page.get_by_label(WORDS(f"field.{field}"), exact=True)
    expect_wrong(page, name, "empty_name")
    name.fill("Blumen")
    name.press("Tab")
    expect(name).not_to_have_attribute("aria-invalid", "true")
    expect(name).to_have_accessible_description("")


def test_in_the_file_of_a_unit_each_refusal_is_at_its_own_box(at):
    page = at(f"unit?unit={UUID(int=6)}", "nav.unit")
    page.get_by_role("tab", name="Notizen").click()
    page.get_by_role("button", name=WORDS("unit.note_add")).click()
    expect_wrong(page, page.get_by_label(WORDS("unit.note_new")), "note_empty")
    page.get_by_role("tab", name=WORDS("unit.tab_state", count="")).click()
    page.get_by_role("combobox", name=WORDS("unit.step_state")).click()
    page.get_by_role("option", name=WORDS("state.in_works"), exact=True).click()
    save = page.get_by_role("button", name=WORDS("unit.step_save"))
    save.click()
    expect_wrong(
        page, page.get_by_label(WORDS("unit.step_reason")).filter(visible=True), "reason_needed"
    )


def test_a_day_to_come_is_wrong_in_each_of_its_parts(at):
    page = at(f"mark?unit={UUID(int=7)}", "mark.title")
    day = page.get_by_role("group", name=WORDS("mark.since")).get_by_role("spinbutton")
    day.last.click()
    page.keyboard.type("2199")
    page.get_by_role("button", name=WORDS("mark.save"), exact=True).click()
    for part in day.all():
        expect_wrong(page, part, "date_in_future")


def test_a_photo_that_was_not_chosen_and_a_file_that_is_none_are_said_at_the_choice(at):
    page = at(f"mark?unit={UUID(int=7)}", "mark.title")
    page.locator("summary").filter(has_text=WORDS("photos.title")).click()
    page.get_by_role("button", name=WORDS("photos.save")).click()
    none = said(page, "photos.none_chosen")
    expect(none).to_be_visible()
    choose = page.get_by_test_id("stFileUploader").get_by_role("button", name="Datei wählen")
    expect(choose).to_have_accessible_description(WORDS("photos.none_chosen"))

    page = at("import_units", "nav.import_units")
    page.locator("input[type=file]").set_input_files(
        {"name": "a.gpkg", "mimeType": "application/geopackage+sqlite3", "buffer": b"no file"}
    )
    other = page.get_by_role("button", name=WORDS("import.other_file"))
    message = page.get_by_role("alert").filter(has_text="a.gpkg")
    expect(message).to_be_visible()
    expect(other).to_have_accessible_description(re.compile("a.gpkg"))


def test_a_message_about_no_box_is_told_where_one_pressed(at):
    page = at("mark", "mark.title")
    page.locator("summary").filter(has_text=WORDS("mark.house")).click()
    typed = page.get_by_label(WORDS("mark.house_typed"))
    typed.fill("Nirgends 1")
    typed.press("Enter")
    none = said(page, "mark.house_none")
    expect(none).to_be_visible()
    expect(typed).to_have_accessible_description(WORDS("mark.house_none"))


def test_on_a_phone_a_refusal_comes_into_sight_by_itself(at):
    page = at("optimiser", "optimiser.title")
    page.set_viewport_size({"width": 390, "height": 844})
    budget = page.get_by_role("spinbutton", name=WORDS("wish.budget"))
    budget.fill("0")
    budget.press("Enter")
    page.get_by_role("button", name=WORDS("optimiser.begin")).click()
    message = page.get_by_test_id("stMain").get_by_role("alert").filter(has_text="0 €")
    expect(message).to_be_in_viewport(ratio=1)


def test_on_a_phone_an_answer_comes_into_sight_and_the_keyboard_stays(at):
    page = at("optimiser", "optimiser.title")
    page.set_viewport_size({"width": 390, "height": 844})
    answer = page.locator("[class*=st-key-came_]")
    button = page.get_by_role("button", name=WORDS("optimiser.begin"), exact=True)
    button.click()
    expect(answer.get_by_role("table").first).to_be_in_viewport()
    expect(button).to_be_focused()


def test_an_answer_moves_nobody_who_has_gone_on_meanwhile(at):
    page = at("optimiser", "optimiser.title")
    page.set_viewport_size({"width": 390, "height": 844})
    page.get_by_role("button", name=WORDS("optimiser.begin")).focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Shift+Tab")
    page.locator("[class*=st-key-came_]").get_by_role("table").first.wait_for()
    settled(page)
    expect(page.locator(":focus")).to_be_in_viewport()
