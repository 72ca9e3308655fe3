"""Searches in processes of their own, and what becomes of an answer."""

from datetime import date
from uuid import UUID

import pytest

from benchmarks.optimiser import town
from biwaq_geo.adapters.catalogue_files import read_catalogues
from biwaq_geo.analysis.optimiser.check import broken, recounted
from biwaq_geo.analysis.optimiser.job import found_in
from biwaq_geo.analysis.optimiser.proof import Optimiser
from biwaq_geo.domain.errors import UnitNotVacantError
from biwaq_geo.domain.optimiser.wishes import Wishes
from biwaq_geo.domain.scenarios import ImproveStreet, UseUnit
from biwaq_geo.services.optimising.proving import Proof, begin_curve
from biwaq_geo.services.optimising.running import Run
from biwaq_geo.services.optimising.taking import scenario_of, take
from biwaq_geo.settings import ROOT
from tests.fakes import FakeTown
from tests.sample_optimiser import DAY, NOW, asked, known, shops, solved
from tests.sample_town import unit


def test_the_search_in_a_process_of_its_own_comes_to_the_same_answer():
    found = asked()
    proof = Proof(found, gap=0.0)
    proof.wait()
    assert not proof.failed
    assert not proof.running
    best = Optimiser(found.problem, seed=1).prove(gap=0.0, seconds=60)
    assert proof.found().chosen.tolist() == best.chosen.tolist()
    assert proof.found().gap == best.gap


def test_the_curve_rises_and_holds_the_budget_that_was_asked_for():
    run = begin_curve(asked(), budget_eur=30_000.0)
    run.wait()
    points = run.points()
    assert not run.failed
    assert len(points) == 20
    assert 30_000.0 in [point.budget for point in points]
    values = [point.value for point in points]
    assert values == sorted(values)
    assert all(point.bound >= point.value for point in points)


def test_a_process_that_dies_has_failed_and_nothing_hangs():
    proof = Proof(asked())
    proof._process.kill()
    proof.wait()
    assert proof.failed


def test_a_choice_becomes_a_scenario_once_however_often_it_is_sent():
    town, wishes = FakeTown(shops()), Wishes(30_000.0, DAY, funding=("wide",))
    told = solved(asked(town=town, wishes=wishes))
    made = scenario_of(
        [pick.option for pick in told.picks],
        wishes,
        lambda: NOW,
        scenario_id=UUID(int=77),
        name="Vorschlag ",
        revision=town.store.revision(),
    )
    for _ in range(2):
        saved = take(town, known(), made, actor="Alex")
        assert saved == town.store.scenario(UUID(int=77))
    assert saved.name == "Vorschlag"
    uses = [edit for edit in saved.edits if isinstance(edit, UseUnit)]
    measures = [edit for edit in saved.edits if isinstance(edit, ImproveStreet)]
    assert len(uses) + len(measures) == len(told.picks)
    assert {(edit.start, edit.end) for edit in uses} == {(DAY, date(2027, 12, 31))}
    assert {edit.funding_key for edit in saved.edits} == {"wide"}


def test_a_choice_that_no_longer_fits_the_register_is_not_saved():
    town, wishes = FakeTown(shops(1)), Wishes(30_000.0, DAY, measures=False)
    told = solved(asked(town=town, wishes=wishes))
    options = [pick.option for pick in told.picks]
    later = FakeTown([unit(0)])
    made = scenario_of(options, wishes, lambda: NOW, scenario_id=UUID(int=77), name="x", revision=1)
    with pytest.raises(UnitNotVacantError):
        take(later, known(), made, actor="Alex")
    assert not later.store.scenarios()


def test_the_catalogues_of_the_installation_can_be_asked():
    cat = read_catalogues(ROOT / "catalogues")
    found = asked(cat=cat, wishes=Wishes(30_000.0, DAY, funding=("biwaq",)))
    told = solved(found)
    assert told.picks
    assert told.cost_eur <= 30_000


def test_a_long_search_tells_how_far_it_is_and_ends_at_a_word():
    # far too much for a proof without any gap, and quick to begin with
    hard = town(60, 150, seed=0)
    run = Run(hard, {"kind": "best", "gap": 0.0, "seconds": 60.0, "seed": 1})
    while len(run.said()) < 3 and run.running:
        run._reader.join(0.05)
    run.cancel()
    assert run._process.poll() is not None
    assert not run.running
    assert not run.failed
    bounds = [one["bound"] for one in run.said()]
    assert bounds == sorted(bounds, reverse=True)
    last = found_in(run.said()[-1], options=hard.options)
    assert not broken(hard, last.chosen)
    assert recounted(hard, last.chosen) == pytest.approx(last.value)
    assert last.bound >= last.value
