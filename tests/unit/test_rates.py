import pytest
from hypothesis import given
from hypothesis import strategies as st

from biwaq_geo.analysis.frames import units_frame
from biwaq_geo.analysis.kpis.rates import (
    interim_share,
    vacancy_rate_by_area,
    vacancy_rate_by_frontage,
    vacancy_rate_by_units,
)
from biwaq_geo.analysis.kpis.reading import MIN_UNITS, Reading
from biwaq_geo.domain.units import STOCK, VACANT, UnitState
from tests.sample_town import EPSG, unit, units

RATES = [vacancy_rate_by_units, vacancy_rate_by_area, vacancy_rate_by_frontage, interim_share]


def frame(*made):
    return units_frame(made or units(), epsg=EPSG)


def test_a_frame_has_a_row_for_each_unit_and_its_numbers_are_numbers():
    table = frame()
    assert list(table.index) == [str(each.unit_id) for each in units()]
    assert table["state"].tolist() == ["used"] * 5 + ["vacant"] * 2 + ["interim"]
    assert table["floor_area_m2"].dtype == "float64"
    assert table["floor_area_m2"].isna().tolist() == [False] * 6 + [True, False]
    assert table.geometry.iloc[1].coords[0] == (475_140.0, 5_706_208.0)
    assert table.crs.to_epsg() == EPSG


def test_an_empty_register_makes_an_empty_frame_and_no_rate():
    table = units_frame([], epsg=EPSG)
    assert table.crs.to_epsg() == EPSG
    assert [rate(table) for rate in RATES] == [Reading(None, 0, 0)] * 4


def test_two_of_eight_units_are_vacant():
    # 5 used + 2 vacant + 1 interim = 8 of known use; 2 / 8
    assert vacancy_rate_by_units(frame()) == Reading(0.25, 8, 8)


def test_interim_use_is_its_own_share_of_the_same_stock():
    assert interim_share(frame()) == Reading(0.125, 8, 8)


def test_area_leaves_out_the_unit_that_nobody_measured():
    # areas 50, 60, 70, 80, 90 used; 100 vacant; unit 6 unknown; 120 interim: 100 / 570
    assert vacancy_rate_by_area(frame()) == Reading(pytest.approx(100 / 570), 7, 8)


def test_frontage_counts_metres_of_shop_front():
    # fronts 5, 6, 7, 8, 9 used; 10 and 11 vacant; 12 interim: 21 / 68
    assert vacancy_rate_by_frontage(frame()) == Reading(pytest.approx(21 / 68), 8, 8)


def test_units_of_unknown_use_are_told_but_not_counted():
    table = frame(*units(), unit(8, UnitState.CANDIDATE), unit(9, UnitState.CANDIDATE))
    assert vacancy_rate_by_units(table) == Reading(0.25, 8, 10)
    assert vacancy_rate_by_area(table) == Reading(pytest.approx(100 / 570), 7, 10)


@pytest.mark.parametrize("state", [UnitState.CONVERTED, UnitState.DEMOLISHED])
@pytest.mark.parametrize("rate", RATES)
def test_units_that_are_shops_no_more_change_nothing(state, rate):
    assert rate(frame(*units(), unit(8, state))) == rate(frame())


def test_a_partly_vacant_unit_counts_as_a_unit_but_not_by_area_or_front():
    table = frame(*units(), unit(8, UnitState.PARTLY_VACANT))
    assert vacancy_rate_by_units(table) == Reading(pytest.approx(3 / 9), 9, 9)
    assert vacancy_rate_by_area(table) == Reading(pytest.approx(100 / 570), 7, 9)
    assert vacancy_rate_by_frontage(table) == Reading(pytest.approx(21 / 68), 8, 9)


@pytest.mark.parametrize("rate", RATES)
def test_four_units_are_too_few_for_a_rate_and_five_are_enough(rate):
    few = [unit(i, UnitState.VACANT) for i in range(MIN_UNITS)]
    assert rate(frame(*few[:-1])) == Reading(None, 4, 4)
    assert rate(frame(*few)).value is not None


def test_areas_that_sum_to_zero_make_no_rate():
    table = frame(*(unit(i, floor_area_m2=0.0) for i in range(6)))
    assert vacancy_rate_by_area(table) == Reading(None, 6, 6)


@given(st.lists(st.sampled_from(list(UnitState)), max_size=30))
def test_rates_are_shares_and_do_not_depend_on_the_order(states):
    made = [unit(i, state) for i, state in enumerate(states)]
    forward, backward = frame(*made), frame(*reversed(made))
    if not made:
        return
    for rate in RATES:
        one, other = rate(forward), rate(backward)
        assert (one.known, one.total) == (other.known, other.total)
        assert one.known <= one.total
        assert one.value == pytest.approx(other.value)
        assert one.value is None or 0 <= one.value <= 1
    by_units = vacancy_rate_by_units(forward)
    if by_units.value is not None:
        stock = [state for state in states if state in STOCK]
        assert by_units.value == pytest.approx(sum(s in VACANT for s in stock) / len(stock))
