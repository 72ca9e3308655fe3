"""The worked example of a heated map is counted out of the register."""

from biwaq_geo.analysis.vacancy_around import Around, densest_vacancy
from biwaq_geo.domain.units import UnitState
from tests.sample_town import unit, units

VACANT, USED = UnitState.VACANT, UnitState.USED


def test_the_example_is_the_place_with_the_most_empty_units_around():
    # units of the sample town stand 90 m apart, in two groups of four on the same spots:
    # 0 and 4 at the first, 1 and 5 at the second; 5 and 6 are empty
    assert densest_vacancy(units(), radius_m=100) == Around("Hauptstraße 6", 2, 6)


def test_the_distance_decides_what_is_near():
    assert densest_vacancy(units(), radius_m=89) is None


def test_among_equals_the_emptier_place_is_the_example():
    # both of the last two are empty; three stand around unit 2, two around unit 3
    row = [unit(0, USED), unit(1, VACANT), unit(2, VACANT), unit(3, VACANT)]
    assert densest_vacancy(row, radius_m=100) == Around("Hauptstraße 3", 3, 3)


def test_hints_are_not_counted_and_places_without_address_not_named():
    near = [unit(0, VACANT, address=""), unit(4, VACANT), unit(0, UnitState.CANDIDATE)]
    assert densest_vacancy(near, radius_m=10) == Around("Hauptstraße 5", 2, 2)


def test_an_empty_register_has_no_example():
    assert densest_vacancy([], radius_m=100) is None
