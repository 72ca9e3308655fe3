"""How robust a choice is against its exchanges: walking speed and budget, by hand."""

from dataclasses import replace

import numpy as np
import pytest

from biwaq_geo.domain.catalogue import Band
from biwaq_geo.domain.optimiser.wishes import Objective
from biwaq_geo.services.optimising.covering import MINUTES, WALK
from biwaq_geo.services.optimising.robust import rivals
from tests.sample_optimiser import asked, known, shops, solved

REACH = {Objective.INHABITANTS: 1.0}


def with_(assumptions):
    cat = known()
    changed = {
        key: replace(cat.assumptions[key], value=value) for key, value in assumptions.items()
    }
    return replace(cat, assumptions={**cat.assumptions, **changed})


def minutes(value):
    return Band(value, value, value)


def test_a_slower_walk_reaches_whom_the_same_walk_reaches_in_less_time():
    band = Band(2.4, 4.8, 9.6)
    found = asked(cat=with_({"walk_speed_kmh": band, "reach_minutes": minutes(2.0)}))
    for end, less in ((-1, 1.0), (0, 2.0), (1, 4.0)):
        alone = asked(cat=with_({"reach_minutes": minutes(less)}))
        assert (found.covers[WALK][end] != alone.covers[WALK][0]).nnz == 0
    counts = [found.covers[WALK][end].sum() for end in (-1, 0, 1)]
    assert counts == sorted(counts)
    assert counts[0] < counts[2]


def test_the_walking_speed_moves_the_choice_by_the_points_of_those_it_reaches():
    cat = with_({"walk_speed_kmh": Band(2.4, 4.8, 9.6), "reach_minutes": minutes(2.0)})
    found = asked(shops(2), cat=cat, weights=REACH, most_per_use=1)
    told = solved(found)
    robust = rivals(found, told, budget_eur=30_000)
    assert robust.bands[WALK] == Band(2.4, 4.8, 9.6)
    # one pop-up serves the one need there is: its points are those of the people it reaches
    (popup,) = (pick.option for pick in told.picks if pick.option.key == "popup")
    place = int(found.problem.place[found.options.index(popup)])
    ends = [
        float(found.problem.demand[0][found.covers[WALK][end][[place]].toarray()[0] > 0].sum())
        for end in (-1, 0, 1)
    ]
    assert ends[0] < ends[2]
    assert told.sure.value == pytest.approx(ends[1])


def test_longer_walks_reach_whom_walks_of_these_minutes_reach():
    speed = minutes(4.8)
    cat = with_({"walk_speed_kmh": speed, "reach_minutes": Band(1.0, 2.0, 4.0)})
    found = asked(shops(2), cat=cat, weights=REACH, most_per_use=1)
    for end, length in ((-1, 1.0), (0, 2.0), (1, 4.0)):
        alone = asked(cat=with_({"walk_speed_kmh": speed, "reach_minutes": minutes(length)}),
                      units=shops(2))  # fmt: skip
        assert (found.covers[MINUTES][end] != alone.covers[MINUTES][0]).nnz == 0
        assert (found.covers[WALK][end] != found.covers[WALK][0]).nnz == 0
    robust = rivals(found, solved(found), budget_eur=30_000)
    assert robust.bands[MINUTES] == Band(1.0, 2.0, 4.0)
    assert WALK not in robust.bands


def test_without_a_band_the_walking_speed_is_not_varied():
    cat = with_({"walk_speed_kmh": minutes(4.8)})
    found = asked(cat=cat)
    bands = rivals(found, solved(found), budget_eur=30_000).bands
    assert WALK not in bands
    # everybody walks the ten minutes of the catalogue, which have no band
    assert MINUTES not in bands


def test_draws_over_budget_are_counted_for_the_choice():
    found = asked(shops(1))
    told = solved(found)
    ((chosen,),) = ([pick.option for pick in told.picks],)
    band, key = chosen.cost_band, chosen.key
    assert band.low < band.expected < band.high
    # exactly the expected cost: half of a triangle with its peak there lies above
    half = rivals(found, told, budget_eur=chosen.cost_eur).over_budget[0]
    assert half == pytest.approx(500, abs=1), key
    # halfway to the high end: (1 - 1/2)² / 2
    middle = (band.expected + band.high) / 2
    assert rivals(found, told, budget_eur=middle).over_budget[0] == pytest.approx(125, abs=1)
    assert rivals(found, told, budget_eur=band.high).over_budget[0] == 0
    assert np.isclose(chosen.cost_eur, band.expected)
