"""What pages under test leave behind for the tests that come after them."""

import sys

from streamlit.testing.v1 import AppTest


def shows_nothing():
    """Be a page."""


def test_a_page_under_test_is_the_main_module_only_until_its_test_ends(monkeypatch):
    own = sys.modules["__main__"]
    AppTest.from_function(shows_nothing).run()
    assert sys.modules["__main__"] is not own
    # as pytest does when the test ends
    monkeypatch.undo()
    assert sys.modules["__main__"] is own
