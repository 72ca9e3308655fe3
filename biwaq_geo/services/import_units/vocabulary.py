"""Words of files and what they mean: our own lists, and the words that are on screen."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from biwaq_geo.services.import_units.column_words import (
    COLUMN_WORDS,
    RENT_TOTAL,
    SQUARE_METRES,
    normal,
)
from biwaq_geo.services.import_units.fields import TARGETS
from biwaq_geo.services.import_units.value_words import VALUE_WORDS

_SHAPEFILE_NAME = 10
"""Characters of the longest name of a column in a shapefile."""

_AS_CUT = 0.9
"""How sure a name is that a shapefile has cut and that only one meaning begins with."""

_SHORTEST_PART = 5
"""Letters of a name that may be found inside another one."""


@dataclass(frozen=True)
class Vocabulary:
    """What columns and values are called.

    Attributes
    ----------
    labels
        Meaning of a column to its names on screen.
    spoken
        List of values, value, and the words for it on screen.
    uses
        Key of an interim use to its titles.
    """

    labels: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    spoken: Mapping[type[StrEnum], Mapping[str, tuple[str, ...]]] = field(default_factory=dict)
    uses: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @cached_property
    def use_keys(self) -> Mapping[str, str]:
        """What stands for an interim use, written as `normal` does, to its key."""
        return {normal(word): key for key, titles in self.uses.items() for word in (*titles, key)}

    def meaning(self, name: str) -> tuple[str | None, float]:
        """Return what a column of that name means and how sure that is, from 0 to 1."""
        said = normal(name)
        best: tuple[str | None, float] = (None, 0.0)
        for target, words in self._names.items():
            if target == RENT_TOTAL and SQUARE_METRES & set(said.split()):
                continue
            score = max(_likeness(said, word) for word in words)
            if score > best[1]:
                best = target, score
        if best[1] < _AS_CUT and len(name) == _SHAPEFILE_NAME:
            begun = [target for target, words in self._names.items() if _begins(said, words)]
            # "condition_" may be inside or outside: then nobody knows
            best = (begun[0], _AS_CUT) if len(begun) == 1 else best
        return best

    def value(self, kind: type[StrEnum], word: str) -> StrEnum | None:
        """Return the value that the word stands for, None for a word that nobody has listed."""
        return self._values(kind).get(normal(word))

    @cached_property
    def _names(self) -> Mapping[str, frozenset[str]]:
        return {
            target: frozenset(
                normal(word).replace(" ", "")
                for word in (*COLUMN_WORDS.get(target, ()), *self.labels.get(target, ()), target)
            )
            for target in TARGETS
        }

    def _values(self, kind: type[StrEnum]) -> Mapping[str, StrEnum]:
        if kind not in self._tables:
            on_screen = self.spoken.get(kind, {})
            listed = VALUE_WORDS.get(kind, {})
            table = {
                normal(word): value
                for value in kind
                for word in (*listed.get(value, "").split(";"), *on_screen.get(value, ()))
            }
            # its own name wins where a word of another value reads the same
            self._tables[kind] = table | {normal(value): value for value in kind}
        return self._tables[kind]

    @cached_property
    def _tables(self) -> dict[type[StrEnum], Mapping[str, StrEnum]]:
        return {}


OWN_WORDS = Vocabulary()


def _begins(said: str, words: frozenset[str]) -> bool:
    close = said.replace(" ", "")
    return any(word.startswith(close) for word in words)


def _likeness(said: str, word: str) -> float:
    """Compare a name with one without blanks, from 0 to 1."""
    close = said.replace(" ", "")
    if close == word:
        return 1.0
    without_unit = re.sub(r"( in)? (m2|qm|m|cm|eur|sqm|eur m2)$", "", said).replace(" ", "")
    if without_unit == word:
        return 0.95
    if len(word) >= _SHORTEST_PART and word in close:
        return 0.4 + 0.4 * len(word) / len(close)
    return 0.0
