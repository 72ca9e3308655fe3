from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import UUID

import geopandas as gpd
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely import Point

from biwaq_geo.domain.catalogue import ZERO
from biwaq_geo.domain.comparison import Obstacle
from biwaq_geo.domain.units import Mark, UnitState
from biwaq_geo.services.compare import compare
from biwaq_geo.services.mark_unit import mark_unit
from biwaq_geo.services.scenarios import do_nothing
from tests.fakes import FakeTown
from tests.sample_scenarios import (
    CATALOGUES,
    GROUND,
    TOWN,
    improve,
    phase,
    result,
    row,
    scenario,
    unmoved,
    use,
)
from tests.sample_town import X0, Y0, unit, units


@pytest.mark.parametrize(
    ("edit", "obstacle"),
    [
        (use(77), Obstacle.UNIT_GONE),
        (use(0), Obstacle.UNIT_NOT_VACANT),
        (use(5, "circus"), Obstacle.CATALOGUE_KEY),
        (use(5, funding_key="lottery"), Obstacle.CATALOGUE_KEY),
        (improve(0, "fountain", section_id="sec1"), Obstacle.CATALOGUE_KEY),
        (improve(0, section_id="sec9"), Obstacle.SECTION_GONE),
        (replace(phase(), part_id="g9"), Obstacle.PART_GONE),
        (phase("opera"), Obstacle.CATALOGUE_KEY),
    ],
)
def test_an_edit_that_cannot_be_is_told_and_left_out(edit, obstacle):
    found = result(edit)
    assert [(o.edit_id, o.obstacle) for o in found.obstructed] == [(str(edit.edit_id), obstacle)]
    assert unmoved(found)
    assert found.costs[0].one_off is None


def test_an_offer_that_nobody_can_walk_to_counts_in_all_but_reach():
    lost = unit(5, UnitState.VACANT, location=Point(X0 - 250, Y0))
    town = FakeTown([*units()[:5], lost, *units()[6:]])
    found = compare(town, CATALOGUES, scenario(use(5)), ground=GROUND)
    assert [o.obstacle for o in found.obstructed] == [Obstacle.OFF_NETWORK]
    assert row(found, "inhabitants_reached").after == ZERO
    assert row(found, "vacancy_rate_units").difference.expected == pytest.approx(-0.075)


def test_the_register_may_change_without_changing_the_scenario():
    town = FakeTown()
    before = result(use(5), town=town)
    mark_unit(
        town.store,
        lambda: date(2026, 5, 2),
        unit_id=UUID(int=6),
        mark=Mark(UnitState.USED),
        seen_version=1,
        actor="A",
    )
    after = result(use(5), town=town)
    assert after.rows == before.rows
    assert (before.changed_units, after.changed_units) == (0, 1)


def test_without_a_prepared_ground_the_answer_is_the_same():
    assert compare(TOWN, CATALOGUES, scenario(use(5))) == result(use(5))


def test_doing_nothing_is_a_scenario_without_edits_that_nobody_stores():
    nothing = do_nothing(lambda: datetime(2026, 5, 2, tzinfo=UTC), revision=8)
    assert (nothing.scenario_id, nothing.edits, nothing.baseline_revision) == (UUID(int=0), (), 8)
    found = compare(TOWN, CATALOGUES, nothing, ground=GROUND)
    assert unmoved(found)


EDITS = [
    use(5),
    use(6, "gallery"),
    improve(0, section_id="sec1"),
    improve(1, "paving", 30, section_id="sec1"),
    improve(2, "paving", 10, place=Point(X0 + 100, Y0 + 225)),
    phase(),
    use(77),
]


def near(one, other):
    if one is None or other is None:
        return one is other
    return (one.low, one.expected, one.high) == pytest.approx(
        (other.low, other.expected, other.high)
    )


@settings(deadline=None, max_examples=15)
@given(st.permutations(EDITS))
def test_the_order_of_independent_edits_does_not_matter(edits):
    straight, mixed = result(*EDITS), result(*edits)
    for one, other in zip(straight.rows, mixed.rows, strict=True):
        assert (one.key, one.known, one.total) == (other.key, other.known, other.total)
        assert near(one.after, other.after)
        assert near(one.difference, other.difference)


@settings(deadline=None, max_examples=15)
@given(st.lists(st.sampled_from(EDITS), unique=True), st.sampled_from(EDITS))
def test_one_more_edit_never_changes_what_was_before(edits, more):
    frames = (GROUND.sections, GROUND.buildings, GROUND.sites)
    copies = [frame.copy(deep=True) for frame in frames]
    register, arcs = TOWN.store.units(), GROUND.network.metres.copy()
    fewer, greater = result(*edits), result(*edits, more)
    assert [each.before for each in fewer.rows] == [each.before for each in greater.rows]
    assert TOWN.store.units() == register
    assert (GROUND.network.metres != arcs).nnz == 0
    for frame, copy in zip(frames, copies, strict=True):
        assert isinstance(frame, gpd.GeoDataFrame)
        pd.testing.assert_frame_equal(frame, copy)


@settings(deadline=None, max_examples=15)
@given(st.lists(st.sampled_from(EDITS), unique=True))
def test_every_band_rises_from_low_to_high(edits):
    for each in result(*edits).rows:
        for found in (each.before, each.after, each.difference):
            assert found is None or found.low <= found.expected <= found.high


def test_a_second_phase_of_a_part_takes_the_place_of_the_first():
    one, two = phase("empty"), replace(phase(), edit_id=UUID(int=301))
    made = scenario(one).with_edit(two, seen_version=1)
    assert made.edits == (two,)
