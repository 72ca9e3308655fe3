"""Photos in a browser: from a file and from the camera, shown as typed, fetched from here only."""

import pytest
from playwright.sync_api import Page, expect

from biwaq_geo.services.photos import photos_of
from tests import sample_town
from tests.browser.conftest import Served, Visitor
from tests.photo_samples import SECRET, heic
from tests.sample_town import unit

pytestmark = pytest.mark.browser

CAPTION = "<img src=x onerror=alert(1)> *Tür* {{7*7}} $x$ `y`"
HOLDER = "[Stadt](javascript:alert(1))"


@pytest.fixture
def served(serve) -> Served:
    return serve(
        lambda library: library.create(
            sample_town.PROFILE, layers=sample_town.layers(), units=sample_town.units()
        )
    )


def open_photos(staff: Visitor) -> Page:
    staff.go("mark", heading="Leerstand melden")
    page = staff.page
    page.on("dialog", lambda dialog: pytest.fail(f"a script ran: {dialog.message}"))
    chosen = page.get_by_role("combobox").first
    chosen.click()
    chosen.fill("Hauptstraße 6")
    page.get_by_role("option").first.click()
    page.get_by_text("Fotos", exact=True).click()
    page.get_by_text("Woher kommt das Foto?").wait_for()
    return page


def save(page: Page) -> None:
    page.get_by_role("button", name="Foto speichern").click()
    page.get_by_text("Das Foto ist gespeichert.").wait_for()


def test_a_photo_from_a_file_is_shown_as_typed_and_without_where_it_was_taken(served, visitor):
    staff = visitor(served)
    page = open_photos(staff)
    name = "../../../register.store%00.heic"
    page.locator("input[type=file]").set_input_files(
        {"name": name, "mimeType": "image/heic", "buffer": heic(orientation=6)}
    )
    page.get_by_role("textbox", name="Was ist zu sehen?").fill(CAPTION)
    page.get_by_role("textbox", name="Wem gehört das Foto?").fill(HOLDER)
    save(page)
    shown = page.get_by_alt_text("Foto von Hauptstraße 6")
    expect(shown).to_be_visible()
    assert shown.evaluate("image => [image.naturalWidth, image.naturalHeight]") == [40, 80]
    expect(page.get_by_text(CAPTION).first).to_be_visible()
    expect(page.get_by_text(HOLDER).first).to_be_visible()
    answer = page.request.get(shown.evaluate("image => image.src"))
    assert SECRET not in answer.body()
    assert staff.foreign == []
    store = served.library.open("musterstadt").store
    assert [one.caption for one in photos_of(store, unit(5).unit_id)] == [CAPTION]


def test_a_photo_from_the_camera_is_saved(served, visitor):
    page = open_photos(visitor(served))
    page.get_by_text("Kamera", exact=True).click()
    shutter = page.get_by_role("button", name="Auslösen")
    # it has begun to film
    expect(page.locator("video")).to_have_js_property("readyState", 4)
    shutter.click()
    page.locator("[data-testid=stCameraInput] img").wait_for()
    save(page)
    expect(page.get_by_alt_text("Foto von Hauptstraße 6")).to_be_visible()
