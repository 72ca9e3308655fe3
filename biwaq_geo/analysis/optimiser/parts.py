"""Which part of a choice is chosen anew while the rest of it stays (large neighbourhood search)."""

import numpy as np

from biwaq_geo.analysis.optimiser.problem import Bools, Indices, Problem

FIRST, MOST, WIDER, NARROWER = 0.5, 0.8, 1.2, 0.9
"""Share of the picks in the first part, and at most; what it is multiplied by from part to part."""


class Parts:
    """Parts of choices, one after the other, the same ones with the same seed.

    In turn: those that serve two of the needs, any picks, and those that reach the same people
    as one of them. A part grows when all of its choices could be looked at, and shrinks when not.
    """

    def __init__(self, problem: Problem, *, seed: int) -> None:
        self._problem = problem
        self._chance = np.random.default_rng(seed)
        self._turn, self._share = 0, FIRST

    def next(self, chosen: Bools, *, hopeful: Bools, locked: Bools) -> tuple[Indices, Bools]:
        """Return the options to choose from, in rising order, and those of the choice that stay.

        Parameters
        ----------
        chosen, locked
            The choice, and what is never given up.
        hopeful
            Options that may come in at the places that are free then; what is given up may
            come back.
        """
        picks = np.flatnonzero(chosen)
        away = np.zeros(self._problem.options, dtype=bool)
        if len(picks):
            kinds = (self._of_needs, self._any, self._near)
            away[kinds[self._turn % len(kinds)](picks)] = True
            self._turn += 1
        stays: Bools = locked | (chosen & ~away)
        full = np.isin(self._problem.place, self._problem.place[stays])
        return np.flatnonzero(stays | ((chosen | hopeful) & ~full)), stays

    def learn(self, *, done: bool) -> None:
        """Hear whether all choices of the last part could be looked at."""
        self._share = min(MOST, self._share * WIDER) if done else self._share * NARROWER

    def _any(self, picks: Indices) -> Indices:
        return self._chance.permutation(picks)[: self._count(picks)]

    def _near(self, picks: Indices) -> Indices:
        covers = self._problem.covers[self._problem.place[picks]]
        one = int(self._chance.integers(len(picks)))
        shared = (covers @ covers[[one]].T).toarray().ravel()
        return picks[np.argsort(-shared, kind="stable")[: self._count(picks)]]

    def _of_needs(self, picks: Indices) -> Indices:
        needs = self._chance.permutation(np.unique(self._problem.need))[:2]
        return picks[np.isin(self._problem.need[picks], needs)]

    def _count(self, picks: Indices) -> int:
        return int(np.ceil(self._share * len(picks)))
