"""What nobody expected: a reference on screen, the trace in the log."""

import logging

from streamlit.testing.v1 import AppTest


def fails():
    from biwaq_geo.ui.server import unexpected  # noqa: PLC0415 -- the script runs on its own

    unexpected(ValueError("Name einer Person"))


def test_the_screen_shows_a_reference_and_the_log_the_trace_under_it(caplog):
    with caplog.at_level(logging.ERROR, logger="biwaq_geo"):
        shown = AppTest.from_function(fails).run().error[0].value
    record = next(one for one in caplog.records if one.name == "biwaq_geo")
    reference = record.getMessage().split()[-1]
    assert reference in shown
    assert "Person" not in shown
    assert record.exc_info
