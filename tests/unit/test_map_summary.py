"""A map in words: how many of what, and where most of it lies."""

import pytest

from biwaq_geo.analysis.whereabouts import street_of, streets_with_most
from biwaq_geo.domain.units import UnitState
from biwaq_geo.reports.map_summary import map_summary
from biwaq_geo.texts import load
from tests.sample_town import unit, units


@pytest.mark.parametrize(
    ("address", "street"),
    [
        ("Hauptstraße 6", "Hauptstraße"),
        ("Bautzener Straße D23 (Demo), EG links", "Bautzener Straße"),
        ("Platz des 17. Juni 3", "Platz des 17. Juni"),
        ("Muskauer Straße 10 a-12, Laden 2", "Muskauer Straße"),
        ("Straße der Jugend 1/3", "Straße der Jugend"),
        ("Am Markt", "Am Markt"),
        ("Boulevard, ohne Nummer", "Boulevard"),
        ("", ""),
    ],
)
def test_the_street_is_what_stands_before_the_house_number(address, street):
    assert street_of(address) == street


def test_streets_come_by_count_and_equal_ones_by_name():
    addresses = ["B-Weg 1", "A-Weg 2", "C-Weg 1", "C-Weg 2", "", "D-Weg 1"]
    assert streets_with_most(addresses) == [("C-Weg", 2), ("A-Weg", 1), ("B-Weg", 1)]
    assert streets_with_most([]) == []


@pytest.mark.parametrize(
    ("language", "count", "where"),
    [
        (
            "de",
            "Musterstadt: 8 Einheiten, davon 2 leer und 1 zwischengenutzt.",
            "Am meisten leer: Hauptstraße (2).",
        ),
        (
            "en",
            "Musterstadt: 8 units, of these 2 vacant and 1 in interim use.",
            "Most vacant: Hauptstraße (2).",
        ),
    ],
)
def test_the_map_of_the_sample_town_in_words(language, count, where):
    assert map_summary("Musterstadt", units(), load(language)) == f"{count} {where}"


def test_a_map_without_vacancy_names_no_street_and_hints_stay_apart():
    shown = [unit(0), unit(1, UnitState.CANDIDATE)]
    said = map_summary("Musterstadt", shown, load("de"))
    assert said == (
        "Musterstadt: 2 Einheiten, davon 0 leer und 0 zwischengenutzt. "
        "Ein weiterer Leerstand ist noch zu prüfen und zählt nicht mit."
    )
