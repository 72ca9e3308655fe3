"""The optimiser over a town: what is asked, what is answered, what becomes of it."""

from dataclasses import replace
from uuid import UUID

import numpy as np
import pytest

from biwaq_geo.analysis.optimiser.check import broken, recounted
from biwaq_geo.domain.optimiser.rules import RuleKind
from biwaq_geo.domain.optimiser.wishes import Lock, Objective, Wishes
from biwaq_geo.domain.unit_values import Willingness
from biwaq_geo.domain.units import UnitState
from biwaq_geo.services.optimising.question import NoteKind, question
from biwaq_geo.services.reach import walkers
from tests.fakes import FakeTown
from tests.sample_optimiser import DAY, asked, keys, known, shops, solved
from tests.sample_town import unit


def test_every_use_of_known_cost_is_an_option_in_every_unit_that_it_fits():
    found = asked()
    # a gallery has no cost; pop-up and storage fit four shops of 50 to 80 m²
    assert [(o.place[-1], o.key) for o in found.options] == [
        (str(number), key) for number in range(1, 5) for key in ("popup", "storage")
    ]
    first = found.options[0]
    # 3,000 to set up, 80 €/m² a year on 50 m²
    assert (first.own_eur, first.running_eur, first.cost_eur) == (3_000, 4_000, 7_000)
    assert (first.hours, first.jobs, first.front_m, first.axis) == (10, 2, 5, "Hauptstraße")


def test_a_unit_without_area_offers_only_what_does_not_go_by_the_square_metre():
    found = asked(shops(1, floor_area_m2=None))
    assert [option.key for option in found.options] == ["storage"]


@pytest.mark.parametrize(
    "values",
    [
        {"floor_area_m2": 500.0},
        {"interim_view": Willingness.NO},
        {"longest_term_months": 6},
        {"shortest_term_months": 24},
        {"excluded_uses": ("popup", "storage")},
    ],
)
def test_a_unit_that_nothing_fits_is_left_out_and_counted(values):
    found = asked([*shops(1), replace(unit(1, UnitState.VACANT), **values)])
    assert {option.place for option in found.options} == {str(UUID(int=1))}
    told = {note.kind for note in found.notes}
    assert (NoteKind.UNITS_WITHOUT_OPTION in told) == ("interim_view" not in values)


def test_the_grant_lowers_the_cost_and_the_line_that_pays_most_is_taken():
    found = asked(funding=("wide", "uses_only"))
    # 80 % of 3,000 is more than 75 %
    assert {option.funding for option in found.options} == {"uses_only"}
    assert found.options[0].own_eur == pytest.approx(600)
    assert found.options[0].grant_eur == pytest.approx(2_400)


def test_a_cap_holds_for_all_that_a_line_pays_for():
    line = replace(known().funding["uses_only"], cap_eur=2_500.0)
    cat = replace(known(), funding={"uses_only": line})
    found = asked(cat=cat, funding=("uses_only",))
    told = solved(found)
    assert {option.funding for option in found.options} == {None, "uses_only"}
    assert told.grant_eur <= 2_500 + 1e-6
    assert any(pick.option.funding is None for pick in told.picks)


def test_the_answer_keeps_its_rules_and_its_points_are_right_when_counted_again():
    found = asked(hours=25.0, most_per_use=2)
    told = solved(found)
    chosen = np.array([o in [p.option for p in told.picks] for o in found.options])
    assert not broken(found.problem, chosen)
    assert recounted(found.problem, chosen) == pytest.approx(told.sure.value)
    together = sum(found.weights[key] * told.totals[key] for key in Objective)
    assert together == pytest.approx(told.sure.value)
    assert told.cost_eur <= 30_000
    assert told.hours <= 25
    assert keys(told).count("popup") <= 2


def test_objectives_reach_from_nothing_to_a_hundred():
    found = asked(wishes=Wishes(10**6, DAY, most_per_use=None, apart=False, measures=True))
    told = solved(found)
    assert told.totals[Objective.FRONTS] == pytest.approx(100)
    assert told.totals[Objective.INHABITANTS] == pytest.approx(100)
    assert told.totals[Objective.COST] < 0
    assert all(0 <= told.totals[key] <= 100 + 1e-9 for key in set(Objective) - {Objective.COST})


def test_participants_come_from_published_counts_alone():
    town = FakeTown(shops())
    cat = known()
    walked = walkers(town, cat.walking["adult"])
    found = question(town, cat, Wishes(30_000.0, DAY), walked)
    demand = found.alone[Objective.PARTICIPANTS].demand
    # 25 participants of the west are known, those of the east are not
    assert demand.sum() == pytest.approx(100)
    assert (demand[0] > 0).tolist() == (walked.spread.share > 0).tolist()


def test_what_must_be_is_and_what_must_not_be_is_not():
    first, second = UUID(int=1), UUID(int=2)
    locks = (Lock(first, "storage", wanted=True), Lock(second, None, wanted=False))
    told = solved(asked(locks=locks))
    places = {pick.option.place: pick.option.key for pick in told.picks}
    assert places[str(first)] == "storage"
    assert str(second) not in places


def test_each_axis_gets_its_least_and_not_more_than_its_share():
    found = asked(wishes=Wishes(20_000.0, DAY, least_per_axis=2, most_share_per_axis=0.5))
    told = solved(found)
    assert len(told.picks) >= 2
    assert told.cost_eur <= 10_000


def test_disturbing_uses_do_not_become_neighbours():
    near = [replace(unit(n, UnitState.VACANT), location=unit(0).location) for n in range(2)]
    wishes = Wishes(10**6, DAY, most_per_use=None, measures=False)
    told = solved(asked(near, wishes))
    assert len(set(keys(told))) == 1
    free = solved(asked(near, replace(wishes, apart=False, weights={Objective.NEIGHBOURS: 1})))
    assert keys(free) == ["popup", "storage"]
    assert free.totals[Objective.NEIGHBOURS] == pytest.approx(100)


def test_measures_lift_the_street_by_their_points():
    wishes = Wishes(1_600.0, DAY, weights={Objective.STREET: 1})
    told = solved(asked(wishes=wishes))
    # the one scored section has 40 points; a bench adds 4 and costs 1,500 and 100 a year
    assert keys(told) == ["bench"]
    assert told.cost_eur == pytest.approx(1_600)
    assert told.totals[Objective.STREET] == pytest.approx(100)


def test_a_reason_names_what_a_pick_brings_and_the_best_one_left_out_what_it_lacks():
    told = solved(asked(wishes=Wishes(8_000.0, DAY, apart=False, measures=False)))
    for pick in told.picks:
        assert sum(pick.by_objective.values()) == pytest.approx(pick.adds, abs=1e-3)
    left = told.unchosen
    assert [rule.kind for rule, _ in left.against] == [RuleKind.BUDGET]
    lacking = told.cost_eur + left.option.cost_eur - 8_000
    assert left.against[0][1] == pytest.approx(lacking)
