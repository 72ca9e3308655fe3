"""The words of both languages, for reading lists that were written with them."""

from collections.abc import Mapping
from dataclasses import replace
from functools import cache

from biwaq_geo.domain.catalogue import Words
from biwaq_geo.services.import_units.fields import FIELDS, TARGETS, list_of
from biwaq_geo.services.import_units.vocabulary import Vocabulary
from biwaq_geo.texts import LANGUAGES, Texts, load
from biwaq_geo.texts.sections import SECTIONS


def vocabulary(uses: Mapping[str, Words]) -> Vocabulary:
    """Return what fields, values and interim uses are called on screen and in exported lists.

    Parameters
    ----------
    uses
        Titles of interim uses by key and language.
    """
    titles = {key: tuple(words.values()) for key, words in uses.items()}
    return replace(_spoken(), uses=titles)


@cache
def _spoken() -> Vocabulary:
    spoken = [load(language) for language in LANGUAGES]
    kinds = {kind for field in FIELDS if (kind := list_of(field)) is not None}
    return Vocabulary(
        labels={field: tuple(words(f"field.{field}") for words in spoken) for field in FIELDS},
        spoken={
            kind: {
                value.value: tuple(words(f"{SECTIONS[kind]}.{value}") for words in spoken)
                for value in kind
            }
            for kind in kinds
        },
    )


def target_words(texts: Texts) -> dict[str, str]:
    """Return everything that a column can mean, by its words on screen, each once."""
    named: dict[str, str] = {}
    for target in TARGETS:
        section = "field" if target in FIELDS else "import_target"
        word = texts(f"{section}.{target}")
        named[word if word not in named else f"{word} ({target})"] = target
    return named
