import pytest
from hypothesis import given
from hypothesis import strategies as st

from biwaq_geo.domain.slug import is_key, slug


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Weißwasser/O.L.", "weisswasser-o-l"),
        ("Krems an der Donau", "krems-an-der-donau"),
        ("Běła Woda", "bela-woda"),
        ("  ../../etc/passwd ", "etc-passwd"),
        ("Große Straße", "grosse-strasse"),
        ("München", "muenchen"),
    ],
)
def test_a_name_becomes_a_key(name, key):
    assert slug(name) == key


def test_two_names_without_a_latin_letter_get_two_keys():
    assert slug("Београд") != slug("Αθήνα")


@given(st.text(min_size=1))
def test_every_name_becomes_a_key_that_stays_in_its_folder(name):
    assert is_key(slug(name))


@pytest.mark.parametrize(
    "text", ["", ".", "..", "a/b", "a\\b", "A", "-a", "a-", "a--b", "a\n", "ä", "a" * 121]
)
def test_what_could_leave_a_folder_is_no_key(text):
    assert not is_key(text)
