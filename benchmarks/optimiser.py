"""The optimiser on made-up towns, against HiGHS' own search and spopt in the same run.

Run from the project's folder: `python -m benchmarks.optimiser [PART ...]`, of the parts town,
large, huge, curve and coverage; by default all but `huge`. With OPENBLAS_NUM_THREADS=1 in front
sums take one core, as they do in the process of the page. Times are of the processor, children
and both solvers of a proof included, since others may use the machine at the same time; those of
the clock stand in brackets, and the load is told with them. HiGHS alone is given twice the time
of the clock that ours took, and 5 s at least. Every
answer is counted again in plain Python. `coverage` needs spopt (BSD-3), which is no dependency of
this project: install spopt, pulp, pointpats, mapclassify, spaghetti and rtree without their
dependencies into a folder of its own (`pip install --no-deps --target FOLDER …`) and put that
on PYTHONPATH.
"""

import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from time import monotonic
from typing import TypeVar

import numpy as np
from scipy.sparse import coo_array, csr_array, vstack
from scipy.spatial import cKDTree

from biwaq_geo.analysis.optimiser.check import broken, recounted
from biwaq_geo.analysis.optimiser.classes import merged
from biwaq_geo.analysis.optimiser.found import Found
from biwaq_geo.analysis.optimiser.model import chosen_in, model_of
from biwaq_geo.analysis.optimiser.pareto import Point
from biwaq_geo.analysis.optimiser.problem import (
    Floats,
    Pairs,
    Problem,
    Rows,
    no_pairs,
    no_rows,
    points_of,
)
from biwaq_geo.analysis.optimiser.proof import Optimiser
from biwaq_geo.analysis.optimiser.solver import whole
from biwaq_geo.services.optimising.proving import CurveRun

T = TypeVar("T")
USES, NEEDS, REACH_M, SIDE_M, NEAR_M = 12, 4, 800.0, 3_000.0, 60.0
GAP, SEEDS, SEED, POINTS = 0.001, (0, 1, 2), 1, 20


