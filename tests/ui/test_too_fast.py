"""An account that sends more than a person types is told so, and loses nothing it has typed."""

from contextlib import suppress
from dataclasses import replace
from datetime import date

import pytest

from biwaq_geo.domain.errors import TooFastError
from biwaq_geo.domain.units import UnitState
from biwaq_geo.services.worker import MOST, SAVES, UPLOADS
from biwaq_geo.texts import load
from biwaq_geo.ui.parts.import_desk import Desk
from biwaq_geo.ui.parts.layer_desk import LayerDesk
from tests.sample_town import X0, Y0, unit
from tests.ui.test_import_units import LIST

UNIT = unit(0).unit_id
FILE = LIST.encode("utf-8-sig")


@pytest.fixture
def a_minute(access):
    """What an account has used up of its minute, and the minute that goes by."""

    class Minute:
        later = 0.0

        @staticmethod
        def used_up(what, account):
            with suppress(TooFastError):
                for _ in range(MOST[what] + 1):
                    access.pace.take(account, what)

        def goes_by(self):
            now = access.pace._clock
            access.pace._clock = lambda: now() + 61

    return Minute()


def told(page):
    return [one.value for one in page.error if "Grenze" in one.value]


def press(page, key):
    next(one for one in page.button if str(one.key).startswith(key)).click()
    return page.run()


FORMS = {
    "the form of a mark": (
        "mark",
        lambda page: page.date_input(key=f"mark_{UNIT}_since"),
        date(2026, 1, 5),
        f"mark_{UNIT}_save",
    ),
    "the file of a unit": (
        "unit",
        lambda page: page.text_input(key=f"facts_{UNIT}_position"),
        "Hofseite",
        f"facts_{UNIT}_save",
    ),
    "a note": (
        "unit",
        lambda page: next(one for one in page.text_area if str(one.key).startswith("note_")),
        "Schlüssel beim Nachbarn",
        "note_",
    ),
}


@pytest.mark.parametrize(("page", "box", "typed", "save"), FORMS.values(), ids=FORMS)
def test_a_save_that_comes_too_fast_leaves_the_form_as_it_was(
    log_in, a_minute, open_page, library, page, box, typed, save
):
    log_in("staff")
    opened = open_page(page, app_selected_unit=UNIT)
    box(opened).set_value(typed).run()
    a_minute.used_up(SAVES, "staff1")
    store = library.open("musterstadt").store
    before = store.revision()
    opened = press(opened, save)
    assert not opened.exception
    assert len(told(opened)) == 1
    assert box(opened).value == typed
    assert store.revision() == before
    a_minute.goes_by()
    opened = press(opened, save)
    assert told(opened) == []
    assert [one.actor for one in store.events(after=before)] == ["staff1"]


def test_a_file_that_comes_too_fast_stays_on_the_desk_and_is_read_later(
    log_in, a_minute, open_page
):
    log_in("staff")
    a_minute.used_up(UPLOADS, "staff1")
    page = open_page("import_units", app_import=Desk("x.csv", FILE))
    assert len(told(page)) == 1
    assert "x.csv" in [text.value for text in page.text]
    a_minute.goes_by()
    page = press(page, "import_again")
    assert told(page) == []
    assert page.radio


def test_an_answer_that_comes_too_fast_loses_nothing_that_was_said_of_the_file(
    log_in, a_minute, open_page
):
    log_in("staff")
    page = press(open_page("import_units", app_import=Desk("x.csv", FILE)), "import_confirm")
    word = next(box for box in page.selectbox if "verwunschen" in box.label)
    word.set_value(UnitState.IN_WORKS).run()
    a_minute.used_up(UPLOADS, "staff1")
    lying = page.session_state["app_import"]
    lying.answers = replace(lying.answers, decimal=".")
    page.run()
    assert not page.exception
    assert len(told(page)) == 1
    word = next(box for box in page.selectbox if "verwunschen" in box.label)
    assert word.value is UnitState.IN_WORKS


def test_an_import_that_comes_too_fast_is_not_stored_and_keeps_its_mapping(
    log_in, a_minute, open_page, library
):
    log_in("staff")
    page = press(open_page("import_units", app_import=Desk("x.csv", FILE)), "import_confirm")
    next(box for box in page.selectbox if "verwunschen" in box.label).set_value(
        UnitState.IN_WORKS
    ).run()
    a_minute.used_up(SAVES, "staff1")
    store = library.open("musterstadt").store
    before = store.revision()
    page = press(page, "import_save")
    assert len(told(page)) == 1
    assert store.revision() == before
    a_minute.goes_by()
    page = press(page, "import_save")
    assert not page.error
    assert UnitState.IN_WORKS in {one.state for one in store.units()}


def test_a_layer_file_that_comes_too_fast_stays_on_the_desk(log_in, a_minute, open_page):
    log_in("planner")
    a_minute.used_up(UPLOADS, "planner1")
    points = f"Name;x;y\r\nTurm;{X0 + 60:.0f};{Y0 + 120:.0f}\r\n".encode()
    page = open_page("layers", app_layer_desk=LayerDesk("x.csv", points))
    assert len(told(page)) == 1
    a_minute.goes_by()
    page = press(page, "import_again")
    assert told(page) == []
    assert not page.exception


@pytest.mark.parametrize("language", ["de", "en"])
def test_the_message_says_what_was_not_done_and_when_it_goes_on(language):
    said = load(language)("error.too_fast", most=50, wait_s=7, what=UPLOADS)
    assert "50" in said
    assert "7" in said
