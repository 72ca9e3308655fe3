"""An assumption on paper: three figures where they differ, one where they do not."""

import pytest

from biwaq_geo.domain.catalogue import Assumption, Band, Evidence
from biwaq_geo.reports.paper_data import assumption_words
from biwaq_geo.texts import load

SOURCE = Evidence(source="", year=2026, assumption=True)


@pytest.mark.parametrize(
    ("band", "unit", "said"),
    [
        (Band(1.0, 2.5, 4.0), "km/h", "Weg: 1 / 2,5 / 4 km/h"),
        (Band(10.0, 10.0, 10.0), "min", "Weg: 10 min"),
        (Band(0.1, 0.2, 0.4), "share", "Weg: 10 % / 20 % / 40 %"),
        (Band(0.5, 0.5, 0.5), "share", "Weg: 50 %"),
    ],
)
def test_what_is_sure_is_said_once(band, unit, said):
    item = Assumption("way", {"de": "Weg", "en": "way"}, band, unit, SOURCE)
    assert assumption_words(item, load("de")).replace("\u00a0", " ") == said
