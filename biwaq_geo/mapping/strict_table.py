"""A table of a layer file that complains about whatever is not as it should be."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import TypeVar

from biwaq_geo.domain.catalogue import Words
from biwaq_geo.domain.errors import LayerFileError

LANGUAGES = ("de", "en")

NOTHING = "–"
"""Stands for what is missing. What is expected is said in the signs of TOML, in no language."""

E = TypeVar("E", bound=StrEnum)


def layer_error(file: str, key: str, expected: object, found: object) -> LayerFileError:
    """Return the error about one key of one file."""
    return LayerFileError(file=file, key=key, expected=str(expected), found=str(found))


class Table:
    """One table; every method reads one key and raises LayerFileError if it is wrong.

    Attributes
    ----------
    prefix
        Path of the table in its file with a dot at the end; empty for the file itself.
    """

    def __init__(self, file: str, prefix: str, values: Mapping[str, object]) -> None:
        self.file, self.prefix, self.values = file, prefix, values

    def __contains__(self, key: str) -> bool:
        return key in self.values

    def error(self, key: str, expected: object, found: object) -> LayerFileError:
        """Return the error about one key of this table."""
        return layer_error(self.file, self.prefix + key, expected, found)

    def check_keys(self, needed: frozenset[str], allowed: frozenset[str]) -> None:
        """Complain about keys that are unknown or missing."""
        for key in sorted(self.values.keys() - allowed):
            raise self.error(key, ", ".join(sorted(allowed)), key)
        for key in sorted(needed - self.values.keys()):
            raise self.error(key, f"{key} = …", NOTHING)

    def text(self, key: str, pattern: re.Pattern[str] | None = None) -> str:
        """Return a text that is not blank and fits the pattern."""
        value = self.values[key]
        if not isinstance(value, str) or not value.strip():
            raise self.error(key, '"…"', value)
        if pattern and not pattern.fullmatch(value):
            raise self.error(key, pattern.pattern, value)
        return value

    def texts(self, key: str, default: Sequence[str]) -> Sequence[str]:
        """Return a list of texts; `default` if the key is absent."""
        value = self.values.get(key, default)
        if not isinstance(value, list | tuple) or not all(isinstance(x, str) for x in value):
            raise self.error(key, '["…", "…"]', value)
        return value

    def one_of(self, key: str, kind: type[E], default: E | None = None) -> E:
        """Return a member of `kind`; `default` if the key is absent."""
        if key not in self.values and default is not None:
            return default
        value = self.text(key)
        if value not in set(kind):
            raise self.error(key, ", ".join(kind), value)
        return kind(value)

    def number(self, key: str, default: float, *, low: float = -1e9, high: float = 1e9) -> float:
        """Return a number from `low` to `high`; `default` if the key is absent."""
        value = self.values.get(key, default)
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise self.error(key, "0.5", value)
        if not low <= value <= high:
            raise self.error(key, f"{low:g} – {high:g}", value)
        return float(value)

    def flag(self, key: str) -> bool:
        """Return true or false; false if the key is absent."""
        value = self.values.get(key, False)
        if not isinstance(value, bool):
            raise self.error(key, "true, false", value)
        return value

    def day(self, key: str) -> date:
        """Return a day written as "2026-05-01"."""
        text = self.text(key)
        try:
            return date.fromisoformat(text)
        except ValueError as error:
            raise self.error(key, "YYYY-MM-DD", text) from error

    def words(self, key: str) -> Words:
        """Return a text in all languages and no other."""
        value = self.values[key]
        if not isinstance(value, dict):
            raise self.error(key, "{ de, en }", value)
        inner = Table(self.file, f"{self.prefix}{key}.", value)
        inner.check_keys(frozenset(LANGUAGES), frozenset(LANGUAGES))
        return {language: inner.text(language) for language in LANGUAGES}

    def tables(self, key: str) -> Iterator["Table"]:
        """Yield the tables inside a table; none if the key is absent."""
        for name, value in self._table(key).items():
            if not isinstance(value, dict):
                raise self.error(f"{key}.{name}", f"[{key}.{name}]", value)
            yield Table(self.file, f"{self.prefix}{key}.{name}.", value)

    def dictionary(self, key: str) -> Mapping[str, Words]:
        """Return a table of texts; empty if the key is absent."""
        table = self._table(key)
        inner = Table(self.file, f"{self.prefix}{key}.", table)
        return {name: inner.words(name) for name in table}

    def _table(self, key: str) -> Mapping[str, object]:
        value = self.values.get(key, {})
        if not isinstance(value, dict):
            raise self.error(key, f"[{key}]", value)
        return value
