"""The optimiser says what is wrong with a question."""

from dataclasses import replace
from uuid import UUID

import numpy as np
import pytest

from biwaq_geo.domain.catalogue_values import Evidence
from biwaq_geo.domain.errors.optimising import (
    BudgetTooSmallError,
    LinesExcludeError,
    LockImpossibleError,
    NoObjectiveError,
    NothingPricedError,
    NothingVacantError,
    RulesContradictError,
)
from biwaq_geo.domain.optimiser.rules import RuleKind
from biwaq_geo.domain.optimiser.wishes import Lock, Objective, Wishes
from biwaq_geo.services.optimising.question import NoteKind
from tests.fakes import FakeTown
from tests.sample_optimiser import DAY, asked, known, shops, solved
from tests.sample_town import unit


@pytest.mark.parametrize(
    ("units", "more", "error"),
    [
        ([], {}, NothingVacantError),
        ([unit(0)], {}, NothingVacantError),
        (shops(2, floor_area_m2=900.0), {}, NothingPricedError),
        (None, {"wishes": Wishes(0.0, DAY)}, BudgetTooSmallError),
        (None, {"weights": {}}, NoObjectiveError),
        (None, {"weights": {Objective.COST: 1.0}}, NoObjectiveError),
        (None, {"locks": (Lock(UUID(int=1), "gallery", wanted=True),)}, LockImpossibleError),
    ],
)
def test_each_mistake_has_its_name(units, more, error):
    with pytest.raises(error):
        asked(units, **more)


def test_a_catalogue_without_cost_is_named():
    uses = {key: replace(use, setup=None) for key, use in known().interim_uses.items()}
    with pytest.raises(NothingPricedError):
        asked(cat=replace(known(), interim_uses=uses))


def test_lines_that_exclude_each_other_are_named():
    evidence = Evidence(source="", year=2026, assumption=True)
    lines = known().funding
    wide = replace(lines["wide"], excludes=frozenset({"uses_only"}), excludes_evidence=evidence)
    cat = replace(known(), funding={**lines, "wide": wide})
    with pytest.raises(LinesExcludeError):
        asked(cat=cat, funding=("wide", "uses_only"))


@pytest.mark.parametrize(
    ("more", "kinds"),
    [
        (
            {"locks": tuple(Lock(UUID(int=1), key, wanted=True) for key in ("popup", "storage"))},
            [RuleKind.LOCKED_IN, RuleKind.LOCKED_IN],
        ),
        (
            {
                "locks": (
                    Lock(UUID(int=1), "popup", wanted=True),
                    Lock(UUID(int=1), None, wanted=False),
                )
            },
            [RuleKind.LOCKED_IN, RuleKind.LOCKED_OUT],
        ),
        ({"hours": 5.0, "least_per_axis": 2}, [RuleKind.HOURS, RuleKind.LEAST_PER_AXIS]),
    ],
)
def test_rules_that_contradict_each_other_are_named_and_no_others(more, kinds):
    with pytest.raises(RulesContradictError) as caught:
        solved(asked(**more))
    assert [rule.kind for rule in caught.value.rules] == kinds


def test_a_town_in_which_nobody_is_known_to_live_goes_without_that_objective():
    town = FakeTown(shops())
    town._layers["buildings"] = town._layers["buildings"].assign(inhabitants=np.nan)
    found = asked(town=town)
    assert NoteKind.NOBODY_KNOWN in {note.kind for note in found.notes}
    assert found.weights[Objective.INHABITANTS] == 0
    assert solved(found).picks
