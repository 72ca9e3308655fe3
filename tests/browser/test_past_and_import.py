"""A past day on map, list and figures; then a list that is taken in and taken back."""

from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import expect

from biwaq_geo.adapters.store import create_store
from biwaq_geo.domain.local_time import local_day
from biwaq_geo.domain.units import Mark, UnitState
from biwaq_geo.services.mark_unit import mark_unit
from biwaq_geo.texts import load
from tests import sample_town
from tests.browser.maps import WorkMap
from tests.sample_town import X0, Y0

pytestmark = pytest.mark.browser

TEXTS = load("de")
NOW = datetime.now(UTC)
BEGUN = NOW - timedelta(days=200)
PAST = local_day(BEGUN + timedelta(days=10))
SIGN = TEXTS("past.sign", day=TEXTS.long_day(PAST))
LIST = f"""Straße u. Hausnummer;x;y;Zustand;leer seit;Fläche
Nordweg 5;{X0 + 100};{Y0 + 380};leer;seit Mai 2021;120,5
Hauptstraße 7;{X0 + 230};{Y0 + 208};leer;;80
Hauptstraße 99;;;leer;;40
""".encode("cp1252")


def fill(library):
    """Register the sample town as of long ago; today its first unit falls empty."""
    town = library.create(
        sample_town.PROFILE, layers=sample_town.layers(), units=sample_town.units()
    )
    town.store.close()
    (path,) = library.folder(sample_town.PROFILE.key).glob("register.store")
    path.unlink()
    create_store(
        path,
        srid=sample_town.EPSG,
        town=sample_town.PROFILE.key,
        units=sample_town.units(),
        now=lambda: BEGUN,
    )
    mark_unit(
        library.open(sample_town.PROFILE.key).store,
        lambda: local_day(NOW),
        unit_id=sample_town.unit(0).unit_id,
        mark=Mark(UnitState.VACANT),
        seen_version=1,
        actor="ab",
    )


def summary(total, vacant):
    return TEXTS("map.summary", town="Musterstadt", total=total, vacant=vacant, interim=1)


def vacant_in_list(page):
    """Count the cells of the list that say "vacant"; the grid keeps them beside its picture."""
    return page.locator("canvas td", has_text="leer")


def look_at_the_past(page, shown):
    """Choose a past day on the map page; map, list and words show that day."""
    page.get_by_text(TEXTS("map.table"), exact=True).click()
    expect(vacant_in_list(page)).to_have_count(3)
    page.get_by_role("button", name=TEXTS("past.open", day="")).click()
    page.get_by_role("spinbutton").first.click()
    page.keyboard.type(f"{PAST:%d%m%Y}")
    page.keyboard.press("Enter")
    # the calendar that opened beside the typing hides the page from those who listen to it
    page.get_by_text(TEXTS("map.title"), exact=True).first.click()
    expect(page.locator("p.past").filter(has_text=SIGN)).to_be_visible()
    expect(page.get_by_text(summary(8, 2))).to_be_visible()
    shown.wait_until_drawn(vacant=2, businesses=5)
    expect(shown.map.get_by_text(SIGN)).to_be_visible()
    expect(vacant_in_list(page)).to_have_count(2)


def go_back_to_today(page):
    """The day stays with the person on the page of figures, and is left there."""
    page.get_by_role("link", name=TEXTS("nav.figures")).click()
    page.get_by_role("heading", name=TEXTS("figures.title"), level=1).wait_for()
    row = page.get_by_role("row").filter(has_text="aus 8 von 8 Einheiten").first
    expect(row).to_contain_text("25,0")
    expect(row).to_contain_text("37,5")
    page.get_by_role("button", name=TEXTS("past.open", day="")).click()
    page.get_by_role("button", name=TEXTS("past.today"), exact=True).click()
    expect(page.get_by_text(SIGN)).to_have_count(0)
    expect(row).to_contain_text("37,5")
    expect(row).not_to_contain_text("25,0")


def take_in_and_back(page, store):
    """Choose a file, answer its questions, see its report, save it, take it back."""
    page.get_by_role("link", name=TEXTS("nav.import_units")).click()
    page.get_by_role("heading", name=TEXTS("nav.import_units"), level=1).wait_for()
    given = {"name": "Leerstände 2026.csv", "mimeType": "text/csv", "buffer": LIST}
    page.locator("input[type=file]").set_input_files(given)
    expect(page.get_by_text(TEXTS("import.read", rows=3, columns=6))).to_be_visible()
    save = page.get_by_role("button", name=TEXTS("import.save", count=2))
    expect(save).to_be_disabled()
    expect(page.get_by_text(TEXTS("import.q_encoding"))).to_be_visible()
    expect(page.get_by_text(TEXTS("import.q_crs"))).to_be_visible()
    page.get_by_role("button", name=TEXTS("import.confirm")).click()
    expect(save).to_be_enabled()
    refused = page.locator("canvas td", has_text=TEXTS("import.reason_no_place"))
    expect(refused).to_have_count(1)
    save.click()
    expect(page.get_by_text(TEXTS("import.saved", added=1, changed=1))).to_be_visible()
    assert {unit.address: unit.floor_area_m2 for unit in store.units()}["Nordweg 5"] == 120.5
    page.get_by_role("button", name=TEXTS("import.undo")).click()
    expect(page.get_by_text(TEXTS("import.undone"))).to_be_visible()
    assert "Nordweg 5" not in {unit.address for unit in store.units()}


def test_a_past_day_is_seen_and_a_list_is_taken_in_and_back(serve, visitor):
    served = serve(fill)
    there = visitor(served)
    there.go("", heading=TEXTS("map.title"))
    shown = WorkMap(there.page)
    shown.wait_until_drawn(vacant=3, businesses=4)
    look_at_the_past(there.page, shown)
    go_back_to_today(there.page)
    take_in_and_back(there.page, served.library.open(sample_town.PROFILE.key).store)
    assert there.foreign == []
