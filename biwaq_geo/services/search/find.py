"""Find places of a town by what people type."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import IntEnum
from threading import Lock
from typing import NamedTuple
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray

from biwaq_geo.services.ports import Town
from biwaq_geo.services.search.entries import base_entries, unit_entries
from biwaq_geo.services.search.index import Entry, HitKind, Index
from biwaq_geo.services.search.spelling import Spelt, spell, words_of

LIMIT = 10
LEAST_LETTERS = 2
UNITS_KEPT = 2
"""Revisions of one register in memory: the present one and a day somebody looks at."""

CLOSE = 0.12
"""An entry so much worse than the best is another street, not the one that was meant."""

FAR = 0.25
"""An entry so much worse than the best only looks like what was typed."""

_NAMED = {
    HitKind.STREET: 0,
    HitKind.SITE: 1,
    HitKind.SERVICE: 2,
    HitKind.PLACE: 3,
    HitKind.AREA: 6,
    HitKind.BUILDING: 7,
}
_VACANT_UNIT, _OTHER_UNIT = 4, 5

MOST_RANKED = 100
"""Entries that are put in order; of more that fit, nobody reads the rest."""


class _Rank(NamedTuple):
    """What hits are put in order by; lower is better."""

    tier: int
    away: int
    worse: float
    incomplete: bool
    kind: int
    details: tuple[float, int, str, str]


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing that was found, the best first.

    Attributes
    ----------
    asked
        House number that was typed and does not exist; this is the nearest. Empty otherwise.
    """

    entry: Entry
    asked: str = ""


def find(
    town: Town,
    typed: str,
    *,
    kind_words: Mapping[str, str],
    at_revision: int | None = None,
    limit: int = LIMIT,
) -> list[Hit]:
    """Return what fits, the best first; only what lies in the town and may be seen.

    Words may come in any order, begun, with typing errors, with or without umlauts, "Str."
    or "Straße". A house number that does not exist brings the nearest one. Vacant units come
    before other units, units before buildings.

    Parameters
    ----------
    kind_words
        Words for each kind of service, in any language.
    at_revision
        The register that is shown, the present one if None.
    """
    asked = _without_town(spell(typed), town.profile.name)
    if sum(len(word) for word in asked.words if not word.isdigit()) < LEAST_LETTERS:
        return []
    found: list[tuple[_Rank, Hit]] = []
    indexes = _INDEXES.of(town, kind_words=kind_words, at_revision=at_revision)
    for relaxed in (False, True):
        found = [each for index in indexes for each in _ranked(index, asked, relaxed=relaxed)]
        if found:
            break
    best = min((rank.details[0] for rank, _ in found), default=0.0)
    good = [each for each in found if each[0].details[0] <= best + FAR]
    return [hit for _, hit in sorted(_without_near(good), key=lambda each: each[0])[:limit]]


def _without_town(asked: Spelt, name: str) -> Spelt:
    """Drop the name of the town where something else was typed as well."""
    known = set(words_of(name))
    rest = tuple(word for word in asked.words if word not in known)
    return Spelt(rest or asked.words, asked.number, asked.last, asked.letter)


class _Tier(IntEnum):
    """How far an entry is what was asked for."""

    SAME = 0
    NEAR_NUMBER = 1
    STREET_ONLY = 2
    NONE = 3


def _ranked(index: Index, asked: Spelt, *, relaxed: bool) -> Iterator[tuple[_Rank, Hit]]:
    score = index.scores(asked.words, relaxed=relaxed)
    away = np.zeros(len(score), dtype=np.intp)
    if asked.number:
        # of a name such as "Salon 21" the number is a word
        whole = index.scores((*asked.words, _number(asked)))
        score = np.maximum(score, whole)
        away = index.away_from(asked)
        tier = _tiers(index, asked, score=score, named=whole > 0)
    else:
        # without a number, all houses of a street would stand in the way of the rest
        tier = np.where(index.house, _Tier.NONE, _Tier.SAME)
    score = np.where(tier == _Tier.NONE, 0.0, score)
    for i in np.argsort(-score, kind="stable")[:MOST_RANKED]:
        if score[i] > 0:
            near = tier[i] == _Tier.NEAR_NUMBER
            hit = Hit(index.entries[i], _number(asked) if near else "")
            yield (
                _rank(
                    hit.entry,
                    tier=int(tier[i]),
                    away=int(away[i]) if near else 0,
                    score=float(score[i]),
                    typed=len(asked.words),
                ),
                hit,
            )


def _tiers(index: Index, asked: Spelt, *, score: np.ndarray, named: np.ndarray) -> NDArray[np.intp]:
    numbered = index.number > 0
    here = index.is_at(asked)
    tier = np.where(numbered, _Tier.NONE, _Tier.STREET_ONLY)
    meant = numbered & (score > 0)
    if meant.any():
        meant &= score >= score[meant].max() - CLOSE
        away = index.away_from(asked)
        tier[meant & (away == away[meant].min())] = _Tier.NEAR_NUMBER
    tier[here | named] = _Tier.SAME
    return tier


def _rank(entry: Entry, *, tier: int, away: int, score: float, typed: int) -> _Rank:
    kind = (
        (_VACANT_UNIT if entry.vacant else _OTHER_UNIT)
        if entry.kind is HitKind.UNIT
        else _NAMED[entry.kind]
    )
    spelt = entry.spelt
    details = (-score, spelt.number, spelt.letter, entry.label)
    incomplete = len(spelt.words) > typed
    return _Rank(tier, away, -round(score, 1), incomplete, kind, details)


def _number(asked: Spelt) -> str:
    return f"{asked.number}{asked.letter}"


def _without_near(found: list[tuple[_Rank, Hit]]) -> list[tuple[_Rank, Hit]]:
    """Of near numbers, keep the nearest, and only in streets without the number itself."""
    there = {hit.entry.spelt.words for _, hit in found if not hit.asked and hit.entry.spelt.number}
    nearest = min((rank.away for rank, hit in found if hit.asked), default=0)
    return [
        (rank, hit)
        for rank, hit in found
        if not hit.asked or (rank.away == nearest and hit.entry.spelt.words not in there)
    ]


class _Indexes:
    """The indexes of the towns that are open: one of the base layers, few of the register."""

    def __init__(self) -> None:
        self._base: WeakKeyDictionary[Town, Index] = WeakKeyDictionary()
        self._units: WeakKeyDictionary[Town, dict[int, Index]] = WeakKeyDictionary()
        self._lock = Lock()

    def of(
        self, town: Town, *, kind_words: Mapping[str, str], at_revision: int | None
    ) -> tuple[Index, Index]:
        """Return the index of the register and that of the base layers."""
        now = town.store.revision()
        revision = now if at_revision is None else min(at_revision, now)
        with self._lock:
            base = self._base.get(town)
            if base is None:
                base = self._base[town] = Index(base_entries(town, kind_words=kind_words))
            kept = self._units.setdefault(town, {})
            units = kept.pop(revision, None)
            if units is None:
                units = Index(unit_entries(town, at_revision=revision))
            kept[revision] = units
            while len(kept) > UNITS_KEPT:
                del kept[next(iter(kept))]
        return units, base


_INDEXES = _Indexes()
