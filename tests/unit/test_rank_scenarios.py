"""Scenarios in the order of one figure, and how robust that order is."""

from dataclasses import replace

import pytest

from biwaq_geo.analysis.scenario_compare import compare, row_of
from biwaq_geo.domain.catalogue import Band
from biwaq_geo.domain.errors.optimising import NothingToRankError
from biwaq_geo.services.compare import baseline_of
from biwaq_geo.services.drift import assumptions_used
from biwaq_geo.services.rank_scenarios import CATALOGUE, rank
from tests.fakes import FakeTown
from tests.sample_catalogues import catalogues
from tests.sample_scenarios import improve, scenario, use

CATALOGUES = catalogues()


def laid(*scenarios):
    town = FakeTown()
    found = []
    for one in scenarios:
        over = baseline_of(town, CATALOGUES, one)
        found.append((over, one, assumptions_used(town, CATALOGUES, one, known=over.history)))
    return found


def test_the_scenario_that_costs_less_is_first_and_stays_so():
    dear, cheap = scenario(improve(1, "paving", 10.0)), scenario(improve(2))
    ranking = rank(laid(dear, cheap), "cost_one_off")
    assert ranking.values == [1_500, 1_500]
    twice = scenario(improve(1), improve(2))
    ranking = rank(laid(twice, cheap), "cost_one_off")
    # one bench against two: 1,500 less whatever a bench costs
    assert ranking.values == [3_000, 1_500]
    assert ranking.found.order == [1, 0]
    assert ranking.found.stays[1].share == 1
    (swing,) = ranking.found.tornado
    assert (swing.key, swing.at_low, swing.at_high) == (CATALOGUE, 1_000, 2_000)


def test_every_value_is_that_of_the_comparison_and_its_ends_are_those_of_its_band():
    one, other = laid(scenario(use(5)), scenario())
    ranking = rank([one, other], "interim_share")
    row = row_of(compare(*one), "interim_share")
    assert ranking.values[0] == pytest.approx(row.after.expected)
    assert ranking.found.order[0] == 0
    # more of what is planned comes about, or less: the lead follows
    shares = {swing.key: swing for swing in ranking.found.tornado}
    assert shares["realised_share"].at_low < shares["realised_share"].at_high


def test_assumptions_that_do_not_differ_are_not_varied():
    ranking = rank(laid(scenario(use(5)), scenario()), "interim_share")
    assert "horizon_months" not in ranking.bands
    sure = Band(0.6, 0.6, 0.6)
    fixed = [
        (over, one, {k: replace(item, value=sure) if k == "realised_share" else item
                     for k, item in assumed.items()})
        for over, one, assumed in laid(scenario(use(5)), scenario())
    ]  # fmt: skip
    assert "realised_share" not in rank(fixed, "interim_share").bands


def test_one_scenario_alone_is_no_ranking():
    with pytest.raises(NothingToRankError):
        rank(laid(scenario()), "interim_share")


def test_the_work_is_told_from_nothing_to_all():
    heard = []
    rank(laid(scenario(use(5)), scenario()), "interim_share", heard=heard.append)
    assert heard == sorted(heard)
    assert heard[-1] == 1
