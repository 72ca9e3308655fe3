"""No text that somebody typed forges a line of the log."""

import logging
import sys

import pytest

from biwaq_geo.ui.log import FORM, OneLine


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
