"""No text that somebody typed forges a line of the log."""

import logging
import sys

import pytest

from biwaq_geo.ui.log import FORM, OneLine
from tests.payload_town import PAYLOADS

CONTROLS = {*range(32), *range(127, 160), 0x2028, 0x2029}


def written(message, *args, error=None):
    raised = None
    if error is not None:
        try:
            raise error
        except ValueError:
            raised = sys.exc_info()
    record = logging.LogRecord("biwaq_geo", logging.INFO, "x.py", 1, message, args, raised)
    return OneLine(FORM).format(record)


@pytest.mark.parametrize("sign", ["\n", "\r\n", "\x1b[2J", "\u2028", "\x85", "\0", "\x7f"])
def test_a_sign_that_begins_a_line_is_written_as_its_number(sign):
    line = written("kept %s", f"x{sign}2026-01-01 INFO biwaq_geo.access: logged in: account admin")
    assert len(line.splitlines()) == 1
    assert line.isprintable()


def test_the_lines_of_a_trace_are_set_in():
    lines = written("unexpected", error=ValueError("x\n2026-01-01 INFO forged")).splitlines()
    assert all(line.startswith("    | ") for line in lines[1:])
    assert any("forged" in line for line in lines[1:])


@pytest.mark.parametrize("typed", PAYLOADS)
def test_what_was_typed_is_one_line_that_says_it_as_it_was_typed(typed):
    line = written("refused: account %s", typed)
    assert len(line.splitlines()) == 1
    said = line.partition(" biwaq_geo: refused: account ")[2]
    # every sign that shows itself is there; the others stand as their numbers
    assert said.replace("\u2028", "") == "".join(
        one if ord(one) not in CONTROLS else f"\\x{ord(one):02x}" for one in typed
    )


@pytest.mark.parametrize("typed", PAYLOADS)
def test_what_was_typed_evaluates_nothing_on_its_way_into_the_log(typed):
    # as the text of the message itself, too, where no value was given
    assert (
        written(typed).partition(" biwaq_geo: ")[2]
        == written("%s", typed).partition(" biwaq_geo: ")[2]
    )
    lines = written("unexpected", error=ValueError(typed)).splitlines()
    assert all(line.startswith("    | ") for line in lines[1:])
