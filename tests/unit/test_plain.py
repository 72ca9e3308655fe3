"""Typed text is shown as typed."""

import pytest

from biwaq_geo.ui.parts.plain import plain


@pytest.mark.parametrize(
    "typed", ["*fett*", "[x](javascript:alert(1))", "$x^2$", ":red[rot]", "`code`", "<b>", "a_b_c"]
)
def test_no_mark_of_a_typed_text_is_left_without_a_backslash(typed):
    shown = plain(typed).replace(":small[]", "")
    marks = [i for i, sign in enumerate(shown) if sign in "*[]()$:`<>_" and shown[i - 1] != "\\"]
    assert not marks


@pytest.mark.parametrize(
    "typed", ["https://a.example", "www.a.example", "a@b.example", ":smile:", "a -> b", "<=", "--"]
)
def test_an_address_or_a_sign_is_in_two_pieces(typed):
    assert ":small[]" in plain(typed)


def test_letters_and_umlauts_stay_as_they_are():
    assert plain("Straße des Friedens 14") == "Straße des Friedens 14"


def test_a_line_break_cannot_begin_a_new_block():
    assert "\n" not in plain("a\n# b")
