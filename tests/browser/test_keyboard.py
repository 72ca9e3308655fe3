"""The whole job by keyboard alone and without the map.

Report, photo, scenario, export; optimiser, comparison, audit of a street, council room.
"""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from biwaq_geo.domain.units import UnitState
from biwaq_geo.services.photos import photos_of
from biwaq_geo.services.street_audits import audits
from tests import sample_town
from tests.browser.keyboard import Hands, without_maps
from tests.browser.walks import rest
from tests.photo_samples import heic
from tests.sample_town import unit

pytestmark = pytest.mark.browser

MOST_KEYS = 60


def test_report_photo_scenario_and_export_need_no_mouse_and_no_map(serve, visitor, tmp_path):
    served = serve(
        lambda library: library.create(
            sample_town.PROFILE, layers=sample_town.layers(), units=sample_town.units()
        )
    )
    staff = visitor(served)
    without_maps(staff.page)
    # someone listens from the start: a browser told only now may open a window of its own
    staff.page.on("filechooser", lambda _: None)

    staff.go("mark", heading="Leerstand melden")
    assert report(staff.page) <= MOST_KEYS
    staff.go("scenarios", heading="Szenarien")
    plan(staff.page)
    staff.go("export_data", heading="Ausgabe")
    export(staff.page, tmp_path / "units.xlsx")

    store = served.library.open("musterstadt").store
    assert store.unit(unit(7).unit_id).state is UnitState.VACANT
    assert [one.caption for one in photos_of(store, unit(7).unit_id)] == ["Tür"]
    (scenario,) = store.scenarios()
    assert scenario.name == "Licht"
    assert [edit.unit_id for edit in scenario.edits] == [unit(7).unit_id]
    assert (tmp_path / "units.xlsx").stat().st_size > 0


def report(page: Page) -> int:
    """Report unit 7 as vacant, with a photo; return how many keys that took."""
    hands = Hands(page)
    hands.skip_to_content()
    hands.go_to(page.get_by_role("combobox", name="Einheit nach Adresse"))
    hands.choose("e 8")
    save = page.get_by_role("button", name="Speichern", exact=True)
    save.wait_for()
    hands.go_to(save)
    hands.press("Enter")
    expect(page.get_by_text("Gespeichert:")).to_be_visible()
    hands.go_to(page.locator("summary").filter(has_text="Fotos"))
    hands.press("Enter")
    choose = page.get_by_role("button", name="Datei wählen", exact=True)
    expect(choose).to_be_visible()
    hands.go_to(choose)
    with page.expect_file_chooser() as chooser:
        hands.press("Space")
    with page.expect_response("**/upload_file/**"):
        chooser.value.set_files({"name": "a.heic", "mimeType": "image/heic", "buffer": heic()})
    hands.go_to(page.get_by_role("textbox", name="Was ist zu sehen?"))
    hands.write("Tür")
    hands.press("Enter")
    expect(page.get_by_text("Das Foto ist gespeichert.")).to_be_visible()
    return hands.pressed


def plan(page: Page) -> None:
    """Make a scenario in which the reported unit is used."""
    hands = Hands(page)
    hands.skip_to_content()
    new = page.get_by_role("button", name="Neues Szenario")
    hands.go_to(new)
    hands.press("Enter")
    name = page.get_by_label("Name des neuen Szenarios")
    name.wait_for()
    hands.go_to(name)
    hands.write("Licht")
    hands.go_to(page.get_by_role("button", name="Anlegen"))
    hands.press("Enter")
    expect(page.get_by_text("Noch keine Maßnahme")).to_be_visible()
    # the box shuts by itself and gives the focus back
    expect(name).to_have_count(0)
    expect(new).to_be_focused()
    hands.go_to(page.get_by_role("combobox", name="Leere Einheit"))
    hands.choose("e 8")
    hands.go_to(page.get_by_role("button", name="Hinzufügen", exact=True).first)
    hands.press("Enter")
    expect(page.get_by_role("button", name="Entfernen", exact=True)).to_have_count(1)


