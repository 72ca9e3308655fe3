"""The whole thread in a browser: map, mark, scenario, council room, paper; no foreign request."""

import os
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

pytestmark = pytest.mark.browser

SHOP = "Bautzener Straße D"


@pytest.mark.parametrize("language", ["de", "en"])
def test_one_shop_goes_from_the_street_to_the_council_without_a_foreign_request(
    language, builtin, visitor, tmp_path
):
    words = WORDS[language]
    staff = visitor(builtin)
    planner = visitor(builtin)
    planner.go(f"?lang={language}", heading=words["map"])
    wait_for_map(planner.page)
    shoot(planner.page, f"map_{language}")
    unit = a_used_unit(builtin)

    # the staff member marks a shop
    staff.go(f"mark?lang={language}", heading=words["mark"])
    choose(staff.page, words["unit_by_address"], unit.address)
    staff.page.get_by_role("radio", name=words["vacant"], exact=True).first.wait_for()
    staff.page.get_by_role("button", name=words["save"], exact=True).click()
    expect(staff.page.get_by_text(words["saved"])).to_be_visible()
    shoot(staff.page, f"mark_{language}")
    # the planner's open map says so by itself
    expect(planner.page.get_by_text(words["vacant_now"].format(count=46))).to_be_visible(
        timeout=5_000
    )

    # the planner plans with it
    planner.page.get_by_role("link", name=words["scenarios"], exact=True).click()
    planner.page.get_by_role("heading", name=words["scenarios"], level=1).wait_for()
    planner.page.get_by_role("button", name=words["new"]).click()
    planner.page.get_by_label(words["new_name"]).fill("Glas & Licht *2027* {{7*7}}")
    planner.page.get_by_role("button", name=words["create"]).click()
    expect(planner.page.get_by_text(words["no_edits"])).to_be_visible()
    choose(planner.page, words["vacant_unit"], unit.address)
    planner.page.get_by_role("button", name=words["add"], exact=True).click()
    expect(planner.page.get_by_text("1.", exact=False).first).to_be_visible()
    planner.page.get_by_role("tab", name=words["streetscape"]).click()
    planner.page.get_by_role("button", name=words["add"], exact=True).click()
    expect(planner.page.get_by_role("button", name=words["remove"])).to_have_count(2)
    planner.page.get_by_role("tab", name=words["site"]).click()
    planner.page.get_by_role("button", name=words["add"], exact=True).click()
    expect(planner.page.get_by_role("button", name=words["remove"])).to_have_count(3)
    wait_for_map(planner.page)
    shoot(planner.page, f"scenario_{language}")

    # the council takes paper home
    with planner.page.expect_download() as download:
        planner.page.get_by_role("button", name=words["paper"]).click()
    paper = tmp_path / "paper.pdf"
    download.value.save_as(paper)
    read = PdfReader(paper)
    assert 1 <= len(read.pages) <= 2
    text = "".join(page.extract_text() for page in read.pages)
    assert "Glas & Licht *2027* {{7*7}}" in text
    assert "DEMONSTRATION" in text.upper()
    assert "1:" in text

    # and sees it in the room, turning with the keys
    planner.page.get_by_role("link", name=words["present"]).click()
    planner.page.get_by_role("heading", name="Glas & Licht *2027* {{7*7}}").wait_for()
    for number, title in enumerate(words["slides"]):
        planner.page.get_by_role("heading", name=title, level=2).wait_for()
        settle(planner.page)
        shoot(planner.page, f"council_{number}_{language}")
        planner.page.keyboard.press("ArrowRight")
    assert planner.page.get_by_test_id("stSidebar").count() == 0

    assert staff.foreign == []
    assert planner.foreign == []


def a_used_unit(served):
    town = served.library.open("weisswasser-demo")
    used = [u for u in town.store.units() if u.state == "used" and not u.position]
    return next(u for u in used if u.address.startswith(SHOP))


def choose(page: Page, label: str, text: str) -> None:
    box = page.get_by_role("combobox", name=label)
    box.click()
    box.fill(text)
    page.get_by_role("option").filter(has_text=text).first.click()


def wait_for_map(page: Page) -> None:
    frame = page.frame_locator("iframe").first
    frame.locator(".leaflet-container canvas").first.wait_for()
    settle(page)


def settle(page: Page) -> None:
    page.wait_for_load_state("networkidle")
    page.get_by_test_id("stStatusWidget").wait_for(state="hidden")


def shoot(page: Page, name: str) -> None:
    """Take a picture for people to look at, where the environment names a folder."""
    folder = os.environ.get("BIWAQ_PICTURES")
    if folder:
        settle(page)
        page.screenshot(path=Path(folder) / f"{name}.png")


WORDS = {
    "de": {
        "map": "Karte",
        "mark": "Leerstand melden",
        "unit_by_address": "Einheit nach Adresse",
        "vacant": "leer",
        "save": "Speichern",
        "saved": "Gespeichert:",
        "vacant_now": "davon {count} leer",
        "scenarios": "Szenarien",
        "new": "Neues Szenario",
        "new_name": "Name des neuen Szenarios",
        "create": "Anlegen",
        "no_edits": "Noch keine Maßnahme",
        "vacant_unit": "Leere Einheit",
        "add": "Hinzufügen",
        "streetscape": "Straßenraum",
        "site": "Areal",
        "remove": "Entfernen",
        "paper": "Ratsvorlage (PDF)",
        "present": "Im Ratssaal zeigen",
        "slides": (
            "Was geplant ist",
            "Vorher und nachher",
            "Was es bewirkt",
            "Was es kostet",
        ),
    },
    "en": {
        "map": "Map",
        "mark": "Report a vacancy",
        "unit_by_address": "Unit by address",
        "vacant": "vacant",
        "save": "Save",
        "saved": "Saved:",
        "vacant_now": "of these {count} vacant",
        "scenarios": "Scenarios",
        "new": "New scenario",
        "new_name": "Name of the new scenario",
        "create": "Create",
        "no_edits": "No measure yet",
        "vacant_unit": "Vacant unit",
        "add": "Add",
        "streetscape": "Streetscape",
        "site": "Site",
        "remove": "Remove",
        "paper": "Council paper (PDF)",
        "present": "Show in the council room",
        "slides": (
            "What is planned",
            "Before and after",
            "What it brings",
            "What it costs",
        ),
    },
}
