"""The look at a page does not wait for what has gone from under its pointer."""

import pytest

from tests.browser.look import pointed_at

pytestmark = pytest.mark.browser

MOVES_ONCE = """<!doctype html><title>Town</title>
<style>
[data-testid=stElementToolbar] { opacity: 0; transition: opacity 0.2s }
[data-testid=stDataFrame]:hover [data-testid=stElementToolbar] { opacity: 1 }
[data-testid=stDataFrame] { width: 200px; height: 100px }
</style>
<body><div data-testid="stDataFrame"><div data-testid="stElementToolbar">x</div></div>
<script>
const table = document.querySelector("[data-testid=stDataFrame]");
table.addEventListener("transitionstart", () => table.style.marginLeft = "400px", { once: true });
</script>"""


def test_a_table_that_moves_away_from_the_pointer_is_pointed_at_again(browser):
    page = browser.new_page()
    page.set_content(MOVES_ONCE)
    table = page.get_by_test_id("stDataFrame")
    assert [pointed_at(table), pointed_at(table)] == [False, True]
    page.close()
