"""Text made to be acted upon, in every place where text can be: nothing comes of it."""

import pytest

from tests import payload_files, payload_town
from tests.browser.maps import SimpleMap, WorkMap
from tests.browser.walks import pages_of, rest

pytestmark = pytest.mark.browser

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


@pytest.fixture
def planted(serve, tmp_path, monkeypatch):
    for name, value in payload_files.environment(tmp_path / "files").items():
        monkeypatch.setenv(name, value)
    return serve(payload_town.plant)


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


def expect_usable(page) -> None:
    """A payload that hides or covers the page would make this fail."""
    heading = page.get_by_role("heading", level=1).first
    assert heading.evaluate("one => getComputedStyle(one).visibility") == "visible"
