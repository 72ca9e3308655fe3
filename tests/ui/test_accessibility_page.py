"""The declaration of accessibility: what is known not to work, and whom to tell."""

import pytest

from biwaq_geo.bootstrap import forget
from biwaq_geo.texts import load


@pytest.mark.parametrize("language", ["de", "en"])
def test_the_declaration_names_limits_and_the_contact_as_typed(
    language, town, monkeypatch, open_page
):
    monkeypatch.setenv("BIWAQ_CONTACT", "Rathaus *Zimmer 3*, Tel. 0 35 76")
    forget()
    words = load(language)
    page = open_page("accessibility", language=language)
    said = [text.value for text in page.markdown]
    assert words("accessibility.known").strip() in said
    assert any("Rathaus \\*Zimmer 3\\*" in text for text in said)
    assert not page.warning


def test_an_installation_without_a_contact_says_so(town, open_page):
    page = open_page("accessibility")
    assert [warning.value for warning in page.warning] == [load("de")("accessibility.no_contact")]
