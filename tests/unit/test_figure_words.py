"""Figures of a comparison as people read them."""

import pytest

from biwaq_geo.domain.catalogue import Band
from biwaq_geo.domain.comparison import Measured
from biwaq_geo.texts import load
from biwaq_geo.texts.figures import assumption_words, band_figures, based_on, figure

SPACE = "\u00a0"


@pytest.mark.parametrize(
    ("band", "measured", "expected", "span"),
    [
        (
            Band(8_412, 17_510, 23_110),
            Measured.EUR_PER_YEAR,
            "17.510 € im Jahr",
            "8.412 bis 23.110 € im Jahr",
        ),
        (Band(0.214, 0.219, 0.224), Measured.SHARE, "21,9 %", "21,4 bis 22,4 %"),
        (Band(1, 2, 3), Measured.COUNT, "2", "1 bis 3"),
        (Band(5, 5, 5), Measured.EUR, "5 €", ""),
    ],
)
def test_a_span_names_its_unit_once(band, measured, expected, span):
    said = band_figures(band, measured, load("de"))
    assert tuple(one.replace(SPACE, " ") for one in said) == (expected, span)


def test_a_difference_keeps_its_sign_at_both_ends():
    _, span = band_figures(Band(-0.026, -0.02, 0.015), Measured.SHARE, load("de"), signed=True)
    assert span.replace(SPACE, " ") == "\u22122,6 bis +1,5 Punkte"


@pytest.mark.parametrize("value", [0.0004, -0.0004, 0.0, -0.0])
def test_a_difference_that_reads_as_nothing_bears_no_sign(value):
    said = figure(value, Measured.SHARE, load("de"), signed=True)
    assert said.replace(SPACE, " ") == "0,0 Punkte"
    assert figure(100 * value, Measured.POINTS, load("de"), signed=True) == "0,0"


@pytest.mark.parametrize(
    ("known", "total", "of", "de", "en"),
    [
        (1, 1, "units", "aus 1 von 1 Einheit", "1 of 1 unit"),
        (0, 1, "bought", "aus 0 von 1 Angabe", "0 of 1 entry"),
        (1, 1, "edits", "aus 1 von 1 Maßnahme", "1 of 1 measure"),
        (1, 2, "units", "aus 1 von 2 Einheiten", "1 of 2 units"),
        (1_200, 3_672, "buildings", "aus 1.200 von 3.672 Gebäuden", "1,200 of 3,672 buildings"),
        (0, 0, "vacancies", "aus 0 von 0 Leerständen", "0 of 0 vacancies"),
    ],
)
def test_a_basis_speaks_of_one_thing_as_of_one(known, total, of, de, en):
    assert based_on(known, total, of, load("de")) == de
    assert based_on(known, total, of, load("en")) == en


@pytest.mark.parametrize(
    ("value", "unit", "said"),
    [
        (0.6, "1", "60 %"),
        (0.005, "1", "0,5 %"),
        (0.0233333, "share", "2,333 %"),
        (4.8, "km/h", "4,8 km/h"),
        (12.0, "Monate / months", "12 Monate"),
        (1_234.5, "€/m²", "1.234,5 €/m²"),
    ],
)
def test_an_assumption_that_is_a_share_is_written_as_per_cent(value, unit, said):
    assert assumption_words(value, unit, load("de")).replace(SPACE, " ") == said
