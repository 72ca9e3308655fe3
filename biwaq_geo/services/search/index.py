"""Which entries fit what was typed, word by word: all at once, whatever their order."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import OSA
from rapidfuzz.process import cdist

from biwaq_geo.services.search.spelling import Spelt

Scores = NDArray[np.float64]

EXACT, HEAD, INSIDE, TYPO = 1.0, 0.88, 0.72, 0.7
"""How well a word fits: as it is, as its beginning, as a part of it, with one typing error."""

PER_TYPO, HEAD_TYPO = 0.1, 0.08
LEAST_INSIDE = 4
"""Shorter words lie inside too many others."""

PER_WORD, MOST_OFF = 0.02, 0.1
"""Taken off for each word of an entry that nobody typed."""

FIRST_BONUS = 0.03
"""For an entry that begins as what was typed begins."""

WORDS_KEPT = 16

RELAXED = 0.6
"""Share of what was typed that must fit where nothing fits all of it."""


class HitKind(StrEnum):
    """What was found."""

    UNIT = "unit"
    BUILDING = "building"
    STREET = "street"
    SERVICE = "service"
    PLACE = "place"
    SITE = "site"
    AREA = "area"


@dataclass(frozen=True, slots=True)
class Entry:
    """Something that can be found.

    Attributes
    ----------
    key
        Id of the feature; the name of a street or a site, which have many features.
    label
        As it is shown, data text.
    spelt
        What it is found by; `more` are further words, such as the name of a business.
    extent
        West, south, east, north in the town's CRS, metres; of a point both corners.
    point
        A place on the feature, same CRS.
    vacant
        True for a unit that stands empty.
    """

    kind: HitKind
    key: str
    label: str
    spelt: Spelt
    extent: tuple[float, float, float, float]
    point: tuple[float, float]
    more: tuple[str, ...] = ()
    vacant: bool = False


class Index:
    """Entries with the words they are found by."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self.entries = [entry for entry in entries if entry.spelt.words or entry.more]
        vocabulary: dict[str, int] = {}
        flat: list[int] = []
        starts: list[int] = []
        for entry in self.entries:
            starts.append(len(flat))
            own = entry.spelt.words
            # people write as one word what we write as two
            joined = ("".join(own),) if len(own) > 1 else ()
            known = (*own, *entry.more, *joined)
            flat.extend(vocabulary.setdefault(word, len(vocabulary)) for word in known)
        self._place = vocabulary
        self._lettered = [word for word in vocabulary if not word.isdigit()]
        self._letters = np.array([vocabulary[word] for word in self._lettered], dtype=np.intp)
        # while somebody types on, the words before stay as they are
        self._best = lru_cache(maxsize=WORDS_KEPT)(self._find_best)
        self._flat = np.array(flat, dtype=np.intp)
        self._starts = np.array(starts, dtype=np.intp)
        self._count = np.array([len(x.spelt.words) for x in self.entries], dtype=np.float64)
        self.house = np.array([x.kind is HitKind.BUILDING for x in self.entries], dtype=bool)
        self.number = np.array([x.spelt.number for x in self.entries], dtype=np.intp)
        self._last = np.array([x.spelt.last for x in self.entries], dtype=np.intp)
        self._letter = np.array([x.spelt.letter for x in self.entries], dtype=object)

    def scores(self, words: Sequence[str], *, relaxed: bool = False) -> Scores:
        """Return for each entry how well it fits, 0 for not at all, about 1 for the same.

        Parameters
        ----------
        relaxed
            Let words fit nothing, as long as `RELAXED` of the letters fit.
        """
        if not self.entries or not words:
            return np.zeros(len(self.entries))
        best = [self._best(word) for word in words]
        letters = np.array([len(word) for word in words], dtype=np.float64)
        fits = np.array([one for one, _ in best])
        score = (letters[:, None] * fits).sum(axis=0) / letters.sum()
        matched = (letters[:, None] * (fits > 0)).sum(axis=0) / letters.sum()
        known = matched >= RELAXED if relaxed else (fits > 0).all(axis=0)
        unsaid = np.clip(PER_WORD * (self._count - len(words)), 0.0, MOST_OFF)
        return np.where(known, np.maximum(score - unsaid + FIRST_BONUS * best[0][1], 0.01), 0.0)

    def is_at(self, asked: Spelt) -> NDArray[np.bool_]:
        """Say for each entry whether it has the house number; without a letter, any letter."""
        here = (self.number > 0) & (self.number <= asked.number) & (self._last >= asked.number)
        return here & (self._letter == asked.letter) if asked.letter else here

    def away_from(self, asked: Spelt) -> NDArray[np.intp]:
        """Return how far each house number is from the asked one."""
        away: NDArray[np.intp] = np.abs(self.number - asked.number)
        return away

    def _find_best(self, word: str) -> tuple[Scores, NDArray[np.bool_]]:
        fit = np.zeros(len(self._place))
        if not word.isdigit():
            fit[self._letters] = _fits(word, self._lettered)
        elif word in self._place:
            fit[self._place[word]] = EXACT
        best = np.maximum.reduceat(fit[self._flat], self._starts)
        return best, fit[self._flat[self._starts]] >= HEAD


def _fits(word: str, vocabulary: Sequence[str]) -> Scores:
    """Return for each word of a vocabulary how well it fits a typed one."""
    size = len(word)
    fit = np.zeros(len(vocabulary))
    if allowed := _typos(size):
        whole = cdist([word], vocabulary, scorer=OSA.distance, score_cutoff=allowed)[0]
        heads = [known[:size] for known in vocabulary]
        head = cdist([word], heads, scorer=OSA.distance, score_cutoff=allowed)[0]
        fit = np.where(head <= allowed, TYPO - HEAD_TYPO - PER_TYPO * (head - 1.0), fit)
        fit = np.where(whole <= allowed, TYPO - PER_TYPO * (whole - 1.0), fit)
    for i, known in enumerate(vocabulary):
        if word in known:
            if known == word:
                fit[i] = EXACT
            elif known.startswith(word):
                fit[i] = HEAD + 0.1 * size / len(known)
            elif size >= LEAST_INSIDE:
                fit[i] = max(fit[i], INSIDE)
    return fit


def _typos(size: int) -> int:
    """Return how many typing errors a word of this length may have."""
    return 0 if size < 4 else 1 if size < 8 else 2  # noqa: PLR2004 -- letters
