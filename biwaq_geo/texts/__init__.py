"""The words of the programme in both languages, and numbers and dates as people write them."""

import tomllib
from collections.abc import Mapping
from datetime import date, datetime
from enum import Enum
from functools import cache
from pathlib import Path
from typing import Literal

from babel.dates import format_date, format_datetime
from babel.numbers import format_decimal

from biwaq_geo.domain.errors import BiwaqError
from biwaq_geo.domain.local_time import LOCAL_ZONE
from biwaq_geo.texts.sections import SECTIONS

__all__ = ["LANGUAGES", "LOCAL_ZONE", "MISSING", "Language", "Texts", "load"]

Language = Literal["de", "en"]
LANGUAGES: tuple[Language, ...] = ("de", "en")

MISSING = "–"
"""Shown for a figure that nobody knows."""

MINUS = "\u2212"
"""The sign of printed figures: as wide as a plus, and no hyphen that a line breaks at."""


class Texts:
    """The words of one language; call it with a key to get the sentence.

    Values are put in as they are: the result is for widgets that escape, not for
    templates or HTML.
    """

    def __init__(self, language: Language, words: Mapping[str, str]) -> None:
        self.language = language
        self._words = words

    def __call__(self, key: str, /, **values: object) -> str:
        """Return the sentence under `key` with its placeholders filled.

        Where `count` is 1 the sentence for one thing alone, under the key with `_one` behind
        it, if there is one.
        """
        if str(values.get("count")) == "1":
            key = f"{key}_one" if f"{key}_one" in self._words else key
        return self._words[key].format(**values) if values else self._words[key]

    def keys(self) -> frozenset[str]:
        """Return all keys of the catalogue."""
        return frozenset(self._words)

    def of(self, words: Mapping[str, str]) -> str:
        """Pick this language from a text in data, German where it is missing."""
        return words.get(self.language) or words["de"]

    def unit(self, said: str) -> str:
        """Return a unit of a catalogue in this language: German and English part at " / "."""
        german, _, english = said.partition(" / ")
        return english if english and self.language != "de" else german

    def source(self, said: str) -> str:
        """Return where a town's data come from: of the town that is built in, in this language."""
        built_in = said == load("de")("app.demo_source")
        return self("app.demo_source") if built_in else said

    def number(self, value: float | None, *, digits: int = 0, unit: str = "") -> str:
        """Write a number as people do; a dash for None."""
        if value is None or value != value:  # noqa: PLR0124 -- NaN is not equal to itself
            return MISSING
        places = f"#,##0.{'0' * digits}" if digits else "#,##0"
        text = format_decimal(value, format=places, locale=self.language).replace("-", MINUS)
        return f"{text}\u00a0{unit}" if unit else text

    def percent(self, share: float | None, *, digits: int = 1) -> str:
        """Write a share (0 to 1) as per cent; a dash for None."""
        if share is None or share != share:  # noqa: PLR0124 -- NaN is not equal to itself
            return MISSING
        return self.number(100 * share, digits=digits, unit="%")

    def day(self, value: date | None) -> str:
        """Write a day; a dash for None."""
        return MISSING if value is None else format_date(value, "medium", locale=self.language)

    def long_day(self, value: date) -> str:
        """Write a day with the name of its month."""
        return format_date(value, "long", locale=self.language)

    def time(self, value: datetime) -> str:
        """Write a UTC time in local time (Europe/Berlin)."""
        return format_datetime(value.astimezone(LOCAL_ZONE), "medium", locale=self.language)

    def error(self, error: BiwaqError) -> str:
        """Say what happened, what was saved, and what to do."""
        values = {name: self._say(name, value) for name, value in error.values.items()}
        return self(f"error.{error.code}").format_map(_Lenient(values))

    def _say(self, name: str, value: object) -> str:
        if name == "field" and f"field.{value}" in self._words:
            return self._words[f"field.{value}"]
        if isinstance(value, Enum):
            return self._words[f"{SECTIONS[type(value)]}.{value}"]
        if isinstance(value, date) and not isinstance(value, datetime):
            return self.day(value)
        if isinstance(value, Mapping):
            return self.of(value)
        return str(value)


class _Lenient(dict[str, str]):
    """A placeholder without a value shows a dash: an error text must never fail."""

    def __missing__(self, key: str) -> str:
        return MISSING


@cache
def load(language: Language) -> Texts:
    """Return the words of one language."""
    with (Path(__file__).parent / f"{language}.toml").open("rb") as file:
        return Texts(language, dict(_flat(tomllib.load(file))))


def _flat(table: Mapping[str, object], prefix: str = "") -> list[tuple[str, str]]:
    pairs: list[tuple[str, str]] = []
    for key, value in table.items():
        if isinstance(value, dict):
            pairs += _flat(value, f"{prefix}{key}.")
        else:
            pairs.append((f"{prefix}{key}", str(value)))
    return pairs
