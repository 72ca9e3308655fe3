"""Figures of a comparison as people read them."""

import pytest

from biwaq_geo.domain.catalogue import Band
from biwaq_geo.domain.comparison import Measured
from biwaq_geo.texts import load
from biwaq_geo.texts.figures import band_figures

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
    assert span.replace(SPACE, " ") == "-2,6 bis +1,5 Punkte"
