"""States that somebody makes by working, under the same eyes as the pages.

The short run takes a sample: every third state, in one of the languages and at one of the widths,
which take turns. The long run takes each state in each language at each width.
"""

import json
from itertools import product

import pytest

from biwaq_geo.texts import LANGUAGES, load
from tests import used_town
from tests.browser.in_use import Use
from tests.browser.look import ALL_SIZES, DESK, too_wide
from tests.browser.page_scripts import OUT_OF_REACH
from tests.browser.screen_reader import stumbles
from tests.browser.states_on_maps import ON_MAPS
from tests.browser.states_on_pages import ON_PAGES
from tests.browser.test_thread import shoot
from tests.browser.walks import rest, settled
from tests.browser.wcag import violations

pytestmark = pytest.mark.browser

STATES = (*ON_MAPS, *ON_PAGES)
EVERY = 3


@pytest.fixture(scope="module")
def served(serve_once):
    return serve_once(used_town.fill)


def cases():
    """Yield each state with each language and width; all but the sample are slow."""
    looks = list(product(LANGUAGES, ALL_SIZES))
    for number, state in enumerate(STATES):
        turn = looks[number // EVERY % len(looks)] if number % EVERY == 0 else None
        for language, size in looks:
            marks = () if (language, size) == turn else pytest.mark.slow
            name = f"{state.name}-{language}-{size.name}"
            yield pytest.param(state, language, size, marks=marks, id=name)


def brought_about(state, seen, served, *, language="de"):
    """Lead somebody to the state and return the page."""
    page = seen.page
    joint = "&" if "?" in state.address else "?"
    page.goto(f"{served.address}/{state.address}{joint}lang={language}")
    rest(page)
    store = served.library.open("musterstadt").store
    state.steps(Use(page, load(language), store))
    rest(page)
    return page


@pytest.mark.parametrize(("state", "language", "size"), list(cases()))
def test_a_state_in_use_is_for_everybody(state, language, size, served, regular):
    seen = regular(served, bypass_csp=True, reduced_motion="reduce")
    page = brought_about(state, seen, served, language=language)
    page.set_viewport_size(size.pixels)
    settled(page)
    shoot(page, f"{state.name.replace(' ', '_')}_{language}_{size.name}")
    found = {
        "axe": violations(page),
        "heard": stumbles(page),
        "out of reach of the keys": page.evaluate(OUT_OF_REACH),
        "foreign": seen.foreign,
    }
    if size is not DESK:
        found["too wide"] = too_wide(page)
    assert not any(found.values()), json.dumps(found, ensure_ascii=False, indent=1)
