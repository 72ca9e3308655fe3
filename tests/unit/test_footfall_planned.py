"""What a plan changes in the footfall, by hand on three streets in a row of one minute each."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import numpy as np
import pandas as pd
import pytest

from biwaq_geo.analysis.footfall.calibrate import Calibration
from biwaq_geo.analysis.footfall.change import FootfallModel
from biwaq_geo.analysis.footfall.planned import PresentFootfall, footfall_rows, weights_after
from biwaq_geo.analysis.footfall.regression import Period
from biwaq_geo.analysis.footfall.sections import OnSections
from biwaq_geo.domain.branches import Branch
from biwaq_geo.domain.catalogue import Band
from biwaq_geo.domain.scenarios import LetUnit, MoveIn, MoveOut, UseUnit
from tests.unit.test_footfall_flows import ROW, drawn, network

BEGIN, END = date(2027, 1, 1), date(2027, 12, 31)
NEAR, FAR = UUID(int=1), UUID(int=2)
FIGURES = {
    "anchor": 12.0,
    "daily": 4.0,
    "shop": 2.0,
    "guests": 2.0,
    "service": 1.0,
    "public": 2.0,
    "interim": 1.5,
}


def calibration(*, slope=1.0, slope_sd=0.0, place_sd=0.0):
    return Calibration(
        level=0.0,
        slope=slope,
        periods={Period.NOON: 0.0},
        reference=Period.NOON,
        covariance=np.array([[0.0, 0.0], [0.0, slope_sd**2]]),
        dispersion=1.0,
        place_sd=place_sd,
        counts=3,
        places=3,
        error_factor=None,
        flat_error_factor=None,
    )


def present(known=None, **weights):
    """Homes at one end; a unit 80 m away draws 1, another at the other end draws 1."""
    goals = {str(NEAR): (80, 0), str(FAR): (240, 0)}
    pulled = drawn(network(*ROW), {"home": (0, 0)}, [100], goals)
    streets = [np.array([n]) for n in range(3)]
    model = FootfallModel(pulled, OnSections(pd.Index(["a", "b", "c"]), streets), known)
    drawing = {str(NEAR): 1.0, str(FAR): 1.0} | weights
    return PresentFootfall(model, known or calibration(), drawing, FIGURES, {"b": 72.0})


def rows(there, *edits):
    return {row.section: row for row in footfall_rows(there, edits)}


def exactly(value):
    return Band(pytest.approx(value), pytest.approx(value), pytest.approx(value))


# e-0.1 walks to the near unit, e-0.3 to the far one
SHARE = np.exp(-0.3) / (np.exp(-0.1) + np.exp(-0.3))


def test_an_anchor_draws_more_people_along_the_whole_way():
    moved = MoveIn(UUID(int=9), FAR, BEGIN, service="supermarket")
    found = rows(present(calibration()), moved)
    assert list(found) == ["a", "b", "c"]
    # eleven more at the far end, on the streets behind the near unit just they
    assert found["b"].before == exactly(100 * SHARE)
    assert found["b"].after == exactly(100 * 12 * SHARE)
    assert found["a"].difference == exactly(100 * 11 * SHARE)
    assert found["b"].difference == found["c"].difference == exactly(100 * 11 * SHARE)
    assert [found[key].per_hour for key in "abc"] == [None, 72.0, None]


def test_counts_that_differ_less_than_the_model_make_changes_smaller():
    moved = MoveIn(UUID(int=9), FAR, BEGIN, branch=Branch.FOOD)
    found = rows(present(calibration(slope=0.5)), moved)
    assert found["b"].before == exactly(100 * np.sqrt(SHARE))
    assert found["b"].after == exactly(100 * np.sqrt(4 * SHARE))


def test_an_interim_use_of_an_empty_unit_and_who_leaves_count():
    there = present(calibration(), **{str(FAR): 0.0})
    use = UseUnit(UUID(int=9), FAR, "popup", BEGIN, END)
    # before, nobody goes beyond the near unit: below one percent an index counts as one
    assert rows(there, use)["c"].before.expected == 0.0
    assert weights_after(there, [use])[str(FAR)] == 1.5
    gone = MoveOut(UUID(int=8), NEAR, BEGIN)
    assert weights_after(there, [gone])[str(NEAR)] == 0.0


def test_who_moves_out_makes_room_whatever_comes_first():
    gone, let = MoveOut(UUID(int=8), NEAR, BEGIN), LetUnit(UUID(int=9), NEAR, BEGIN)
    for edits in ([gone, let], [let, gone]):
        assert weights_after(present(), edits)[str(NEAR)] == 1.0


def test_a_plan_without_edits_changes_no_section():
    assert footfall_rows(present(calibration(place_sd=0.5, slope_sd=0.3)), []) == []


def test_intervals_hold_the_expected_value_and_the_peak_before_is_known():
    known = calibration(slope=0.9, slope_sd=0.2, place_sd=0.4)
    found = rows(present(known), MoveIn(UUID(int=9), FAR, BEGIN, branch=Branch.FOOD))
    for row in found.values():
        for band in (row.before, row.after, row.difference):
            assert band.low <= band.expected <= band.high
    assert found["a"].before == exactly(100.0)
    assert found["b"].before.low < found["b"].before.expected < found["b"].before.high
    # all agree that more walk there
    assert found["b"].difference.low > 0
    food = MoveIn(UUID(int=9), FAR, BEGIN, branch=Branch.FOOD)
    more = rows(present(replace(known, place_sd=0.8)), food)
    assert more["b"].after.high > found["b"].after.high


def test_a_unit_that_the_model_does_not_know_draws_nobody():
    edit = MoveIn(UUID(int=9), UUID(int=77), BEGIN, service="supermarket")
    assert footfall_rows(present(calibration()), [edit]) == []
