"""A ranking under way: how far it is, and its end at a word."""

from threading import Event

import pytest

from biwaq_geo.domain.errors.optimising import NothingToRankError
from biwaq_geo.services import rank_scenarios, ranking_run
from biwaq_geo.services.ranking_run import RankingRun
from tests.sample_scenarios import improve, scenario
from tests.unit.test_rank_scenarios import laid


def test_a_finished_run_has_what_the_ranking_finds():
    both = laid(scenario(improve(1), improve(2)), scenario(improve(2)))
    run = RankingRun(both, "cost_one_off")
    run.wait()
    assert (run.running, run.cancelled, run.share) == (False, False, 1.0)
    assert run.found().values == [3_000, 1_500]
    # an end that comes too late takes nothing away
    run.cancel()
    assert run.found().found.order == [1, 0]


def test_a_mistake_is_raised_where_the_ranking_is_asked_for():
    run = RankingRun(laid(scenario()), "cost_one_off")
    run.wait()
    with pytest.raises(NothingToRankError):
        run.found()


def test_a_cancelled_run_stops_at_the_next_comparison_and_has_no_ranking(monkeypatch):
    begun, go_on, after = Event(), Event(), []

    def held(one, figure):
        if begun.is_set():
            after.append(one)
        begun.set()
        go_on.wait()
        return rank_scenarios.row_of(rank_scenarios.compare(*one), figure)

    monkeypatch.setattr(rank_scenarios, "_row", held)
    run = ranking_run.RankingRun(laid(scenario(improve(1)), scenario(improve(2))), "cost_one_off")
    begun.wait()
    assert run.running
    run.cancel()
    assert not run.running
    go_on.set()
    run.wait()
    assert run.cancelled
    assert run.found() is None
    assert not after
