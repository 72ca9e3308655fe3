"""What two people made of one scenario: both sides stand, or somebody chooses."""

from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from biwaq_geo.domain.catalogue import Band
from biwaq_geo.domain.errors import ChoiceNeededError, EditNotFoundError
from biwaq_geo.domain.merge import Verdict
from biwaq_geo.domain.scenario_race import scenario_race
from biwaq_geo.domain.scenarios import MoveOut
from tests.sample_scenarios import improve, phase, scenario, use

OUT = MoveOut(UUID(int=600), UUID(int=1), date(2027, 1, 1))
BASE = scenario(use(5), improve(0, section_id="sec1"))
OTHER_USE = replace(use(5), use_key="storage")
SET = UUID(int=77)


def changed(**fields):
    return lambda s: s.changed(seen_version=s.version, **fields)


def adds(edit):
    return lambda s: s.with_edit(edit, seen_version=s.version)


def alters(edit):
    return lambda s: s.with_edit_changed(edit, seen_version=s.version)


def removes(edit):
    return lambda s: s.without_edit(edit.edit_id, seen_version=s.version)


ACTS = {
    "name": changed(name="Neu"),
    "note": changed(note="Notiz"),
    "archive": changed(archived=True),
    "baseline": changed(baseline_revision=99),
    "set": changed(assumption_set=SET, assumption_set_version=3),
    "assumption": changed(overrides={"let_share": Band(0, 0, 0)}),
    "other_assumption": changed(overrides={"realised_share": Band(1, 1, 1)}),
    "add": adds(phase()),
    "add_use": adds(use(6, "gallery")),
    "out": adds(OUT),
    "change": alters(OTHER_USE),
    "remove": removes(improve(0, section_id="sec1")),
}


def race(mine, theirs, base=BASE):
    return scenario_race(base, mine(base), theirs(base))


@pytest.mark.parametrize("one", ACTS)
@pytest.mark.parametrize("other", ACTS)
def test_what_is_about_different_things_stands_together_whoever_was_first(one, other):
    if one == other:
        return
    first, second = race(ACTS[one], ACTS[other]), race(ACTS[other], ACTS[one])
    assert first.choices == second.choices == ()
    there, back = first.resolve({}), second.resolve({})
    assert set(there.edits) == set(back.edits)
    assert replace(there, edits=()) == replace(back, edits=())
    assert there.version == 3
    # one after the other, by one person, comes to the same
    alone = ACTS[other](BASE)
    if "assumption" not in one + other:
        again = ACTS[one](alone)
        assert replace(there, edits=()) == replace(again, edits=())
        assert set(there.edits) == set(again.edits)


@pytest.mark.parametrize("act", ACTS)
def test_the_same_by_both_leaves_nothing_to_save(act):
    assert not race(ACTS[act], ACTS[act]).pending


@pytest.mark.parametrize(
    ("mine", "theirs", "piece"),
    [
        (changed(name="Meins"), changed(name="Ihres"), "name"),
        (changed(note="a"), changed(note="b"), "note"),
        (alters(OTHER_USE), removes(use(5)), f"edits:use:{use(5).unit_id}"),
        (removes(use(5)), alters(OTHER_USE), f"edits:use:{use(5).unit_id}"),
        (
            adds(use(6, "gallery")),
            adds(replace(use(6), edit_id=SET)),
            f"edits:use:{use(6).unit_id}",
        ),
        (adds(phase()), adds(phase("open")), "edits:phase:g1"),
        (
            changed(overrides={"let_share": Band(0, 0, 0)}),
            changed(overrides={"let_share": Band(1, 1, 1)}),
            "overrides:let_share",
        ),
        (
            changed(assumption_set=SET, assumption_set_version=1),
            changed(assumption_set=SET, assumption_set_version=2),
            "assumption_set",
        ),
        (changed(baseline_revision=9), changed(baseline_revision=10), "baseline_revision"),
    ],
)
def test_what_is_about_the_same_thing_is_chosen_and_never_left_to_chance(mine, theirs, piece):
    found = race(mine, theirs)
    assert [pieces[0].field for pieces in found.choices] == [piece]
    with pytest.raises(ChoiceNeededError):
        found.resolve({})
    assert pieces_of(found.resolve({piece: Verdict.MINE})) == pieces_of(mine(BASE))
    assert pieces_of(found.resolve({piece: Verdict.THEIRS})) == pieces_of(theirs(BASE))


def pieces_of(made):
    return replace(made, version=0, edits=()), set(made.edits)


def test_two_who_plan_the_same_in_the_same_words_have_nothing_to_choose():
    twice = replace(use(6, "gallery"), edit_id=SET)
    assert not race(adds(use(6, "gallery")), adds(twice)).pending


def test_my_order_stands_around_what_they_added():
    def up(s):
        return s.with_edit_moved(improve(0).edit_id, by=-1, seen_version=s.version)

    found = race(up, adds(phase()))
    made = found.resolve({})
    assert [type(edit).__name__ for edit in made.edits] == [
        "ImproveStreet",
        "UseUnit",
        "SetSitePhase",
    ]


def test_who_and_when_is_told_for_each_piece_that_they_changed():
    at = datetime(2026, 5, 2, 9, tzinfo=UTC)

    class Told:
        actor, at, changes = "Erika", datetime(2026, 5, 2, 9, tzinfo=UTC), {"name": ("a", "b")}

    found = scenario_race(BASE, adds(phase())(BASE), changed(name="Ihres")(BASE), since=[Told()])
    told = {one.field: (one.actor, one.at) for one in found.races}
    assert told["name"] == ("Erika", at)
    assert told["edits:phase:g1"] == (None, None)


@given(st.permutations(range(4)), st.integers(0, 3), st.integers(-5, 5))
def test_moving_an_edit_keeps_all_others_in_their_order(numbers, which, by):
    edits = [improve(number, section_id="sec1") for number in numbers]
    made = scenario(*edits).with_edit_moved(edits[which].edit_id, by=by, seen_version=1)
    assert [e for e in made.edits if e != edits[which]] == [e for e in edits if e != edits[which]]
    assert made.edits.index(edits[which]) == min(3, max(0, which + by))


def test_an_edit_that_is_gone_can_neither_be_changed_nor_moved():
    with pytest.raises(EditNotFoundError):
        BASE.with_edit_changed(phase(), seen_version=1)
    with pytest.raises(EditNotFoundError):
        BASE.with_edit_moved(phase().edit_id, by=1, seen_version=1)
