"""Parts of a choice that are chosen anew, and what the search says while it cuts."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from biwaq_geo.analysis.optimiser.check import broken, recounted
from biwaq_geo.analysis.optimiser.parts import Parts
from biwaq_geo.analysis.optimiser.proof import Optimiser
from tests.optimiser_problems import all_choices, best_of_all, problem, problems, rows

SOME = settings(max_examples=40)
TURNS = 6


def some_of(data, count):
    return np.array(data.draw(st.lists(st.booleans(), min_size=count, max_size=count)))


@SOME
@given(problems(locks=False), st.data())
def test_a_choice_can_be_made_again_from_each_of_its_parts(some, data):
    choices = list(all_choices(some))
    if not choices:
        return
    chosen = data.draw(st.sampled_from(choices))
    hopeful, locked = some_of(data, some.options), chosen & some_of(data, some.options)
    parts = Parts(some, seed=data.draw(st.integers(0, 9)))
    for _ in range(TURNS):
        kept, stays = parts.next(chosen, hopeful=hopeful, locked=locked)
        assert np.isin(np.flatnonzero(chosen), kept).all()
        assert not (stays & ~chosen).any()
        assert stays[locked].all()
        assert (chosen | hopeful)[kept].all()
        # nothing comes in where something stays
        assert not np.isin(some.place[kept[~stays[kept]]], some.place[stays]).any()
        parts.learn(done=data.draw(st.booleans()))


@SOME
@given(problems(locks=False), st.integers(0, 9))
def test_the_same_seed_has_the_same_parts(some, seed):
    everything = np.ones(some.options, dtype=bool)
    none = ~everything
    twice = [Parts(some, seed=seed), Parts(some, seed=seed)]
    for _ in range(TURNS):
        first, second = (parts.next(everything, hopeful=none, locked=none) for parts in twice)
        assert first[0].tolist() == second[0].tolist()
        assert first[1].tolist() == second[1].tolist()


def test_a_part_grows_when_all_of_it_could_be_looked_at_and_shrinks_when_not():
    some = problem(list(range(10)))
    everything = np.ones(10, dtype=bool)

    def stay(*, done):
        parts, counts = Parts(some, seed=1), []
        for _ in range(2 * TURNS):
            kept, stays = parts.next(everything, hopeful=everything, locked=~everything)
            assert len(kept) == len(everything)
            counts.append(int(stays.sum()))
            parts.learn(done=done)
        # a turn of three kinds: by need all of it goes, as nothing serves any
        return counts[1], counts[-2]

    assert stay(done=True) == (4, 2)
    assert stay(done=False) == (5, 8)


def cycles():
    """Two triangles of people, as in the test of cuts; half of three places reaches three."""
    each = [[1, 1, 0], [0, 1, 1], [1, 0, 1]]
    covers = np.zeros((6, 6))
    covers[:3, :3] = covers[3:, 3:] = each
    return problem(
        [0, 1, 2, 3, 4, 5],
        need=[0] * 6,
        gain=[0] * 6,
        covers=covers,
        demand=[[1] * 6],
        at_most=rows([[2] * 6], [6], 6),
    )


def test_the_bound_is_told_after_each_round_of_cuts_and_the_search_ends_there_when_told_to():
    some, heard = cycles(), []
    made = Optimiser(some, seed=1)
    began = made.found().bound

    def stop(found):
        heard.append(found.bound)
        return False

    found = made.prove(gap=0.0, heard=stop)
    assert began == pytest.approx(6.0, abs=1e-4)
    assert heard == [found.bound]
    assert best_of_all(some) <= found.bound < began - 0.5


@SOME
@given(problems())
def test_every_bound_and_answer_that_is_told_holds(some):
    told = []

    def listen(found):
        told.append(found)
        return True

    Optimiser(some, seed=1).prove(gap=0.0, heard=listen)
    best = best_of_all(some)
    for found in told:
        if best is not None:
            assert found.bound >= best - 1e-6
        if found.chosen is not None:
            assert not broken(some, found.chosen)
            assert found.value == pytest.approx(recounted(some, found.chosen))
