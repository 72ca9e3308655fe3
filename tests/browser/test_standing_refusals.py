"""A refusal outlives somebody else's save, which draws the page anew."""

from uuid import uuid4

import pytest
from playwright.sync_api import expect

from biwaq_geo.bootstrap import application
from biwaq_geo.services import scenarios
from biwaq_geo.texts import load

pytestmark = pytest.mark.browser

WORDS = load("de")


def test_what_was_refused_is_still_told_after_somebody_else_has_saved(builtin, visitor):
    seen = visitor(builtin)
    seen.go("scenarios", heading=WORDS("scenario.title"))
    page = seen.page
    page.get_by_role("button", name=WORDS("scenario.new")).click()
    page.get_by_role("button", name=WORDS("scenario.create")).click()
    refusal = page.get_by_role("alert").filter(has_text=WORDS("error.empty_name").split(".")[0])
    expect(refusal).to_be_visible()
    page.keyboard.press("Escape")

    library = builtin.library
    town = library.open(library.profiles()[0].key)
    scenarios.create(
        town.store, application().now, scenario_id=uuid4(), name="Von anderer Hand", actor="bernd"
    )
    # the page has run again: it knows the other scenario, and has not forgotten the refusal
    expect(page.get_by_text(WORDS("robust.scenarios"))).to_be_visible(timeout=20_000)
    expect(refusal).to_be_visible()
    expect(refusal).to_be_in_viewport()
    page.get_by_role("button", name=WORDS("common.shut"), exact=True).click()
    expect(refusal).to_have_count(0)
