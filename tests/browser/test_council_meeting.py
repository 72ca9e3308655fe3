"""A planner prepares a council meeting: draws, plans, compares, presents and prints."""

import re

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

from biwaq_geo.adapters.catalogue_files import read_catalogues
from biwaq_geo.domain.catalogue import Per
from biwaq_geo.settings import ROOT
from biwaq_geo.texts import load
from tests import sample_town
from tests.browser.hands import Hand
from tests.browser.maps import BOTH_MAPS, WorkMap
from tests.browser.test_shapes_by_hand import hand_over
from tests.browser.test_thread import choose, settle, shoot
from tests.browser.test_tools_in_hand import fill

pytestmark = pytest.mark.browser

DIFFERENCE = ".kpi-compared tbody td.diff"
UNSEALING = read_catalogues(ROOT / "catalogues").measures["unsealing"]


@pytest.fixture(scope="module")
def served(serve_once):
    return serve_once(fill)


@pytest.mark.parametrize("language", ["de", pytest.param("en", marks=pytest.mark.slow)])
@BOTH_MAPS
def test_a_meeting_is_prepared_from_a_drawn_area_to_the_paper(
    served, visitor, tmp_path, kind, language
):
    words, seen = load(language), visitor(served, webgl=kind is WorkMap)
    page, name = seen.page, f"Rat {kind.__name__} {language}"
    seen.go(f"scenarios?lang={language}", heading=words("scenario.title"))
    begin(page, words, name)
    nothing = page.locator(DIFFERENCE).all_inner_texts()
    page.get_by_role("tab", name=words("scenario.add_measure")).click()
    choose(page, words("scenario.measure"), words.of(UNSEALING.title))
    if kind is WorkMap:
        draw_an_area(page, words)
        add(page, words, 1)
        kind(page).wait_for_planned(2)
    else:
        # where nothing can be drawn, one clicks the place and types the size
        click_a_place(page, words, kind(page))
        add(page, words, 1)
        kind(page).wait_for_planned(1)
    drawn = after(page, nothing)
    page.get_by_role("tab", name=words("scenario.add_use")).click()
    add(page, words, 2)
    used = after(page, drawn)
    page.get_by_role("tab", name=words("scenario.add_move_out")).click()
    add(page, words, 3)
    moved = after(page, used)
    look_further(page, words)
    after(page, moved)
    change_and_move(page, words)
    expect(page.get_by_role("heading", name=words("council.slide_maps"))).to_be_visible()
    shoot(page, f"meeting_{kind.__name__}_{language}")
    take_paper(page, words, tmp_path, name)
    present(page, words, name)
    assert seen.foreign == []


def after(page, before):
    """Return the differences of the table once they are others than before."""
    page.wait_for_function(
        """([selector, before]) => {
            const now = [...document.querySelectorAll(selector)].map((one) => one.innerText);
            return now.length && JSON.stringify(now) !== JSON.stringify(before);
        }""",
        arg=[DIFFERENCE, before],
    )
    settle(page)
    return page.locator(DIFFERENCE).all_inner_texts()


def add(page, words, count):
    """Add the edit of the open form, and wait until the list is so long."""
    page.get_by_role("button", name=words("scenario.add"), exact=True).click()
    remove = page.get_by_role("button", name=words("scenario.remove"), exact=True)
    expect(remove).to_have_count(count)
    settle(page)


def begin(page, words, name):
    page.get_by_role("button", name=words("scenario.new")).click()
    page.get_by_label(words("scenario.new_name")).fill(name)
    page.get_by_role("button", name=words("scenario.create")).click()
    expect(page.get_by_text(words("scenario.no_edits"))).to_be_visible()
    # whoever gets the address gets the scenario
    expect(page).to_have_url(re.compile("szenario=[0-9a-f-]{36}"))
    settle(page)


def quantity(page, words):
    label = words("scenario.quantity", unit=words(f"per.{Per.SQUARE_METRE}"))
    return page.get_by_role("spinbutton", name=label)


def draw_an_area(page, words):
    WorkMap(page).wait_until_drawn(vacant=2)
    hand = Hand(page)
    hand.tool("draw_area").click()
    for corner in ((60, 150), (140, 150), (140, 190), (60, 190), (60, 150)):
        hand.click(*corner)
    expect(hand.tool("edit")).to_have_attribute("aria-pressed", "true")
    hand_over(page, hand)
    # eighty by forty metres; corners near a street snap to it
    expect(quantity(page, words)).to_have_value(re.compile(r"[34]\d\d\d"))


def click_a_place(page, words, shown):
    shown.wait_until_drawn(vacant=2)
    shown.click_at(100, 175)
    clicked = words("map.clicked_at", epsg=sample_town.EPSG, place="")
    expect(page.get_by_text(clicked)).to_be_visible()
    settle(page)
    choose(page, words("scenario.section"), words("scenario.at_place"))
    quantity(page, words).fill("3200")
    quantity(page, words).press("Enter")
    settle(page)


def look_further(page, words):
    choose(page, words("scenario.ahead"), words("scenario.ahead_months", count=24))
    expect(page.get_by_text(words("scenario.ahead_months", count=24) + ",")).to_be_visible()


def change_and_move(page, words):
    cards = page.locator("[class*='st-key-card_']")
    cards.nth(1).get_by_role("button", name=words("scenario.change"), exact=True).click()
    holder = cards.nth(1).get_by_label(words("scenario.holder"))
    holder.fill("Kunstverein")
    holder.press("Enter")
    settle(page)
    page.get_by_role("button", name=words("scenario.change_save")).click()
    expect(cards.nth(1).get_by_text("Kunstverein")).to_be_visible()
    settle(page)
    cards.nth(1).get_by_role("button", name=words("scenario.up"), exact=True).click()
    expect(cards.nth(0).get_by_text("Kunstverein")).to_be_visible()
    settle(page)


def take_paper(page, words, folder, name):
    with page.expect_download() as download:
        page.get_by_role("button", name=words("scenario.paper")).click()
    download.value.save_as(folder / "paper.pdf")
    text = "".join(one.extract_text() for one in PdfReader(folder / "paper.pdf").pages)
    whole = " ".join(text.split())
    for said in (name, "Kunstverein", words.of(UNSEALING.title)):
        assert said in whole
    assert words("scenario.ahead_months", count=24) in whole


def present(page, words, name):
    page.get_by_role("link", name=words("scenario.present")).click()
    page.get_by_role("heading", name=name).wait_for()
    expect(page.get_by_text("Kunstverein")).to_be_visible()
    expect(page.get_by_text(words.of(UNSEALING.title)).first).to_be_visible()
    page.keyboard.press("ArrowRight")
    page.get_by_role("heading", name=words("council.slide_maps"), level=2).wait_for()
    page.keyboard.press("ArrowRight")
    page.get_by_role("heading", name=words("council.slide_effect"), level=2).wait_for()
    expect(page.get_by_text(words("scenario.ahead_months", count=24))).to_be_visible()
