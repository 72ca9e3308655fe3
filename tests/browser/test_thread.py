"""The whole thread in a browser: map, mark, scenario, council room, paper; no foreign request."""

import os
import re
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from biwaq_geo.adapters.osm.import_file import import_town
from biwaq_geo.domain.origin import Origin
from biwaq_geo.domain.units import VACANT, CommercialUnit, UnitState
from biwaq_geo.services.ports import Town
from tests.browser.conftest import ROOT, Served
from tests.browser.maps import WorkMap

Words = Mapping[str, Any]

pytestmark = pytest.mark.browser

SCENARIO = "Glas & Licht *2027* {{7*7}}"
KREMS = ROOT.parent / "shared" / "real" / "krems.osm.gz"


@pytest.mark.parametrize("language", ["de", pytest.param("en", marks=pytest.mark.slow)])
def test_a_shop_goes_from_the_street_to_the_council_in_the_built_in_town(
    language, started, visitor, tmp_path
):
    walk(started, visitor, words=WORDS[language], language=language, folder=tmp_path)


@pytest.mark.parametrize(
    "extract",
    [
        pytest.param(
            ROOT / "tests" / "data" / "kleinstadt.osm", id="kleinstadt", marks=pytest.mark.slow
        ),
        pytest.param(
            KREMS,
            id="krems",
            marks=(
                pytest.mark.skipif(not KREMS.exists(), reason="the file is not part of this"),
                pytest.mark.slow,
            ),
        ),
    ],
)
def test_a_shop_goes_from_the_street_to_the_council_in_an_imported_town(
    extract, serve, visitor, tmp_path
):
    served = serve(lambda library: import_town(library, extract, name=extract.stem.split(".")[0]))
    walk(served, visitor, words=WORDS["de"], language="de", folder=tmp_path)


def walk(served: Served, visitor, *, words: Words, language: str, folder: Path) -> None:
    town = served.library.open(served.library.profiles()[0].key)
    demo = town.profile.origin is Origin.DEMO
    before = sum(unit.state in VACANT for unit in town.store.units())
    unit = a_used_unit(town)
    staff, planner = visitor(served), visitor(served)
    name = f"{town.profile.key}_{language}"

    planner.go(f"?lang={language}", heading=words["map"])
    wait_for_map(planner.page)
    shoot(planner.page, f"map_{name}")

    staff.go(f"mark?lang={language}", heading=words["mark"])
    choose(staff.page, words["unit_by_address"], unit.address)
    staff.page.get_by_role("button", name=words["save"], exact=True).click()
    expect(staff.page.get_by_text(words["saved"])).to_be_visible()
    shoot(staff.page, f"mark_{name}")
    # the planner's open map says so by itself
    now = words["vacant_now"].format(count=before + 1)
    expect(planner.page.get_by_text(now)).to_be_visible()

    plan(planner.page, unit, words=words, with_site=not town.layer("sites").empty)
    shoot(planner.page, f"scenario_{name}")

    take_paper(planner.page, words=words, folder=folder, demo=demo)
    see_in_the_room(planner.page, words=words, name=name)
    assert staff.foreign == []
    assert planner.foreign == []


def take_paper(page: Page, *, words: Words, folder: Path, demo: bool) -> None:
    with page.expect_download() as download:
        page.get_by_role("button", name=words["paper"]).click()
    download.value.save_as(folder / "paper.pdf")
    pages = PdfReader(folder / "paper.pdf").pages
    text = "".join(one.extract_text() for one in pages)
    assert 1 <= len(pages) <= 2
    assert SCENARIO in text
    assert ("DEMONSTRATION" in text.upper()) is demo
    assert re.search(r"1:\d", text)


def see_in_the_room(page: Page, *, words: Words, name: str) -> None:
    page.get_by_role("link", name=words["present"]).click()
    page.get_by_role("heading", name=SCENARIO).wait_for()
    for number, title in enumerate(words["slides"]):
        page.get_by_role("heading", name=title, level=2).wait_for()
        # however long the slide, nobody has to look for the way on
        expect(page.get_by_role("button", name=words["on"])).to_be_in_viewport(ratio=1)
        shoot(page, f"council_{number}_{name}")
        page.keyboard.press("ArrowRight")
    assert page.get_by_test_id("stSidebar").count() == 0


def plan(page: Page, unit: CommercialUnit, *, words: Words, with_site: bool) -> None:
    """Make a scenario with the unit, with a measure, and with a phase of the site."""
    page.get_by_role("link", name=words["scenarios"], exact=True).click()
    page.get_by_role("heading", name=words["scenarios"], level=1).wait_for()
    page.get_by_role("button", name=words["new"]).click()
    page.get_by_label(words["new_name"]).fill(SCENARIO)
    page.get_by_role("button", name=words["create"]).click()
    expect(page.get_by_text(words["no_edits"])).to_be_visible()
    choose(page, words["vacant_unit"], unit.address)
    add, remove = (
        page.get_by_role("button", name=words[key], exact=True) for key in ("add", "remove")
    )
    add.click()
    expect(remove).to_have_count(1)
    page.get_by_role("tab", name=words["streetscape"]).click()
    add.click()
    expect(remove).to_have_count(2)
    if with_site:
        page.get_by_role("tab", name=words["site"]).click()
        add.click()
        expect(remove).to_have_count(3)
    wait_for_map(page)


def a_used_unit(town: Town) -> CommercialUnit:
    """Return a unit in use whose address leads to it alone."""
    units = town.store.units()
    addresses = Counter(unit.address for unit in units)
    return next(
        unit
        for unit in units
        if unit.state is UnitState.USED and unit.address and addresses[unit.address] == 1
    )


def choose(page: Page, label: str, text: str) -> None:
    box = page.get_by_role("combobox", name=label)
    box.click()
    box.fill(text)
    page.get_by_role("option").filter(has_text=text).first.click()


def wait_for_map(page: Page) -> None:
    """Wait until the map has loaded its base layers and Streamlit is at rest."""
    WorkMap(page).wait()
    settle(page)


def settle(page: Page) -> None:
    """Wait until the script has run and every picture is drawn."""
    page.get_by_test_id("stStatusWidget").wait_for(state="hidden")
    page.wait_for_function("[...document.images].every(image => image.naturalWidth > 0)")


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
        "on": "Weiter",
        "slides": (
            "Was geplant ist",
            "Vorher und nachher",
            "Was es bewirkt",
            "Warten und Erreichen",
            "Was es kostet",
            "Worauf die Zahlen beruhen",
        ),
    },
    "en": {
        "map": "Map",
        "mark": "Report a vacancy",
        "unit_by_address": "Unit by address",
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
        "on": "Next",
        "slides": (
            "What is planned",
            "Before and after",
            "What it brings",
            "Waiting and reach",
            "What it costs",
            "What the figures rest on",
        ),
    },
}