def export(page: Page, path: Path) -> None:
    """Take all units along as a table."""
    hands = Hands(page)
    hands.skip_to_content()
    hands.go_to(page.get_by_role("button", name="Datei herunterladen"))
    with page.expect_download() as download:
        hands.press("Enter")
    download.value.save_as(path)


def test_optimiser_comparison_audit_and_council_need_no_mouse_and_no_map(serve, visitor):
    served = serve(
        lambda library: library.create(
            sample_town.PROFILE, layers=sample_town.layers(), units=sample_town.units()
        )
    )
    planner = visitor(served)
    page = without_maps(planner.page)
    store = served.library.open("musterstadt").store

    planner.go("optimiser", heading="Optimierung")
    optimise(page)
    (scenario,) = store.scenarios()
    assert scenario.edits

    page.get_by_role("link", name="Szenarien").focus()
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Szenarien", level=1).wait_for()
    compare(page)

    planner.go("street_audit", heading="Straßenaudit")
    audit(page)
    (made,) = audits(store)
    assert (made.section_id, made.items_known) == ("sec1", made.items_total)

    planner.go("council", heading=scenario.name)
    show(page)


def optimise(page: Page) -> None:
    """Ask what a small budget buys, and take the answer over as a scenario."""
    hands = Hands(page)
    hands.skip_to_content()
    hands.go_to(page.get_by_role("spinbutton", name="Budget der Stadt in €"))
    hands.write("20000")
    hands.press("Tab")
    hands.press_on(page.get_by_role("button", name="Rechnen", exact=True))
    expect(page.get_by_text("Das ist das Bestmögliche")).to_be_visible()
    hands.press_on(page.get_by_role("button", name="Als Szenario übernehmen"), most=60)
    expect(page.get_by_text("ist gespeichert und auf der Seite")).to_be_visible()


def compare(page: Page) -> None:
    """Read the figures with and without the scenario, and choose one of its edits."""
    hands = Hands(page)
    figures = page.get_by_role("table").filter(has_text="Leerstandsquote")
    expect(figures).to_be_visible()
    edit = page.get_by_role("combobox", name="Welche Maßnahme?")
    hands.open_list(edit, most=90)
    hands.press("Enter")
    expect(edit).to_have_value(re.compile("^1\\."))


def audit(page: Page) -> None:
    """Give each item of a street its points, and save."""
    hands = Hands(page)
    hands.skip_to_content()
    hands.go_to(page.get_by_role("combobox", name="Straßenabschnitt"))
    hands.choose("westlicher")
    card = page.locator("[class*='st-key-audit_card_']")
    save = page.get_by_role("button", name="Begehung speichern")
    hands.go_to(card.get_by_role("button").first)
    while True:
        # between the last item and the button there is neither
        rest(page)
        if save.count():
            break
        before = card.inner_text()
        # the next item takes the focus over
        expect(card.get_by_role("button").first).to_be_focused()
        hands.press("Enter")
        expect(page.locator("body")).not_to_contain_text(before, use_inner_text=True)
    hands.press_on(save)
    expect(page.get_by_text("Punkte der Straße: 100")).to_be_visible()


def show(page: Page) -> None:
    """Turn to the last slide and back by the button, and leave the room."""
    hands = Hands(page)
    for title in ("Vorher und nachher", "Was es bewirkt", "Warten und Erreichen"):
        # the keys are listened to once the button is there that they stand for
        expect(page.get_by_role("button", name="Weiter")).to_be_enabled()
        rest(page)
        hands.press("ArrowRight")
        expect(page.get_by_role("heading", name=title, level=2)).to_be_visible()
    hands.press_on(page.get_by_role("button", name="Zurück Taste"))
    expect(page.get_by_role("heading", name="Was es bewirkt", level=2)).to_be_visible()
    hands.press_on(page.get_by_role("link", name="Zurück zu den Szenarien"))
    page.get_by_role("heading", name="Szenarien", level=1).wait_for()
