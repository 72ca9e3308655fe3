"""The whole job by keyboard alone and without the map: report, photo, scenario, export."""

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect
from playwright.sync_api import TimeoutError as TooLate

from biwaq_geo.domain.units import UnitState
from biwaq_geo.services.photos import photos_of
from tests import sample_town
from tests.photo_samples import heic
from tests.sample_town import unit

pytestmark = pytest.mark.browser

MOST_KEYS = 60
MAPS = ("**/component/**", "**/vendor/maplibre-gl/**")

FOCUS_IS_SEEN = """() => {
    const ring = (element) => {
        const style = getComputedStyle(element);
        const outlined = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 1;
        const blue = "rgb(26, 95, 180)";
        return outlined || style.borderTopColor === blue || style.boxShadow.includes(blue);
    };
    let element = document.activeElement;
    for (let up = 0; element && up < 5; up++, element = element.parentElement) {
        if (ring(element)) return true;
    }
    return false;
}"""


class Hands:
    """Two hands on a keyboard: they count what they press and see where they are."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.pressed = 0

    def press(self, key: str) -> None:
        self.page.keyboard.press(key)
        self.pressed += 1

    def write(self, text: str) -> None:
        self.page.keyboard.type(text)
        self.pressed += len(text)

    def go_to(self, target: Locator, *, most: int = 30) -> None:
        """Press Tab until the target has the focus; every stop on the way shows it."""
        # before the page has come so far, the keyboard would leave it at its end
        target.wait_for()
        for _ in range(most):
            self.press("Tab")
            self._sees_where_it_is()
            if target.evaluate("element => element === document.activeElement"):
                return
        pytest.fail(f"{target} is not reached; the focus is at {self._here()}")

    def choose(self, text: str) -> None:
        """Write into a list what only one of its lines has, and take that line."""
        self.write(text)
        expect(self.page.get_by_role("option")).to_have_count(1)
        self.press("ArrowDown")
        self.press("Enter")

    def skip_to_content(self) -> None:
        self.press("Tab")
        expect(self.page.get_by_role("link", name="Zum Inhalt springen")).to_be_focused()
        self.press("Enter")

    def _sees_where_it_is(self) -> None:
        try:  # the ring may fade in
            self.page.wait_for_function(FOCUS_IS_SEEN, timeout=10_000)
        except TooLate:
            pytest.fail(f"the focus is not seen at {self._here()}")

    def _here(self) -> Any:
        return self.page.evaluate("document.activeElement.outerHTML.slice(0, 200)")


def test_report_photo_scenario_and_export_need_no_mouse_and_no_map(serve, visitor, tmp_path):
    served = serve(
        lambda library: library.create(
            sample_town.PROFILE, layers=sample_town.layers(), units=sample_town.units()
        )
    )
    staff = visitor(served)
    for pattern in MAPS:
        staff.page.route(pattern, lambda route: route.abort())
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
