"""Every field and every value of a list has its word, and values read as people write them."""

from datetime import UTC, datetime
from enum import Enum
from typing import get_args

import pytest

from biwaq_geo.domain.fields import about
from biwaq_geo.domain.notes import Note
from biwaq_geo.domain.records import KINDS
from biwaq_geo.domain.unit_values import VacancyReason
from biwaq_geo.domain.units import CommercialUnit
from biwaq_geo.texts import load
from biwaq_geo.texts.sections import SECTIONS
from biwaq_geo.texts.words import field_types, value_words

GERMAN = load("de")


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("kind", KINDS.values())
def test_every_field_has_a_name_of_its_own(kind, language):
    words = [load(language)(f"field.{name}").casefold() for name in about(kind)]
    assert len(set(words)) == len(words)


@pytest.mark.parametrize("kind", KINDS.values())
def test_every_list_of_values_has_its_section(kind):
    hints = [*field_types(kind).values()]
    inner = [arg for hint in hints for arg in get_args(hint)]
    lists = {one for one in [*hints, *inner] if isinstance(one, type) and issubclass(one, Enum)}
    assert lists - set(SECTIONS) == set()


@pytest.mark.parametrize("values", SECTIONS)
def test_every_value_of_a_list_has_its_word(values):
    wanted = {f"{SECTIONS[values]}.{value.value}" for value in values}
    assert wanted - GERMAN.keys() == set()


@pytest.mark.parametrize(
    ("kind", "field", "value", "words"),
    [
        (CommercialUnit, "floor_area_m2", 1250.0, "1.250\u00a0m²"),
        (CommercialUnit, "rent_asked_eur_m2", 6.25, "6,25\u00a0€/m²"),
        (CommercialUnit, "built_year", 1954, "1954"),
        (CommercialUnit, "state", "partly_vacant", "teilweise leer"),
        (CommercialUnit, "since", "2026-05-01", "01.05.2026"),
        (CommercialUnit, "listed", False, "nein"),
        (CommercialUnit, "position", "", "keine Angabe"),
        (CommercialUnit, "vacancy_reasons", ["rent", "step"], "Miete zu hoch, Stufe am Eingang"),
        (CommercialUnit, "vacancy_reasons", (VacancyReason.TAX,), "Steuer"),
        (CommercialUnit, "reuse_ideas", ("Café", "Atelier"), "Café, Atelier"),
        (Note, "written_at", datetime(2026, 7, 1, 10, tzinfo=UTC), "01.07.2026, 12:00:00"),
    ],
)
def test_values_read_as_people_write_them(kind, field, value, words):
    assert value_words(kind, field, value, GERMAN) == words


def test_what_was_not_stated_is_said_so():
    assert value_words(CommercialUnit, "reuse_ideas", (), GERMAN) == "keine Angabe"
