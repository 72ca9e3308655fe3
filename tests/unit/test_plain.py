"""Typed text is shown as typed, also where a mistake repeats it."""

import ast
from string import Formatter

import pytest

from biwaq_geo.domain.errors import BiwaqError
from biwaq_geo.settings import ROOT
from biwaq_geo.texts import LANGUAGES, load
from biwaq_geo.ui.parts.plain import error_words, plain
from tests.payload_town import PAYLOADS
from tests.ui.shown import as_read

UI = ROOT / "biwaq_geo" / "ui"
NOT_ON_A_PAGE_OF_STREAMLIT = {
    "gate/doors.py": "a page of its own, which escapes",
    "server.py": "the terminal",
    "parts/export_choice.py": "the browser shows the words of an error as they are",
    "parts/plain.py": "here it is escaped",
    "parts/service_list.py": "a cell of a table that reads no Markdown",
}
"""Files that may take the words of a mistake as they are."""


def unescaped(shown: str) -> list[str]:
    shown = shown.replace(":small[]", "").replace("\\\\", "")
    return [one for i, one in enumerate(shown) if one in "*[]()$:`<>_#~" and shown[i - 1] != "\\"]


@pytest.mark.parametrize("typed", PAYLOADS)
def test_no_mark_of_a_typed_text_is_left_without_a_backslash(typed):
    assert unescaped(plain(typed)) == []
    # and nothing of it is lost
    assert as_read(plain(typed)) == " ".join(typed.split())


@pytest.mark.parametrize(
    "typed", ["https://a.example", "www.a.example", "a@b.example", ":smile:", "a -> b", "<=", "--"]
)
def test_an_address_or_a_sign_is_in_two_pieces(typed):
    assert ":small[]" in plain(typed)


def test_letters_and_umlauts_stay_as_they_are():
    assert plain("Straße des Friedens 14") == "Straße des Friedens 14"


def test_a_line_break_cannot_begin_a_new_block():
    assert "\n" not in plain("a\n# b")


def _codes() -> list[str]:
    every = load("de").keys()
    return sorted(key for key in every if key.startswith("error."))


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_mistake_repeats_what_was_typed_as_markdown(language):
    texts, told = load(language), set()
    for number, key in enumerate(_codes()):
        names = {name for _, name, _, _ in Formatter().parse(texts(key)) if name}
        payloads = {name: PAYLOADS[(number + i) % 37] for i, name in enumerate(sorted(names))}
        error = BiwaqError(**payloads)
        error.code = key.removeprefix("error.")  # type: ignore[misc]
        shown = error_words(error, texts)
        assert unescaped(shown) == [], key
        assert all(" ".join(one.split()) in as_read(shown) for one in payloads.values()), key
        told |= set(payloads.values())
    # the mistakes have so many values that each payload had its turn
    assert len(told) == 37
    assert unescaped(texts.error(BiwaqError(reference="*"))) == ["*"]


def test_every_page_tells_mistakes_as_they_were_typed():
    taken = {
        file.relative_to(UI).as_posix()
        for file in UI.rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == "error"
        and ast.unparse(node.func.value).rpartition(".")[2] in {"texts", "texts()", "load('de')"}
    }
    assert taken == set(NOT_ON_A_PAGE_OF_STREAMLIT)
