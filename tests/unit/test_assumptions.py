from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID

import pytest

from biwaq_geo.domain.assumptions import RANGES, assumptions_of, check_assumption
from biwaq_geo.domain.catalogue import Band
from biwaq_geo.domain.errors import AssumptionRangeError, CatalogueKeyError
from biwaq_geo.domain.scenarios import Scenario
from tests.sample_catalogues import catalogues

MADE = datetime(2025, 3, 1, tzinfo=UTC)
SCENARIO = Scenario(UUID(int=9), "S", baseline_revision=0, created_at=MADE)


def test_without_own_values_the_catalogue_speaks():
    used = assumptions_of(catalogues(), SCENARIO)
    assert used == dict(catalogues().assumptions)


def test_an_own_value_takes_the_place_of_the_catalogue_and_is_marked_as_assumption():
    own = replace(SCENARIO, overrides={"realised_share": Band(0, 0, 0.1)})
    used = assumptions_of(catalogues(), own)["realised_share"]
    assert used.value == Band(0, 0, 0.1)
    assert (used.evidence.source, used.evidence.year, used.evidence.assumption) == ("", 2025, True)


@pytest.mark.parametrize(
    ("key", "value", "error"),
    [
        ("realised_share", Band(0.1, 0.2, 1.1), AssumptionRangeError),
        ("realised_share", Band(-0.1, 0.2, 0.3), AssumptionRangeError),
        ("realised_share", Band(0.3, 0.2, 0.4), AssumptionRangeError),
        ("walk_speed_kmh", Band(0, 4, 5), AssumptionRangeError),
        ("walk_speed_kmh", Band(4, 4, float("inf")), AssumptionRangeError),
        ("reach_minutes", Band(float("nan"), 5, 10), AssumptionRangeError),
        ("colour", Band(1, 1, 1), CatalogueKeyError),
    ],
)
def test_values_that_make_no_sense_are_refused(key, value, error):
    with pytest.raises(error):
        check_assumption(key, value)
    with pytest.raises(error):
        assumptions_of(catalogues(), replace(SCENARIO, overrides={key: value}))


@pytest.mark.parametrize("key", RANGES)
def test_a_catalogue_that_lacks_a_needed_assumption_is_named(key):
    full = catalogues()
    rest = {name: item for name, item in full.assumptions.items() if name != key}
    with pytest.raises(CatalogueKeyError) as caught:
        assumptions_of(replace(full, assumptions=rest), SCENARIO)
    assert caught.value.values["key"] == key