def town(units: int, demand: int, *, seed: int) -> Problem:
    """Return a town: shops in clusters, people half around them and half anywhere.

    The area grows with the number of units. Two objectives are reach (200 points for everybody
    and every need), two are fronts and jobs of the uses themselves (100 points each), as with
    equal weights on the page; fitting neighbours bring a little. The budget pays for about a
    quarter of the units; hours are limited, and each use to one for 15 units.
    """
    chance = np.random.default_rng(seed)
    side = SIDE_M * np.sqrt(units / 100)
    middles = chance.uniform(0, side, (max(3, units // 12), 2))
    shops = middles[chance.integers(len(middles), size=units)] + chance.normal(0, 250, (units, 2))
    around = middles[chance.integers(len(middles), size=demand - demand // 2)]
    homes = np.concatenate(
        [
            chance.uniform(0, side, (demand // 2, 2)),
            around + chance.normal(0, 400, around.shape),
        ]
    )
    place, use = np.repeat(np.arange(units), USES), np.tile(np.arange(USES), units)
    area, front = chance.uniform(30, 200, units), chance.uniform(3, 15, units)
    cost = np.round(2_000 + area[place] * chance.uniform(20, 120, USES)[use])
    jobs, hours = chance.integers(0, 4, USES), chance.integers(10, 60, USES)[use].astype(float)
    people = np.outer(chance.uniform(0.5, 1.5, NEEDS), chance.integers(1, 40, demand))
    each = coo_array((np.ones(len(use)), (use, np.arange(len(use)))), shape=(USES, len(use)))
    rows = csr_array(vstack([csr_array(np.stack([cost, hours])), each.tocsr()]))
    limits = [0.125 * units * cost.mean(), 9.0 * units, *[max(1.0, units // 15)] * USES]
    return Problem(
        place=place,
        need=(use % NEEDS).astype(np.intp),
        gain=100 * front[place] / front.sum() + 100 * jobs[use] / (jobs.max() * units),
        cost=cost,
        covers=within(shops, homes),
        demand=200 * people / people.sum(),
        at_most=Rows(rows, np.array(limits), np.arange(len(limits))),
        at_least=no_rows(len(place)),
        pairs=neighbours(shops, len(place), chance),
    )


def within(shops: Floats, homes: Floats) -> csr_array:
    """Return which homes lie within reach of each shop, as the crow flies."""
    near = cKDTree(homes).query_ball_point(shops, REACH_M)
    counts = [len(one) for one in near]
    columns = np.concatenate([np.sort(one) for one in near]).astype(int)
    data = np.ones(len(columns))
    return csr_array((data, columns, np.r_[0, np.cumsum(counts)]), shape=(len(shops), len(homes)))


def neighbours(shops: Floats, width: int, chance: np.random.Generator) -> Pairs:
    """Return one pair of fitting uses for each two shops that are near."""
    near = cKDTree(shops).query_pairs(NEAR_M, output_type="ndarray")
    if not len(near):
        return no_pairs(width)
    sides = [
        csr_array(
            coo_array(
                (np.ones(len(near)), (np.arange(len(near)), column)), shape=(len(near), width)
            )
        )
        for column in (near * USES + chance.integers(USES, size=near.shape)).T
    ]
    return Pairs(*sides, chance.uniform(10, 60, len(near)) / len(shops))


def processor_s() -> float:
    """Return the seconds that this process and its ended children have used."""
    used = os.times()
    return used.user + used.system + used.children_user + used.children_system


def timed(work: Callable[..., T], *args: object) -> tuple[T, float, float]:
    """Return what the work returns, and its seconds of the processor and of the clock."""
    began, clock = processor_s(), monotonic()
    made = work(*args)
    return made, processor_s() - began, monotonic() - clock


def check(problem: Problem, found: Found) -> None:
    """Stop unless the answer keeps the rules and has the points that it says."""
    assert found.chosen is not None  # noqa: S101 -- a benchmark of wrong answers is none
    assert not broken(problem, found.chosen)  # noqa: S101
    assert abs(recounted(problem, found.chosen) - found.value) < 1e-6 * found.value  # noqa: S101


def say_search(units: int, demand: int, *, seconds: float, peer: bool = True) -> None:
    """Print first answer, proof and HiGHS' own search for each seed."""
    print(f"\n{units} units x {USES} uses x {demand} demand")
    print("seed  classes  first  s   gap    proven s (clock)  gap     HiGHS alone s  gap")
    for seed in SEEDS:
        problem = town(units, demand, seed=seed)
        made, first, _ = timed(partial(Optimiser, seed=SEED), problem)
        begun = made.found()
        found, more, clock = timed(partial(made.prove, gap=GAP, seconds=seconds))
        check(problem, found)
        small = merged(problem)
        line = f"{seed:4d}  {small.demand.shape[1]:7d}  {first:8.2f}  {begun.gap:6.2%}"
        line += f"  {first + more:8.2f} ({clock:.1f})  {found.gap:8.3%}"
        print(line + (plain(small, max(5.0, 2 * clock)) if peer else ""), flush=True)


def plain(problem: Problem, seconds: float) -> str:
    """Let HiGHS search by itself on the same merged model."""
    model = model_of(problem)
    found, used, _ = timed(partial(whole, start=None, gap=GAP, seconds=seconds, seed=SEED), model)
    if found.values is None:
        return f"  {used:8.1f}  no answer"
    value = points_of(problem, chosen_in(model, found.values))
    return f"  {used:8.1f}  {(found.bound - value) / found.bound:8.3%}"


def curve_of(problem: Problem, budgets: Sequence[float]) -> Sequence[Point]:
    """Return the curve as the page searches for it, in processes of their own."""
    run = CurveRun(problem, budgets, {0: 1.0})
    run.wait()
    return run.points()


def say_curve() -> None:
    """Print the time of the curve of a town."""
    for units, demand in ((100, 400), (150, 500)):
        problem = town(units, demand, seed=0)
        budget = float(problem.at_most.limit[0])
        budgets = np.linspace(budget / 10, 2 * budget, POINTS).tolist()
        points, used, clock = timed(curve_of, problem, budgets)
        gaps = [(one.bound - one.value) / one.bound for one in points]
        told = f"median gap {np.median(gaps):.2%}, worst {max(gaps):.2%}"
        print(f"\ncurve of {POINTS} budgets, {units} units: {used:.1f} s ({clock:.1f}), {told}")


def say_coverage() -> None:
    """Print the time of pure coverage against spopt's MCLP, model building included."""
    try:
        import pulp  # noqa: PLC0415 -- no dependency of this project
        from spopt.locate import MCLP  # noqa: PLC0415
    except ImportError as error:
        print(f"\ncoverage: left out, {error}; the head of this file says how to install spopt")
        return

    def theirs(cost: Floats, people: Floats, sites: int) -> float:
        model = MCLP.from_cost_matrix(cost, people, 1.0, p_facilities=sites)
        return float(model.solve(pulp.PULP_CBC_CMD(msg=False)).problem.objective.value())

    for units, demand, sites in ((100, 400, 5), (100, 2_000, 5), (150, 4_000, 10)):
        problem = town(units, demand, seed=0)
        one = coverage_of(problem, sites)
        found, ours, _ = timed(lambda p: Optimiser(p, seed=SEED).prove(gap=0.0, seconds=600), one)
        check(one, found)
        cost = np.where(problem.covers.toarray().T > 0, 0.0, 9.0)
        value, used, _ = timed(theirs, cost, problem.demand[0], sites)
        print(
            f"\ncoverage, {sites} of {units} x {demand}: {ours:.2f} s, spopt {used:.2f} s,"
            f" ratio {used / ours:.1f}; values {found.value:.6f} and {value:.6f}"
        )


def coverage_of(problem: Problem, sites: int) -> Problem:
    """Return the question which so many sites reach most people, and nothing else."""
    units = problem.places
    count = Rows(csr_array(np.ones((1, units))), np.array([float(sites)]), np.array([0]))
    return replace(
        problem,
        place=np.arange(units),
        need=np.zeros(units, np.intp),
        gain=np.zeros(units),
        cost=np.zeros(units),
        demand=problem.demand[:1],
        at_most=count,
        at_least=no_rows(units),
        pairs=no_pairs(units),
    )


def say_town() -> None:
    """Print the searches of both sizes of a town."""
    for units, demand in ((100, 400), (150, 500)):
        say_search(units, demand, seconds=60)


def main(asked: Sequence[str]) -> None:
    """Print what is asked for."""
    print(f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    parts: dict[str, Callable[[], None]] = {
        "town": say_town,
        "large": lambda: say_search(100, 2_000, seconds=60, peer=False),
        "huge": lambda: say_search(1_000, 20_000, seconds=90, peer=False),
        "curve": say_curve,
        "coverage": say_coverage,
    }
    for part in asked or ["town", "large", "curve", "coverage"]:
        parts[part]()


if __name__ == "__main__":
    main(sys.argv[1:])
