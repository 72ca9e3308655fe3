"""Every answer counted again in plain Python, by code that shares nothing with the search."""

from collections import Counter

from biwaq_geo.analysis.optimiser.problem import Bools, Problem, Rows

NEAR = 1e-6
"""Two ways of adding up the same numbers may differ by this part of them."""


def recounted(problem: Problem, chosen: Bools) -> float:
    """Return the points of a choice, added up one by one."""
    picks = [option for option, taken in enumerate(chosen.tolist()) if taken]
    covers = problem.covers.tocoo()
    reach: dict[int, set[int]] = {}
    for place, demand in zip(covers.row.tolist(), covers.col.tolist(), strict=True):
        reach.setdefault(place, set()).add(demand)
    reached = {
        (int(problem.need[option]), demand)
        for option in picks
        if problem.need[option] >= 0
        for demand in reach.get(int(problem.place[option]), ())
    }
    sides = [_touched(matrix, picks) for matrix in (problem.pairs.first, problem.pairs.second)]
    total = sum(float(problem.gain[option]) for option in picks)
    total += sum(float(problem.demand[need, demand]) for need, demand in reached)
    return total + sum(float(problem.pairs.points[pair]) for pair in sides[0] & sides[1])


def broken(problem: Problem, chosen: Bools) -> list[str]:
    """Return which rules a choice breaks, in words for a log; none if it is right."""
    picks = [option for option, taken in enumerate(chosen.tolist()) if taken]
    at = Counter(int(problem.place[option]) for option in picks)
    found = [f"place {place} is chosen {count} times" for place, count in at.items() if count > 1]
    found += [f"option {one} is locked in" for one in problem.wanted.tolist() if one not in picks]
    found += [f"option {one} is locked out" for one in problem.barred.tolist() if one in picks]
    for name, rows, sign in (("most", problem.at_most, 1.0), ("least", problem.at_least, -1.0)):
        for row, total in enumerate(_totals(rows, picks)):
            limit = float(rows.limit[row])
            if sign * (total - limit) > NEAR * max(1.0, abs(limit)):
                found.append(f"rule {int(rows.rule[row])}: {total:g}, at {name} {limit:g}")
    return found


def _totals(rows: Rows, picks: list[int]) -> list[float]:
    totals = [0.0] * len(rows.limit)
    taken = set(picks)
    entries = rows.matrix.tocoo()
    for row, option, amount in zip(
        entries.row.tolist(), entries.col.tolist(), entries.data.tolist(), strict=True
    ):
        if option in taken:
            totals[row] += amount
    return totals


def _touched(side: object, picks: list[int]) -> set[int]:
    entries = side.tocoo()  # type: ignore[attr-defined]
    taken = set(picks)
    pairs = zip(entries.row.tolist(), entries.col.tolist(), strict=True)
    return {pair for pair, option in pairs if option in taken}
