"""What a register tells of how its units move by themselves."""

from datetime import date, timedelta

import pytest

from biwaq_geo.analysis.drift import Flow, history_of
from biwaq_geo.domain.assumptions import DRIFT_EMPTY, DRIFT_FILL
from biwaq_geo.domain.spells import Spell
from biwaq_geo.domain.unit_values import DatePrecision, UnitState

START = date(2024, 1, 1)
YEAR = date(2025, 1, 1)


def spell(state, begins, ends=None):
    return Spell(state, begins, DatePrecision.DAY, ends)


def test_watched_quarters_and_changes_are_counted_by_hand():
    moved = date(2024, 7, 1)
    unit = (START, [spell(UnitState.USED, date(2020, 1, 1), moved), spell(UnitState.VACANT, moved)])
    found = history_of([unit] * 4, until=YEAR)
    # 182 days in use and 184 empty, 91.3 days to a quarter; what was before does not count
    assert found.empty == Flow(4, pytest.approx(4 * 182 / 91.3125))
    assert found.fill == Flow(0, pytest.approx(4 * 184 / 91.3125))


def test_an_interim_use_is_no_letting():
    moved = date(2024, 7, 1)
    unit = (START, [spell(UnitState.VACANT, START, moved), spell(UnitState.INTERIM, moved)])
    assert history_of([unit], until=YEAR).fill.changes == 0


def test_what_lies_after_the_day_is_not_known_yet():
    moved = date(2025, 7, 1)
    unit = (START, [spell(UnitState.VACANT, START, moved), spell(UnitState.USED, moved)])
    assert history_of([unit], until=YEAR).fill.changes == 0


def test_a_change_before_the_unit_came_to_the_register_does_not_count():
    moved = date(2023, 7, 1)
    unit = (START, [spell(UnitState.USED, date(2020, 1, 1), moved), spell(UnitState.VACANT, moved)])
    found = history_of([unit], until=YEAR)
    assert (found.empty.changes, found.empty.quarters) == (0, 0)


def test_the_share_has_the_exact_interval_of_a_count():
    # tables of the Poisson distribution: 5 events, 95 %: 1.6235 to 11.6683
    share = Flow(5, 100.0).share
    assert share.low == pytest.approx(1 - 2.718281828**-0.016235, abs=1e-6)
    assert share.expected == pytest.approx(1 - 2.718281828**-0.05, abs=1e-6)
    assert share.high == pytest.approx(1 - 2.718281828**-0.116683, abs=1e-6)


@pytest.mark.parametrize("flow", [Flow(2, 500.0), Flow(30, 39.0), Flow(0, 0.0)])
def test_too_little_history_tells_no_share(flow):
    assert flow.share is None


def test_each_side_that_is_known_takes_the_place_of_its_assumption():
    moved = START + timedelta(days=300)
    units = [(START, [spell(UnitState.USED, START, moved), spell(UnitState.VACANT, moved)])] * 20
    found = history_of(units, until=YEAR)
    assert set(found.shares) == {DRIFT_EMPTY}
    assert DRIFT_FILL not in found.shares
