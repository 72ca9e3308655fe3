"""States that somebody makes by working, in a town whose every text is made to be acted upon.

The short run takes a cover: a click and a search on the map, a scenario on its two maps, a form
half filled, two who save at once and a file. The long run takes all.
"""

import csv
import io

import pytest

from biwaq_geo.adapters.towns import FolderLibrary
from tests import used_town
from tests.browser import states_on_pages
from tests.browser.served import Served, free_port
from tests.browser.states_on_maps import ON_MAPS, TYPED
from tests.browser.states_on_pages import ON_PAGES
from tests.browser.test_payloads import CAME_OF_IT, WATCH, expect_usable
from tests.browser.test_states_in_use import brought_about
from tests.browser.walks import settled
from tests.payload_town import PAYLOADS
from tests.sample_town import X0, Y0

pytestmark = pytest.mark.browser

COVER = frozenset(
    {
        "a unit is chosen",
        "places are found",
        "an audit half filled",
        "what a scenario changes",
        "a list with its rows",
        "two saved at once",
    }
)
"""States of the short run."""

FIGURES_ALONE = frozenset(
    {
        "an entry without a name",
        "figures: survival",
        "figures: flow",
        "figures: branches",
        "figures: reach",
    }
)
"""States in which no text of the town is shown."""

IN_PLAIN_WORDS = frozenset({"nothing is found", "counts and the model"})
"""States to which a town of payloads does not come: what is typed there is found, and the model of
footfall takes none of its counts. What is typed to reach the first is a payload, too."""

SHOWN = """payloads => {
    const plain = (words) => words.replace(/\\s+/g, " ");
    const typed = [...document.querySelectorAll("input, textarea")].map(({ value }) => value);
    const shown = plain([document.body.textContent, ...typed].join(" "));
    return payloads.filter((one) => shown.includes(plain(one)));
}"""
"""Texts of the town that stand in the page as they were typed, in words or in boxes."""


def a_list_of_payloads() -> bytes:
    """Return the list of the states with a row for each text that its encoding knows."""
    rows = io.StringIO()
    known = (one for one in PAYLOADS if one.encode("cp1252", "ignore").decode("cp1252") == one)
    csv.writer(rows, delimiter=";").writerows(
        [one[:300], X0 + 100, Y0 + 380, "leer", one[:300], 40, one[:300]] for one in known
    )
    return states_on_pages.LIST + rows.getvalue().encode("cp1252")


@pytest.fixture(scope="module")
def planted(serve_once):
    return serve_once(used_town.planted_town)


@pytest.fixture(scope="module")
def plain(tmp_path_factory, warm):
    folder = tmp_path_factory.mktemp("plain")
    used_town.fill(FolderLibrary(folder))
    running = Served(free_port(), folder, warm=warm)
    yield running
    running.stop()


STATES = (*ON_MAPS, *ON_PAGES)


def cases():
    for state in STATES:
        if state.name in IN_PLAIN_WORDS:
            continue
        marks = () if state.name in COVER else pytest.mark.slow
        yield pytest.param(state, marks=marks, id=state.name)


def test_the_list_has_a_row_for_most_payloads():
    rows = csv.reader(io.StringIO(a_list_of_payloads().decode("cp1252")), delimiter=";")
    assert len({row[0] for row in rows} & {one[:300] for one in PAYLOADS}) >= 25


@pytest.mark.parametrize("state", list(cases()))
def test_nothing_comes_of_a_payload_in_a_state_in_use(state, planted, regular, monkeypatch):
    monkeypatch.setattr(states_on_pages, "LIST", a_list_of_payloads())
    page = unharmed(state, planted, regular)
    shown = page.evaluate(SHOWN, [one[:60] for one in PAYLOADS])
    assert shown or state.name in FIGURES_ALONE


@pytest.mark.slow
@pytest.mark.parametrize(
    "state", [pytest.param(x, id=x.name) for x in STATES if x.name in IN_PLAIN_WORDS]
)
def test_nothing_comes_of_what_is_typed_in_a_town_of_plain_words(state, plain, regular):
    page = unharmed(state, plain, regular)
    typed = [TYPED] if state.name == "nothing is found" else []
    assert page.evaluate(SHOWN, typed) == typed


def unharmed(state, town, regular):
    """Bring the state about, see that nothing came of any text, and return the page."""
    seen = regular(town)
    page, errors = seen.page, []
    page.add_init_script(WATCH)
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("dialog", lambda dialog: (errors.append(dialog.message), dialog.dismiss()))
    brought_about(state, seen, town)
    settled(page)
    assert page.evaluate(CAME_OF_IT) == []
    expect_usable(page)
    assert (errors, seen.foreign) == ([], [])
    return page
