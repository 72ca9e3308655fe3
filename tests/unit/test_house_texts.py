"""The words of both languages fit the code, found by reading its syntax trees."""

import ast
import pkgutil
import re
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from pathlib import Path
from string import Formatter

import pytest

from biwaq_geo import texts
from biwaq_geo.domain import branches, errors, origin, records, units
from biwaq_geo.domain.fields import about
from biwaq_geo.settings import ROOT

PACKAGE = ROOT / "biwaq_geo"
CALLED = {"texts", "t"}
"""Names under which the code holds the words of a language."""
WORD_FREE = {"key", "icon", "type", "format", "page_icon", "layout", "mode", "data"}
"""Parameters of Streamlit that hold no word for people."""
IN_MARKUP = re.compile(r"<(style|script)\b.*?</\1>|<[^>]*>", re.DOTALL)
FOR_PEOPLE = re.compile(r"[A-Za-z]\S* +\S*[A-Za-z]|[äöüÄÖÜß]")
"""Two words in a row, or a letter that only German has."""


@cache
def trees() -> dict[Path, ast.Module]:
    files = [ROOT / "app.py", *PACKAGE.rglob("*.py")]
    return {file: ast.parse(file.read_text("utf-8")) for file in files if file.is_file()}


def nodes() -> Iterator[ast.AST]:
    for tree in trees().values():
        yield from ast.walk(tree)


@cache
def constants() -> frozenset[str]:
    return frozenset(
        node.value
        for node in nodes()
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    )


@cache
def fields_of_records() -> frozenset[str]:
    """Names of fields, of which each has its word."""
    return frozenset(name for kind in records.KINDS.values() for name in about(kind))


def holds_words(node: ast.expr) -> bool:
    """Say whether `node` is called to get a text: `texts`, `state.texts()` or `self.texts`."""
    if isinstance(node, ast.Call):
        inner = node.func
        return (inner.attr if isinstance(inner, ast.Attribute) else name_of(inner)) in CALLED
    if isinstance(node, ast.Attribute):
        return node.attr in CALLED and name_of(node.value) == "self"
    return name_of(node) in CALLED


def name_of(node: ast.expr) -> str:
    return node.id if isinstance(node, ast.Name) else ""


@cache
def asked_for() -> tuple[ast.expr, ...]:
    """What the code puts first when it asks for a text."""
    calls = (node for node in nodes() if isinstance(node, ast.Call) and node.args)
    return tuple(call.args[0] for call in calls if holds_words(call.func))


def heads() -> set[str]:
    """Constant beginnings of keys that the code completes: `state.` of f"state.{unit.state}"."""
    joined = [node for node in asked_for() if isinstance(node, ast.JoinedStr)]
    found = {
        first.value
        for first in (node.values[0] for node in joined)
        if isinstance(first, ast.Constant) and isinstance(first.value, str)
    }
    if any(isinstance(node.values[0], ast.FormattedValue) for node in joined):
        sections = {key.split(".")[0] for key in all_keys()}
        found |= {f"{section}." for section in sections & constants()}
    return found


def all_keys() -> frozenset[str]:
    return texts.load("de").keys()


def placeholders(sentence: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(sentence) if name is not None}


for module in pkgutil.iter_modules(errors.__path__):
    # an error that nothing has imported yet is one, too
    import_module(f"{errors.__name__}.{module.name}")


def all_errors(of: type[errors.BiwaqError] = errors.BiwaqError) -> Iterator[type]:
    yield of
    for child in of.__subclasses__():
        yield from all_errors(child)


def test_both_languages_have_the_same_keys():
    german, english = (texts.load(language).keys() for language in texts.LANGUAGES)
    assert german - english == set()
    assert english - german == set()


def test_both_languages_fill_in_the_same_values():
    german, english = texts.load("de"), texts.load("en")
    common = german.keys() & english.keys()
    differing = {key for key in common if placeholders(german(key)) != placeholders(english(key))}
    assert differing == set()


def test_every_key_that_the_code_asks_for_exists():
    asked = {
        node.value
        for node in asked_for()
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    assert len(asked) > 100, "the reader of the code finds nothing any more"
    assert asked - all_keys() == set()


def test_every_key_is_used():
    used = constants() | fields_of_records()
    # of one thing alone the words ask for by themselves
    used |= {f"{key}_one" for key in used}
    begun = heads() | {"error."}
    unused = {
        key
        for key in all_keys()
        if key not in used
        and not any(key.startswith(head) and key.removeprefix(head) in used for head in begun)
    }
    assert not unused, "\n".join(sorted(unused))


@pytest.mark.parametrize("language", texts.LANGUAGES)
def test_of_one_thing_the_words_speak_as_of_one(language):
    words = texts.load(language)
    ones = {key for key in all_keys() if key.endswith("_one")}
    assert len(ones) > 20
    for key in ones:
        many = key.removesuffix("_one")
        values = dict.fromkeys(placeholders(words(many)), 1)
        assert placeholders(words(key)) <= placeholders(words(many))
        assert words(many, **values) == words(key).format(**values)
        assert words(many, **values | {"count": 2}) != words(many, **values)


def test_every_expected_error_has_its_sentence():
    codes = {error.code for error in all_errors()}
    told = {key.removeprefix("error.") for key in all_keys() if key.startswith("error.")}
    assert codes - told == set()
    assert told - codes == set()


@pytest.mark.parametrize(
    ("section", "values"),
    [
        ("state", units.UnitState),
        ("kind", units.UnitKind),
        ("precision", units.DatePrecision),
        ("branch", branches.Branch),
        ("origin", origin.Origin),
    ],
)
def test_every_value_of_a_list_has_its_word(section, values):
    wanted = {f"{section}.{value}" for value in values}
    assert wanted - all_keys() == set()


def words_given_to_streamlit(call: ast.Call) -> Iterator[str]:
    named = [word.value for word in call.keywords if word.arg not in WORD_FREE]
    waiting = [*call.args, *named]
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield IN_MARKUP.sub("", node.value)
        elif not isinstance(node, ast.Call):
            waiting += [part for part in ast.iter_child_nodes(node) if isinstance(part, ast.expr)]


def is_streamlit(node: ast.expr) -> bool:
    while isinstance(node, ast.Attribute | ast.Call):
        node = node.func if isinstance(node, ast.Call) else node.value
    return isinstance(node, ast.Name) and node.id == "st"


def test_no_sentence_on_a_page_stands_outside_the_catalogue():
    loose = [
        f"{file.relative_to(ROOT)}:{call.lineno}: {word.strip()[:60]}"
        for file, tree in trees().items()
        if (PACKAGE / "ui") in file.parents
        for call in ast.walk(tree)
        if isinstance(call, ast.Call) and is_streamlit(call.func)
        for word in words_given_to_streamlit(call)
        if FOR_PEOPLE.search(word)
    ]
    assert loose == []
