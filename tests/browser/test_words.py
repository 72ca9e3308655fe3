"""Streamlit's own words in the language of the session, whatever the browser speaks."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests import sample_town

pytestmark = pytest.mark.browser

STREAMLITS_WORDS = """() => {
    const ours = "[data-testid=stMarkdownContainer], [data-testid=stTable], [data-testid=stHtml], "
        + "[data-testid=stIconMaterial], [data-testid=stHeading], [role=option][data-key], "
        + "[role=gridcell], td, th, textarea, style, script, noscript, iframe, "
        + "[data-testid=stBidiComponentRegular], [data-testid=stBidiComponentIsolated]";
    const theirs = "[data-testid=stFileUploaderDropzone] button p";
    const said = new Set();
    for (const element of document.querySelectorAll("body *")) {
        for (const name of ["aria-label", "title", "placeholder", "aria-valuetext"]) {
            if (element.tagName !== "IFRAME") said.add(element.getAttribute(name) ?? "");
        }
        if (element.closest(ours) && !element.matches(theirs)) continue;
        for (const node of element.childNodes) {
            if (node.nodeType === Node.TEXT_NODE) said.add(node.data.trim());
        }
    }
    return [...said].filter(Boolean);
}"""

ENGLISH = re.compile(
    r"\b(the|to|of|and|or|your|this|with|per|for|select\w*|choose|open|close|clear|skip|search|"
    r"press|apply|drag|drop|browse|file|upload|date|day|today|month|year|options?|results?|show|"
    r"hide|columns?|rows?|full ?screen|copy|help|link to|take|switch|allow|running|stop|main|"
    r"collapse|expand|increment|decrement|available|next|previous|empty|error|connect\w*|sort|"
    r"pin|autosize|rename|statistics|(sun|mon|tues|wednes|thurs|fri|satur)day|january|february|"
    r"march|may|june|july|october|december|[a-z]+ \d+, \d{4}|app)\b",
    re.IGNORECASE,
)


MONTHS = (
    *("Januar", "Februar", "März", "April", "Mai", "Juni"),
    *("Juli", "August", "September", "Oktober", "November", "Dezember"),
)


def fill(library):
    library.create(sample_town.PROFILE, layers=sample_town.layers(), units=sample_town.units())


@pytest.fixture(scope="module")
def served(serve_once):
    return serve_once(fill)


def left_over(page: Page) -> list[str]:
    return sorted(text for text in page.evaluate(STREAMLITS_WORDS) if ENGLISH.search(text))


def test_no_english_word_of_streamlit_is_left_on_a_german_page(serve, visitor):
    served = serve(fill)
    # the browsers of these tests speak English
    staff = visitor(served)
    page = staff.page
    staff.go("mark", heading="Leerstand melden")
    open_menu_and_list(page)
    open_photos_and_days(page)
    staff.go("work", heading="Arbeitslisten")
    use_table(page)
    for path, heading in (("unit", "Akte"), ("import_units", "Daten einlesen"), ("", "Karte")):
        staff.go(path, heading=heading)
        assert left_over(page) == []
    served.kill()
    expect(page.get_by_role("heading", name="Keine Verbindung")).to_be_visible()
    expect(page.get_by_text("Verbinde …")).to_be_visible()
    assert left_over(page) == []


def open_menu_and_list(page: Page) -> None:
    page.get_by_role("button", name="Menü").click()
    expect(page.get_by_text("Drucken")).to_be_visible()
    assert left_over(page) == []
    page.keyboard.press("Escape")
    box = page.get_by_role("combobox", name="Einheit nach Adresse")
    box.click()
    box.fill("xyz")
    expect(page.get_by_text("Nichts gefunden")).to_be_visible()
    assert left_over(page) == []
    box.fill("Hauptstraße 6")
    page.get_by_role("option").first.click()
    page.get_by_role("button", name="Speichern", exact=True).wait_for()


def open_photos_and_days(page: Page) -> None:
    page.get_by_text("Fotos", exact=True).click()
    expect(page.get_by_role("button", name="Datei wählen", exact=True)).to_be_visible()
    assert left_over(page) == []
    page.get_by_text("Kamera", exact=True).click()
    expect(page.get_by_role("button", name="Auslösen")).to_be_visible()
    assert left_over(page) == []
    page.get_by_role("button", name="Tag wählen").first.click()
    expect(page.get_by_role("grid")).to_be_visible()
    assert left_over(page) == []


def use_table(page: Page) -> None:
    page.get_by_test_id("stDataFrame").first.hover()
    for opens, shows in (
        ("Suchen", "Suche schließen"),
        ("Suche schließen", "Spalten ein- und ausblenden"),
        ("Vollbild", "Vollbild schließen"),
        ("Vollbild schließen", "Vollbild"),
    ):
        page.get_by_role("button", name=opens, exact=True).click()
        expect(page.get_by_role("button", name=shows, exact=True)).to_be_visible()
        assert left_over(page) == []
    page.get_by_role("heading", level=1).hover()
    page.get_by_test_id("stDataFrame").first.hover()
    page.get_by_role("button", name="Spalten ein- und ausblenden").click()
    expect(page.get_by_text("Alle wählen")).to_be_visible()
    assert left_over(page) == []
    page.keyboard.press("Escape")
    page.get_by_role("tab", name="Aufgabe", exact=True).click()
    page.get_by_role("textbox", name="Was ist zu tun?").fill("Tür prüfen")
    assert left_over(page) == []


def test_the_page_says_its_language_and_takes_the_words_of_the_one_that_is_chosen(served, visitor):
    guest = visitor(served)
    page = guest.page
    guest.go("import_units?lang=en", heading="Import")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.get_by_role("button", name="Upload", exact=True)).to_be_visible()
    page.get_by_text("Deutsch").click()
    expect(page.locator("html")).to_have_attribute("lang", "de")
    expect(page.get_by_role("button", name="Datei wählen", exact=True)).to_be_visible()
    page.get_by_text("English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.get_by_role("button", name="Upload", exact=True)).to_be_visible()


def test_every_month_of_a_box_for_a_day_has_its_german_name(served, visitor):
    page = visitor(served).page
    page.goto(f"{served.address}/mark?unit={sample_town.unit(5).unit_id}")
    month = page.get_by_role("spinbutton", name="Monat", exact=False).first
    month.click()
    chosen = re.compile(rf"^Gewählter Tag: \d+\. ({'|'.join(MONTHS)}) \d{{4}}$")
    expect(page.locator("[id]", has_text=chosen).first).to_be_attached()
    for number, name in enumerate(MONTHS, start=1):
        month.focus()
        month.press_sequentially(f"{number:02d}")
        expect(month).to_have_attribute("aria-valuetext", f"{number:02d} – {name}")


@pytest.mark.parametrize("locale", ["en-US", "de-DE"])
def test_an_empty_box_for_a_day_asks_in_the_language_of_the_page(served, visitor, locale):
    seen = visitor(served, locale=locale)
    seen.go("work", heading="Arbeitslisten")
    for part, words in (("Tag", "TT"), ("Monat", "MM"), ("Jahr", "JJJJ")):
        # also in a tab that is not open yet
        box = seen.page.locator(f"[role=spinbutton][aria-label='{part}, Bis wann?']").first
        expect(box).to_have_text(words)
