"""Every page under axe-core and as it sounds, full and empty, in both languages, at three widths.

The short run takes a cover of the product: each page is looked at full in the one language
and empty in the other, each time at one of the widths, and languages and widths take turns
over the pages. So each page is seen full and empty, each language and each width at a third
of them at least. The long run takes the whole product.
"""

import json
from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import UUID

import pytest
from playwright.sync_api import expect

from biwaq_geo.adapters.catalogue_files import read_catalogues
from biwaq_geo.domain.scenarios import UseUnit
from biwaq_geo.services.scenarios import add_edit, create
from biwaq_geo.texts import LANGUAGES, load
from biwaq_geo.ui.parts.slides import TITLES
from tests import sample_town
from tests.browser.conftest import ROOT
from tests.browser.look import ALL_SIZES, COUNCIL, Look
from tests.browser.page_scripts import STILL_MOVING, WITHOUT_EDGE
from tests.browser.walks import rest

pytestmark = pytest.mark.browser

SCREENS = sorted(
    screen.stem
    for screen in (ROOT / "biwaq_geo" / "ui" / "screens").glob("[a-z]*.py")
    if screen.stem != COUNCIL
)
BARE = "Ohnestadt"
NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)


def fill(library) -> None:
    town = library.create(
        sample_town.PROFILE, layers=sample_town.layers(), units=sample_town.units()
    )
    made = create(
        town.store, lambda: NOON, scenario_id=UUID(int=9), name="Glas & Licht", actor="test"
    )
    use = UseUnit(UUID(int=1), UUID(int=6), "pop_up_store", date(2027, 1, 1), date(2027, 12, 31))
    add_edit(
        town,
        read_catalogues(ROOT / "catalogues"),
        scenario_id=made.scenario_id,
        edit=use,
        seen_version=made.version,
        actor="test",
    )
    bare = {name: sample_town.layers()[name] for name in ("boundary", "streets")}
    library.create(replace(sample_town.PROFILE, key="zz", name=BARE), layers=bare, units=[])


def covered(names, *, turn, first=0):
    """Return every second name with one of the widths, which take turns."""
    taken = [name for n, name in enumerate(names) if n % 2 == turn]
    return [(name, (ALL_SIZES[(n + first) % 3],)) for n, name in enumerate(taken)]


def whole(names):
    return [(name, ALL_SIZES) for name in names]


def look_at_all(guest, language, *, full, slides, empty):
    """Look at full pages, at slides, and at pages of a town without units; return the faults."""
    look = Look(guest, language)
    page = guest.page
    page.goto(f"{guest.address}/mark?lang={language}&unit={UUID(int=6)}")
    page.get_by_test_id("stSidebar").get_by_role("radio").first.wait_for(state="attached")
    look.through(full)
    page.get_by_test_id("stSidebar").get_by_role(
        "link", name=look.words("nav.council"), exact=True
    ).click()
    for title in TITLES:
        page.get_by_role("heading", name=look.words(f"council.{title}")).wait_for()
        if title in slides:
            look.at(COUNCIL, slides[title], title="Glas & Licht", picture=title)
        page.keyboard.press("ArrowRight")
    page.get_by_role("link", name=look.words("council.exit")).click()

    look.compare = False
    page.get_by_role("combobox", name=look.words("app.town")).click()
    page.get_by_role("option", name=BARE).click()
    expect(page.get_by_text(BARE).first).to_be_visible()
    look.through(empty)
    return look.found


def as_text(found):
    return json.dumps(found, ensure_ascii=False, indent=1)


# axe is brought by the test: the pages themselves let no foreign script run
@pytest.mark.parametrize("language", LANGUAGES)
def test_each_page_full_and_empty_keeps_to_wcag(language, serve, visitor):
    turn = LANGUAGES.index(language)
    found = look_at_all(
        visitor(serve(fill), bypass_csp=True),
        language,
        full=covered(SCREENS, turn=turn),
        slides=dict(covered(TITLES, turn=turn)),
        empty=covered(SCREENS, turn=1 - turn, first=1),
    )
    assert not found, as_text(found)


@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_keeps_to_wcag_in_each_language_at_each_width(language, serve, visitor):
    found = look_at_all(
        visitor(serve(fill), bypass_csp=True),
        language,
        full=whole(SCREENS),
        slides=dict(whole(TITLES)),
        empty=whole(SCREENS),
    )
    assert not found, as_text(found)


def test_messages_are_announced_and_motion_and_colours_are_those_of_the_person(serve, visitor):
    served = serve(fill)
    guest = visitor(served, reduced_motion="reduce", forced_colors="active")
    page = guest.page
    page.goto(f"{served.address}/mark?unit={UUID(int=6)}")
    # a message stands until the next run of the page: those of the beginning are over
    rest(page)
    page.locator("summary").filter(has_text="Fotos").click()
    page.get_by_role("button", name="Foto speichern").click()
    expect(
        page.get_by_role("alert").filter(has_text=load("de")("photos.none_chosen"))
    ).to_be_visible()
    assert page.evaluate(STILL_MOVING) == []
    assert page.evaluate(WITHOUT_EDGE) == []
