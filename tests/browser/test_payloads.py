"""Text made to be acted upon, in every place where text can be: nothing comes of it."""

from datetime import date
from uuid import UUID

import pytest

from biwaq_geo.adapters.towns import FolderLibrary
from biwaq_geo.mapping.layerfile import read_layers
from biwaq_geo.mapping.one_file import to_html
from biwaq_geo.mapping.town_map import map_spec
from biwaq_geo.settings import ROOT
from biwaq_geo.texts import load
from biwaq_geo.ui.parts.slides import TITLES
from tests import payload_files, payload_town
from tests.browser.maps import SimpleMap, WorkMap
from tests.browser.walks import pages_of, rest

pytestmark = pytest.mark.browser

GERMAN = load("de")
LAYERS, _ = read_layers(ROOT / "layers")
MARKDOWN = "**planted** planted `planted` $7*7$"
"""In the name of a file."""

OWN_SCRIPTS = ('!text.includes("prerenderReady")', "!text")
"""In the map as one file all scripts stand in the page; what they hold is looked at elsewhere."""

WATCH = """
    window.refused = [];
    document.addEventListener("securitypolicyviolation", (event) =>
        window.refused.push(`${event.violatedDirective} ${event.blockedURI}`));
"""

CAME_OF_IT = """() => {
    const made = [...document.querySelectorAll(
        ".planted, img[src=x], [href*='planted.example'], [href^='mailto:'], [href^='javascript:'],"
        + " [src*=planted], [onerror], [onload], iframe[srcdoc], .katex"
    )].map((one) => one.outerHTML.slice(0, 200));
    // what Markdown makes has no other text than the payload's
    const marked = [...document.querySelectorAll("strong, em, del, code, h1, h2, [type=checkbox]")]
        .filter((one) => one.textContent.trim() === "planted").map((one) => one.outerHTML);
    const evaluated = [...document.querySelectorAll("body *")].flatMap((one) =>
        [...one.childNodes].filter(({ nodeType, data }) => nodeType === 3 && data.trim() === "49")
    ).map(({ parentElement }) => parentElement.outerHTML.slice(0, 200));
    // Streamlit's own page brings one inline script, which our policy refuses as any other
    const scripts = [...document.scripts].filter(
        ({ src, text }) => !src && !text.includes("prerenderReady")).map(({ text }) => text);
    const refused = window.refused.filter((told) => told !== "script-src-elem inline");
    return [window.hacked && "hacked", ...made, ...marked, ...evaluated, ...scripts, ...refused]
        .filter(Boolean);
}"""


@pytest.fixture(scope="module")
def planted(serve_once, tmp_path_factory):
    files = payload_files.environment(tmp_path_factory.mktemp("planted") / "files")
    with pytest.MonkeyPatch.context() as patch:
        for name, value in files.items():
            patch.setenv(name, value)
        return serve_once(payload_town.plant)


def test_nothing_comes_of_a_payload_on_any_page_or_on_the_map(planted, visitor):
    seen = visitor(planted)
    page, errors, asked = seen.page, [], []
    page.add_init_script(WATCH)
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("dialog", lambda dialog: (asked.append(dialog.message), dialog.dismiss()))
    page.goto(planted.address)
    for name in pages_of(page):
        assert (name, page.evaluate(CAME_OF_IT)) == (name, [])
        expect_usable(page)
    for kind in (WorkMap, SimpleMap):
        if kind is SimpleMap:
            seen = visitor(planted, webgl=False)
            page = seen.page
            page.add_init_script(WATCH)
        page.goto(planted.address)
        shown = kind(page)
        shown.wait()
        at = shown.pixel_of("vacant")
        shown.map.hover(position=at)
        shown.map.click(position=at)
        page.get_by_text("planted").first.wait_for()
        rest(page)
        assert (kind, page.evaluate(CAME_OF_IT)) == (kind, [])
        assert shown.frame.evaluate("window.hacked") is None
        assert seen.foreign == []
    assert (errors, asked) == ([], [])


def test_nothing_comes_of_a_payload_while_somebody_works(planted, visitor):
    seen = visitor(planted)
    page, errors = seen.page, []
    page.add_init_script(WATCH)
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("dialog", lambda dialog: errors.append(dialog.message))

    def unharmed(where: str) -> None:
        rest(page)
        assert (where, page.evaluate(CAME_OF_IT)) == (where, [])
        expect_usable(page)

    # the file of a unit with notes, contacts and photos, its story opened
    page.goto(f"{planted.address}/unit?unit={UUID(int=1)}")
    page.get_by_text(GERMAN("mark.history"), exact=True).click()
    page.locator(".story li").first.wait_for()
    unharmed("file of a unit")

    # a file whose name, columns and rows are payloads
    page.goto(f"{planted.address}/layers")
    rest(page)
    named = {"name": f"{MARKDOWN}.csv", "mimeType": "text/csv", "buffer": payload_files.TABLE}
    page.locator("input[type=file]").set_input_files(named)
    page.get_by_text(named["name"]).first.wait_for()
    unharmed("layers")

    # each slide of the council room
    page.goto(f"{planted.address}/council")
    for number in range(1, len(TITLES) + 1):
        page.get_by_text(GERMAN("council.slide_of", number=number, total=len(TITLES))).wait_for()
        unharmed(f"slide {number}")
        page.keyboard.press("ArrowRight")

    assert (errors, seen.foreign) == ([], [])


def test_nothing_comes_of_a_payload_in_the_map_that_is_handed_on_as_one_file(browser, tmp_path):
    payload_town.plant(FolderLibrary(tmp_path))
    town = FolderLibrary(tmp_path).open("musterstadt")
    drawn = [layer.key for layer in LAYERS]
    spec = map_spec(town, LAYERS, language="de", day=date(2026, 5, 1), visible=drawn)
    handed = tmp_path / "map.html"
    handed.write_text(to_html(spec, town), "utf-8")
    page, asked, errors = browser.new_page(), [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.add_init_script(WATCH)
    page.goto(handed.as_uri())
    page.locator("[data-drawn]").wait_for()
    assert page.evaluate(CAME_OF_IT.replace(*OWN_SCRIPTS)) == []
    assert [url for url in asked if not url.startswith(("data:", "blob:"))] == [handed.as_uri()]
    assert errors == []
    page.close()


@pytest.mark.parametrize(
    "hole",
    [
        '<b class="planted">planted</b>',
        "<img src=x onerror=window.hacked=1>",
        "<p><strong>planted</strong></p>",
        '<a href="https://planted.example/a">planted</a>',
        '<a href="mailto:planted@planted.example">x</a>',
        "<p>49</p>",
        "<script>window.hacked=1</script>",
        '<iframe srcdoc="x"></iframe>',
    ],
)
def test_this_would_find_what_comes_of_a_payload(hole, browser):
    page = browser.new_page()
    page.add_init_script(WATCH)
    page.goto("about:blank")
    page.set_content(f"<h1>x</h1>{hole}")
    assert page.evaluate(CAME_OF_IT)
    page.close()


def expect_usable(page) -> None:
    """A payload that hides or covers the page would make this fail."""
    heading = page.get_by_role("heading", level=1).first
    assert heading.evaluate("one => getComputedStyle(one).visibility") == "visible"
