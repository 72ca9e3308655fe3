"""One table of a catalogue file, each of whose keys is checked when it is taken."""

import math
from collections.abc import Mapping
from enum import StrEnum
from typing import TypeGuard, TypeVar

from biwaq_geo.domain.catalogue import Band, Evidence, Words
from biwaq_geo.domain.errors import CatalogueFileError

E = TypeVar("E", bound=StrEnum)

LANGUAGES = ("de", "en")
FIRST_YEAR = 1990
"""A price before the euro and the new federal states is a slip of the pen."""

LAST_YEAR = 2100


class Table:
    """A table that remembers which keys were taken, so that the rest is unknown.

    Every method raises CatalogueFileError with `file`, `entry`, `key`, `expected` and
    `found`.
    """

    def __init__(
        self, values: Mapping[str, object], *, file: str, entry: str, prefix: str = ""
    ) -> None:
        self.values = values
        self.file = file
        self.entry = entry
        self.prefix = prefix
        self._open = set(values)

    def error(self, key: str, *, expected: str, found: object) -> CatalogueFileError:
        """Make the error about one key of this table."""
        return CatalogueFileError(
            file=self.file,
            entry=self.entry,
            key=f"{self.prefix}{key}",
            expected=expected,
            found=_shown(found),
        )

    def close(self) -> None:
        """Raise if a key is left that nobody asked for."""
        for key in sorted(self._open):
            raise self.error(key, expected="–", found=key)

    def has(self, key: str) -> bool:
        """Say whether the key stands in the table."""
        return key in self.values

    def take(self, key: str, *, expected: str) -> object:
        """Return the raw value; an error where the key is missing."""
        self._open.discard(key)
        if key not in self.values:
            raise self.error(key, expected=expected, found="–")
        return self.values[key]

    def text(self, key: str) -> str:
        """Return a text that is not blank."""
        value = self.take(key, expected="text")
        if not isinstance(value, str) or not value.strip():
            raise self.error(key, expected="text", found=value)
        return value

    def words(self, key: str) -> Words:
        """Return a text in every language."""
        inner = self.table(key)
        words = {language: inner.text(language) for language in LANGUAGES}
        inner.close()
        return words

    def table(self, key: str) -> "Table":
        """Return the table under the key."""
        value = self.take(key, expected="{ … }")
        if not isinstance(value, dict):
            raise self.error(key, expected="{ … }", found=value)
        return Table(value, file=self.file, entry=self.entry, prefix=f"{self.prefix}{key}.")

    def flag(self, key: str) -> bool:
        """Return true or false."""
        value = self.take(key, expected="true / false")
        if not isinstance(value, bool):
            raise self.error(key, expected="true / false", found=value)
        return value

    def number(self, key: str, *, most: float = math.inf) -> float:
        """Return a number from 0 to `most`."""
        expected = "≥ 0" if most == math.inf else f"0 … {most:g}"
        value = self.take(key, expected=expected)
        if not _is_number(value) or not 0 <= value <= most:
            raise self.error(key, expected=expected, found=value)
        return float(value)

    def within(self, key: str, *, low: float, high: float) -> float:
        """Return a number from `low` to `high`."""
        expected = f"{low:g} … {high:g}"
        value = self.take(key, expected=expected)
        if not _is_number(value) or not low <= value <= high:
            raise self.error(key, expected=expected, found=value)
        return float(value)

    def left(self) -> list[str]:
        """Return the keys that nobody has asked for so far, in alphabetical order."""
        return sorted(self._open)

    def whole(self, key: str, *, least: int = 1, most: int = 1_000) -> int:
        """Return a whole number from `least` to `most`."""
        expected = f"{least} … {most}"
        value = self.take(key, expected=expected)
        if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
            raise self.error(key, expected=expected, found=value)
        return value

    def span(self, key: str) -> tuple[float, float]:
        """Return a pair [smallest, largest] of numbers from 0, the first not above the second."""
        expected = "[min, max], 0 ≤ min ≤ max"
        value = self.take(key, expected=expected)
        match value:
            case [low, high] if _is_number(low) and _is_number(high) and 0 <= low <= high:
                return float(low), float(high)
        raise self.error(key, expected=expected, found=value)

    def one_of(self, key: str, kind: type[E]) -> E:
        """Return the member of the enumeration with this value."""
        expected = ", ".join(kind)
        value = self.take(key, expected=expected)
        if value not in list(kind):
            raise self.error(key, expected=expected, found=value)
        return kind(str(value))

    def some_of(self, key: str, allowed: tuple[str, ...]) -> frozenset[str]:
        """Return a list of allowed words, at least one, as a set."""
        expected = ", ".join(allowed)
        value = self.take(key, expected=expected)
        if not isinstance(value, list) or not value or any(v not in allowed for v in value):
            raise self.error(key, expected=expected, found=value)
        return frozenset(map(str, value))

    def texts(self, key: str) -> list[str]:
        """Return a list of texts, at least one."""
        value = self.take(key, expected="[…]")
        if not isinstance(value, list) or not value or not all(isinstance(v, str) for v in value):
            raise self.error(key, expected="[…]", found=value)
        return value

    def band(self, *, most: float = math.inf) -> Band:
        """Return low, expected and high of this table, in this order."""
        band = Band(*(self.number(key, most=most) for key in ("low", "expected", "high")))
        if not band.low <= band.expected <= band.high:
            found = f"{band.low:g}, {band.expected:g}, {band.high:g}"
            raise self.error("expected", expected="low ≤ expected ≤ high", found=found)
        return band

    def evidence(self) -> Evidence:
        """Return year and source of this table; without a source it is marked an assumption."""
        year = self.whole("year", least=FIRST_YEAR, most=LAST_YEAR)
        source = self.text("source") if self.has("source") else ""
        assumption = self.flag("assumption") if self.has("assumption") else False
        if not source and not assumption:
            raise self.error("source", expected="source / assumption = true", found="–")
        return Evidence(source=source, year=year, assumption=assumption)


def _is_number(value: object) -> TypeGuard[int | float]:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)


def _shown(value: object) -> str:
    return f"„{value}“" if isinstance(value, str) and not value.strip() else str(value)
