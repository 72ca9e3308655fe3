"""Marks at the axis of a chart that writes its own numbers."""

from hypothesis import given
from hypothesis import strategies as st

from biwaq_geo.ui.parts.robust_show import _ticks

FAR = st.floats(-1e6, 1e6, allow_subnormal=False).filter(lambda one: one == 0 or abs(one) > 1e-6)


@given(st.lists(FAR, min_size=1, max_size=9))
def test_they_are_few_evenly_apart_and_hold_every_value(values):
    found = _ticks([0.0, *values])
    assert 2 <= len(found) <= 7
    step = found[1] - found[0]
    assert step > 0
    slack = step * 1e-6
    assert found[0] <= min(0.0, *values) + slack
    assert found[-1] >= max(0.0, *values) - slack


def test_they_are_round_numbers():
    found = [round(one, 9) for one in _ticks([0.0, 0.0049])]
    assert found == [0.0, 0.002, 0.004, 0.006]


def test_where_nothing_differs_there_are_two():
    assert _ticks([0.0]) == [0.0, 1.0]
