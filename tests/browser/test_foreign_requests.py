"""No page asks any other host: for the public, and for each role behind the log-in.

What this computer shows without a log-in is walked in `test_payloads`; `test_gate` asks the
same of what comes before and after the log-in, and `test_accessibility_of_roles` of what the
least of the roles sees.
"""

import pytest

from biwaq_geo.adapters.access import access_to
from biwaq_geo.domain.roles import Role
from biwaq_geo.services.accounts import add_account
from tests import sample_town
from tests.browser.walks import pages_of
from tests.gate_client import PASSWORD

pytestmark = pytest.mark.browser


def fill(library):
    library.create(sample_town.PROFILE, layers=sample_town.layers(), units=sample_town.units())


def walked(seen) -> list[str]:
    names = list(pages_of(seen.page))
    assert seen.foreign == []
    return names


# the same pages as those of the role that sees the least
@pytest.mark.slow
def test_no_page_for_the_public_asks_another_host(serve, visitor, monkeypatch):
    monkeypatch.setenv("BIWAQ_AUDIENCE", "public")
    seen = visitor(serve(fill))
    seen.go("", heading="Karte")
    names = walked(seen)
    assert "map" in names
    assert "work" not in names


# the pages are those of `test_payloads`, fewer for some roles
@pytest.mark.slow
@pytest.mark.parametrize("role", list(Role))
def test_no_page_of_a_role_asks_another_host(role, serve, visitor, tmp_path):
    add_account(access_to(tmp_path).book, name=role.value, role=role, password=PASSWORD)
    seen = visitor(serve(fill, public=True))
    page = seen.page
    page.goto(seen.address)
    page.get_by_label("Name").fill(role.value)
    page.get_by_label("Kennwort").fill(PASSWORD)
    page.get_by_role("button", name="Anmelden").click()
    names = walked(seen)
    assert ("work" in names) is (role is not Role.VIEWER), names
