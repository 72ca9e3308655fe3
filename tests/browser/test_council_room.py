"""The council room on a projector: every slide whole, in large type, with nothing around it."""

from dataclasses import replace

import pytest
from playwright.sync_api import expect

from tests import sample_town
from tests.browser.test_thread import shoot
from tests.sample_scenarios import improve, scenario, use

pytestmark = pytest.mark.browser

SLIDES = (
    "Was geplant ist",
    "Vorher und nachher",
    "Was es bewirkt",
    "Warten und Erreichen",
    "Was es kostet",
    "Worauf die Zahlen beruhen",
)
LEAST_TYPE = {(1280, 720): 23, (1920, 1080): 34}
"""CSS pixels of what is read, by width and height of the projector."""

SEEN = """() => {
    const main = document.querySelector('[data-testid=stMain]');
    const sizes = [...main.querySelectorAll('li, .kpi td:not(.basis), .kpi tbody th')]
        .map((element) => parseFloat(getComputedStyle(element).fontSize));
    const around = ['stHeader', 'stSidebar']
        .map((name) => document.querySelector(`[data-testid=${name}]`))
        .filter((element) => element?.offsetParent || element?.offsetHeight);
    const bar = document.querySelector('.st-key-room_turn').getBoundingClientRect();
    return {
        whole: main.scrollHeight <= main.clientHeight && main.scrollWidth <= main.clientWidth,
        least: sizes.length ? Math.min(...sizes) : null,
        around: around.length,
        bar: bar.bottom <= window.innerHeight + 1,
    };
}"""


def fill(library):
    town = library.create(
        sample_town.PROFILE, layers=sample_town.layers(), units=sample_town.units()
    )
    edits = (
        use(5, "pop_up_store"),
        use(6, "pop_up_store"),
        *(improve(n, "bench", 2.0, section_id="sec1") for n in range(5)),
    )
    made = replace(scenario(*edits), baseline_revision=town.store.revision())
    with town.store.transaction() as tx:
        tx.add_scenario(made, actor="ab")


@pytest.mark.parametrize("webgl", [True, pytest.param(False, marks=pytest.mark.slow)])
def test_every_slide_fits_a_projector_in_large_type(serve, visitor, webgl):
    seen = visitor(serve(fill), width=1280, height=720, webgl=webgl)
    page = seen.page
    seen.go("council", heading="S")
    for number, title in enumerate(SLIDES):
        expect(page.get_by_role("heading", name=title, level=2)).to_be_visible(timeout=30_000)
        if title == "Vorher und nachher":
            page.locator(".scene-legend").wait_for()
            if webgl:
                page.locator(".biwaq-left[data-drawn]").wait_for()
        for (width, height), least in LEAST_TYPE.items():
            page.set_viewport_size({"width": width, "height": height})
            page.wait_for_function(f"() => window.innerWidth === {width}")
            if webgl:
                # maps take their new height a moment after the window; pictures keep their shape
                page.wait_for_function(f"() => ({SEEN})().whole")
            found = page.evaluate(SEEN)
            assert (found["around"], found["bar"]) == (0, True), (title, width)
            assert found["least"] is None or found["least"] >= least, (title, width)
            shoot(page, f"room_{number}_{width}")
        if number + 1 < len(SLIDES):
            page.get_by_role("button", name="Weiter").click()
    expect(page.get_by_role("button", name="Weiter")).to_be_disabled()
    assert seen.foreign == []
