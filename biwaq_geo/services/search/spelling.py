"""One spelling for what people write in many ways."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
_NOTE = re.compile(r"\([^)]*\)")
_RANGE = re.compile(r"\b([a-z]?\d+ ?[a-z]?) ?(?:-|\u2013|/|bis) ?[a-z]?(\d+)( ?[a-z])?\b")
_GLUED = re.compile(r"(?<=[a-z]{3})(?=\d)")
_LETTER = re.compile(r"\b(\d+) ([a-z])\b")
_OTHER = re.compile(r"[^a-z0-9]+")
_NUMBER = re.compile(r"[a-z]?(\d{1,4})([a-z]?)")
_POSTCODE = re.compile(r"\d{5}")
_STREET = re.compile(r"str(?:as{0,2}e?)?$")
_SHORT = {"bhf": "bahnhof", "hbf": "bahnhof", "pl": "platz", "kh": "krankenhaus"}
_ENDINGS = ("platz", "allee", "gasse", "weg")
KEPT = 65_536
"""Spellings in memory: after a save nearly all of a register is spelt as before."""

_LEAST_STEM = 3
"""Letters before an ending: "Weg" and "Ulweg" are names of their own."""


@dataclass(frozen=True, slots=True)
class Spelt:
    """A text as it is compared.

    Attributes
    ----------
    words
        In lower case without umlauts; endings such as "straße" are words of their own.
        The house number is not among them.
    number, last
        House number and the end of its range; both the same for a single one, 0 for none.
    letter
        Letter after the house number, such as the "a" of 3a.
    """

    words: tuple[str, ...]
    number: int = 0
    last: int = 0
    letter: str = ""


def plain(text: str) -> str:
    """Return the text in lower case, without umlauts and accents.

    >>> plain("Łęknica, Groß Düben")
    'leknica, gross dueben'
    """
    lower = text.casefold().translate(_UMLAUTS).replace("ł", "l")
    apart = unicodedata.normalize("NFKD", lower.replace("a\u0308", "ae"))
    return "".join(char for char in apart if not unicodedata.combining(char))


@lru_cache(maxsize=KEPT)
def words_of(text: str) -> tuple[str, ...]:
    """Return the words of a name; what stands in brackets is a note and no part of it.

    >>> words_of("Prof.-Wagenfeld-Ring (Skizze)"), words_of("Berlinerstr.")
    (('prof', 'wagenfeld', 'ring'), ('berliner', 'str'))
    """
    cleaned = _OTHER.sub(" ", plain(_NOTE.sub(" ", text)))
    return tuple(part for word in cleaned.split() for part in _parts(word))


@lru_cache(maxsize=KEPT)
def spell(text: str) -> Spelt:
    """Read an address or whatever somebody typed; its last number is a house number.

    >>> spell("Görlitzer Strasse 3 a")
    Spelt(words=('goerlitzer', 'str'), number=3, last=3, letter='a')
    >>> spell("Hauptstr. 12-14").last
    14
    """
    lower = _GLUED.sub(" ", plain(_NOTE.sub(" ", text)))
    last = 0
    if span := _RANGE.search(lower):
        last = int(span[2])
        lower = lower[: span.end(1)] + " " + lower[span.end() :]
    joined = _LETTER.sub(r"\1\2", _OTHER.sub(" ", lower)).split()
    tokens = [token for token in joined if not _POSTCODE.fullmatch(token)]
    places = [i for i, token in enumerate(tokens) if _NUMBER.fullmatch(token)]
    if not places or len(tokens) == 1:
        return Spelt(tuple(part for token in tokens for part in _parts(token)))
    found = _NUMBER.fullmatch(tokens.pop(places[-1]))
    assert found is not None  # noqa: S101 -- the place was found by the same pattern
    number = int(found[1])
    words = tuple(part for token in tokens for part in _parts(token))
    return Spelt(words, number, max(last, number), found[2])


def _parts(word: str) -> tuple[str, ...]:
    word = _SHORT.get(word, word)
    if (found := _STREET.search(word)) and (not found.start() or found.start() >= _LEAST_STEM):
        return (word[: found.start()], "str") if found.start() else ("str",)
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _LEAST_STEM:
            return word.removesuffix(ending), ending
    return (word,)
