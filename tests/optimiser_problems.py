"""Small problems of the optimiser, and every choice they allow, tried one by one."""

from itertools import product

import numpy as np
from hypothesis import strategies as st
from scipy.sparse import csr_array

from biwaq_geo.analysis.optimiser.check import broken, recounted
from biwaq_geo.analysis.optimiser.problem import Pairs, Problem, Rows, no_pairs, no_rows


def matrix(rows, options):
    return csr_array(np.array(rows, dtype=float).reshape(-1, options))


def rows(table, limits, options, *, first_rule=0):
    numbers = np.arange(first_rule, first_rule + len(limits))
    return Rows(matrix(table, options), np.array(limits, dtype=float), numbers)


def problem(place, *, gain=None, cost=None, need=None, covers=None, demand=None, **more):
    """Return a problem; what is not given brings nothing and limits nothing."""
    count, places = len(place), max(place) + 1
    return Problem(
        place=np.array(place, np.intp),
        need=np.array([-1] * count if need is None else need, np.intp),
        gain=np.array([0.0] * count if gain is None else gain, float),
        cost=np.array([0.0] * count if cost is None else cost, float),
        covers=csr_array(np.zeros((places, 1)) if covers is None else np.array(covers, float)),
        demand=np.zeros((0, 1)) if demand is None else np.array(demand, float),
        at_most=more.pop("at_most", no_rows(count)),
        at_least=more.pop("at_least", no_rows(count)),
        pairs=more.pop("pairs", no_pairs(count)),
        **{key: np.array(value, np.intp) for key, value in more.items()},
    )


def all_choices(some):
    """Yield every choice that keeps the rules."""
    at = [np.flatnonzero(some.place == place).tolist() for place in range(some.places)]
    for picks in product(*[[None, *options] for options in at]):
        chosen = np.zeros(some.options, dtype=bool)
        chosen[[pick for pick in picks if pick is not None]] = True
        if not broken(some, chosen):
            yield chosen


def best_of_all(some):
    """Return the most points that any choice makes; None where no choice keeps the rules."""
    return max((recounted(some, chosen) for chosen in all_choices(some)), default=None)


whole = st.integers(0, 9)


@st.composite
def problems(draw, *, at_least=True, locks=True):
    """Draw a problem of up to five places with up to three options each."""
    places = draw(st.integers(1, 5))
    counts = draw(st.lists(st.integers(1, 3), min_size=places, max_size=places))
    place = [number for number, count in enumerate(counts) for _ in range(count)]
    count = len(place)

    def numbers(size, values=whole):
        return draw(st.lists(values, min_size=size, max_size=size))

    needs, people = draw(st.integers(0, 2)), draw(st.integers(1, 6))
    budget = [numbers(count), [1 if option % 2 else 0 for option in range(count)]]
    limits = [draw(st.integers(0, 20)), draw(st.integers(0, 3))]
    least = [[draw(st.integers(0, 1)) for _ in range(count)]] if at_least else []
    pairs = no_pairs(count)
    if places > 1 and draw(st.booleans()):
        first = [float(where == 0) for where in place]
        second = [float(where == 1) for where in place]
        pairs = Pairs(matrix(first, count), matrix(second, count), np.array([draw(whole) + 1.0]))
    wanted = [draw(st.integers(0, count - 1))] if locks and draw(st.booleans()) else []
    barred = [draw(st.integers(0, count - 1))] if locks and draw(st.booleans()) else []
    return problem(
        place,
        gain=numbers(count, st.integers(-3, 9)),
        cost=budget[0],
        need=numbers(count, st.integers(-1, needs - 1)),
        covers=[numbers(people, st.integers(0, 1)) for _ in range(places)],
        demand=np.array([numbers(people) for _ in range(needs)]).reshape(needs, people),
        at_most=rows(budget, limits, count),
        at_least=rows(least, [draw(st.integers(0, 2))] if least else [], count, first_rule=2),
        pairs=pairs,
        wanted=wanted,
        wanted_rule=[3] * len(wanted),
        barred=barred,
        barred_rule=[4] * len(barred),
    )
