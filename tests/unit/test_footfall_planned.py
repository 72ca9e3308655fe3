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
from biwaq_geo.analysis.footfall.site_parts import SiteParts
from biwaq_geo.domain.branches import Branch
from biwaq_geo.domain.catalogue import Band
from biwaq_geo.domain.scenarios import LetUnit, MoveIn, MoveOut, SetSitePhase, UseUnit
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
SURE = {key: Band(value, value, value) for key, value in FIGURES.items()}


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


def present(known=None, figures=SURE, drawn_with=None, **weights):
    """Homes at one end; a unit 80 m away draws 1, another at the other end draws 1."""
    goals = {str(NEAR): (80, 0), str(FAR): (240, 0)}
    pulled = drawn(network(*ROW), {"home": (0, 0)}, [100], goals)
    streets = [np.array([n]) for n in range(3)]
    model = FootfallModel(pulled, OnSections(pd.Index(["a", "b", "c"]), streets), known)
    drawing = {str(NEAR): 1.0, str(FAR): 1.0} | weights
    return PresentFootfall(
        model,
        known or calibration(),
        drawing,
        figures,
        {"b": 72.0},
        drawn_with or {},
        SiteParts(frozenset({"operation"})),
    )


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


UNSURE = SURE | {"anchor": Band(8.0, 12.0, 20.0), "public": Band(1.0, 2.0, 5.0)}


def test_how_much_an_anchor_draws_gives_the_change_its_interval():
    moved = MoveIn(UUID(int=9), FAR, BEGIN, service="supermarket")
    found = rows(present(calibration(), figures=UNSURE), moved)
    # seven to nineteen more at the far end; a twentieth of the draws beyond either
    for row in found.values():
        assert row.difference.expected == pytest.approx(100 * 11 * SHARE)
        assert row.difference.low == pytest.approx(100 * 7 * SHARE, rel=0.05)
        assert row.difference.high == pytest.approx(100 * 19 * SHARE, rel=0.05)
        # what is there is what the counts say
        assert row.before.low == pytest.approx(row.before.expected)


def test_what_leaves_is_as_unsure_as_what_comes():
    there = present(calibration(), UNSURE, {str(FAR): "anchor"}, **{str(FAR): 12.0})
    change = rows(there, MoveOut(UUID(int=8), FAR, BEGIN))["a"].difference
    part = 100 * np.exp(-0.3) / (np.exp(-0.1) + 12 * np.exp(-0.3))
    assert change.expected == pytest.approx(-12 * part)
    assert change.high == pytest.approx(-8 * part, rel=0.05)
    # twenty would be more than walk there in all; an index ends at one percent of the peak
    assert change.low == pytest.approx(-99)


def test_two_of_one_kind_are_over_or_under_the_mark_together():
    far, near = (MoveIn(UUID(int=n), at, BEGIN, service="supermarket")
                 for n, at in ((8, FAR), (9, NEAR)))  # fmt: skip
    one, both = (rows(present(calibration(), UNSURE), *edits)["a"].difference
                 for edits in ([far], [far, near]))  # fmt: skip
    assert both.high - both.expected == pytest.approx((one.high - one.expected) / SHARE)
    other = rows(present(calibration(), UNSURE), near, far)["a"].difference
    assert other == both


def test_who_replaces_his_like_changes_nothing():
    there = present(calibration(), UNSURE, {str(FAR): "anchor"}, **{str(FAR): 12.0})
    gone = MoveOut(UUID(int=8), FAR, BEGIN)
    again = MoveIn(UUID(int=9), FAR, BEGIN, service="supermarket")
    assert footfall_rows(there, [gone, again]) == []


def test_a_phase_that_opens_a_part_of_a_site_draws_and_one_that_shuts_it_does_not():
    site = "site:villa"
    goals = {site: (240, 0), str(NEAR): (80, 0)}
    pulled = drawn(network(*ROW), {"home": (0, 0)}, [100], goals)
    streets = [np.array([n]) for n in range(3)]
    model = FootfallModel(pulled, OnSections(pd.Index(["a", "b", "c"]), streets), calibration())
    opening, shutting = (
        SetSitePhase(UUID(int=8), "villa", phase, BEGIN) for phase in ("operation", "works")
    )
    weights = {site: 0.0, str(NEAR): 2.0}
    there = PresentFootfall(
        model, calibration(), weights, UNSURE, {}, sites=SiteParts(frozenset({"operation"}))
    )
    (change,) = {row.difference for row in footfall_rows(there, [opening]) if row.section == "a"}
    # two walk to the near unit, as many to the part, by 0.2 minutes further
    assert change.expected == pytest.approx(100 * np.exp(-0.2))
    assert change.low == pytest.approx(50 * np.exp(-0.2), rel=0.05)
    assert footfall_rows(there, [shutting]) == []
    running = replace(there, weights=weights | {site: 2.0}, drawn_with={site: "public"})
    assert weights_after(running, [shutting])[site] == 0.0
    assert all(row.difference.high < 0 for row in footfall_rows(running, [shutting]))


def test_a_part_that_opens_in_an_open_whole_takes_over_what_the_whole_drew():
    villa, yard = "site:villa", "site:yard"
    opened = SiteParts(frozenset({"operation"}), frozenset({yard}), {yard: frozenset({villa})})
    there = replace(
        present(calibration(), UNSURE, {yard: "public"}), sites=opened, weights={yard: 2.0}
    )
    opening = SetSitePhase(UUID(int=8), "villa", "operation", BEGIN)
    assert weights_after(there, [opening]) == {yard: 0.0, villa: 2.0}


@pytest.mark.parametrize("slope", [0.0, 0.3, 1.0])
def test_a_shop_that_opens_takes_walkers_from_no_section_however_unsure_the_model_is(slope):
    unsure = present(calibration(slope=slope, slope_sd=0.5, place_sd=0.5), **{str(NEAR): 0.0})
    opened = footfall_rows(unsure, [LetUnit(UUID(int=9), NEAR, BEGIN, branch=Branch.FOOD)])
    assert all(row.difference.low >= 0.0 for row in opened)
    assert bool(opened) is (slope > 0.0)


def test_whoever_moves_into_a_department_store_draws_as_an_anchor():
    there = replace(present(calibration()), large=frozenset({str(NEAR)}))
    let = LetUnit(UUID(int=9), NEAR, BEGIN, branch=Branch.FASHION)
    assert weights_after(there, [let])[str(NEAR)] == FIGURES["anchor"]
    between = UseUnit(UUID(int=9), NEAR, "popup", BEGIN, END)
    assert weights_after(there, [between])[str(NEAR)] == FIGURES["interim"]
