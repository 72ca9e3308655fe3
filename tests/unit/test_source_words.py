"""Where the data of the town that is built in come from is said in the reader's language."""

import pytest

from biwaq_geo.adapters.builtin_town import PROFILE
from biwaq_geo.texts import LANGUAGES, load


def test_the_built_in_town_has_the_german_sentence_of_the_texts():
    assert PROFILE.source == load("de")("app.demo_source")


@pytest.mark.parametrize("language", LANGUAGES)
def test_its_source_is_said_in_each_language(language):
    texts = load(language)
    assert texts.source(PROFILE.source) == texts("app.demo_source")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_source_of_any_other_town_stays_as_it_was_written(language):
    assert (
        load(language).source("Stadtplanungsamt, **Kataster**") == "Stadtplanungsamt, **Kataster**"
    )
